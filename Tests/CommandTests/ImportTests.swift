import Foundation
import Testing

/// What an import shows before it writes, and that it then writes just that.
@Suite struct ImportTests {
    private static let heading = "指标行,区划代码,年度,文号,资金级次,发文日期,金额（元）\n"

    private static func row(_ id: String, _ amount: String, document: String = "测财农〔2023〕1号") -> String {
        "\(id),230606,2023,\(document),CENTRAL,2023-01-05,\(amount)\n"
    }

    private static func sheet(_ rows: String...) -> String { heading + rows.joined() }

    private func add(_ text: String, to ledger: TestLedger, as name: String = "指标.csv", _ options: String...) -> Answer
    {
        let file = ledger.file(name, text)
        return Program.run(
            ["import", "--ledger", ledger.path, file, "--as", "allotments", "--json"] + options,
            state: ledger.folder + "/state")
    }

    private func lines(of ledger: TestLedger, _ seq: Any?) -> String {
        ledger.run("show", "\(seq as? Int ?? 0)", "--json").output
    }

    // MARK: Check, then commit

    @Test func aCheckShowsTheSumsBesideTheSheetsOwn() {
        let ledger = TestLedger.opened()
        let head = ledger.head
        let file = ledger.file("指标.csv", Self.sheet(Self.row("L1", "1.50"), Self.row("L2", "2"), "合计,,,,,,3.50\n"))
        let answer = ledger.run("import", file, "--as", "allotments", "--dry-run")
        #expect(answer.output.contains("检查通过，未写入"), "\(answer.output)\(answer.errors)")
        #expect(answer.output.contains("合计 3.50 元，表内合计 3.50 元"), "\(answer.output)")
        #expect(answer.output.contains("--check "), "\(answer.output)")
        #expect(ledger.head == head)
    }

    @Test func anImportIsWhatItsCheckShowed() {
        let ledger = TestLedger.opened()
        let text = Self.sheet(Self.row("L1", "1"), Self.row("L2", "2"))
        let check = add(text, to: ledger, "--dry-run").json["check"] as? String ?? ""
        #expect(check.count == 32)
        let answer = add(text, to: ledger, as: "另一名称.csv", "--check", check)
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["check"] as? String == check)
        #expect(answer.json["recorded"] as? Int == 3)
    }

    /// The file, or what the log holds, is no longer what was checked.
    @Test(arguments: [true, false]) func anImportThatWouldDifferFromItsCheckWritesNothing(isOtherFile: Bool) {
        let ledger = TestLedger.opened()
        let text = Self.sheet(Self.row("L1", "1"), Self.row("L2", "2"))
        let check = add(text, to: ledger, "--dry-run").json["check"] as? String ?? ""
        if !isOtherFile { _ = add(Self.sheet(Self.row("L2", "2")), to: ledger, as: "先到.csv") }
        let head = ledger.head
        let now = isOtherFile ? Self.sheet(Self.row("L1", "1"), Self.row("L2", "3")) : text
        let answer = add(now, to: ledger, "--check", check)
        #expect(answer.code == 65, "\(answer.output)")
        #expect(answer.errors.contains("E20"), "\(answer.errors)")
        #expect(ledger.head == head)
    }

    // MARK: Valid rows alone

    @Test func validRowsAreTakenAndTheOthersListedInTheLog() {
        let ledger = TestLedger.opened()
        let text = Self.sheet(
            Self.row("L1", "1"), Self.row("L2", "一元"), Self.row("L3", "3"), Self.row("L4", "-4"),
            Self.row("L5", "5", document: "文号不全"), Self.row("L6", "6"))
        #expect(add(text, to: ledger).code == 65)
        let answer = add(text, to: ledger, "--accept-valid")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["recorded"] as? Int == 4)
        #expect(answer.json["rejected_rows"] as? Int == 3)
        let rows = (answer.json["rejected"] as? [[String: Any]] ?? []).map { $0["row"] as? Int }
        #expect(rows == [3, 5, 6], "\(answer.output)")
        let source = lines(of: ledger, answer.json["import_seq"])
        #expect(source.contains(#""rejected_rows":["3","5-6"]"#), "\(source)")
        #expect(source.contains(#"{"name":"rejected","value":"3"}"#), "\(source)")
        // SHA-256 of "3\n5-6\n".
        #expect(source.contains("414a153b5d318642ddeb43d5e12d697095adf8d03321b906498fa37278e4d176"), "\(source)")
        #expect(ledger.run("audit").code == 0)
    }

    /// A row is judged without those that are left out: the second repayment is too much, the third fits again.
    @Test func aRowThatIsLeftOutTakesNoMoney() {
        let ledger = TestLedger.opened()
        let rows = [
            "loan.disbursed,230606,2023-01-05,HT1,NEW,100,,", "loan.repaid,230606,2023-03-01,HT1,,,60,",
            "loan.repaid,230606,2023-03-02,HT1,,,60,", "loan.repaid,230606,2023-03-03,HT1,,,40,",
        ]
        let file = ledger.file(
            "贷款.csv",
            "业务类型,区划代码,日期,合同号,贷款种类,金额（元）,本金（元）,贷款项目\n"
                + rows.map { $0 + "POVERTY_MICROLOAN\n" }.joined())
        let answer = ledger.run("import", file, "--as", "microloans", "--accept-valid", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        let rejected = (answer.json["rejected"] as? [[String: Any]] ?? []).map { $0["row"] as? Int }
        #expect(rejected == [4], "\(answer.output)")
        #expect(answer.json["recorded"] as? Int == 4)
    }

    @Test func aSheetThatDoesNotAddUpIsRefusedAsAWhole() {
        let ledger = TestLedger.opened()
        let answer = add(
            Self.sheet(Self.row("L1", "1"), Self.row("L2", "2"), "合计,,,,,,4\n"), to: ledger, "--accept-valid")
        #expect(answer.code == 65)
        #expect(answer.errors.contains("A52"), "\(answer.errors)")
    }

    @Test func eventsAreTakenTogetherOrNotAtAll() {
        let ledger = TestLedger.opened()
        let answer = ledger.run("import", ledger.file("e.jsonl", "{}"), "--as", "events", "--accept-valid")
        #expect(answer.code == 64)
        #expect(answer.errors.contains("--accept-valid"), "\(answer.errors)")
    }

    // MARK: Repeats

    @Test func equalRowsUnderOneKeyAreSkippedAndOthersAreConflicts() {
        let ledger = TestLedger.opened()
        let first = add(Self.sheet(Self.row("L1", "1")), to: ledger)
        let again = add(Self.sheet(Self.row("L1", "1"), Self.row("L2", "2")), to: ledger, as: "二.csv")
        #expect(again.json["repeat_count"] as? Int == 1, "\(again.output)\(again.errors)")
        let repeats = again.json["repeats"] as? [[String: Int]] ?? []
        #expect(repeats == [["row": 2, "seq": (first.json["import_seq"] as? Int ?? 0) + 1]])
        #expect(again.json["recorded"] as? Int == 2)
        let conflict = add(Self.sheet(Self.row("L1", "9")), to: ledger, as: "三.csv")
        #expect(conflict.code == 65)
        #expect(conflict.errors.contains("E11"), "\(conflict.errors)")
    }

    /// A reversal and the entry that replaces it are the last draft of one chunk and the first of the next. The loan
    /// was repaid, so that the reversal alone would be refused.
    @Test func aCorrectionIsJudgedAsOneAcrossTheEndOfAChunk() {
        let ledger = TestLedger.opened()
        let chunk = 4_096
        var lines = [Self.loan(1, of: 1, yuan: 100), Self.repayment(2)]
        // The entry about the file comes first, the reversal last.
        for number in 3...(chunk - 2) { lines.append(Self.loan(number, of: number, yuan: 1)) }
        lines.append(
            #"{"body":{"reason":"金额录错"},"corrects":"\#(Self.id(1))","effective_on":"2023-03-02","id":"\#(Self.id(chunk - 1))","type":"entry.reversed"}"#
        )
        lines.append(Self.loan(chunk, of: 1, yuan: 120, #","corrects":"\#(Self.id(1))""#))
        #expect(lines.count == chunk)
        let file = ledger.file("更正.jsonl", lines.joined(separator: "\n"))
        let answer = ledger.run("import", file, "--as", "events", "--json")
        #expect(answer.code == 0, "\(answer.errors.prefix(2_000))")
        #expect(answer.json["recorded"] as? Int == chunk + 1)
    }

    private static func padded(_ number: Int, _ digit: String, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: digit, count: count - digits.count) + digits
    }

    private static func id(_ number: Int) -> String { "0190f000-0000-7000-8000-" + padded(number, "0", 12) }

    /// A token of 26 characters of base32, which has no 0, 1, 8 and 9.
    private static func token(_ number: Int) -> String {
        let letters = padded(number, "0", 26).map {
            String("abcdefghij"[String.Index(utf16Offset: Int(String($0)) ?? 0, in: "abcdefghij")])
        }
        return "1a2b:" + letters.joined()
    }

    private static func loan(_ number: Int, of loan: Int, yuan: Int, _ more: String = "") -> String {
        #"{"body":{"amount_fen":"\#(yuan)00","loan":"\#(token(loan))","loan_kind":"NEW","programme":"POVERTY_MICROLOAN"},"effective_on":"2023-01-05","fiscal_year":"2023","id":"\#(id(number))","region":"230606","type":"loan.disbursed"\#(more)}"#
    }

    private static func repayment(_ number: Int) -> String {
        #"{"body":{"loan":"\#(token(1))","principal_fen":"10000","programme":"POVERTY_MICROLOAN"},"effective_on":"2023-02-05","fiscal_year":"2023","id":"\#(id(number))","region":"230606","type":"loan.repaid"}"#
    }
}
