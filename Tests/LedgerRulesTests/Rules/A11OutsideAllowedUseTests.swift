import LedgerDomain
import Testing

@Suite struct A11OutsideAllowedUseTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    static func pay(_ members: (String, String)...) -> Draft {
        members.reduce(Drafts.pay("V1", "L", 1)) { Drafts.with($0, $1) }
    }

    static func message(_ path: String, _ given: String, _ item: String) -> String {
        """
        A11 \(path): given "\(given)", expected a use that is not on the negative list (\(item)). Have it returned; where \
        the purpose is wrong, correct the entry.
        """
    }

    static let cases = [
        RuleCase("cold store", pay(("purpose", "冷库建设"), ("econ_class", "50302"), ("exp_func", "2130505"))),
        RuleCase(
            "office building", pay(("purpose", "乡政府办公楼维修")),
            message("body.purpose", "乡政府办公楼维修", "office buildings and halls")),
        RuleCase("car", pay(("purpose", "购置公务用车")), message("body.purpose", "购置公务用车", "vehicles")),
        RuleCase("debt", pay(("purpose", "偿还债务")), message("body.purpose", "偿还债务", "repayment of debt")),
        RuleCase("bonus", pay(("purpose", "年终奖金")), message("body.purpose", "年终奖金", "bonuses, allowances and welfare")),
        RuleCase("bonus that A12 tells of", pay(("purpose", "年终奖金"), ("econ_class", "30103"))),
        RuleCase(
            "building class", pay(("econ_class", "50301")),
            message("body.econ_class", "50301", "office buildings and halls")),
        RuleCase(
            "the class above", pay(("econ_class", "503")),
            message("body.econ_class", "503", "office buildings and halls")),
        RuleCase("its neighbour builds roads", pay(("econ_class", "50302"))),
        RuleCase(
            "interest of debt", pay(("econ_class", "51101")), message("body.econ_class", "51101", "repayment of debt")),
        RuleCase(
            "two fields at once", pay(("purpose", "还本付息"), ("econ_class", "512")),
            message("body.purpose", "还本付息", "repayment of debt"), message("body.econ_class", "512", "repayment of debt")
        ),
        RuleCase(
            "basic expenditure", pay(("exp_func", "2130501")),
            """
            A11 body.exp_func: given "2130501", expected a code other than 2130501 行政运行 (basic expenditure). Have it \
            returned; where the purpose is wrong, correct the entry.
            """),
        RuleCase("production", pay(("exp_func", "2130505"))),
        RuleCase("nothing to judge by", pay()),
        RuleCase(
            "an approval", Drafts.draft("project.approved", [("project_id", "P"), ("purpose", "楼堂馆所")]),
            message("body.purpose", "楼堂馆所", "office buildings and halls")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A11", after: Self.before, given)
    }

    @Test func moneyOfAnotherSourceHasOtherRules() throws {
        let line = Drafts.money(of: Drafts.receive("M", 10, document: "测财农〔2023〕2号"), "fund_source", "SOCIAL")
        let paid = Drafts.with(Drafts.pay("V1", "M", 1), ("purpose", "购置公务用车"))
        let draft = Drafts.money(of: paid, "fund_source", "SOCIAL")
        try expectRule("A11", after: Self.before + [line], RuleCase("", draft))
    }
}
