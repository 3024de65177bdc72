import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A16IndustryShareFellTests {
    private static let road = "03.01.01"

    private func says(_ history: [Draft]) throws -> [String] {
        try figures(A16IndustryShareFell.self, history, asOf: "2023-12-31")
    }

    private static func year(
        _ industry: Int, _ other: Int, _ year: String, level: String = "CENTRAL", complete: String = "YES"
    ) -> [Draft] {
        let line = "\(level)\(year)"
        return [
            Drafts.line(line, industry + other, year: year, level: level, complete: complete),
            Drafts.give(line, industry, year: year, level: level),
            Drafts.give(line, other, to: road, year: year, level: level),
        ]
    }

    @Test func aLowerShareWarnsOnce() throws {
        #expect(
            try says(Self.year(600, 400, "2022") + Self.year(599, 401, "2023")) == [
                "warn 230606 2023 industry_share CENTRAL ARRANGED ALL 1: given 599/1000 (59.90 %), expected 600/1000 (60.00 %) of the year before, or more, off by 0.10 %"
            ])
    }

    @Test func theSameShareOfOtherMoneyDoesNotWarn() throws {
        #expect(try says(Self.year(600, 400, "2022") + Self.year(300, 200, "2023")) == [])
        #expect(try says(Self.year(600, 400, "2022") + Self.year(601, 399, "2023")) == [])
    }

    @Test func fractionsAreCompared() throws {
        // 66.67 % both, rounded; 2/3 against 2001/3001.
        #expect(try says(Self.year(2, 1, "2022") + Self.year(2_001, 1_000, "2023")) == [])
        #expect(try says(Self.year(2, 1, "2022") + Self.year(2_000, 1_001, "2023")).count == 1)
    }

    @Test func eachBasisIsComparedWithItself() throws {
        let years =
            Self.year(500, 500, "2022") + Self.year(500, 500, "2023") + Self.year(9, 1, "2022", level: "PROV")
            + Self.year(1, 9, "2023", level: "PROV")
        #expect(try says(years).map { $0.contains("CENTRAL_PROV") } == [true])
    }

    @Test func noYearBeforeOrAnIncompleteOneIsSilent() throws {
        #expect(try says(Self.year(1, 999, "2023")) == [])
        #expect(try says(Self.year(600, 400, "2022", complete: "NO") + Self.year(1, 999, "2023")) == [])
        #expect(try says(Self.year(600, 400, "2021") + Self.year(1, 999, "2023")) == [])
    }

    @Test func noAmountIsTooLarge() throws {
        let huge = Int(Int64.max)
        let years = ["2022", "2023"].flatMap { year in
            ["A", "B", "C"].flatMap { line in
                [
                    Drafts.line(line + year, huge, year: year),
                    Drafts.give(line + year, huge - (year == "2022" ? 0 : 7), year: year),
                ]
            }
        }
        #expect(try says(years).map { $0.hasSuffix("off by —") } == [true])
    }

    @Test func a15SpeaksOnTheFloor() throws {
        let years = Self.year(600, 400, "2022") + Self.year(580, 420, "2023")
        #expect(try says([Drafts.target(5_500, hasFloor: true)] + years) == [])
        #expect(try says([Drafts.target(5_500)] + years).count == 1)
    }

    @Test func paymentsAreComparedBetweenClosedYearsAlone() throws {
        func paid(_ industry: Int, _ other: Int, _ year: String) -> [Draft] {
            [
                Drafts.line("L\(year)", 1_000, year: year),
                Drafts.spend("L\(year)", industry, year: year, voucher: "A"),
                Drafts.spend("L\(year)", other, on: Self.road, year: year, voucher: "B"),
            ]
        }
        let years = paid(600, 400, "2022") + paid(500, 500, "2023")
        #expect(try says(years) == [])
        #expect(try says(years + [Drafts.close("2022"), Drafts.close("2023")]).map { $0.contains(" PAID ") } == [true])
    }
}
