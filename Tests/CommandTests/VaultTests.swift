import Foundation
import Testing

/// People's data on its way through the program: sheets in, tokens in the log, identities in the vault alone.
@Suite struct VaultTests {
    let ledger = VaultTests.opened()

    static func opened() -> TestLedger {
        let ledger = TestLedger()
        _ = ledger.run("init", "--origin", "example.gov.cn/funds/522633", "--region", "522633")
        return ledger
    }

    /// The first number is the example of GB 11643-1999; the others have made-up digits before the check digit.
    static let register = """
        农户登记表
        户编号,姓名,身份证号,联系电话,银行卡号,农户类型,是否享受政策,风险是否消除,认定日期,行政村代码,家庭住址
        HH-900001,欧阳小明,11010519491231002X,13800138000,6222021234567890128,脱贫户,是,,2023-01-05,522633100201,青山村3组
        HH-900001,欧阳小红,,,,脱贫户,是,,2023-01-05,522633100201,
        HH-900002,司马三,110105199001010010,１３９００１３９０００,,边缘易致贫户,,未消除,2023-01-05,522633100201,
        """

    static let loans = """
        姓名,身份证号,手机号,银行卡号,放款机构,合同号,贷款项目,贷款种类,放款日期,金额（元）,签订日期,到期日,年利率,备注
        司马三,110105199001010010,13700137000,4111111111111111,青山农商银行,HTBH-77001,POVERTY_MICROLOAN,NEW,2023-02-01,50000,2023-02-01,2024-01-31,3.65%,电话13600136000
        诸葛四,110105199001010010,13500135000,5500000000000004,青山农商银行,HTBH-77002,POVERTY_MICROLOAN,NEW,2023-02-01,30000,2023-02-01,2024-01-31,3.65%,
        """

    /// What must be found nowhere in clear.
    static let personal = [
        "欧阳小明", "欧阳小红", "司马三", "诸葛四", "11010519491231002X", "110105199001010010", "13800138000", "13900139000",
        "１３９００１３９０００", "13700137000", "13600136000", "13500135000", "6222021234567890128", "4111111111111111",
        "5500000000000004", "HH-900001", "HH-900002", "HTBH-77001", "青山村3组",
    ]

    @discardableResult private func importRegister() -> Answer {
        ledger.run("import", ledger.file("register.csv", Self.register), "--as", "households")
    }

    /// The token of the household whose register row names the first person.
    private func household() throws -> String {
        let entries = ledger.run("log", "--type", "household.status_set", "--json").output
        let match = try #require(entries.firstMatch(of: /"hh":"([0-9a-f]{4}:[a-z2-7]{26})"/))
        return String(match.1)
    }

    private func files() throws -> [(name: String, data: Data)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: ledger.folder)
        return names.compactMap { name in
            let isInput = ["register.csv", "loans.csv", "bad.csv"].contains(name)
            let data = isInput ? nil : FileManager.default.contents(atPath: ledger.folder + "/" + name)
            return data.map { (name, $0) }
        }
    }

    // MARK: Importing

    @Test func aRegisterGivesOneDatedStatusForEachHousehold() throws {
        let answer = importRegister()
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.output.contains("身份信息 3 条存入保管库"))
        let log = ledger.run("log", "--type", "household.status_set", "--json").output
        #expect(log.components(separatedBy: "\"hh\":").count == 3)
        #expect(log.contains("LIFTED_ENTITLED"))
        #expect(log.contains(#""hh_status":"MONITORED_OPEN","monitor_type":"MARGINAL""#))
        #expect(log.contains(#""effective_on":"2023-01-05""#))
    }

    /// A register that comes again with one row corrected records that row alone.
    @Test func aCorrectedRegisterRecordsWhatIsNew() throws {
        importRegister()
        let corrected = Self.register.replacing("未消除", with: "已消除")
        let answer = ledger.run(
            "import", ledger.file("register.csv", corrected), "--as", "households", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["recorded"] as? Int == 2)
        let repeats = answer.json["repeats"] as? [[String: Int]] ?? []
        #expect(repeats.map { $0["row"] } == [3])
        #expect(repeats.map { $0["seq"] } == [206])
    }

    /// A bank's sheet names people, the register says where they live.
    @Test func aPersonIsFoundInTheRegister() throws {
        importRegister()
        let answer = ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans")
        #expect(answer.code == 0, "\(answer.errors)")
        let loans = ledger.run("log", "--type", "loan.disbursed", "--json").output
        let statuses = ledger.run("log", "--type", "household.status_set", "--json").output
        let found = loans.matches(of: /"hh":"([^"]+)"/).map { String($0.1) }
        #expect(found.count == 2)
        #expect(found.allSatisfy(statuses.contains))
    }

    @Test func noNumberOrNameIsFoundInAnyFile() throws {
        var answers = [importRegister()]
        answers.append(ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans", "--json"))
        answers.append(ledger.run("import", ledger.folder + "/register.csv", "--as", "households"))
        answers.append(ledger.run("rebuild"))
        answers.append(ledger.run("export", "--jsonl", ledger.folder + "/export.jsonl"))
        answers.append(ledger.run("export", "--tiles", ledger.folder + "/tiles"))
        answers.append(ledger.run("export", "--evidence", ledger.folder + "/evidence"))
        answers.append(ledger.run("log", "--json"))
        answers.append(ledger.run("report", "microloans", "--year", "2023", "--json"))
        #expect(answers.allSatisfy { $0.code == 0 }, "\(answers.map(\.errors))")
        let all = try files()
        #expect(Set(all.map(\.name)).isSuperset(of: ["000000.ledger/log.sqlite", "000000.ledger/vault.sqlite"]))
        #expect(all.contains { $0.name.hasPrefix("evidence/") })
        for text in Self.personal {
            for file in all { #expect(file.data.range(of: Data(text.utf8)) == nil, "\(text) in \(file.name)") }
            for answer in answers { #expect(!(answer.output + answer.errors).contains(text), "\(text)") }
        }
    }

    @Test func theFilesAreForTheirOwnerAlone() throws {
        importRegister()
        for name in ["vault.sqlite", "keys/vault.key"] {
            let mode = try FileManager.default.attributesOfItem(atPath: ledger.path + "/" + name)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
    }

    @Test func aDryRunKeepsNothing() {
        _ = ledger.run("import", ledger.file("register.csv", Self.register), "--as", "households", "--dry-run")
        #expect(!FileManager.default.fileExists(atPath: ledger.path + "/vault.sqlite"))
    }

    /// A sheet that came without its header: what is printed of its first row is masked.
    @Test func headingsAndFileNamesShowNoNumber() {
        let sheet = "户编号,农户类型,认定日期,13900139000,11010519491231002X\nHH-1,脱贫户（不享受政策）,2023-01-05,,\n"
        let answer = ledger.run("import", ledger.file("13800138000.csv", sheet), "--as", "households")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.output.contains("138****8000.csv"))
        #expect(answer.output.contains("未使用的列：139****9000、11010519******002X"))
        #expect(!ledger.run("log", "--json").output.contains("13900139000"))
    }

    // MARK: Faults

    /// Wrong check digit, a note with a phone, an identity number in place of an identifier, two statuses of one household.
    @Test func faultsShowNoNumber() throws {
        let sheet = """
            户编号,姓名,身份证号,农户类型,认定日期,变动原因
            HH-1,欧阳小明,110105194912310021,脱贫户（继续享受政策）,2023-01-05,
            HH-2,欧阳小红,,脱贫户（继续享受政策）,2023-01-05,联系 138 0013 8000 核实
            HH-2,欧阳小红,,监测对象（风险未消除）,2023-01-05,
            HH-3,司马三,11010519491231002X,一般农户13900139000,2023-01-05,
            """
        let faults = ledger.folder + "/faults.csv"
        let answer = ledger.run(
            "import", ledger.file("bad.csv", sheet), "--as", "households", "--faults", faults)
        #expect(answer.code == 65)
        let written = try String(contentsOfFile: faults, encoding: .utf8)
        for text in [answer.errors, written] {
            #expect(text.contains("11010519******0021"))
            #expect(text.contains("138 **** 8000"))
            #expect(text.contains("一般农户139****9000"))
            for number in ["110105194912310021", "138 0013 8000", "13900139000", "11010519491231002X", "欧阳", "司马"] {
                #expect(!text.contains(number), "\(number)")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: ledger.path + "/vault.sqlite"))
    }

    @Test(arguments: [
        (#""subject":"联系人１３８-００１３-８０００""#, "１３８-****-８０００"),
        (#""subject":"老证110105491231002""#, "110105******002"),
        (#""objections":"卡号 6222 0212 3456 7890 128 有误""#, "6222 **** **** ***0 128"),
    ])
    func aTextWithANumberIsRefused(member: String, shown: String) {
        let event = TestLedger.notice.replacing("632323", with: "522633")
            .replacing(
                #""subject":"allotment plan""#, with: member.contains("subject") ? member : #""subject":"x",\#(member)"#
            )
        let answer = ledger.run("append", input: event)
        #expect(answer.code == 65)
        #expect(answer.errors.contains("E07"))
        #expect(answer.errors.contains(shown), "\(answer.errors)")
    }

    /// Somebody waives a rule and names a person.
    @Test func aWaiverIsScannedToo() {
        let event = TestLedger.notice.replacing("632323", with: "522633")
            .replacing(
                #""body""#,
                with: #""waives":[{"rule":"A44","approver":"u:li","reason":"11010519491231002x 已同意"}],"body""#)
        let answer = ledger.run("append", input: event)
        #expect(answer.code == 65)
        #expect(answer.errors.contains("waives.0.reason"))
        #expect(!answer.errors.contains("11010519491231002"))
    }

    // MARK: Looking up and erasing

    @Test func aLookUpIsRecordedBeforeItIsShown() throws {
        importRegister()
        let answer = ledger.call("vault", "show", try household(), "--reason", "核对补助对象", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        let people = answer.json["people"] as? [[String: Any]] ?? []
        #expect(people.compactMap { $0["name"] as? String } == ["欧阳小明", "欧阳小红"])
        #expect(people.first?["id_card"] as? String == "11010519491231002X")
        let seq = try #require(answer.json["seq"] as? Int)
        let entry = ledger.run("show", "\(seq)", "--json").output
        #expect(entry.contains("identity.shown"))
        #expect(entry.contains("核对补助对象"))
        #expect(entry.contains(try household()))
    }

    @Test func aReasonWithANumberShowsNothing() throws {
        importRegister()
        let answer = ledger.call("vault", "show", try household(), "--reason", "找13800138000")
        #expect(answer.code == 65)
        #expect(!answer.output.contains("欧阳"))
        #expect(ledger.call("vault", "show", try household(), "--reason", "").code == 64)
        #expect(ledger.call("vault", "show", try household()).code == 64)
    }

    @Test func whatIsErasedIsGoneAndEveryProofHolds() throws {
        importRegister()
        _ = ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans")
        let head = ledger.file("head", ledger.head)
        let token = try household()
        let erased = ledger.call("vault", "erase", token, "--reason", "保存期满", "--approver", "u:li", "--json")
        #expect(erased.code == 0, "\(erased.errors)")
        let seq = try #require(erased.json["erased_at"] as? Int)
        let shown = ledger.call("vault", "show", token, "--reason", "再看")
        #expect(shown.code == 0)
        #expect(shown.output.contains("已删除（位置 \(seq)）"))
        #expect(ledger.call("vault", "erase", token, "--reason", "再删", "--json").json["repeat"] as? Bool == true)
        #expect(ledger.run("rebuild").code == 0)
        expect(ledger.audit("--against", head), 0)
        for export in try ledger.exports() { export.expect(0) }
        #expect(ledger.run("prove", "206").code == 0)
        // The other household is there still.
        #expect(ledger.call("vault", "status", "--json").json["erased"] as? Int == 1)
        // Importing the sheet again, after a reason, does not bring it back.
        let again = ledger.run(
            "import", ledger.folder + "/register.csv", "--as", "households", "--again", "补录", "--json")
        #expect(again.json["erased_identities"] as? Int == 2, "\(again.output)")
        #expect(again.json["recorded"] as? Int == 0, "\(again.output) \(again.errors)")
        #expect(ledger.call("vault", "show", token, "--reason", "再看").output.contains("已删除"))
    }

    /// One key a household: a loan of it is not erased alone.
    @Test func aLoanIsErasedWithItsHousehold() throws {
        importRegister()
        _ = ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans")
        let loans = ledger.run("log", "--type", "loan.disbursed", "--json").output
        let loan = String(try #require(loans.firstMatch(of: /"loan":"([^"]+)"/)).1)
        let household = String(try #require(loans.firstMatch(of: /"hh":"([^"]+)"/)).1)
        let refused = ledger.call("vault", "erase", loan, "--reason", "保存期满")
        #expect(refused.code == 64)
        #expect(refused.errors.contains(household))
        #expect(ledger.call("vault", "erase", household, "--reason", "保存期满").code == 0)
        #expect(ledger.call("vault", "show", loan, "--reason", "再看").output.contains("已删除"))
    }

    /// Everything but `vault` works without the vault and its key.
    @Test func withoutTheVaultAllElseWorks() throws {
        importRegister()
        let token = try household()
        for name in ["vault.sqlite", "keys/vault.key"] {
            try FileManager.default.removeItem(atPath: ledger.path + "/" + name)
        }
        expect(ledger.audit(), 0)
        #expect(ledger.run("rebuild").code == 0)
        #expect(ledger.run("report", "microloans", "--year", "2023").code == 0)
        let shown = ledger.call("vault", "show", token, "--reason", "核对")
        #expect(shown.code == 66)
        #expect(shown.errors.contains("没有身份信息保管库"))
        #expect(ledger.call("vault", "status", "--json").json["present"] as? Bool == false)
        #expect(ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans").code == 0)
    }

    @Test func aVaultWithoutItsKeySaysSo() throws {
        importRegister()
        try FileManager.default.removeItem(atPath: ledger.path + "/keys/vault.key")
        let shown = ledger.call("vault", "show", try household(), "--reason", "核对")
        #expect(shown.code == 77)
        #expect(shown.errors.contains("keys/vault.key"))
        let size = ledger.head
        #expect(ledger.run("import", ledger.file("loans.csv", Self.loans), "--as", "microloans").code == 77)
        #expect(ledger.head == size)
        let notice = ledger.file("events.jsonl", TestLedger.notice.replacing("632323", with: "522633"))
        #expect(ledger.run("import", notice, "--as", "events").code == 0)
        expect(ledger.audit(), 0)
    }
}
