import LedgerDomain
import LedgerTesting
@testable import LedgerViews
import Testing

@Suite struct SubsidiesTests {
    @Test func oneRowForEachPolicyAndBatch() throws {
        func grant(_ batch: String, _ fen: String) -> Draft {
            draft(
                "household_subsidy.paid",
                [
                    ("hh", FigureLog.token), ("policy", "breeding"), ("period", "2023"), ("amount_fen", fen),
                    ("voucher_no", "V1"), ("batch", batch),
                ])
        }
        let view: Subsidies = fold(try log([grant("一", "1"), grant("二", "2"), grant("一", "4"), reverse(2)]))
        #expect(
            view.rows.map { $0.prefix(7) } == [
                [
                    .text("230606"), .integer(2023), .text("HOUSEHOLD"), .text("breeding"), .text("一"), .text("1"),
                    .integer(1),
                ],
                [
                    .text("230606"), .integer(2023), .text("HOUSEHOLD"), .text("breeding"), .text("二"), .text("2"),
                    .integer(1),
                ],
            ])
        #expect(view.sums.values.map(\.evidence.events).sorted() == [1, 3])
    }
}
