import LedgerDomain
import Testing

@testable import LedgerViews

@Suite struct LedgerFoldTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>) func rowsStandInTheOrderOfTheirKeys(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var fold = LedgerFold()
        for entry in try log(RandomLog.samples(count: 400, using: &random)) { fold.apply(entry) }
        for (view, rows) in zip(LedgerFold.views, fold.rows) {
            let keys = rows.map { $0.prefix(view.table.keyCount) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy(rowPrecedes), "\(view.name), seed \(seed)")
            #expect(rows.allSatisfy { $0.count == view.table.columns.count }, "\(view.name), seed \(seed)")
            var given: [ViewRow] = []
            fold.eachRow(of: view.name) { given.append($0) }
            #expect(given == rows, "\(view.name), seed \(seed)")
        }
        #expect(LedgerFold(rows: fold.rows).rows == fold.rows, "seed \(seed)")
    }
}
