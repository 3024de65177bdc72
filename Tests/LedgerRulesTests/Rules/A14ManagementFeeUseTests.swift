import LedgerDomain
import Testing

@Suite struct A14ManagementFeeUseTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    static func pay(_ purpose: String?, class code: String = "07.01.01") -> Draft {
        let draft = Drafts.money(of: Drafts.pay("V1", "L", 1), "class", code)
        return purpose.map { Drafts.with(draft, ("purpose", $0)) } ?? draft
    }

    static let cases = [
        RuleCase("design", pay("项目前期设计费")), RuleCase("review", pay("方案评审")), RuleCase("tender", pay("招投标代理费")),
        RuleCase("supervision", pay("工程监理")), RuleCase("acceptance", pay("竣工验收")), RuleCase("no purpose", pay(nil)),
        RuleCase("another class", pay("外出考察", class: "01.01.01")),
        RuleCase(
            "a journey", pay("外出考察"),
            """
            A14 body.purpose: given "外出考察", expected design (设计), review (评审), tender (招标), supervision (监理) or \
            acceptance (验收). Have it returned; where the purpose is wrong, correct the entry.
            """),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A14", after: Self.before, given)
    }
}
