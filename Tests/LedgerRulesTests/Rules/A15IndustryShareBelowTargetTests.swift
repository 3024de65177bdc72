import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A15IndustryShareBelowTargetTests {
    static let road = "03.01.01"

    private func says(_ history: [Draft]) throws -> [String] {
        try figures(A15IndustryShareBelowTarget.self, history, asOf: "2023-12-31")
    }

    private static func year(_ industry: Int, _ other: Int, of total: Int = 1_000, year: String = "2023") -> [Draft] {
        [
            Drafts.line("L\(year)", total, year: year), Drafts.give("L\(year)", industry, year: year),
            Drafts.give("L\(year)", other, to: road, year: year),
        ]
    }

    @Test func belowTheTargetWithNothingLeft() throws {
        #expect(
            try says([Drafts.target(5_500)] + Self.year(549, 451)) == [
                "error 230606 2023 industry_share CENTRAL ARRANGED ALL 1: given 549/1000 (54.90 %), expected the target of 55.00 %, off by 0.10 %"
            ])
        #expect(try says([Drafts.target(5_500)] + Self.year(550, 450)) == [])
    }

    @Test func moreThanTheTargetIsAskedFor() throws {
        #expect(try says([Drafts.target(5_500, "GT")] + Self.year(550, 450)).count == 1)
        #expect(try says([Drafts.target(5_500, "GT")] + Self.year(551, 449)) == [])
    }

    @Test func whatCanStillReachItIsOpenUntilTheClose() throws {
        let open = [Drafts.target(5_500)] + Self.year(500, 400)
        #expect(try says(open) == [])
        #expect(
            try says(open + [Drafts.close("2023")]) == [
                "error 230606 2023 industry_share CENTRAL ARRANGED ALL 50: given 500/1000 (50.00 %), expected the target of 55.00 %, off by 5.00 %"
            ])
        // Fifty left are just enough, forty-nine are not.
        #expect(try says([Drafts.target(5_500)] + Self.year(500, 450)) == [])
        #expect(try says([Drafts.target(5_500)] + Self.year(500, 451)).count == 1)
    }

    @Test func theShareOfTheYearBeforeIsAFloorWherePolicySaysSo() throws {
        let years = Self.year(600, 400, year: "2022") + Self.year(580, 420)
        #expect(
            try says([Drafts.target(5_500, hasFloor: true)] + years) == [
                "error 230606 2023 industry_share CENTRAL ARRANGED ALL 20: given 580/1000 (58.00 %), expected 60.00 % of the year before, or more, off by 2.00 %"
            ])
        #expect(try says([Drafts.target(5_500)] + years) == [])
    }

    @Test func eachPlaceBelowHasATargetOfEachPlace() throws {
        let target = Drafts.target(5_500, place: "230000", appliesTo: "EACH_PLACE")
        #expect(try says([target] + Self.year(549, 451)).count == 1)
    }

    @Test(arguments: ["AIM", "STABLE"]) func aimsAndStableSharesAreNotMissed(comparator: String) throws {
        let target = Drafts.target(comparator == "AIM" ? 6_000 : nil, comparator)
        #expect(try says([target] + Self.year(100, 900)) == [])
    }

    @Test func aTargetOfAnotherBasisOrPlaceIsNoTarget() throws {
        #expect(try says([Drafts.target(5_500, place: "230000")] + Self.year(100, 900)) == [])
        let other = [Drafts.target(5_500, basis: "ALL_LEVELS")] + Self.year(100, 900)
        #expect(try says(other).map { $0.contains("ALL_LEVELS ARRANGED") } == [true])
    }

    @Test func anIncompletePlanHasNoShare() throws {
        let history = [
            Drafts.target(5_500), Drafts.line("L", 1_000, complete: "NO"), Drafts.give("L", 1_000, to: Self.road),
        ]
        #expect(try says(history) == [])
    }

    @Test func withoutATargetItIsSilent() throws { #expect(try says(Self.year(1, 999)) == []) }
}
