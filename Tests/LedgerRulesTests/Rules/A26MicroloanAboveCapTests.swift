import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A26MicroloanAboveCapTests {
    static let policies = [
        Drafts.policy(
            "microloan.cap_per_household", "5000000", unit: "fen", appliesBy: "SIGNED_ON", from: "2021-03-04",
            to: "2025-12-31"),
        Drafts.policy("microloan.topup_cap", "10000000", unit: "fen", appliesBy: "SIGNED_ON", from: "2021-03-04"),
    ]
    static let before =
        policies + [
            Drafts.microloan("a", 3_000_000, of: "h"), Drafts.microloan("b", 4_000_000, of: "g", kind: "TOPUP"),
            Drafts.microloan("c", 5_000_000, of: "f"), Drafts.loan("loan.repaid", "c", ("principal_fen", 2_000_000)),
        ]

    static func line(_ sum: Int, _ cap: Int, _ off: Int, withTopUps: Bool = false) -> String {
        """
        A26 body.amount_fen: given "\(sum)", expected \(cap) fen or less for the household\(withTopUps ? " with top-ups" : ""), \
        off by \(off). Check all that the household owes; record a top-up as such; what is above the cap is to be repaid.
        """
    }

    static let cases = [
        RuleCase("to the cap", Drafts.microloan("x", 2_000_000, of: "h")),
        RuleCase("a 分 above", Drafts.microloan("x", 2_000_001, of: "h"), line(5_000_001, 5_000_000, 1)),
        RuleCase("what is repaid may be lent again", Drafts.microloan("x", 2_000_000, of: "f")),
        RuleCase("and no more", Drafts.microloan("x", 2_000_001, of: "f"), line(5_000_001, 5_000_000, 1)),
        RuleCase("a top-up to its cap", Drafts.microloan("x", 7_000_000, of: "h", kind: "TOPUP")),
        RuleCase(
            "a top-up above it", Drafts.microloan("x", 7_000_001, of: "h", kind: "TOPUP"),
            line(10_000_001, 10_000_000, 1, withTopUps: true)),
        RuleCase("beside a top-up, the cap is whole", Drafts.microloan("x", 5_000_000, of: "g")),
        RuleCase("a renewal counts what it adds", Drafts.renewal("x", 5_000_000, of: "h", repaying: "a", 3_000_000)),
        RuleCase(
            "and no more than that", Drafts.renewal("x", 5_000_000, of: "h", repaying: "a", 2_999_999),
            line(5_000_001, 5_000_000, 1)),
        RuleCase(
            "the renewal of a top-up is one", Drafts.renewal("x", 10_000_000, of: "g", repaying: "b", 4_000_000)),
        RuleCase("another household", Drafts.microloan("x", 5_000_000, of: "z")),
        RuleCase("no household", Drafts.microloan("x", 9_000_000, of: nil)),
        RuleCase("another programme", Drafts.with(Drafts.microloan("x", 9_000_000), ("programme", "RURAL_CREDIT"))),
        RuleCase("signed before the rule", Drafts.microloan("x", 9_000_000, of: "z", signed: "2021-03-03")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A26", after: Self.before, given)
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A26", after: [], RuleCase("", Drafts.microloan("x", 90_000_000)))
    }

    // MARK: Averages

    static func figure(
        _ value: Int, _ count: Int, metric: String = "MICROLOAN_OUTSTANDING", _ members: (String, String)...
    )
        -> Draft
    {
        var body = [
            ("metric", metric), ("value", "\(value)"), ("unit", "FEN"), ("qualifier", "EXACT"), ("status", "PUBLIC"),
            ("agency", "测试"), ("period_to", "2022-12-31"), ("count", "\(count)"), ("count_unit", "HOUSEHOLD"),
        ]
        body.removeAll { member in members.contains { $0.0 == member.0 } }
        return Drafts.draft("published_figure.recorded", body + members)
    }

    static let averages = [
        RuleCase("the average is the cap", figure(15_000_000, 3)),
        RuleCase(
            "a 分 above, in all", figure(15_000_001, 3),
            """
            A26 body.value: given "5000001", expected an average of 5000000 fen or less per household, off by 1. Check all \
            that the household owes; record a top-up as such; what is above the cap is to be repaid.
            """),
        RuleCase("1824 亿 over 433.3 万 households", figure(18_240_000_000_000, 4_333_000)),
        RuleCase("to confirm", figure(15_000_001, 3, ("status", "TO_CONFIRM"))),
        RuleCase("persons", figure(15_000_001, 3, ("count_unit", "PERSON"))),
        RuleCase("another metric", figure(15_000_001, 3, metric: "FUND_TOTAL")),
        RuleCase("another programme", figure(15_000_001, 3, ("programme", "PREDECESSOR"))),
    ]

    @Test(arguments: averages) func saysOfAverages(_ given: RuleCase) throws {
        try expectRule("A26", after: Self.policies, given)
    }

    @Test func anAverageIsAWarningAndAHouseholdAnError() throws {
        var log = try History()
        for draft in Self.before { _ = try log.faults(draft) }
        for (draft, severity) in [
            (Self.figure(15_000_001, 3), Severity.warn), (Drafts.microloan("x", 6_000_000, of: "z"), .error),
        ] {
            let fault = try #require(try log.faults(draft).first { $0.rule == "A26" })
            let entry = try Entry(try #require(log.entries.last))
            #expect(Finding(fault, in: entry).severity == severity)
        }
    }

    /// A sum that 64 bits do not hold is more than any cap, and no loan is recorded under it.
    @Test func aSumThatOverflowsIsNoSilence() throws {
        var log = try History()
        for draft in Self.before { _ = try log.faults(draft) }
        let half = Int.max / 2 + 1
        #expect(try log.take(Drafts.microloan("x", half, of: "o")) == ["(A26)"])
        let faults = try log.faults(Drafts.microloan("y", half, of: "o"))
        #expect(faults.map(\.rule).sorted() == ["A26", "E12"])
        #expect(faults.first { $0.rule == "A26" }?.given == "9223372036854775808")
        #expect(
            faults.first { $0.rule == "E12" }?.statement(.english)
                == "E12 body.amount_fen: given \"\(half)\", expected 9223372036854775807 fen or less owed by the household in all"
        )
        #expect(try log.take(Drafts.microloan("z", 1, of: "o")) == ["(A26)"])
    }
}
