import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A40NewLoansBelowLastYearTests {
    private func says(_ day: String, _ loans: [Draft]) throws -> [String] {
        try figures(A40NewLoansBelowLastYear.self, loans, asOf: day)
    }

    private static func lend(_ day: String, _ letter: String, _ fen: Int, renewing old: (String, Int)? = nil) -> Draft {
        Drafts.on(day, Drafts.lend(letter, fen, renewing: old))
    }

    @Test func belowTheSameSpanWarnsDuringTheYear() throws {
        let loans = [Self.lend("2022-06-30", "a", 500), Self.lend("2023-01-05", "b", 499)]
        #expect(
            try says("2023-06-30", loans) == [
                "warn 230606 2023 MICROLOAN_NEW LEDGER POVERTY_MICROLOAN WITH_RENEWAL 1: given 499 (2023-01-01/2023-06-30), expected 500 fen of the year before, or more, off by 1",
                "warn 230606 2023 MICROLOAN_NEW LEDGER POVERTY_MICROLOAN WITHOUT_RENEWAL 1: given 499 (2023-01-01/2023-06-30), expected 500 fen of the year before, or more, off by 1",
            ])
        // A day earlier the loan of the year before does not count yet.
        #expect(try says("2023-06-29", loans) == [])
    }

    @Test func asMuchIsEnough() throws {
        #expect(try says("2023-06-30", [Self.lend("2022-06-30", "a", 500), Self.lend("2023-01-05", "b", 500)]) == [])
    }

    @Test func theFullYearIsAnError() throws {
        let loans = [
            Self.lend("2021-03-01", "c", 1), Self.lend("2022-03-01", "a", 500), Self.lend("2023-03-01", "b", 400),
        ]
        let found = try says("2024-01-01", loans)
        #expect(found.map { $0.prefix(17) } == ["error 230606 2023", "error 230606 2023"])
        #expect(found.allSatisfy { $0.contains("given 400 (2023-01-01/2023-12-31)") })
    }

    @Test func renewalsCountInOneVariant() throws {
        let loans = [
            Self.lend("2022-03-01", "a", 500), Self.lend("2023-03-01", "b", 100),
            Self.lend("2023-03-02", "d", 400, renewing: ("a", 500)),
        ]
        #expect(
            try says("2023-06-30", loans) == [
                "warn 230606 2023 MICROLOAN_NEW LEDGER POVERTY_MICROLOAN WITHOUT_RENEWAL 400: given 100 (2023-01-01/2023-06-30), expected 500 fen of the year before, or more, off by 400"
            ])
    }

    @Test func theLeapDayMapsToTheDayBefore() throws {
        let loans = [Self.lend("2023-02-28", "a", 500), Self.lend("2023-03-01", "b", 500)]
        #expect(try says("2023-11-01", loans) == [])
        // On 29 February 2024 the loans to 28 February 2023 stand against nothing.
        let log = loans + [Self.lend("2022-01-01", "c", 1)]
        #expect(try says("2023-10-31", log) == [])
    }

    @Test func withoutAYearBeforeThereIsNoGrowth() throws {
        #expect(try says("2023-06-30", [Self.lend("2023-01-05", "b", 499)]) == [])
        #expect(try says("2023-06-30", []) == [])
    }

    private static func published(_ year: String, _ fen: Int, caliber: String, _ qualifier: String = "EXACT") -> Draft {
        Drafts.draft(
            "published_figure.recorded",
            [
                ("metric", "MICROLOAN_NEW"), ("value", "\(fen)"), ("unit", "FEN"), ("qualifier", qualifier),
                ("status", "PUBLIC"), ("caliber", caliber), ("programme", "POVERTY_MICROLOAN"), ("agency", "某机构"),
                ("period_from", "\(year)-01-01"), ("period_to", "\(year)-12-31"),
            ], year: year)
    }

    @Test func publishedFiguresAreHeldAgainstTheirOwnCaliber() throws {
        let fell = [Self.published("2022", 500, caliber: "LOCAL"), Self.published("2023", 400, caliber: "LOCAL")]
        #expect(
            try says("2024-01-01", fell) == [
                "error 230606 2023 MICROLOAN_NEW LOCAL POVERTY_MICROLOAN 2023-01-01/2023-12-31 100: given 400 (2023-01-01/2023-12-31), expected 500 fen of the year before, or more, off by 100"
            ])
        #expect(
            try says(
                "2024-01-01",
                [Self.published("2022", 500, caliber: "RURAL"), Self.published("2023", 400, caliber: "LOCAL")]) == [])
        #expect(
            try says(
                "2024-01-01",
                [
                    Self.published("2022", 500, caliber: "LOCAL"),
                    Self.published("2023", 400, caliber: "LOCAL", "MORE_THAN"),
                ])
                == [])
    }
}
