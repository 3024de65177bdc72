import LedgerDomain
import LedgerTesting
@testable import LedgerViews
import Testing

@Suite struct PoliciesTests {
    @Test func everyColumnComesBack() throws {
        let sample = setPolicy(
            "industry_share.target", ("value", "5500"), ("level", "province"), ("place", "150000"),
            ("valid_to", "2023-12-31"), ("comparator", "GE"), ("basis", "CENTRAL"), ("measure", "ARRANGED"),
            ("applies_to", "EACH_PLACE"), ("target_year", "2023"), ("prior_year_floor", "yes"))
        let policies = fold(try log([sample]), as: Policies.self)
        let record = try #require(policies.records.first)
        #expect(Policies(rows: policies.rows).records == [record])
        #expect(record.parameter == "industry_share.target" && record.number == 5500 && record.unit == .basisPoints)
        #expect(record.level == .province && record.place == SampleTables.place("150000"))
        #expect(record.validFrom == Day("2023-01-01") && record.validTo == Day("2023-12-31"))
        #expect(record.appliesBy == .fiscalYear && record.status == "public" && record.comparator == .atLeast)
        #expect(record.basis == "CENTRAL" && record.measure == .arranged && record.appliesTo == .eachPlace)
        #expect(record.targetYear == 2023 && record.priorYearFloor && record.sourceDocument == "sample")
        #expect(record.reversedBy == nil && record.seq == 0)
    }

    @Test func aPolicyTakenBackStaysListedAndDoesNotHold() throws {
        let policies = fold(
            try log([setPolicy("a", ("value", "1")), setPolicy("a", ("value", "2")), reverse(0)]), as: Policies.self)
        #expect(policies.records.map(\.reversedBy) == [2, nil])
        #expect(policies.inForce("a").map(\.number) == [2])
        #expect(policies.inForce("b").isEmpty)
    }

    @Test(
        arguments: [
            ("2022-12-31", false), ("2023-01-01", true), ("2023-12-31", true), ("2024-01-01", false),
        ] as [(String, Bool)]) func holdsFromItsFirstDayToItsLast(_ day: String, _ expected: Bool) throws
    {
        let entries = try log([setPolicy("a", ("value", "1"), ("valid_to", "2023-12-31"))])
        let record = try #require(fold(entries, as: Policies.self).records.first)
        #expect(record.holds(on: try #require(Day(day))) == expected)
        #expect(record.isFor(year: try #require(Day(day)).year) == expected)
    }
}
