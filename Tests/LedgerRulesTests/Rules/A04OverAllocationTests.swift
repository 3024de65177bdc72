import LedgerDomain
import Testing

@Suite struct A04OverAllocationTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P"), Drafts.commit("P", "L", 600)]

    private static func distribute(_ fen: Int) -> Draft {
        Drafts.draft(
            "allotment.distributed",
            [("parent_line_id", "L"), ("line_id", "M"), ("to", "OWN"), ("amount_fen", "\(fen)")], Drafts.money())
    }

    private static func text(_ given: Int, _ most: Int) -> String {
        """
        A04 body.amount_fen: given "\(given)", expected \(most) fen or less, off by \(given - most). Use less, or record \
        the allotment that covers it.
        """
    }

    static let cases = [
        RuleCase("all that is left", Drafts.commit("P", "L", 400)),
        RuleCase("one more", Drafts.commit("P", "L", 401), text(401, 400)),
        RuleCase("what is left to the own level", distribute(400)),
        RuleCase("distribution counts as well", distribute(500), text(500, 400)),
        RuleCase("an unknown line is A57's", Drafts.commit("P", "N", 9_999)),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws { try expectRule("A04", after: Self.before, given) }

    @Test func aPoolHoldsTheSumOfItsLines() throws {
        let lines = [
            Drafts.receive("X", 300, document: "测财农〔2023〕7号"), Drafts.receive("Y", 200, document: "测财农〔2023〕7号"),
        ]
        func give(_ fen: Int) -> Draft {
            Drafts.draft(
                "funds.committed", [("project_id", "P"), ("pool", "B"), ("amount_fen", "\(fen)")], Drafts.money(),
                document: "测财农〔2023〕7号")
        }
        let history = lines + [Drafts.register("P")]
        try expectRule("A04", after: history, RuleCase("all of both", give(500)))
        try expectRule("A04", after: history, RuleCase("more than both", give(501), Self.text(501, 500)))
    }

    @Test func publishedHistoryIsNotedOnly() throws {
        var log = try History()
        log.isPublishedHistory = true
        for draft in Self.before { _ = try log.take(draft) }
        #expect(try log.take(Drafts.commit("P", "L", 401)) == ["(A04)"])
    }
}
