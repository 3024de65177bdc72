import LedgerDomain
import Testing

@testable import LedgerRules

/// A finding about a figure names every entry that the figure is made of, in order, and none that was taken back.
@Suite struct FigurePositionsTests {
    private static let province = RegionCode("230000") ?? .nation

    private func positions(
        _ rule: any LogRule.Type, _ history: [Draft], reversing taken: [Int] = [], asOf day: String,
        ledger: RegionCode? = RegionCode("230606")
    ) throws -> [[UInt64]] {
        var log = try History(published: history)
        for seq in taken { #expect(try log.reverse(seq).allSatisfy { $0.hasPrefix("(") }) }
        return try findings(of: rule, in: log, asOf: day, ledger: ledger ?? .nation).map(\.positions)
    }

    @Test func executionNamesReceiptsAndPaymentsButNoCommitments() throws {
        let history = [
            A08BehindScheduleTests.floor, Drafts.line("L", 12_000, receivedOn: "2023-01-10"),
            Drafts.give("L", 9_000), Drafts.spend("L", 100), Drafts.line("M", 500, receivedOn: "2023-01-10"),
            Drafts.spend("M", 50, voucher: "V2"),
        ]
        #expect(try positions(A08BehindSchedule.self, history, asOf: "2024-01-31") == [[1, 3, 4, 5]])
        // The receipt that was taken back proves nothing, nor does what took it back.
        #expect(try positions(A08BehindSchedule.self, history, reversing: [5, 4], asOf: "2024-01-31") == [[1, 3]])
    }

    @Test func aReceiptStandsForTheDistributionThatItConfirms() throws {
        let down = Drafts.with(
            Drafts.draft(
                "allotment.distributed", [("parent_line_id", "P1"), ("line_id", "L"), ("amount_fen", "1000")],
                Drafts.money(), region: "230600"), ("to", "230606"))
        let history = [
            A08BehindScheduleTests.floor, Drafts.line("P1", 1_000, receivedOn: "2023-01-05", region: "230600"), down,
        ]
        let county = RegionCode("230606")
        #expect(try positions(A08BehindSchedule.self, history, asOf: "2024-01-31", ledger: county) == [[2]])
        let confirmed = history + [Drafts.line("L", 1_000, receivedOn: "2023-01-20")]
        #expect(try positions(A08BehindSchedule.self, confirmed, asOf: "2024-01-31", ledger: county) == [[3]])
        // Of the city, what went down within it is one amount with what came in there.
        let city = try positions(A08BehindSchedule.self, confirmed, asOf: "2024-01-31", ledger: RegionCode("230600"))
        #expect(city == [[1, 2, 3], [3]])
    }

    @Test func aShareNamesItsMoneyAndItsIndustry() throws {
        let history = [
            Drafts.target(5_500), Drafts.line("L", 1_000), Drafts.give("L", 300),
            Drafts.give("L", 600, to: "02.01.01"), Drafts.spend("L", 10), Drafts.line("C", 400, level: "COUNTY"),
        ]
        // Before the close the other commitments prove that too little is left.
        #expect(try positions(A15IndustryShareBelowTarget.self, history, asOf: "2023-12-31") == [[1, 2, 3]])
        let closed = history + [Drafts.close("2023")]
        #expect(try positions(A15IndustryShareBelowTarget.self, closed, asOf: "2024-01-31") == [[1, 2]])
    }

    @Test func aShareThatFellNamesBothYears() throws {
        let history = [
            Drafts.line("L22", 1_000, year: "2022"), Drafts.give("L22", 900, year: "2022"), Drafts.line("L", 1_000),
            Drafts.give("L", 600), Drafts.give("L", 400, to: "02.01.01"),
        ]
        #expect(try positions(A16IndustryShareFell.self, history, asOf: "2024-01-31") == [[0, 1, 2, 3]])
    }

    @Test func loansBelowLastYearNameTheLoansOfBothSpans() throws {
        func loan(_ letter: String, _ fen: Int, on day: String) -> Draft {
            Drafts.microloan(letter, fen, on: day, to: "2025-08-21", signed: day)
        }
        let history = [
            loan("a", 500, on: "2022-03-01"), loan("b", 500, on: "2022-11-01"), loan("c", 300, on: "2023-02-01"),
            loan("d", 100, on: "2023-03-01"),
        ]
        let asOf = "2023-06-30"
        // With and without renewals; the loan of November 2022 is in neither span.
        #expect(try positions(A40NewLoansBelowLastYear.self, history, asOf: asOf) == [[0, 2, 3], [0, 2, 3]])
        #expect(
            try positions(A40NewLoansBelowLastYear.self, history, reversing: [3], asOf: asOf) == [[0, 2], [0, 2]])
    }
}
