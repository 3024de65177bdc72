import LedgerDomain
import Testing
import WorkbookSamples

@testable import LedgerInterchange

@Suite struct HouseholdRowsTests {
    private static func read(_ text: String) -> ImportAnswer { ImportAnswer(Array(text.utf8), as: .households) }

    private static func statuses(_ answer: ImportAnswer) -> [String] {
        answer.drafts.map { item in
            let body = item.draft.body
            return [
                String(item.row), body["hh"]?.text, body["hh_status"]?.text, body["monitor_type"]?.text,
                item.draft.effectiveOn,
            ].compactMap { $0 }.joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("脱贫户（继续享受政策）", "LIFTED_ENTITLED"), ("脱贫户(继续享受政策)", "LIFTED_ENTITLED"), ("脱贫户(享受政策)", "LIFTED_ENTITLED"),
        ("脱贫户（不享受政策）", "LIFTED_NOT_ENTITLED"), ("监测对象（风险未消除）", "MONITORED_OPEN"), ("监测户（未消除）", "MONITORED_OPEN"),
        ("边缘易致贫户（风险已消除）", "MONITORED_CLEARED MARGINAL"), ("脱贫不稳定户（未消除）", "MONITORED_OPEN UNSTABLE"),
        ("突发严重困难户（未消除）", "MONITORED_OPEN SUDDEN"), ("MONITORED_OPEN", "MONITORED_OPEN"),
        ("Lifted out, entitled", "LIFTED_ENTITLED"),
    ])
    func statusesAreReadAsRegistersWriteThem(text: String, status: String) {
        let answer = Self.read("户编号,农户类型,认定日期\nH1,\"\(text)\",2023-01-05\n")
        #expect(Self.statuses(answer) == ["2 household:H1 \(status) 2023-01-05"], "\(answer.faults)")
    }

    /// What one column leaves open, another says.
    @Test func twoColumnsTogetherSayTheStatus() {
        let answer = Self.read(
            """
            household_no,name,status,entitled,risk_cleared,date
            H1,甲,脱贫户,是,,2023-01-05
            H2,乙,脱贫户,否,,2023-01-05
            H3,丙,监测对象,,否,2023-01-05
            H4,丁,监测对象,,已消除,2023-01-05
            """)
        #expect(
            Self.statuses(answer).map { $0.split(separator: " ")[2] }
                == ["LIFTED_ENTITLED", "LIFTED_NOT_ENTITLED", "MONITORED_OPEN", "MONITORED_CLEARED"], "\(answer.faults)"
        )
    }

    @Test func anOpenStatusIsRefusedWithAdvice() {
        let answer = Self.read(
            "户编号,农户类型,认定日期\nH1,脱贫户,2023-01-05\nH2,,2023-01-05\nH3,脱贫户（不享受政策）,\n,监测户（未消除）,2023-01-05\n")
        #expect(answer.faults.map { $0.split(separator: "|")[0] } == ["2", "3", "4", "5"], "\(answer.faults)")
        #expect(answer.result.faults.list.kept.first?.fault.remedy.chinese.contains("是否享受政策") == true)
    }

    @Test func peopleOfAHouseholdShareItsStatus() {
        let answer = Self.read(
            """
            户编号,姓名,身份证号,农户类型,认定日期
            H1,甲,11010519491231002x,监测对象（风险未消除）,2023-01-05
            H1,乙,,监测对象（风险未消除）,2023-01-05
            H1,甲,11010519491231002X,监测对象（风险已消除）,2024-01-05
            H1,乙,,监测对象（风险未消除）,2024-01-05
            """)
        #expect(
            Self.statuses(answer) == [
                "2 household:H1 MONITORED_OPEN 2023-01-05", "4 household:H1 MONITORED_CLEARED 2024-01-05",
            ])
        #expect(answer.faults.count == 1)
        #expect(answer.faults[0].hasPrefix("5||农户类型|E05|监测对象（风险未消除）|同一户同一日只有一种类型（第 4 行"))
        #expect(answer.identities.map { $0.people.compactMap(\.name) } == [["甲"], ["乙"], ["甲"], ["乙"]])
        #expect(answer.identities[0].people[0].identityCard == "11010519491231002X")
        #expect(answer.identities[0].people[0].token == "person:11010519491231002X")
    }

    @Test func aWrongCheckDigitIsRefusedWithoutTheNumber() {
        let answer = Self.read("户编号,身份证号,农户类型,认定日期\nH1,110105194912310021,脱贫户（不享受政策）,2023-01-05\n")
        #expect(answer.faults == ["2||身份证号|E05|11010519******0021|18 位公民身份号码，末位校验码正确"])
    }

    /// Registers merge what a family has in common.
    @Test func mergedCellsHoldForTheWholeFamily() {
        var sheet = SampleSheet(
            "花名册",
            [
                ["户编号", "姓名", "身份证号码", "户类型", "识别日期"],
                ["H1", "甲", "'110105 19491231 002x", "脱贫户（不享受政策）", "2023-01-05"], ["", "乙", "", "", ""],
                ["H2", "丙", "", "监测户（已消除）", "2023-01-05"],
            ])
        sheet.merged = ["A2:A3", "D2:D3", "E2:E3"]
        let answer = ImportAnswer(SampleWorkbook([sheet]).bytes(), as: .households)
        #expect(
            Self.statuses(answer) == [
                "2 household:H1 LIFTED_NOT_ENTITLED 2023-01-05", "4 household:H2 MONITORED_CLEARED 2023-01-05",
            ], "\(answer.faults)")
        #expect(answer.identities.map(\.source) == ["H1", "H1", "H2"])
        #expect(answer.identities.first?.people.first?.identityCard == "11010519491231002X")
    }

    /// A number cell lost its last digits; what is left is not shown.
    @Test func anIdentityNumberInANumberCellIsRefused() {
        let sheet = SampleSheet(
            "花名册",
            [
                ["户编号", "身份证号码", "户类型", "识别日期"],
                ["H1", .number("110105199001010010"), "脱贫户（不享受政策）", "2023-01-05"],
            ])
        let answer = ImportAnswer(SampleWorkbook([sheet]).bytes(), as: .households)
        #expect(answer.faults == ["2|B|身份证号码|E05|110…|完整的编码"])
    }
}
