import LedgerDomain
import Testing

@testable import LedgerRules
import LedgerReference

@Suite struct A54DivisionCodeTests {
    static func notice(_ region: String, on day: String, precision: String? = nil) -> Draft {
        var body = [("notice_level", "COUNTY"), ("subject", "公示"), ("posted_from", day)]
        if let precision { body.append(("date_precision", precision)) }
        return Drafts.on(day, Drafts.draft("notice.posted", body, region: region))
    }

    static let cases = [
        RuleCase("in force", notice("520221", on: "2019-06-30")),
        RuleCase("both codes in the year of the change", notice("520221", on: "2020-12-31")),
        RuleCase("the new code in that year", notice("520204", on: "2020-01-01")),
        RuleCase(
            "no longer in force", notice("520221", on: "2021-01-01"),
            """
            A54 region: given "520221", expected 520204 水城区 (since 2020). Use the code in force on that day.
            """),
        RuleCase(
            "not yet in force", notice("520204", on: "2019-12-31"),
            """
            A54 region: given "520204", expected a code in force by then. Use the code in force on that day.
            """),
        RuleCase(
            "in no table", notice("999999", on: "2023-01-01"),
            """
            A54 region: given "999999", expected a code of the division tables. Use the code in force on that day.
            """),
        RuleCase("without a date it need only exist", notice("520221", on: "2023-01-01", precision: "NONE")),
        RuleCase("the whole country", notice("000000", on: "2023-01-01")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws { try expectRule("A54", after: [], given) }

    @Test func aWaiverDoesNotHelp() throws {
        var log = try History()
        var draft = Drafts.receive("L", 1)
        draft.region = "999999"
        draft.waives = [Waiver(rule: "A54", reason: "r", approver: "u:li")]
        #expect(try log.take(draft) == ["A54", "E18"])
    }

    @Test func placesOutsideTheLedger() throws {
        let log = try History()
        func says(_ draft: Draft) throws -> [String] {
            let bytes = draft.encode(seq: 0, recordedAt: Instant(secondsSinceEpoch: 1_700_000_000), actor: "u:zhang")
            let context = RuleContext(
                ledgerRegion: try #require(RegionCode("230000")), regions: log.reference.regions,
                taxonomy: log.reference.taxonomy, accounts: log.reference.budgetCodes)
            return A54DivisionCode.faults(in: try Entry(bytes), after: Facts(), context).map { $0.text(.english) }
        }
        #expect(
            try says(Self.notice("150100", on: "2023-01-01")) == [
                """
                A54 region: given "150100", expected a place in 230000 黑龙江省. Record it in the ledger of that place.
                """
            ])
        #expect(try says(Self.notice("230606", on: "2023-01-01")) == [])
        // Villages and townships lie in it as well.
        let project = { Drafts.with(Drafts.register("P"), ("village", $0)) }
        #expect(
            try says(project("150102001001")) == [
                """
                A54 body.village: given "150102001001", expected a place in 230000 黑龙江省. Record it in the ledger of that \
                place.
                """
            ])
        #expect(try says(project("230606100200")) == [])
        let repaid = { Drafts.with(Drafts.loan("loan.repaid", "a", ("principal_fen", 1)), ("township", $0)) }
        #expect(try says(repaid("150102001")).count == 1)
        #expect(try says(repaid("230606100")) == [])
        // Policies are made above the ledger's region too.
        var policy = Drafts.policy("notice.min_days", "10", unit: "days")
        policy.region = "000000"
        #expect(try says(policy) == [])
    }
}
