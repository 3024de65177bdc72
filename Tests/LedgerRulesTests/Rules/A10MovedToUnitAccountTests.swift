import LedgerDomain
import Testing

@Suite struct A10MovedToUnitAccountTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    static func pay(_ payeeClass: String) -> Draft {
        Drafts.with(Drafts.pay("V1", "L", 1), ("payee_class", payeeClass))
    }

    static func message(_ given: String) -> String {
        """
        A10 body.payee_class: given "\(given)", expected a final payee. Have it returned, and pay the final payee directly.
        """
    }

    static let cases = [
        RuleCase("special account", pay("SPECIAL_ACCOUNT"), message("SPECIAL_ACCOUNT")),
        RuleCase("budget unit", pay("BUDGET_UNIT"), message("BUDGET_UNIT")),
        RuleCase("township", pay("TOWNSHIP_ACCOUNT"), message("TOWNSHIP_ACCOUNT")),
        RuleCase("enterprise", pay("ENTERPRISE")), RuleCase("collective", pay("COLLECTIVE")),
        RuleCase("person", pay("PERSON")), RuleCase("cooperative", pay("COOP")),
        RuleCase("no class", Drafts.pay("V1", "L", 1)),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A10", after: Self.before, given)
    }
}
