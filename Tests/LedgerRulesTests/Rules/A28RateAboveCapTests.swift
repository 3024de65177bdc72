import LedgerDomain
import Testing

@Suite struct A28RateAboveCapTests {
    static let before =
        Drafts.primeRates + [
            Drafts.policy(
                "microloan.rate_cap_up_to_12m", "LPR_1Y", unit: "enum", appliesBy: "SIGNED_ON", from: "2021-03-04",
                to: "2025-12-31"),
            Drafts.policy(
                "microloan.rate_cap_12_to_36m", "LPR_5Y_PLUS", unit: "enum", appliesBy: "SIGNED_ON", from: "2021-03-04",
                to: "2025-12-31"),
        ]

    static func loan(_ rate: Int?, signed: String? = "2022-08-22", to maturity: String? = "2023-08-22") -> Draft {
        Drafts.microloan("x", 100, on: "2022-08-22", to: maturity, signed: signed, rate: rate)
    }

    static func line(_ given: Int, _ cap: Int, _ name: String) -> String {
        """
        A28 body.rate_ppm: given "\(given)", expected \(cap) ppm or less (LPR \(name)), off by \(given - cap). Check the LPR \
        of the day of signing; give back interest charged above it.
        """
    }

    static let cases = [
        RuleCase("a year at the one-year rate", loan(36_500)),
        RuleCase("a millionth above", loan(36_501), line(36_501, 36_500, "1Y on 2022-08-22")),
        RuleCase("signed the day before the rate fell", loan(37_000, signed: "2022-08-21")),
        RuleCase(
            "and above that", loan(37_001, signed: "2022-08-21"), line(37_001, 37_000, "1Y on 2022-08-21")),
        RuleCase("a year and a day at the five-year rate", loan(43_000, to: "2023-08-23")),
        RuleCase(
            "the notice of 红寺堡区, 4.35", loan(43_500, to: "2025-08-22"), line(43_500, 43_000, "5Y_PLUS on 2022-08-22")),
        RuleCase("more than 36 months", loan(90_000, to: "2025-08-23")),
        RuleCase("no day of signing", loan(90_000, signed: nil)),
        RuleCase("no maturity", loan(90_000, to: nil)),
        RuleCase("no rate", loan(nil)),
        RuleCase("no prime rate on the day", loan(90_000, signed: "2021-12-31")),
        RuleCase("another programme", Drafts.with(loan(90_000), ("programme", "RURAL_CREDIT"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A28", after: Self.before, given)
    }

    @Test func aPlaceMayFixANumber() throws {
        let local = Drafts.policy(
            "microloan.rate_cap_up_to_12m", "30000", unit: "ppm", appliesBy: "SIGNED_ON", from: "2021-03-04",
            place: "230606")
        try expectRule("A28", after: Self.before + [local], RuleCase("", Self.loan(30_000)))
        try expectRule(
            "A28", after: Self.before + [local],
            RuleCase(
                "", Self.loan(30_001),
                """
                A28 body.rate_ppm: given "30001", expected 30000 ppm or less (laid down for the place), off by 1. Check \
                the LPR of the day of signing; give back interest charged above it.
                """))
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A28", after: Drafts.primeRates, RuleCase("", Self.loan(90_000)))
    }
}
