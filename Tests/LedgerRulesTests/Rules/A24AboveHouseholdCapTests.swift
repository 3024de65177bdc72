import LedgerDomain
import Testing

@Suite struct A24AboveHouseholdCapTests {
    static let before =
        Drafts.voucher + [
            Drafts.policy(
                "household_grant.cap", "1000000", unit: "fen", from: "2023-01-01", to: "2023-12-31", place: "230606"),
            Drafts.grant("a", 400_000),
        ]

    static let cases = [
        RuleCase("to the cap", Drafts.grant("a", 600_000, period: "2023-2")),
        RuleCase(
            "a 分 above", Drafts.grant("a", 600_001, period: "2023-2"),
            """
            A24 body.amount_fen: given "1000001", expected 1000000 fen or less for the household in all, off by 1. Check \
            the standard and recover what is above it.
            """),
        RuleCase("another policy", Drafts.grant("a", 1_000_000, policy: "H")),
        RuleCase("another household", Drafts.grant("b", 1_000_000)),
        RuleCase("before the cap's first day", Drafts.on("2022-12-31", Drafts.grant("a", 2_000_000, period: "2022"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A24", after: Self.before, given)
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A24", after: Drafts.voucher, RuleCase("", Drafts.grant("a", 99_000_000)))
    }
}
