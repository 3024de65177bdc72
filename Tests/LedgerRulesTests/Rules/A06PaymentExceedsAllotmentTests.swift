import LedgerDomain
import Testing

@Suite struct A06PaymentExceedsAllotmentTests {
    static let before = [Drafts.receive("L", 50_000), Drafts.register("P"), Drafts.pay("V1", "L", 20_000)]

    static let cases = [
        RuleCase("all that is left", Drafts.pay("V2", "L", 30_000)),
        RuleCase(
            "one 分 more", Drafts.pay("V2", "L", 30_001),
            """
            A06 body.amount_fen: given "30001", expected 30000 fen or less, off by 1. Pay less, or record the allotment \
            that covers it.
            """),
        RuleCase("an unknown line is A57's", Drafts.pay("V2", "M", 99_999)),
        RuleCase(
            "waived by another",
            Drafts.pay("V2", "L", 30_001, waives: [Waiver(rule: "A06", reason: "已支付", approver: "u:li")])),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws { try expectRule("A06", after: Self.before, given) }

    @Test func aReturnFreesTheLine() throws {
        let history = Self.before + [Drafts.payBack("V1", "L", 20_000)]
        try expectRule("A06", after: history, RuleCase("all of it", Drafts.pay("V2", "L", 50_000)))
    }
}
