import LedgerDomain
import Testing

@Suite struct A49FunctionAgainstClassTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    static func pay(_ code: String?, for project: String) -> Draft {
        let draft = Drafts.money(of: Drafts.pay("V1", "L", 1), "class", project)
        return code.map { Drafts.with(draft, ("exp_func", $0)) } ?? draft
    }

    static let cases = [
        RuleCase("a road as infrastructure", pay("2130504", for: "03.01.01")),
        RuleCase(
            "a road as interest subsidy", pay("2130507", for: "03.01.01"),
            """
            A49 body.exp_func: given "2130507", expected 2130504 or 2130599, for 03.01.01 农村道路建设. Use a code that covers \
            it, or correct the class.
            """),
        RuleCase("an interest subsidy", pay("2130507", for: "01.05.01")),
        RuleCase(
            "an interest subsidy as infrastructure", pay("2130504", for: "01.05.01"),
            """
            A49 body.exp_func: given "2130504", expected 2130507 or 2130599, for 01.05.01 小额贷款贴息. Use a code that covers \
            it, or correct the class.
            """),
        RuleCase("a farm as production", pay("2130505", for: "01.01.01")),
        RuleCase(
            "a farm as social development", pay("2130506", for: "01.01.01"),
            """
            A49 body.exp_func: given "2130506", expected 2130505 or 2130599, for 01.01.01 种植业基地. Use a code that covers \
            it, or correct the class.
            """),
        RuleCase("schooling as social development", pay("2130506", for: "05.02.01")),
        RuleCase("the code for the rest", pay("2130599", for: "03.01.01")),
        RuleCase("what linked funds never pay is A11's", pay("2130501", for: "03.01.01")),
        RuleCase("absent", pay(nil, for: "03.01.01")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A49", after: Self.before, given)
    }
}
