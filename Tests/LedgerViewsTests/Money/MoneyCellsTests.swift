import LedgerDomain
import LedgerTesting
@testable import LedgerViews
import Testing

@Suite struct MoneyCellsTests {
    /// The columns stand in the order of the quantities, under their names.
    @Test func eachQuantityHasItsColumn() {
        let quantities = Movement.Quantity.allCases.filter(MoneyCell.holds)
        #expect(quantities.map { Int($0.rawValue) } == Array(MoneyCell.columns.indices))
        let names = quantities.map { quantity in
            let words = "\(quantity)".map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
            return (quantity == .distributedToOwn ? "distributed_own" : words) + "_fen"
        }
        #expect(MoneyCell.columns == names)
    }

    @Test func eachQuantityHasItsOwnSum() throws {
        let samples = [
            issue("L0", 900, to: "230606"), receive("L0", 800), distribute("L0", to: "OWN", as: "L0", 70),
            distribute("L0", to: "230602", as: "L9", 60), carry("L0", to: "L0", in: 2023, 5), lapse("L0", 4),
            recover("L0", 3), commit("L0", 30, money()), release("L0", 10, money()), pay("V1", from: "L0", 8, money()),
            payBack("V1", from: "L0", 2, money()),
        ]
        let cells = fold(try log(samples), as: MoneyCells.self).cells
        let own = try #require(cells.first { $0.key.region == SampleTables.place(samplePlace) }?.value)
        #expect(cells.count == 2)
        #expect(own.issued == 900 && own.received == 800 && own.distributedOwn == 70 && own.passedDown == 60)
        #expect(own.arrived == 70 && own.carriedOut == 5 && own.carriedIn == 5 && own.lapsed == 4)
        #expect(own.recovered == 3 && own.committed == 20 && own.paid == 6 && own.receipts == 1)
        let below = try #require(cells.first { $0.key.region == SampleTables.place("230602") }?.value)
        #expect(below.arrived == 60 && below.receipts == 0 && below.evidence.events == 1)
    }

    @Test func aReversalLeavesZeroAndItsEvidence() throws {
        let cells = fold(try log([receive("L1", 500), reverse(0)]), as: MoneyCells.self).cells
        let cell = try #require(cells.first?.value)
        #expect(cells.count == 1 && cell.received == 0 && cell.receipts == 0)
        #expect(cell.evidence.events == 2 && cell.evidence.firstSeq == 0 && cell.evidence.lastSeq == 1)
    }

    /// Every part of the key by itself keeps cells apart.
    @Test func keysDiffer() throws {
        let samples = [
            receive("L1", 1), receive("L2", 1), receive("L1", 1).with(region: "230602"),
            receive("L1", 1).with(year: 2022), receive("L1", 1, money(lineYear: 2022)), receive("L1", 1, money("PROV")),
            receive("L1", 1, money(source: "SOCIAL")), receive("L1", 1, money(class: farming)),
            receive("L1", 1, money(nature: "PUBLIC")), receive("L1", 1, money(task: "ETHNIC")),
            commit(pool: "L1", 1, money(), documents: []), receive("L1", 1),
        ]
        let cells = fold(try log(samples), as: MoneyCells.self).cells
        #expect(cells.count == samples.count - 1)
        #expect(cells.values.map(\.evidence.events).max() == 2)
    }

    @Test func sumsPass64Bits() throws {
        let views = fold(try log([receive("L1", .max), receive("L1", .max)]), as: MoneyCells.self)
        #expect(views.cells.first?.value.received == 2 * Int128(Int64.max))
        #expect(MoneyCells(rows: views.rows).rows == views.rows)
    }
}
