import Foundation
import LedgerDomain
import LedgerWorkbook
import LedgerWorkbookWriter
import Testing

/// Workbooks as they are written, looked at with the product's own reader and with Python's zip module.
@Suite struct WorkbookWriterTests {
    private static func path(_ name: String = "t.xlsx") -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("linkedfund-" + UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name).path
    }

    private static func write(
        to path: String, layout: PageLayout = PageLayout(), _ body: (SheetWriter) throws -> Void
    ) throws {
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: "表", company: "某县"))
        try body(try book.addSheet("数据", layout))
        try book.close()
    }

    private static func rows(_ path: String) throws -> [[CellValue]] {
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        var rows: [[CellValue]] = []
        _ = try book.read(book.sheets[0]) { row in
            rows.append(row.cells.map(\.value))
            return true
        }
        return rows
    }

    /// A part of the package as text.
    private static func part(_ name: String, of path: String) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", "import zipfile, sys; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())",
            path, name,
        ]
        let output = Pipe()
        process.standardOutput = output
        try? process.run()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    @Test func eachKindOfCellIsReadBack() throws {
        let path = Self.path()
        let day = try #require(Day("2024-02-29"))
        try Self.write(to: path) { sheet in
            try sheet.add([.text("指标"), .amount(12_345, .yuan), .integer(7), .basisPoints(5_512), .empty])
            try sheet.add([.text("01.02.01"), .day(day)], styles: [CellStyle(.text), CellStyle(.day)])
        }
        #expect(
            try Self.rows(path) == [
                [.text("指标"), .number("123.45"), .number("7"), .number("0.5512")],
                [.text("01.02.01"), .day(day)],
            ])
    }

    /// A cell that begins like a formula stays what it is.
    @Test(arguments: ["=1+1", "+86", "-1", "@x", "\tx", "{=1}", "=HYPERLINK(\"http://x\")", "http://example.com"])
    func textIsNeverRun(text: String) throws {
        let path = Self.path()
        try Self.write(to: path) { try $0.add([.text(text)]) }
        #expect(try Self.rows(path) == [[.text(text)]])
        #expect(!Self.part("xl/worksheets/sheet1.xml", of: path).contains("<f>"))
    }

    /// What XML cannot hold would make a file that no program opens.
    @Test func controlCharactersAreReplaced() throws {
        let path = Self.path()
        try Self.write(to: path) { try $0.add([.text("a\u{1}b\u{0}c\u{B}\u{FFFE}"), .text("后")]) }
        #expect(try Self.rows(path) == [[.text("a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}"), .text("后")]])
    }

    /// Positions of entries, and amounts that no `Double` stands for alone, keep all their digits.
    @Test func whatNoNumberHoldsIsText() throws {
        let path = Self.path()
        try Self.write(to: path) { try $0.add([.integer(Int64.max), .amount(Int128(Int64.max), .yuan)]) }
        #expect(try Self.rows(path) == [[.text("9223372036854775807"), .text("92233720368547758.07")]])
    }

    @Test func equalContentGivesEqualBytes() throws {
        let paths = [Self.path(), Self.path()]
        for path in paths {
            try Self.write(to: path) { sheet in
                try sheet.add(
                    [.text("甲"), .amount(995, .yuan)], styles: [CellStyle(.text), CellStyle(.amount(.yuan))])
                sheet.comment(row: 0, column: 1, "核对")
            }
        }
        let bytes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(bytes[0] == bytes[1])
    }

    @Test func layoutReachesTheSheet() throws {
        let path = Self.path()
        var layout = PageLayout()
        layout.columns = [PageLayout.Column(width: 20, style: CellStyle(.text, isUnlocked: true))]
        (layout.frozenRows, layout.repeatedFrom, layout.pageHeader, layout.isProtected) = (2, 1, "甲&乙", true)
        try Self.write(to: path, layout: layout) { sheet in
            try sheet.add([.text("题")], styles: [CellStyle(.text, .title)])
            try sheet.add([.text("金额")], styles: [CellStyle(.text, .requiredHeading)])
            try sheet.add([.text("x")])
            sheet.filter(headerRow: 1, columns: 1)
            try sheet.validate(
                column: 0, rows: 2...9, CellValidation(.list(cells: "=数据!$A$1:$A$2"), title: "级次", message: "选一个"))
            sheet.comment(row: 2, column: 0, "批注")
        }
        let sheet = Self.part("xl/worksheets/sheet1.xml", of: path)
        for text in [
            "orientation=\"landscape\"", "paperSize=\"9\"", "fitToHeight=\"0\"", "ySplit=\"2\"", "<sheetProtection",
            "autoFilter ref=\"A2:A3\"", "promptTitle=\"级次\"", "甲&amp;&amp;乙", "&amp;P / &amp;N", "sqref=\"A3:A10\"",
        ] { #expect(sheet.contains(text), "\(text) in \(sheet)") }
        #expect(Self.part("xl/workbook.xml", of: path).contains("_xlnm.Print_Titles"))
        #expect(Self.part("xl/comments1.xml", of: path).contains("批注"))
        #expect(Self.part("docProps/app.xml", of: path).contains("某县"))
        #expect(Self.part("docProps/core.xml", of: path).contains("2000-01-01T00:00:00Z"))
    }

    @Test(arguments: [("/dev/full", true), ("/no/such/folder/t.xlsx", false)])
    func whereNothingCanBeWritten(path: String, isMade: Bool) throws {
        let expected: WorkbookWriteError = isMade ? .cannotWrite(path: path) : .cannotCreate(path: path)
        #expect(throws: expected) { try Self.write(to: path) { try $0.add([.text("x")]) } }
    }

    @Test func namesOfSheets() throws {
        let book = try WorkbookWriter(path: Self.path(), properties: WorkbookProperties(title: ""))
        _ = try book.addSheet(WorkbookWriter.sheetName("分资金/分地区: [一]"))
        #expect(throws: WorkbookWriteError.self) { _ = try book.addSheet("分资金分地区 一") }
        #expect(throws: WorkbookWriteError.self) { _ = try book.addSheet("a/b") }
        #expect(WorkbookWriter.sheetName("'[]'") == "Sheet")
    }

    @Test func aCellThatIsTooLongIsNamed() throws {
        let long = String(repeating: "字", count: 32_768)
        #expect(throws: WorkbookWriteError.textTooLong(row: 1, column: 2)) {
            try Self.write(to: Self.path()) { try $0.add([.text("x"), .text(long)]) }
        }
    }
}
