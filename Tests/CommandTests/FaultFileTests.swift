import Foundation
import LedgerDomain
import LedgerWorkbook
import Testing
import WorkbookSamples

/// What a refused sheet leaves for the person who mends it.
@Suite struct FaultFileTests {
    private static let header: [SampleCell] = ["区划代码", "年度", "批次编号", "文号", "资金级次", "发文日期", "金额（万元）"]
    private static let heading = "区划代码,年度,批次编号,文号,资金级次,发文日期,金额（万元）\n"

    private static func row(_ id: String, _ amount: SampleCell, region: SampleCell = "230606") -> [SampleCell] {
        [region, 2023, .text(id), "测财农〔2023〕1号", "CENTRAL", .number("44931", style: 1), amount]
    }

    private static func sheets(_ path: String) throws -> [String: [Int: [CellValue]]] {
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        var found: [String: [Int: [CellValue]]] = [:]
        for sheet in book.sheets {
            found[sheet.name] = [:]
            _ = try book.read(sheet) { row in
                found[sheet.name]?[row.number] = row.cells.map(\.value)
                return true
            }
        }
        return found
    }

    private static func refused(_ ledger: TestLedger) -> String {
        let rows = [
            ["某县指标台账"], [], header, row("L1", 1), row("L2", "12,34"), row("L3", .number("2.5"), region: "520221"),
        ]
        return ledger.file("指标.xlsx", Data(SampleWorkbook([SampleSheet("指标", rows)]).bytes()))
    }

    /// Rows keep their numbers, cells their values; the result sheet names each fault.
    @Test func aCopyWithItsFaults() throws {
        let ledger = TestLedger.opened()
        let file = Self.refused(ledger)
        let out = ledger.folder + "/错误.xlsx"
        #expect(ledger.run("import", file, "--as", "allotments", "--faults", out).code == 65)
        let sheets = try Self.sheets(out)
        #expect(Set(sheets.keys) == ["指标", "检查结果"])
        #expect(sheets["指标"] == (try Self.sheets(file))["指标"])
        let result = try #require(sheets["检查结果"])
        #expect(result[2] == [.text("指标：2 处错误")])
        #expect(result[4]?.prefix(3) == [.number("5"), .text("G 金额（万元）"), .text("12,34")])
        #expect(result[5]?.prefix(3) == [.number("6"), .text("A 区划代码"), .text("520221")])
        let comments = ledger.part("xl/comments1.xml", of: out)
        #expect(comments.contains("ref=\"G5\"") && comments.contains("ref=\"A6\"") && comments.contains("520204"))
        // What is there is not written over, and the import says so before it begins.
        #expect(ledger.run("import", file, "--as", "allotments", "--faults", out).code == 73)
    }

    @Test func theListNamesRecordAndRow() throws {
        let ledger = TestLedger.opened()
        let out = ledger.folder + "/错误.csv"
        ledger.run("import", Self.refused(ledger), "--as", "allotments", "--faults", out)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        let lines = text.split(separator: "\r\n")
        #expect(lines[0].hasSuffix("record,row,field,given,expected,difference,rule,remedy,file,sheet,letters"))
        #expect(lines[1].hasPrefix("2,5,金额（万元）,\"12,34\",") && lines[1].hasSuffix(",指标.xlsx,指标,G"), "\(lines[1])")
        #expect(lines[2].hasPrefix("3,6,区划代码,520221,"), "\(lines[2])")
    }

    /// The failed rows are a sheet again: with their cells mended they are imported beside the others.
    @Test(arguments: ["xlsx", "csv"]) func failedRowsCanBeImported(suffix: String) throws {
        let ledger = TestLedger.opened()
        let out = ledger.folder + "/待改." + suffix
        ledger.run("import", Self.refused(ledger), "--as", "allotments", "--failed-rows", out)
        let again = ledger.run("import", out, "--as", "allotments", "--json")
        #expect(again.code == 65)
        #expect(again.errors.components(separatedBy: "\"rule\"").count == 3, "\(again.errors)")
        #expect(!again.errors.contains("L1"))
    }

    @Test func failedRowsOfATextAreMendedAsText() throws {
        let ledger = TestLedger.opened()
        let text =
            Self.heading + "230606,2023,L1,测财农〔2023〕1号,CENTRAL,2023-01-05,1\n"
            + "230606,2023,L2,测财农〔2023〕1号,CENTRAL,2023-01-05,x\n"
        let out = ledger.folder + "/待改.csv"
        ledger.run("import", ledger.file("a.csv", text), "--as", "allotments", "--failed-rows", out)
        let failed = try String(contentsOfFile: out, encoding: .utf8)
        #expect(failed.components(separatedBy: "\r\n").count == 3, "\(failed)")
        let mended = ledger.file("b.csv", failed.replacingOccurrences(of: ",x\r\n", with: ",1.5\r\n"))
        let answer = ledger.run("import", mended, "--as", "allotments", "--json")
        #expect(answer.code == 0 && answer.json["rows"] as? Int == 1, "\(answer.errors)")
    }

    /// What a tall merged cell says stands in each row it covers, so that a failed row can do without the first one.
    @Test func mergedCellsAreFilledIn() throws {
        let ledger = TestLedger.opened()
        let rows = [
            Self.header.dropLast() + ["金额"], Array(repeating: .none, count: 6) + ["（万元）"], Self.row("L1", 1),
            Self.row("L2", "x", region: .none), Self.row("L3", 2, region: .none),
        ]
        var sheet = SampleSheet("指标", rows)
        // The header's own merged cells are not repeated: they would no longer be a header of two rows.
        sheet.merged = ["A1:A2", "A3:A5"]
        let file = ledger.file("指标.xlsx", Data(SampleWorkbook([sheet]).bytes()))
        let out = ledger.folder + "/待改.csv"
        ledger.run("import", file, "--as", "allotments", "--failed-rows", out)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("\r\n230606,2023,L2,"), "\(text)")
        #expect(!text.contains("L1") && !text.contains("L3"))
        let again = ledger.run("import", out, "--as", "allotments", "--json")
        #expect(again.code == 65 && again.errors.components(separatedBy: "\"rule\"").count == 2, "\(again.errors)")
    }

    /// A file that is no sheet has a list of faults and nothing to mark.
    @Test func whatCannotBeRead() throws {
        let ledger = TestLedger.opened()
        let file = ledger.file("表.xlsx", Data("PK\u{3}\u{4}nothing".utf8))
        let out = ledger.folder + "/错误.xlsx"
        #expect(ledger.run("import", file, "--as", "allotments", "--faults", out).code == 65)
        #expect(try Self.sheets(out)["检查结果"]?.isEmpty == false)
    }
}

extension TestLedger {
    /// A part of a workbook as text.
    func part(_ name: String, of path: String) -> String {
        let script = self.file(
            "part.py", "import zipfile, sys; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, path, name]
        let output = Pipe()
        process.standardOutput = output
        try? process.run()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
