import Foundation
import LedgerDomain
import LedgerWorkbook
import Testing

@testable import LedgerInterchange

/// One table, three ways to write it.
@Suite struct DataTableTests {
    private static let table = DataTable(
        Label("支出进度", "Execution"), scope: "522633  2024",
        columns: [
            ReportColumn("region", "地区", "Place"), ReportColumn("paid_fen", "已支付", "Paid"),
            ReportColumn("rate_bp", "支出率", "Rate"), ReportColumn("on", "日期", "Date"),
            ReportColumn("note", "备注", "Note"), ReportColumn("seq", "位置", "Position", isShown: false),
        ],
        rows: [
            [
                .text("从江县"), .fen(123_456_789), .basisPoints(5_512), Day("2024-05-06").map { .day($0) } ?? .missing,
                .text("=HYPERLINK(\"x\")"), .integer(7),
            ],
            [.text("-合计"), .fen(-1), .missing, .missing, .text(""), .integer(8)],
        ], evidence: [TableFact("账本", "Origin", "example.gov.cn/funds/1")], notes: [Label("注一", "note one")])

    @Test func asCSVForPeople() {
        #expect(
            Self.table.csv(TableStyle(.chinese, in: .yuan))
                == "\u{FEFF}地区,已支付（元）,支出率（%）,日期,备注,位置\r\n"
                + "从江县,1234567.89,55.12,2024-05-06,\"'=HYPERLINK(\"\"x\"\")\",7\r\n'-合计,-0.01,,,,8\r\n")
    }

    @Test func asCSVForPrograms() {
        let text = Self.table.csv(TableStyle(.english, in: .wanYuan), hasMark: false)
        #expect(text.hasPrefix("Place,\"Paid (10,000 yuan)\",Rate (%),"))
        #expect(text.contains(",123.456789,"))
    }

    @Test func onTheTerminal() {
        #expect(
            Self.table.text(TableStyle(.chinese, in: .yuan)).split(separator: "\n") == [
                "地区    已支付（元）   支出率  日期        备注", "------  ------------  -------  ----------  ---------------",
                "从江县  1,234,567.89  55.12 %  2024-05-06  =HYPERLINK(\"x\")", "-合计          -0.01        —  —",
            ])
    }

    /// The title and scope, a header with units, typed values; the evidence on a sheet of its own.
    @Test func asWorkbook() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try TableWorkbook.write(Self.table, to: path, TableStyle(.chinese, in: .yuan))
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        #expect(book.sheets.map(\.name) == ["支出进度", "依据"])
        var rows: [[CellValue]] = []
        for sheet in book.sheets {
            _ = try book.read(sheet) { row in
                rows.append(row.cells.map(\.value))
                return true
            }
        }
        let day = try #require(Day("2024-05-06"))
        #expect(
            rows == [
                [.text("支出进度")], [.text("522633  2024　单位：元")],
                [.text("地区"), .text("已支付（元）"), .text("支出率"), .text("日期"), .text("备注")],
                [
                    .text("从江县"), .number("1234567.89"), .number("0.5512"), .day(day), .text("=HYPERLINK(\"x\")"),
                ],
                [.text("-合计"), .number("-0.01"), .text("—"), .text("—")], [.text("注一")], [.text("依据")],
                [.text("表"), .text("支出进度")], [.text("范围"), .text("522633  2024")],
                [.text("账本"), .text("example.gov.cn/funds/1")],
            ])
    }
}
