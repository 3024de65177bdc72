import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A33DoubleInterestSubsidyTests {
    static let before = Drafts.voucher + [Drafts.subsidy("a", "2022-08-21", "2023-03-01", 100)]

    static func line(_ from: String, _ to: String, _ days: Int) -> String {
        """
        A33 body.from: given "\(from) – \(to)", expected a period that does not overlap that of position 3, off by \(days). \
        Check the period; recover or reverse what was subsidised twice.
        """
    }

    static let cases = [
        RuleCase("the day after", Drafts.subsidy("a", "2023-03-01", "2023-08-21", 100)),
        RuleCase(
            "the last day again", Drafts.subsidy("a", "2023-02-28", "2023-08-21", 100),
            line("2023-02-28", "2023-08-21", 1)),
        RuleCase("up to the first day", Drafts.subsidy("a", "2022-01-01", "2022-08-21", 100)),
        RuleCase(
            "the first day again", Drafts.subsidy("a", "2022-01-01", "2022-08-22", 100),
            line("2022-01-01", "2022-08-22", 1)),
        RuleCase(
            "under another scheme", Drafts.subsidy("a", "2022-08-21", "2023-03-01", 100, policy: "T"),
            line("2022-08-21", "2023-03-01", 192)),
        RuleCase("another loan", Drafts.subsidy("b", "2022-08-21", "2023-03-01", 100)),
        RuleCase(
            "the very same", Drafts.subsidy("a", "2022-08-21", "2023-03-01", 100),
            """
            A33 body.loan: given "\(Drafts.token("a")) · 2022-08-21 · 2023-03-01 · S", expected a loan, period and scheme \
            that position 3 has not subsidised. Check the period; recover or reverse what was subsidised twice.
            """),
        RuleCase(
            "the very same, really paid", Drafts.waiving(Drafts.subsidy("a", "2022-08-21", "2023-03-01", 100), "A33")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A33", after: Self.before, given)
    }

    @Test func anOverlapIsRecordedAndAnEqualKeyRefused() throws {
        var log = try History()
        for draft in Self.before { #expect(try log.take(draft) == []) }
        #expect(try log.take(Drafts.subsidy("a", "2022-08-21", "2023-03-01", 100)) == ["A33"])
        #expect(try log.take(Drafts.subsidy("a", "2023-02-28", "2023-08-21", 100)) == ["(A33)"])
        // What is reversed is not subsidised.
        #expect(try log.reverse(3) == [])
        #expect(try log.take(Drafts.subsidy("a", "2022-08-21", "2023-02-28", 100)) == [])
    }

    /// It needs no scheme, so a scheme that is not in the log is none of its "no policy" lines.
    @Test func itAsksForNoScheme() throws {
        var log = try History()
        for draft in Drafts.voucher + [Drafts.microloan("a", 5_000_000)] { _ = try log.faults(draft) }
        let missed = MissedPolicies()
        log.note(in: missed)
        _ = try log.faults(Drafts.subsidy("a", "2022-08-21", "2022-09-21", 1, days: 31))
        let rules = Set(missed.take().filter { $0.parameter == "S" }.map(\.rule))
        #expect(rules == ["A32", "A35", "A36", "A37"])
    }
}
