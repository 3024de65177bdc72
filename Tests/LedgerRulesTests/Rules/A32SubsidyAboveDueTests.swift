import LedgerDomain
import Testing

@Suite struct A32SubsidyAboveDueTests {
    /// 50,000 yuan at 3.70 % of which 20,000 are repaid on 2023-03-01: 456025/3 分 in all (domain.md 4.5).
    static let loan = [
        Drafts.microloan("a", 5_000_000), Drafts.loan("loan.repaid", "a", ("principal_fen", 2_000_000)),
    ]
    static let before = Drafts.voucher + [Drafts.scheme()] + loan

    static func line(
        _ given: Int, _ due: Int, earned: String = "456025/3", interest: String = "", paid: Int = 0
    ) -> String {
        """
        A32 body.amount_fen: given "\(given)", expected \(due) fen or less (earned \(earned) fen in all\(interest), \
        \(paid) fen paid), \
        off by \(given - due). Pay what is due; if more was really paid, record it with a waiver and recover the rest.
        """
    }

    static func whole(_ fen: Int, holder: String? = nil) -> Draft {
        Drafts.subsidy("a", "2022-08-21", "2023-08-21", fen, holder: holder)
    }

    static let cases = [
        RuleCase("what is due", whole(152_008)),
        RuleCase("a 分 more", whole(152_009), line(152_009, 152_008)),
        RuleCase("a 分 more that was really paid", Drafts.waiving(whole(152_009), "A32")),
        RuleCase(
            "before the repayment", Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_667)),
        RuleCase(
            "and a 分 more", Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_668),
            line(98_668, 98_667, earned: "296000/3")),
        RuleCase("a loan that the ledger does not know", Drafts.subsidy("z", "2022-08-21", "2023-08-21", 187_569)),
        RuleCase(
            "by its stated segments", Drafts.subsidy("z", "2022-08-21", "2023-08-21", 187_570),
            line(187_570, 187_569, earned: "1688125/9")),
        RuleCase(
            "no more days than there are", Drafts.subsidy("z", "2022-08-21", "2023-08-21", 187_570, days: 9_999),
            line(187_570, 187_569, earned: "1688125/9")),
        RuleCase(
            "another scheme, not in the log", Drafts.subsidy("a", "2022-08-21", "2023-08-21", 900_000, policy: "T")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A32", after: Self.before, given)
    }

    /// Alone the second period is 53341.67 分; after the first, rounded up, 53341 分 are left.
    @Test func batchesDoNotCollectRoundings() throws {
        let first = Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_667)
        let second = { Drafts.subsidy("a", "2023-03-01", "2023-08-21", $0, principal: 3_000_000, days: 173) }
        try expectRule("A32", after: Self.before + [first], RuleCase("", second(53_341)))
        try expectRule(
            "A32", after: Self.before + [first], RuleCase("", second(53_342), Self.line(53_342, 53_341, paid: 98_667)))
        // Paid out of order, the earlier period has its own left.
        try expectRule("A32", after: Self.before + [second(53_341)], RuleCase("", first))
    }

    @Test func itStaysWithinTheInterestReallyPaid() throws {
        let paid = Self.before + [Drafts.interest("a", "2022-08-21", "2023-08-21", 100_000)]
        let interest = ", 100000 fen of interest paid"
        try expectRule("A32", after: paid, RuleCase("", Self.whole(100_000)))
        try expectRule(
            "A32", after: paid, RuleCase("", Self.whole(100_001), Self.line(100_001, 100_000, interest: interest)))
        // What the entry states can lower what is due, and never stands in for what was really paid.
        func stating(_ fen: Int, _ interest: Int = 90_000) -> Draft {
            Drafts.with(Self.whole(fen), ("interest_paid_fen", "\(interest)"))
        }
        try expectRule("A32", after: Self.before, RuleCase("", stating(90_000)))
        try expectRule("A32", after: Self.before, RuleCase("", stating(90_001), Self.line(90_001, 90_000)))
        try expectRule(
            "A32", after: paid,
            RuleCase("", stating(100_001, 200_000), Self.line(100_001, 100_000, interest: interest)))
        // All subsidies together, whatever their schemes.
        let other = [Drafts.subsidy("a", "2022-01-01", "2022-08-21", 40_000, policy: "T")]
        try expectRule("A32", after: paid + other, RuleCase("", Self.whole(60_000)))
        let used = interest + ", 40000 fen of it subsidised by other schemes"
        try expectRule(
            "A32", after: paid + other, RuleCase("", Self.whole(60_001), Self.line(60_001, 60_000, interest: used)))
        // A scheme that is not in the log is still bound by it.
        let unknown = { Drafts.subsidy("a", "2022-01-01", "2022-08-21", $0, policy: "T") }
        try expectRule("A32", after: paid, RuleCase("", unknown(100_000)))
        try expectRule(
            "A32", after: paid,
            RuleCase(
                "", unknown(100_001),
                """
                A32 body.amount_fen: given "100001", expected 100000 fen or less (100000 fen of interest paid, 0 fen of it \
                subsidised), off by 1. Pay what is due; if more was really paid, record it with a waiver and recover the rest.
                """))
    }

    /// Interest that the claim names is no interest on record; published history has none.
    @Test func aSchemeThatWantsInterestFirst() throws {
        let first = Drafts.voucher + [Drafts.flagged(Drafts.scheme(), ("pay_first", true))] + Self.loan
        let stating = { Drafts.with(Self.whole($0), ("interest_paid_fen", "200000")) }
        let none = ", 0 fen of interest paid"
        func outcomes(_ draft: Draft, _ history: [Draft] = [], isPublished: Bool) throws -> [String] {
            var log = try History()
            for draft in first + history { #expect(try log.faults(draft).filter { $0.outcome == .refuse } == []) }
            log.isPublishedHistory = isPublished
            return try log.take(draft).filter { $0.contains("A32") }
        }
        try expectRule("A32", after: first, RuleCase("", stating(1), Self.line(1, 0, interest: none)))
        #expect(try outcomes(stating(1), isPublished: false) == ["A32"])
        #expect(try outcomes(stating(152_008), isPublished: true) == ["(A32)"])
        // More than the loan earned is refused there too, and so is more than the interest that is on record.
        #expect(try outcomes(stating(152_009), isPublished: true) == ["A32"])
        let paid = [Drafts.interest("a", "2022-08-21", "2023-08-21", 100_000)]
        #expect(try outcomes(stating(100_000), paid, isPublished: true) == [])
        #expect(try outcomes(stating(100_001), paid, isPublished: true) == ["A32"])
    }

    @Test func aHouseholdsCapsBind() throws {
        let capped = Drafts.voucher + [Drafts.scheme("S", ("cap_year_fen", "100000"))] + Self.loan
        let holder = Drafts.token("h")
        try expectRule("A32", after: capped, RuleCase("", Self.whole(100_000, holder: holder)))
        try expectRule(
            "A32", after: capped, RuleCase("", Self.whole(100_001, holder: holder), Self.line(100_001, 100_000)))
        // Of an enterprise they are A38's to report.
        try expectRule("A32", after: capped, RuleCase("", Self.whole(100_001, holder: "91350100M000100Y43")))
    }

    @Test func itRefuses() throws {
        var log = try History()
        for draft in Self.before { #expect(try log.take(draft).filter { !$0.hasPrefix("(") } == []) }
        #expect(try log.take(Self.whole(152_009)).sorted() == ["(A58)", "A32"])
        // Its one segment spans the repayment.
        #expect(try log.take(Self.whole(152_008)) == ["(A58)"])
    }
}
