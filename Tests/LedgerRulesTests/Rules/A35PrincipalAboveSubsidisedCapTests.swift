import LedgerDomain
import Testing

@Suite struct A35PrincipalAboveSubsidisedCapTests {
    static let loans = Drafts.voucher + [Drafts.microloan("a", 9_000_000)]
    static let local = Drafts.policy(
        "microloan.subsidised_principal_cap", "5000000", unit: "fen", from: "2022-01-01", place: "230606")

    static func subsidy(_ principal: Int, of loan: String = "a", policy: String = "S") -> Draft {
        Drafts.subsidy(loan, "2022-08-21", "2022-08-31", 100, policy: policy, principal: principal, days: 10)
    }

    static func line(_ given: Int, _ cap: Int) -> String {
        """
        A35 body.segments.0.principal_fen: given "\(given)", expected \(cap) fen or less, off by \(given - cap). Leave out \
        the principal above the cap and calculate again.
        """
    }

    static let cases = [
        RuleCase("to the cap", subsidy(5_000_000)),
        RuleCase("a 分 above", subsidy(5_000_001), line(5_000_001, 5_000_000)),
        RuleCase("a loan not known", subsidy(5_000_001, of: "z")),
        RuleCase(
            "a loan not known, of the programme",
            Drafts.with(subsidy(5_000_001, of: "z"), ("programme", "POVERTY_MICROLOAN")), line(5_000_001, 5_000_000)),
        RuleCase("another programme", Drafts.with(subsidy(5_000_001), ("programme", "RURAL_CREDIT"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A35", after: Self.loans + [Self.local], given)
    }

    @Test func theSchemesCapBindsToo() throws {
        let scheme = Drafts.scheme("S", ("cap_principal_fen", "3000000"))
        try expectRule("A35", after: Self.loans + [scheme], RuleCase("", Self.subsidy(3_000_000)))
        try expectRule(
            "A35", after: Self.loans + [Self.local, scheme],
            RuleCase("", Self.subsidy(3_000_001), Self.line(3_000_001, 3_000_000)))
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A35", after: Self.loans, RuleCase("", Self.subsidy(9_000_000)))
    }
}
