import LedgerDomain
import Testing

@Suite struct A43RiskShareWrongTests {
    static let before = [
        Drafts.policy("compensation.gov_share", "8000", unit: "bp", from: "2021-03-01", place: "230606"),
        Drafts.microloan("a", 5_000_000),
    ]

    static func compensation(_ loss: Int, _ government: Int) -> Draft {
        Drafts.without(
            Drafts.loan(
                "compensation.paid", "a", ("loss_fen", loss), ("government_fen", government),
                ("bank_fen", loss - government)), "programme")
    }

    static func line(_ given: Int, _ wanted: Int, _ off: Int) -> String {
        """
        A43 body.government_fen: given "\(given)", expected \(wanted) fen (80.00 % of the loss), off by \(off). Share the \
        loss between government and bank again, by the ratio.
        """
    }

    static let cases = [
        RuleCase("eight of ten", compensation(1_000, 800)),
        RuleCase("rounded half up", compensation(1_002, 802)),
        RuleCase("a 分 more", compensation(1_000, 801), line(801, 800, 1)),
        RuleCase("a 分 less", compensation(1_000, 799), line(799, 800, 1)),
        RuleCase("seven of ten", compensation(1_000, 700), line(700, 800, 100)),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A43", after: Self.before, given)
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A43", after: [Self.before[1]], RuleCase("", Self.compensation(1_000, 1)))
    }
}
