import LedgerDomain
import Testing

@Suite struct A29SecurityDemandedTests {
    static let before = [
        Drafts.policy(
            "microloan.security", "NONE", unit: "enum", appliesBy: "SIGNED_ON", from: "2021-03-04", to: "2025-12-31")
    ]

    static func loan(_ security: String) -> Draft { Drafts.with(Drafts.microloan("x", 100), ("security", security)) }

    static let cases = [
        RuleCase("none", loan("NONE")),
        RuleCase(
            "a guarantor", loan("GUARANTOR"),
            """
            A29 body.security: given "GUARANTOR", expected NONE. Release the security, or check what was recorded.
            """),
        RuleCase("not said", Drafts.microloan("x", 100)),
        RuleCase("another programme", Drafts.with(loan("PLEDGE"), ("programme", "RURAL_CREDIT"))),
        RuleCase("signed before the rule", Drafts.with(loan("PLEDGE"), ("signed_on", "2021-03-03"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A29", after: Self.before, given)
    }
}
