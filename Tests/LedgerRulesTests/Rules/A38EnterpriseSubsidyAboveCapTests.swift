import LedgerDomain
import Testing

@Suite struct A38EnterpriseSubsidyAboveCapTests {
    static let firm = "91350100M000100Y43"
    static let scheme = Drafts.scheme(
        "S", ("base", "FIXED"), ("base_rate_ppm", "37000"), ("cap_year_fen", "100000"), ("cap_holder_fen", "150000"))
    static let before =
        Drafts.voucher + [scheme, Drafts.subsidy("a", "2022-08-21", "2022-12-21", 60_000, holder: firm)]

    static func subsidy(_ fen: Int, year: String = "2023", base: Int = 37_000, holder: String = firm) -> Draft {
        var draft = Drafts.subsidy("b", "2022-08-21", "2023-08-21", fen, base: base, holder: holder)
        draft.fiscalYear = year
        return draft
    }

    static let remedy = "Cut it to the cap and recover what is above it."

    static let cases = [
        RuleCase("to the cap of the year", subsidy(40_000)),
        RuleCase(
            "a 分 above", subsidy(40_001),
            "A38 body.amount_fen: given \"100001\", expected 100000 fen or less for the entity in the year, off by 1. \(remedy)"
        ),
        RuleCase("a household", subsidy(40_001, holder: Drafts.token("h"))),
        RuleCase("a base that is the scheme's", subsidy(100)),
        RuleCase(
            "a base above the scheme's", subsidy(100, base: 37_001),
            "A38 body.segments.0.base_ppm: given \"37001\", expected 37000 ppm or less, off by 1. \(remedy)"),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A38", after: Self.before, given)
    }

    @Test func anotherYearHasItsOwnCapAndTheHolderOneInAll() throws {
        let before = Self.before
        try expectRule("A38", after: before, RuleCase("", Self.subsidy(90_000, year: "2022")))
        try expectRule(
            "A38", after: before,
            RuleCase(
                "", Self.subsidy(90_001, year: "2022"),
                "A38 body.amount_fen: given \"150001\", expected 150000 fen or less for the entity in all, off by 1. \(Self.remedy)"
            ))
    }

    @Test func withoutThePolicyItIsSilent() throws {
        try expectRule("A38", after: Drafts.voucher, RuleCase("", Self.subsidy(900_000)))
    }
}
