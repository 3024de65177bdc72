import LedgerDomain
import Testing

@Suite struct A12PayAndBonusTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    static func pay(_ economicClass: String?, payee: String? = nil, class code: String = "01.01.01") -> Draft {
        var draft = Drafts.money(of: Drafts.pay("V1", "L", 1), "class", code)
        if let economicClass { draft = Drafts.with(draft, ("econ_class", economicClass)) }
        if let payee { draft = Drafts.with(draft, ("payee_class", payee)) }
        return draft
    }

    static func message(_ given: String) -> String {
        """
        A12 body.econ_class: given "\(given)", expected an economic class other than pay, bonuses and allowances. Have it \
        returned; where the class is wrong, correct the entry.
        """
    }

    static let cases = [
        RuleCase("wages", pay("50101"), message("50101")), RuleCase("all of 501", pay("501"), message("501")),
        RuleCase("basic pay", pay("30101"), message("30101")), RuleCase("allowances", pay("30102"), message("30102")),
        RuleCase("bonuses", pay("30103"), message("30103")), RuleCase("food subsidies", pay("30106")),
        RuleCase("office goods", pay("50201")), RuleCase("to enterprises", pay("50799")), RuleCase("absent", pay(nil)),
        RuleCase("a post of public interest", pay("30102", payee: "PERSON", class: "02.05.01")),
        RuleCase("such a post through a unit", pay("30102", payee: "BUDGET_UNIT", class: "02.05.01"), message("30102")),
        RuleCase("a person without such a post", pay("30102", payee: "PERSON"), message("30102")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A12", after: Self.before, given)
    }
}
