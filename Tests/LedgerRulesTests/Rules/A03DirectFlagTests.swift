import LedgerDomain
import Testing

@Suite struct A03DirectFlagTests {
    static func flagged(_ draft: Draft, _ flag: String? = "01") -> Draft {
        Drafts.money(of: draft, "direct_flag", flag)
    }

    static let before = [
        flagged(Drafts.receive("L", 1_000)), Drafts.receive("N", 1_000, document: "测财农〔2023〕2号"),
        Drafts.register("P"), Drafts.pay("V0", "N", 1),
    ]

    static func distribute(_ line: String, to lower: String) -> Draft {
        Drafts.draft(
            "allotment.distributed",
            [("parent_line_id", line), ("line_id", line + "1"), ("to", lower), ("amount_fen", "100")], Drafts.money())
    }

    static let lost = """
        A03 body.money.direct_flag: expected 01, as its line has. Reverse it, and record it again with the flag of its \
        line.
        """
    static let found = """
        A03 body.money.direct_flag: given "01", expected no flag, as its line has none. Reverse it, and record it again \
        with the flag of its line.
        """
    static let changed = """
        A03 body.money.direct_flag: given "02", expected 01, as its line has. Reverse it, and record it again with the \
        flag of its line.
        """

    static let cases = [
        RuleCase("kept in a payment", flagged(Drafts.pay("V1", "L", 1))),
        RuleCase("lost in a payment", Drafts.pay("V1", "L", 1), lost),
        RuleCase("changed in a payment", flagged(Drafts.pay("V1", "L", 1), "02"), changed),
        RuleCase("none on a line without", Drafts.pay("V1", "N", 1)),
        RuleCase("found on a line without", flagged(Drafts.pay("V1", "N", 1)), found),
        RuleCase("lost in a commitment", Drafts.commit("P", "L", 1), lost),
        RuleCase("lost in a return", Drafts.payBack("V0", "N", 1)),
        RuleCase("lost on the way down", distribute("L", to: "OWN"), lost),
        RuleCase("kept on the way down", flagged(distribute("L", to: "OWN"))),
        RuleCase("an unknown line is A57's", flagged(Drafts.pay("V1", "X", 1))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A03", after: Self.before, given)
    }

    @Test func theLowerPlaceReceivesItWithItsFlag() throws {
        var above = Self.flagged(Drafts.receive("C", 1_000))
        above.region = "230600"
        var down = Self.flagged(Self.distribute("C", to: "230606"))
        down.region = "230600"
        let received = Drafts.receive("C1", 100, document: "测财农〔2023〕3号")
        try expectRule("A03", after: [above, down], RuleCase("lost", received, Self.lost))
        try expectRule("A03", after: [above, down], RuleCase("kept", Self.flagged(received)))
    }

    @Test func aPoolOfBothSaysNothing() throws {
        func commit(_ documents: [String]) -> Draft {
            var draft = Drafts.draft(
                "funds.committed", [("project_id", "P"), ("pool", "Q"), ("amount_fen", "1")], Drafts.money())
            draft.documents = documents.map { DocumentReference(printed: $0) }
            return draft
        }
        try expectRule("A03", after: Self.before, RuleCase("both", commit(["测财农〔2023〕1号", "测财农〔2023〕2号"])))
        try expectRule("A03", after: Self.before, RuleCase("one", commit(["测财农〔2023〕1号"]), Self.lost))
    }

    @Test func aReversalLeavesTheLineAsItWas() throws {
        try expectNoTrace(after: [], Self.flagged(Drafts.receive("L", 1_000)))
        try expectNoTrace(after: [Self.flagged(Drafts.receive("L", 1_000))], Self.distribute("L", to: "OWN"))
    }
}
