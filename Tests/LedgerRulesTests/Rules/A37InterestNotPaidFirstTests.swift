import LedgerDomain
import Testing

@Suite struct A37InterestNotPaidFirstTests {
    static let before =
        Drafts.voucher + [
            Drafts.flagged(Drafts.scheme("S"), ("pay_first", true)), Drafts.scheme("T"),
            Drafts.microloan("a", 5_000_000),
            Drafts.interest("a", "2022-11-21", "2023-02-21", 50_000, receipt: "R2"),
            Drafts.interest("a", "2022-08-21", "2022-11-21", 50_000, receipt: "R1"),
        ]

    static func subsidy(_ from: String, _ to: String, policy: String = "S") -> Draft {
        Drafts.subsidy("a", from, to, 100, policy: policy)
    }

    static func line(_ from: String, _ to: String, covered: String, _ days: Int) -> String {
        """
        A37 body.to_day: given "\(to)", expected a period that the interest on record covers (from \(from) to \(covered)), \
        off by \(days). Record the interest paid first, or check the period.
        """
    }

    static let cases = [
        RuleCase("covered by both receipts", subsidy("2022-08-21", "2023-02-21")),
        RuleCase(
            "a day more", subsidy("2022-08-21", "2023-02-22"),
            line("2022-08-21", "2023-02-22", covered: "2023-02-21", 1)),
        RuleCase(
            "a day before", subsidy("2022-08-20", "2022-11-21"),
            line("2022-08-20", "2022-11-21", covered: "2022-08-20", 93)),
        RuleCase("a scheme that does not ask for it", subsidy("2022-08-21", "2023-08-21", policy: "T")),
        RuleCase("no scheme in the log", subsidy("2022-08-21", "2023-08-21", policy: "U")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A37", after: Self.before, given)
    }
}
