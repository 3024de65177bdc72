import LedgerDomain
import Testing

@Suite struct A57UnknownLineTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    private static func text(_ path: String, _ given: String) -> String {
        """
        A57 body.\(path): given "\(given)", expected a line that 230606 has received. Record the allotment first, or \
        correct the line.
        """
    }

    private static func onPool(document: String) -> Draft {
        Drafts.draft(
            "funds.committed", [("project_id", "P"), ("pool", "B"), ("amount_fen", "1")], Drafts.money(),
            document: document)
    }

    static let cases = [
        RuleCase("a payment on its line", Drafts.pay("V", "L", 1)),
        RuleCase("a payment on no line", Drafts.pay("V", "M", 1), text("line_id", "M")),
        RuleCase("a commitment on no line", Drafts.commit("P", "M", 1), text("line_id", "M")),
        RuleCase(
            "a distribution of no line",
            Drafts.draft(
                "allotment.distributed",
                [("parent_line_id", "M"), ("line_id", "N"), ("to", "OWN"), ("amount_fen", "1")], Drafts.money()),
            text("parent_line_id", "M")),
        RuleCase("a pool whose document opened a line", onPool(document: "测财农〔2023〕1号")),
        RuleCase("a pool without lines", onPool(document: "测财农〔2023〕9号"), text("pool", "B")),
        RuleCase(
            "a line of another place",
            Drafts.draft(
                "disbursement.made",
                [("voucher_no", "V"), ("line_id", "L"), ("project_id", "P"), ("amount_fen", "1")], Drafts.money(),
                region: "230604"),
            """
            A57 body.line_id: given "L", expected a line that 230604 has received. Record the allotment first, or correct \
            the line.
            """),
    ]

    private static let waived = Drafts.pay(
        "V", "M", 1, waives: [Waiver(rule: "A57", reason: "历史数据", approver: "u:li")])

    @Test func historyMayWaiveIt() throws {
        try expectRule("A57", after: Self.before, RuleCase("waived", Self.waived), isPublishedHistory: true)
    }

    @Test func aPersonEnteringMayNot() throws {
        try expectRule("A57", after: Self.before, RuleCase("entered", Self.waived, Self.text("line_id", "M")))
        try expectRule(
            "E18", after: Self.before,
            RuleCase(
                "entered", Self.waived,
                """
                E18 waives.0.rule: given "A57", expected a rule that can be waived on entering (A57, Unknown allotment \
                line: only in an import of history). Leave the waiver out and follow the rule; explain says which rules \
                can be waived, and another person approves.
                """))
    }

    @Test(arguments: cases) func says(_ given: RuleCase) throws { try expectRule("A57", after: Self.before, given) }
}
