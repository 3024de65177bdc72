import Foundation
import Testing

/// Bad input is refused with the place, what was given, what was expected and what to do; nothing is appended.
@Suite struct BadInputTests {
    let ledger = TestLedger.ofCases()

    private static let heading =
        "batch_id,region_code6,fiscal_year,batch_name,document_no,fund_level,task,amount_wan_yuan,issued_on,projects_complete\n"

    private static func row(
        id: String = "L1", region: String = "230606", year: String = "2023", document: String = "测财农〔2023〕1号",
        level: String = "CENTRAL", amount: String = "100", day: String = "2023-01-05"
    ) -> String {
        "\(id),\(region),\(year),第一批,\(document),\(level),CONSOLIDATE,\(amount),\(day),yes\n"
    }

    /// Imports a file, expects it to be refused with these words and the log to stay as it was.
    private func refuse(_ content: Data, as profile: String = "allotments", _ words: String..., code: Int32 = 65) {
        let head = ledger.head
        let answer = ledger.run("import", ledger.file("输入.csv", content), "--as", profile)
        #expect(answer.code == code, "\(answer.output)\(answer.errors)")
        for word in ["输入.csv"] + words { #expect(answer.errors.contains(word), "\(word) in \(answer.errors)") }
        #expect(ledger.head == head)
    }

    private func refuse(_ text: String, _ words: String...) {
        let head = ledger.head
        let answer = ledger.run("import", ledger.file("输入.csv", text), "--as", "allotments")
        #expect(answer.code == 65, "\(answer.output)\(answer.errors)")
        for word in ["输入.csv", "改法："] + words { #expect(answer.errors.contains(word), "\(word) in \(answer.errors)") }
        #expect(ledger.head == head)
    }

    @Test(arguments: ["-1", "0", "0.0000001", "92233720368547759", "1.2E+17", "十"])
    func amounts(amount: String) {
        refuse(
            Self.heading + Self.row(amount: amount), "第 2 行", "amount_wan_yuan", amount.first == "-" ? "不小于 1" : "应为")
    }

    @Test func aGoodRowIsAccepted() {
        let answer = ledger.run("import", ledger.file("好.csv", Self.heading + Self.row()), "--as", "allotments")
        #expect(answer.code == 0, "\(answer.errors)")
    }

    @Test(arguments: ["2023-02-29", "2023-13-01", "5月6日", "20231301"])
    func datesThatDoNotExist(day: String) {
        refuse(Self.heading + Self.row(day: day), "第 2 行", "issued_on", day)
    }

    @Test func aDateAfterToday() { refuse(Self.heading + Self.row(day: "2199-01-01"), "E08", "第 2 行") }

    @Test(arguments: [("999999", "A54"), ("520221", "520204"), ("23060", "E05")])
    func regions(code: String, words: String) { refuse(Self.heading + Self.row(region: code), "第 2 行", code, words) }

    @Test func codesThatDoNotExist() {
        refuse(Self.heading + Self.row(level: "CENTRE"), "第 2 行", "CENTRE", "CENTRAL, PROV")
    }

    @Test func aDocumentWithoutItsYear() {
        refuse(Self.heading + Self.row(document: "测财农2023350"), "第 2 行", "document_no", "E06")
    }

    @Test func allFaultsOfAFileAtOnce() {
        let text =
            Self.heading + Self.row(id: "L1", amount: "-1") + Self.row(id: "L2", day: "2023-02-30")
            + Self.row(id: "L3", region: "999999")
            + Self.row(id: "L4", document: "测财农2023350") + "L5,230606,2023\n" + Self.row(id: "L6")
        let answer = ledger.run("import", ledger.file("五处.csv", text), "--as", "allotments", "--json")
        #expect(answer.code == 65)
        let object = (try? JSONSerialization.jsonObject(with: Data(answer.errors.utf8))) as? [String: Any]
        let rows = (object?["faults"] as? [[String: Any]] ?? []).compactMap { $0["row"] as? Int }
        #expect(Set(rows) == [2, 3, 4, 5, 6], "\(answer.errors)")
        for line in ["rule", "given", "expected", "remedy", "column"] { #expect(answer.errors.contains("\"\(line)\"")) }
    }

    @Test func rowsWithTooFewOrTooManyCells() {
        refuse(Self.heading + "L1,230606\n", "第 2 行", "10 格")
        refuse(Self.heading + Self.row().dropLast() + ",x\n", "第 2 行", "11", "10 格")
    }

    @Test func anUnclosedQuote() { refuse(Self.heading + "\"L1,230606,2023\n" + Self.row(), "第 2 行", "引号") }

    @Test func aStrayQuote() {
        refuse(Self.heading + "L\"1,230606,2023,第一批,测财农〔2023〕1号,CENTRAL,CONSOLIDATE,1,2023-01-05,yes\n", "第 2 行", "引号")
    }

    @Test func aFileOfNoBytes() { refuse(Data(), "空") }

    @Test func aBinaryFile() { refuse(Data([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3]), "二进制") }

    @Test func aWorkbook() { refuse(Data([0x50, 0x4B, 0x03, 0x04, 0, 0]), "损坏", ".xlsx") }

    @Test func mixedEncodings() {
        // 测 in GB18030 amid UTF-8 text that GB18030 does not know.
        refuse(Data(Self.heading.utf8) + Data("L1,é\n".utf8) + Data([0xB2, 0xE2, 0xFF, 0xFF, 0x0A]), "编码")
    }

    @Test func theWrongProfile() { refuse(Data("a,b\n1,2\n".utf8), as: "plan", "project_name", "--as") }

    @Test func totalsThatDoNotAddUp() {
        let rows = Self.heading + Self.row(id: "L1", amount: "100") + Self.row(id: "L2", amount: "200")
        refuse(rows + "合计,,,,,,,301,,\n", "A52", "301", "300", "相差 1")
        refuse(rows + "合计,,,,,,,1000200,,\n", "A51")
        #expect(ledger.run("import", ledger.file("对.csv", rows + "合计,,,,,,,300,,\n"), "--as", "allotments").code == 0)
    }

    @Test func gb18030IsRecognised() {
        let bytes: [UInt8] = [0xB2, 0xE2, 0xB2, 0xC6, 0xC5, 0xA9, 0xA1, 0xB2]  // 测财农〔
        let tail: [UInt8] = [0xA1, 0xB3]  // 〕
        var data =
            Data(Self.heading.utf8) + Data("L1,230606,2023,b,".utf8) + Data(bytes) + Data("2023".utf8) + Data(tail)
        data += Data("1".utf8) + Data([0xBA, 0xC5]) + Data(",CENTRAL,CONSOLIDATE,1,2023-01-05,yes\n".utf8)
        let answer = ledger.run("import", ledger.file("国标.csv", data), "--as", "allotments", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["encoding"] as? String == "GB18030")
    }

    @Test func missingInputs() {
        #expect(ledger.run("import", "/no/such/file.csv", "--as", "plan").code == 66)
        #expect(Program.run(["report", "--ledger", "/no/such", "industry-share"], state: ledger.folder).code == 66)
        #expect(Program.run(["audit", "--ledger", ledger.folder], state: ledger.folder).code == 66)
    }

    @Test func wrongUsage() {
        #expect(ledger.run("report", "nothing").code == 64)
        #expect(Program.run(["frobnicate"], state: ledger.folder).code == 64)
        #expect(ledger.run("report", "industry-share", "--year", "23").code == 64)
    }

    /// An output is a new file outside the ledger: nothing that is there is written over, be it a link or a device.
    @Test func outputsOverwriteNothing() throws {
        let before = ledger.head
        let (log, key) = (ledger.path + "/log.sqlite", ledger.path + "/keys/log.key")
        let secret = try Data(contentsOf: URL(fileURLWithPath: key))
        let link = ledger.folder + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
        for path in [log, key, ledger.path + "/new", link, "/dev/null", ledger.folder, "/no/such/folder/x"] {
            #expect(ledger.run("export", "--jsonl", path).code == 73, "\(path)")
            #expect(ledger.run("prove", "0", "-o", path).code == 73, "\(path)")
            #expect(ledger.run("prove", "0", "--entry", path).code == 73, "\(path)")
            #expect(
                Program.run(
                    ["head", "stamp", "--ledger", ledger.path, "--request", path], state: ledger.folder + "/state"
                ).code == 73, "\(path)")
        }
        for path in [log, key, link, "/dev/null"] {
            let answer = ledger.run("import", ledger.file("b.csv", "x"), "--as", "plan", "--faults", path)
            #expect(answer.code == 73, "\(path)")
        }
        #expect(ledger.run("export", "--jsonl", log, language: "en").errors.contains("inside the ledger"))
        #expect(ledger.head == before)
        #expect(try Data(contentsOf: URL(fileURLWithPath: key)) == secret)
        #expect(ledger.run("export", "--jsonl", "").code == 64)
    }

    /// A directory of an export is a directory, outside the ledger, with a name.
    @Test(arguments: ["--tiles", "--evidence"]) func exportsGoIntoADirectory(option: String) throws {
        let link = ledger.folder + "/dangling"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
        #expect(ledger.run("export", option, "").code == 64)
        for path in [ledger.file("file", "x"), link, ledger.path + "/x", ledger.path, "/dev/null", "/proc/none/x"] {
            #expect(ledger.run("export", option, path).code == 73, "\(path)")
        }
    }

    @Test func numbersThatAreNone() {
        for arguments in [["prove", "007"], ["prove", "+5"], ["prove", "-1"], ["prove", "--from", "99999"]] {
            #expect(
                Program.run([arguments[0], "--ledger", ledger.path] + arguments.dropFirst(), state: ledger.folder).code
                    == 64, "\(arguments)")
        }
        for year in ["0", "99999"] {
            #expect(ledger.run("export", "--evidence", ledger.folder + "/e", "--year", year).code == 64)
        }
        let root = ledger.head.split(separator: "\n")[2]
        for size in ["0\(TestLedger.casesSize)", "+5", "1234567890123456789"] {
            #expect(ledger.run("audit", "--against", "\(size):\(root)").code == 66, "\(size)")
        }
    }

    /// A head of another log is no older head of this one.
    @Test func aHeadOfAnotherLog() {
        let other = ledger.file("other.note", TestLedger.opened().head)
        #expect(ledger.run("prove", "--from", other).code == 14)
    }

    /// A directory that holds more than the ledger does is not an old backup of it.
    @Test func anExportIntoALargerOne() throws {
        let old = ledger.folder + "/old.ledger"
        try FileManager.default.copyItem(atPath: ledger.path, toPath: old)
        #expect(ledger.run("append", "-", input: Self.payment).code == 0)
        #expect(ledger.run("export", "--tiles", ledger.folder + "/t").code == 0)
        let answer = Program.run(["export", "--ledger", old, "--tiles", ledger.folder + "/t"], state: ledger.folder)
        #expect(answer.code == 12)
        #expect(answer.errors.contains("账本比自己的导出短"), "\(answer.errors)")
    }

    /// What somebody names as evidence is a plain file of a note's length; nothing is waited for.
    @Test func evidenceThatIsNoFile() throws {
        let fifo = ledger.folder + "/fifo"
        _ = ledger.python("import os\nos.mkfifo('\(fifo)')")
        let long = ledger.file("long", String(repeating: "x", count: 1 << 21))
        for path in [fifo, "/dev/zero", long, ledger.folder] {
            for option in ["--against", "--policy", "--tsa"] {
                #expect(ledger.run("audit", option, path).code == 66, "\(option) \(path)")
            }
            #expect(
                Program.run(["audit", "proof", path, "--old", path, "--key", "x"], state: ledger.folder).code == 66)
        }
        #expect(ledger.run("audit", "--tsa", ledger.file("empty.pem", "nothing")).code == 66)
    }

    /// What is wrong with a note is said in the reader's language.
    @Test func reasonsAreTranslated() {
        let unsigned = ledger.file("none.note", "a\n1\nb\n")
        let answer = ledger.run("audit", "--against", unsigned)
        #expect(answer.code == 14)
        #expect(answer.output.contains("没有签名"), "\(answer.output)")
        let policy = ledger.run("audit", "--policy", ledger.file("bad.policy", "log x\n"))
        #expect(policy.errors.contains("第 1 行：不是公钥"), "\(policy.errors)")
    }

    @Test func aLedgerIsNotMadeTwice() {
        #expect(ledger.run("init", "--origin", "x.example", "--region", "000000").code == 73)
        #expect(
            Program.run(
                ["init", "--ledger", ledger.folder + "/n", "--origin", "x.example", "--region", "520221"],
                state: ledger.folder
            ).code == 64)
    }

    @Test func aLedgerOfANewerVersion() {
        _ = ledger.python(
            "log = sqlite3.connect(ledger + '/log.sqlite')\nlog.execute('pragma user_version = 9')\nlog.commit()")
        let answer = ledger.run("report", "industry-share")
        #expect(answer.code == 78)
        #expect(answer.errors.contains("9"))
    }

    private static let payment = """
        {"id":"0190f000-0000-7000-8000-000000000001","type":"notice.posted","effective_on":"2023-06-09","region":"632323","fiscal_year":"2023","body":{"notice_level":"COUNTY","subject":"公示","posted_from":"2023-06-09","posted_to":"2023-06-19","place":"政府网站","text_hash":"\(String(repeating: "a", count: 64))"}}
        """

    @Test func aRetryIsARepeatAndOtherContentIsRefused() {
        #expect(ledger.run("append", "-", input: Self.payment).code == 0)
        let head = ledger.head
        let again = ledger.run("append", "-", "--json", input: Self.payment)
        #expect(again.code == 0)
        #expect((again.json["repeats"] as? [Any])?.count == 1)
        let other = ledger.run("append", "-", input: Self.payment.replacingOccurrences(of: "COUNTY", with: "VILLAGE"))
        #expect(other.code == 65)
        #expect(other.errors.contains("body.notice_level"))
        #expect(ledger.head == head)
    }

    @Test(arguments: [
        ("\"COUNTY\"", "\"CITY\"", "E05"), ("notice.posted", "notice.pasted", "E02"),
        ("\"subject\":\"公示\",", "", "E04"),
        ("\"subject\"", "\"subjct\"", "E03"), ("\"公示\"", "null", "E01"), ("\"2023\"", "2023", "E01"),
        ("\"公示\"", "\"张三 13800138000\"", "E07"),
        ("\"region\":\"632323\",", "\"region\":\"632323\",\"region\":\"632323\",", "E01"),
        ("\"place\":\"政府网站\",", "", "A53"), ("2023-06-19", "2023-06-31", "E05"), ("{\"id\"", "[{\"id\"", "E01"),
    ])
    func drafts(part: String, other: String, rule: String) {
        let head = ledger.head
        let answer = ledger.run("append", "-", input: Self.payment.replacingOccurrences(of: part, with: other))
        #expect(answer.code == 65)
        #expect(answer.errors.contains(rule), "\(answer.errors)")
        #expect(ledger.head == head)
    }

    @Test func messagesSpeakEnglishToo() {
        let answer = ledger.run(
            "import", ledger.file("in.csv", Self.heading + Self.row(amount: "-1")), "--as", "allotments", language: "en"
        )
        #expect(answer.errors.contains("row 2"))
        #expect(answer.errors.contains("Remedy: "))
        #expect(answer.errors.contains("Nothing was written"))
    }

    @Test func nothingOfAPersonIsStored() {
        let text = """
            type,region_code6,contract_no,bank,户编号,姓名,身份证号,联系电话,programme,loan_kind,amount_yuan,effective_on,signed_on,maturity,rate,hh_status,security
            放款,230606,HT-77-001,91350100M000100Y43,HH-9001,张三丰,11010519491231002X,13800138000,POVERTY_MICROLOAN,NEW,50000,2023-03-01,2023-02-27,2025-03-01,3.65%,LIFTED_ENTITLED,NONE

            """
        let answer = ledger.run("import", ledger.file("贷款.csv", text), "--as", "microloans", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        let found = ledger.python(
            """
            import glob
            for path in glob.glob(ledger + '/**', recursive=True):
                try: data = open(path, 'rb').read()
                except IsADirectoryError: continue
                for word in ['11010519491231002', '张三丰', '13800138000', 'HH-9001', 'HT-77-001']:
                    if word.encode() in data: print(path, word)
            """)
        #expect(found == "")
        let row = ledger.run("log", "--type", "loan.disbursed", "--json").output
        #expect(row.contains("\"id_check\":true"))
        #expect(row.contains("\"age_ok\":false"))
    }
}
