import LedgerDomain
import Testing

@Suite struct A34OverdueSubsidisedTests {
    static let before =
        Drafts.voucher + [
            Drafts.microloan("a", 5_000_000), Drafts.microloan("b", 5_000_000, to: nil),
            Drafts.on("2023-01-01", Drafts.loan("loan.overdue", "a", ("overdue_fen", 100))),
            Drafts.on("2023-01-11", Drafts.loan("loan.overdue", "a", ("cured_fen", 100))),
        ]

    static func line(_ from: String, _ to: String, _ days: Int, maturity: String = "2023-08-21") -> String {
        """
        A34 body.segments.0: given "\(from) – \(to)", expected no day from maturity \(maturity) on, and none in arrears, \
        off by \(days). Take out the overdue days and calculate again.
        """
    }

    static let cases = [
        RuleCase("until it is overdue", Drafts.subsidy("a", "2022-08-21", "2023-01-01", 100)),
        RuleCase(
            "a day of arrears", Drafts.subsidy("a", "2022-08-21", "2023-01-02", 100),
            line("2022-08-21", "2023-01-02", 1)),
        RuleCase(
            "the last day of arrears", Drafts.subsidy("a", "2023-01-10", "2023-08-21", 100),
            line("2023-01-10", "2023-08-21", 1)),
        RuleCase("cured, to maturity", Drafts.subsidy("a", "2023-01-11", "2023-08-21", 100)),
        RuleCase(
            "the day of maturity", Drafts.subsidy("a", "2023-01-11", "2023-08-22", 100),
            line("2023-01-11", "2023-08-22", 1)),
        RuleCase(
            "arrears and maturity", Drafts.subsidy("a", "2022-08-21", "2023-08-23", 100),
            line("2022-08-21", "2023-08-23", 12)),
        RuleCase("no maturity", Drafts.subsidy("b", "2022-08-21", "2024-08-21", 100)),
        RuleCase("a loan not known", Drafts.subsidy("z", "2022-08-21", "2024-08-21", 100)),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A34", after: Self.before, given)
    }

    @Test func anExtensionMovesTheDay() throws {
        let extended = Drafts.with(Drafts.loan("loan.extended", "a"), ("maturity", "2023-09-21"))
        let after = Self.before + [extended]
        try expectRule("A34", after: after, RuleCase("", Drafts.subsidy("a", "2023-01-11", "2023-09-21", 100)))
        try expectRule(
            "A34", after: after,
            RuleCase(
                "", Drafts.subsidy("a", "2023-01-11", "2023-09-22", 100),
                Self.line("2023-01-11", "2023-09-22", 1, maturity: "2023-09-21")))
    }
}
