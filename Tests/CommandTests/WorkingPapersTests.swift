import Foundation
import LedgerDomain
import LedgerWorkbook
import Testing

/// Working papers as an auditor takes them away.
@Suite struct WorkingPapersTests {
    private static func rows(_ path: String, _ sheet: String) throws -> [String] {
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        let found = try #require(book.sheets.first { $0.name == sheet })
        let lines = Lines()
        _ = try book.read(found) { row in
            lines.texts.append(
                row.cells.map { cell in
                    switch cell.value {
                    case .text(let text), .number(let text): text
                    case .day(let day): day.description
                    default: "?"
                    }
                }
                .joined(separator: "|"))
            return true
        }
        return lines.texts
    }

    private final class Lines {
        var texts: [String] = []
    }

    @Test func theyHoldVerdictFiguresEntriesFindingsAndASample() throws {
        let ledger = TestLedger.ofCases()
        let path = ledger.folder + "/底稿.xlsx"
        let options = ["--year", "2023", "--region", "230606", "--seed", "7", "--count", "5"]
        let made = Program.run(
            ["export", "--ledger", ledger.path, "--working-papers", path] + options, state: ledger.folder + "/state")
        #expect(made.code == 0, "\(made.errors)")
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        #expect(book.sheets.map(\.name) == ["底稿首页", "产业占比", "小额信贷", "执行进度", "事件清单", "疑点", "抽样", "依据"])
        let cover = try Self.rows(path, "底稿首页")
        #expect(cover.contains { $0.hasPrefix("核验结论|核验通过（PASS，退出码 0）") }, "\(cover)")
        #expect(cover.contains("抽样种子|7"))
        // 大同区 2023: 4197 of 6132 万元.
        let share = try Self.rows(path, "产业占比")
        #expect(share.contains { $0.contains("41970000|61320000|0.6844") }, "\(share)")
        // Title, scope, header, two receipts, five commitments to industry, and three that stand in the same cells.
        #expect(try Self.rows(path, "事件清单").count == 13)
        #expect(try Self.rows(path, "疑点").contains { $0.contains("A53") })
        let sample = try Self.rows(path, "抽样")
        #expect(sample.contains { $0.contains("种子 7") }, "\(sample)")
        let again = Program.run(
            ["export", "--ledger", ledger.path, "--working-papers", path] + options, state: ledger.folder + "/state")
        #expect(again.code == 73)
    }

    @Test func theyNeedAYear() {
        let ledger = TestLedger.ofCases()
        let answer = ledger.run("export", "--working-papers", ledger.folder + "/x.xlsx")
        #expect(answer.code == 64 && answer.errors.contains("--year"), "\(answer.errors)")
    }
}
