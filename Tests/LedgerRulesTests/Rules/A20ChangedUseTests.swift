import LedgerDomain
import Testing

@Suite struct A20ChangedUseTests {
    static let registered = [Drafts.receive("L", 1_000), Drafts.register("P")]
    static let approval = Drafts.draft("project.approved", [("project_id", "P"), ("purpose", "建设冷库")])
    static let approved = registered + [approval]

    static func pay(_ code: String = "01.01.01", for purpose: String? = nil) -> Draft {
        let draft = Drafts.money(of: Drafts.pay("V1", "L", 1), "class", code)
        return purpose.map { Drafts.with(draft, ("purpose", $0)) } ?? draft
    }

    static func change(_ field: String) -> Draft {
        let change = JSONValue.object([
            JSONMember("field", field), JSONMember("new", "新"), JSONMember("old", "旧"),
        ])
        return Drafts.draft("project.changed", [("project_id", "P")], JSONMember("changes", .array([change])))
    }

    static let reclassified = Drafts.draft(
        "project.reclassified", [("project_id", "P"), ("from_class", "01.01.01"), ("to_class", "01.02.02")],
        JSONMember(
            "moves",
            .array([
                .object([
                    JSONMember("fund_level", "CENTRAL"), JSONMember("fund_source", "LINKED"),
                    JSONMember("line_id", "L"), JSONMember("line_year", "2023"),
                ])
            ])))

    static let otherClass = """
        A20 body.money.class: given "03.01.01", expected 01.01.01, the class that was approved. Pay for what was approved, \
        or have the project changed first.
        """
    static let otherPurpose = """
        A20 body.purpose: given "修建道路", expected 建设冷库, the purpose that was approved. Pay for what was approved, or \
        have the project changed first.
        """

    static let cases = [
        RuleCase("as approved", pay(for: "建设冷库")), RuleCase("a part of it", pay(for: "建设冷库第一期款")),
        RuleCase("no purpose", pay()), RuleCase("another class", pay("03.01.01"), otherClass),
        RuleCase("another purpose", pay(for: "修建道路"), otherPurpose),
        RuleCase("both", pay("03.01.01", for: "修建道路"), otherClass, otherPurpose),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A20", after: Self.approved, given)
    }

    @Test func withoutAnApprovalItIsSilent() throws {
        try expectRule("A20", after: Self.registered, RuleCase("", Self.pay("03.01.01", for: "修建道路")))
    }

    @Test func whatWasChangedByTheProperWayIsFree() throws {
        let moved = Self.approved + [Self.reclassified]
        try expectRule("A20", after: moved, RuleCase("its new class", Self.pay("01.02.02", for: "加工")))
        let says = """
            A20 body.money.class: given "03.01.01", expected 01.01.01, 01.02.02, the class that was approved. Pay for what \
            was approved, or have the project changed first.
            """
        try expectRule("A20", after: moved, RuleCase("a third class", Self.pay("03.01.01"), says))
        let changed = Self.approved + [Self.change("unit")]
        try expectRule("A20", after: changed, RuleCase("a purpose after a change", Self.pay(for: "修建道路")))
        try expectRule("A20", after: changed, RuleCase("a class", Self.pay("03.01.01"), Self.otherClass))
        let named = Self.approved + [Self.change("项目类型")]
        try expectRule("A20", after: named, RuleCase("a class that the change names", Self.pay("03.01.01")))
    }

    @Test func aReversalLeavesTheProjectAsItWas() throws {
        try expectNoTrace(
            after: [Drafts.receive("L", 9)], Drafts.with(Drafts.register("P"), ("library_on", "2023-01-01")))
        for draft in [Self.approval, Self.change("unit"), Self.reclassified] {
            try expectNoTrace(after: Self.registered, draft)
            try expectNoTrace(after: Self.approved + [Self.change("class")], draft)
        }
    }
}
