import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A46PersonalDataInNoticeTests {
    static func notice(_ subject: String, at place: String = "县政府网站") -> Draft {
        Drafts.draft(
            "notice.posted",
            [("notice_level", "COUNTY"), ("subject", subject), ("posted_from", "2023-02-01"), ("place", place)])
    }

    /// The number is the example of GB 11643-1999.
    @Test(arguments: [
        (notice("张三 11010519491231002X 补助公示"), "11010519******002X"),
        (notice("补助公示，联系电话13800138000"), "138****8000"),
        (notice("补助公示", at: "卡号6222020000000000000"), "6222***********0000"),
    ])
    func suchATextIsRefusedBeforeAnyRule(draft: Draft, shown: String) throws {
        var log = try History()
        let faults = try log.faults(draft)
        #expect(faults.map(\.rule) == [EntryCheck.personalData.rawValue])
        #expect(faults.allSatisfy { $0.outcome == .refuse && $0.given == shown })
        #expect(log.entries.isEmpty)
    }

    @Test func anOrdinaryTextIsNot() throws {
        var log = try History()
        #expect(try log.take(Self.notice("张** 补助公示")) == [])
    }

    @Test func itIsListedWithItsReason() {
        #expect(RuleCatalogue.notApplicable.map(\.rule.id) == ["A46"])
        #expect(RuleCatalogue.rule("A46") == nil)
    }
}
