import Foundation
import Testing
import WorkbookSamples

/// Workbooks from the file to the log.
@Suite struct WorkbookImportTests {
    private static let header: [SampleCell] = ["区划代码", "年度", "批次编号", "文号", "资金级次", "发文日期", "金额（万元）"]

    private static func row(_ id: String, _ amount: SampleCell, region: String = "230606") -> [SampleCell] {
        [.text(region), 2023, .text(id), "测财农〔2023〕1号", "CENTRAL", .number("44931", style: 1), amount]
    }

    private func save(_ sheets: [SampleSheet], in ledger: TestLedger, as name: String = "指标.xlsx") -> String {
        ledger.file(name, Data(SampleWorkbook(sheets).bytes()))
    }

    @Test func aSheetIsImportedOnceAndNamedInItsSource() throws {
        let ledger = TestLedger.opened()
        let file = save(
            [SampleSheet("指标表", [Self.header, Self.row("L1", .number("1.5")), Self.row("L2", 2)])], in: ledger)
        let answer = ledger.run("import", file, "--as", "allotments")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(
            answer.output.contains("指标.xlsx（XLSX，指标表）：已导入。2 行，3 条记录。\n  合计 35,000.00 元（表内没有合计行）"),
            "\(answer.output)")
        let seq = ledger.run("import", file, "--as", "allotments", "--json").json["already_imported_at"] as? Int ?? 0
        let source = ledger.run("show", "\(seq)", "--json").output
        #expect(source.contains("\"sheet\":\"指标表\""), "\(source)")
        #expect(source.contains("\"encoding\":\"XLSX\""))
        #expect(source.contains("金额（万元）"))
        #expect(ledger.run("import", file, "--as", "allotments").output.contains("已导入过"))
    }

    @Test func theNameOfAFileSaysNothing() {
        let ledger = TestLedger.opened()
        let file = save([SampleSheet("s", [Self.header, Self.row("L1", 1)])], in: ledger, as: "指标.csv")
        #expect(ledger.run("import", file, "--as", "allotments", "--json").json["encoding"] as? String == "XLSX")
    }

    @Test func faultsNameSheetRowLettersAndHeading() {
        let ledger = TestLedger.opened()
        let rows = [
            ["某县指标台账"], Self.header, Self.row("L1", "12,34"), Self.row("L2", 2, region: "520221"),
            Self.row("L3", .error("#N/A")),
        ]
        let file = save([SampleSheet("指标", rows)], in: ledger)
        let answer = ledger.run("import", file, "--as", "allotments")
        #expect(answer.code == 65)
        #expect(answer.errors.contains("指标.xlsx › 指标 › 第 3 行 › G列“金额（万元）” › E05 金额: 给出“12,34”"), "\(answer.errors)")
        #expect(answer.errors.contains("第 4 行 › A列“区划代码”"), "\(answer.errors)")
        #expect(answer.errors.contains("520204"), "\(answer.errors)")
        #expect(answer.errors.contains("第 5 行 › G列“金额（万元）” › E05: 给出“#N/A”"), "\(answer.errors)")
        let list = ledger.folder + "/faults.csv"
        ledger.run("import", file, "--as", "allotments", "--faults", list)
        let text = (try? String(contentsOfFile: list, encoding: .utf8)) ?? ""
        #expect(text.contains("指标,G"), "\(text)")
    }

    @Test func theSheetIsAskedForWhereSeveralFit() {
        let ledger = TestLedger.opened()
        let rows = [Self.header, Self.row("L1", 1)]
        let file = save([SampleSheet("一月", rows), SampleSheet("二月", rows)], in: ledger)
        let answer = ledger.run("import", file, "--as", "allotments")
        #expect(answer.code == 65)
        #expect(answer.errors.contains("一月、二月") && answer.errors.contains("--sheet"), "\(answer.errors)")
        #expect(ledger.run("import", file, "--as", "allotments", "--sheet", "二月").code == 0)
    }

    @Test func whatWasTidiedIsPrinted() {
        let ledger = TestLedger.opened()
        var sheet = SampleSheet("s", [Self.header, Self.row("L1", "1,234.5"), Self.row("L2", 2)])
        sheet.hiddenRows = [3]
        let answer = ledger.run("import", save([sheet], in: ledger), "--as", "allotments")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.output.contains("第 2 行 › G列“金额（万元）” › 1 格含千分位逗号，已去掉"), "\(answer.output)")
        #expect(answer.output.contains("第 3 行 › 隐藏或被筛选的 1 行，已一并导入（3）"), "\(answer.output)")
    }

    @Test(arguments: [
        (Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), "另存为 .xlsx"),
        (
            Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data("EncryptedPackage".utf8.flatMap { [$0, 0] }),
            "密码"
        ),
        (Data("<html><table><tr><td>1</td></tr></table></html>".utf8), "另存为 .xlsx"),
        (Data("%PDF-1.7".utf8), "另存为 .xlsx"),
        (Data("PK\u{3}\u{4}nothing".utf8), "损坏"),
    ])
    func filesOfOtherPrograms(content: Data, words: String) {
        let ledger = TestLedger.opened()
        let answer = ledger.run("import", ledger.file("表.xlsx", content), "--as", "allotments")
        #expect(answer.code == 65)
        #expect(answer.errors.contains(words), "\(answer.errors)")
    }

    @Test func theEncodingCanBeGiven() {
        let ledger = TestLedger.opened()
        // 批 in GB18030 is also the start of valid UTF-8 text in other letters.
        let head = "区划代码,年度,批次编号,文号,资金级次,发文日期,金额（万元）\n".data(using: .utf16LittleEndian) ?? Data()
        let row = "230606,2023,L1,测财农〔2023〕1号,CENTRAL,2023-01-05,1\n".data(using: .utf16LittleEndian) ?? Data()
        let file = ledger.file("指标.txt", head + row)
        #expect(ledger.run("import", file, "--as", "allotments", "--encoding", "GB18030").code == 65)
        let answer = ledger.run("import", file, "--as", "allotments", "--encoding", "UTF-16LE", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["encoding"] as? String == "UTF-16LE")
    }

    /// Every published case gives the same entries as a workbook and as text, but for identifiers and sources.
    @Test(arguments: SampleWorkbook.Writer.allCases) func casesAsWorkbooks(writer: SampleWorkbook.Writer) throws {
        let ledger = TestLedger.opened()
        for (name, profile) in TestLedger.caseFiles {
            let text = try String(contentsOfFile: Program.root + "/tools/cases/\(name).csv", encoding: .utf8)
            let rows = Self.records(text).map { $0.map(Self.cell) }
            let file = ledger.file(
                name + ".xlsx", Data(SampleWorkbook([SampleSheet(name, rows)], writer: writer).bytes()))
            let answer = ledger.run("import", file, "--as", profile)
            #expect(answer.code == 0, "\(name): \(answer.errors)")
        }
        for arguments in [["industry-share"], ["microloan-growth"], ["execution"]] {
            let (one, other) = (report(ledger, arguments), report(TestLedger.ofCases(), arguments))
            #expect(!one.isEmpty && one == other)
        }
    }

    /// Figures become numbers, as they do where a person types them.
    private static func cell(_ text: String) -> SampleCell {
        let isFigure =
            text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E } && (text == "0" || !text.hasPrefix("0"))
        return isFigure && !text.isEmpty ? .number(text) : SampleCell(stringLiteral: text)
    }

    private func report(_ ledger: TestLedger, _ arguments: [String]) -> String {
        let answer = Program.run(
            ["report", "--ledger", ledger.path] + arguments + ["--format", "csv"], state: ledger.folder + "/state")
        return answer.output
    }

    /// A small CSV reader of the test's own.
    private static func records(_ text: String) -> [[String]] {
        var records: [[String]] = [[""]]
        var isQuoted = false
        for scalar in text.unicodeScalars where scalar != "\r" && scalar != "\u{FEFF}" {
            if scalar == "\"" {
                isQuoted.toggle()
            } else if scalar == ",", !isQuoted {
                records[records.count - 1].append("")
            } else if scalar == "\n", !isQuoted {
                records.append([""])
            } else {
                records[records.count - 1][records[records.count - 1].count - 1].unicodeScalars.append(scalar)
            }
        }
        return records.filter { $0 != [""] }
    }
}
