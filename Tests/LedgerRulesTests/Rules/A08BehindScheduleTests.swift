import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A08BehindScheduleTests {
    static let floor = Drafts.policy("execution.year_end_floor", "9200", unit: "bp", appliesBy: "FISCAL_YEAR")
    static let line = Drafts.line("L", 12_000, receivedOn: "2023-01-10")

    private func says(_ paid: Int, _ day: String, hasFloor: Bool = true) throws -> [String] {
        let payment = paid > 0 ? [Drafts.spend("L", paid)] : []
        return try figures(A08BehindSchedule.self, (hasFloor ? [Self.floor] : []) + [Self.line] + payment, asOf: day)
    }

    @Test func onScheduleItIsSilent() throws {
        #expect(try says(3_000, "2023-03-31") == [])
        // April has not ended: three full months count.
        #expect(try says(3_000, "2023-04-29") == [])
    }

    @Test func behindThroughAprilIsSaid() throws {
        #expect(
            try says(3_000, "2023-04-30") == [
                "info 230606 2023 execution 1000: given 3000/12000 (25.00 %), expected the time schedule of 33.33 % or more, off by 8.33 %"
            ])
    }

    @Test func behindAfterAprilWarns() throws {
        #expect(
            try says(0, "2023-05-31") == [
                "warn 230606 2023 execution 5000: given 0/12000 (0.00 %), expected the time schedule of 41.67 % or more, off by 41.67 %"
            ])
        #expect(try says(5_000, "2023-05-31") == [])
        #expect(try says(4_999, "2023-05-31").count == 1)
    }

    @Test func atTheEndOfTheYearTheFloorDecides() throws {
        #expect(try says(11_040, "2023-12-31") == [])
        #expect(
            try says(11_039, "2024-06-30") == [
                "error 230606 2023 execution 1: given 11039/12000 (91.99 %), expected 92.00 % or more at the end of the year, off by 0.01 %"
            ])
    }

    @Test func withoutAFloorNothingIsJudgedAfterTheYear() throws {
        let missed = MissedPolicies()
        let found = try figures(A08BehindSchedule.self, [Self.line], asOf: "2024-01-31", missed: missed)
        #expect(found == [])
        #expect(missed.take().map(\.parameter) == ["execution.year_end_floor"])
    }

    @Test func publishedPlansAreNotFollowed() throws {
        let plan = [Self.floor, Drafts.line("L", 12_000), Drafts.give("L", 12_000)]
        #expect(try figures(A08BehindSchedule.self, plan, asOf: "2024-01-31") == [])
        // One payment shows that the ledger follows the money.
        #expect(try figures(A08BehindSchedule.self, plan + [Drafts.spend("L", 1)], asOf: "2024-01-31").count == 1)
    }

    @Test func theProvinceIsJudgedBesideItsCounties() throws {
        let found = try figures(
            A08BehindSchedule.self, [Self.floor, Self.line], asOf: "2024-01-31", ledger: RegionCode("230000"))
        #expect(found.map { $0.prefix(12) } == ["error 230000", "error 230606"])
    }

    @Test func nothingReceivedIsNoRate() throws {
        #expect(try figures(A08BehindSchedule.self, [Self.floor], asOf: "2024-01-31") == [])
    }
}
