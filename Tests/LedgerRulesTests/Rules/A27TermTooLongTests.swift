import LedgerDomain
import Testing

@Suite struct A27TermTooLongTests {
    static let policies = [
        Drafts.policy(
            "microloan.term_months_max", "36", unit: "months", appliesBy: "SIGNED_ON", from: "2021-03-04",
            to: "2025-12-31")
    ]
    static let allowed = Drafts.policy(
        "microloan.extension_months_max", "12", unit: "months", appliesBy: "SIGNED_ON", from: "2021-03-04")

    static func loan(on day: String = "2022-08-21", to maturity: String?) -> Draft {
        Drafts.microloan("x", 100, on: day, to: maturity, signed: day)
    }

    static func line(_ given: String, _ last: String, _ months: Int, _ days: Int) -> String {
        """
        A27 body.maturity: given "\(given)", expected \(last) or earlier (\(months) months), off by \(days). Check the day \
        of maturity; a longer loan is no microloan of this programme.
        """
    }

    static let cases = [
        RuleCase("36 months", loan(to: "2025-08-21")),
        RuleCase("a day more", loan(to: "2025-08-22"), line("2025-08-22", "2025-08-21", 36, 1)),
        RuleCase("from the end of a long month", loan(on: "2023-08-31", to: "2026-08-31")),
        RuleCase("no maturity", loan(to: nil)),
        RuleCase("a year alone", Drafts.with(loan(to: "2026-01-01"), ("date_precision", "YEAR"))),
        RuleCase("another programme", Drafts.with(loan(to: "2026-01-01"), ("programme", "RURAL_CREDIT"))),
        RuleCase("before the rule", loan(on: "2021-03-03", to: "2026-01-01")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A27", after: Self.policies, given)
    }

    static func extended(to maturity: String) -> Draft {
        Drafts.with(Drafts.loan("loan.extended", "x"), ("maturity", maturity))
    }

    static let extensions = [
        RuleCase("48 months with the extension", extended(to: "2026-08-21")),
        RuleCase("a day more", extended(to: "2026-08-22"), line("2026-08-22", "2026-08-21", 48, 1)),
    ]

    @Test(arguments: extensions) func saysOfExtensions(_ given: RuleCase) throws {
        try expectRule("A27", after: Self.policies + [Self.allowed, Self.loan(to: "2025-08-21")], given)
    }

    @Test func noExtensionIsAllowedWhereNoneIsLaidDown() throws {
        try expectRule(
            "A27", after: Self.policies + [Self.loan(to: "2025-08-21")],
            RuleCase("", Self.extended(to: "2026-08-21"), Self.line("2026-08-21", "2025-08-21", 36, 365)))
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A27", after: [], RuleCase("", Self.loan(to: "2040-01-01")))
    }
}
