import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct LedgerFoldTests {
    @Test(arguments: seeds(6)) func rowsStandInTheOrderOfTheirKeys(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var fold = LedgerFold()
        for entry in try log(RandomLog.drafts(count: 400, using: &random)) { fold.apply(entry) }
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

    /// Rows as bytes are the rows.
    @Test(arguments: seeds(6)) func bytesOfRowsAreThoseOfTheirValues(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var fold = LedgerFold()
        for entry in try log(RandomLog.drafts(count: 400, using: &random)) { fold.apply(entry) }
        for (view, rows) in zip(LedgerFold.views, fold.rows) {
            var packed: [[UInt8]] = []
            fold.eachPackedRow(of: view.name) { packed.append($0.bytes) }
            #expect(packed == rows.map { ViewRowBytes($0).bytes }, "\(view.name), seed \(seed)")
        }
    }

    /// Cells that were put aside in several parts and taken up again are the cells of the whole.
    @Test(arguments: seeds(6)) func cellsCanBePutAside(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var whole = LedgerFold()
        var part = LedgerFold()
        var aside: [(view: String, group: Int, bytes: [UInt8])] = []
        for (index, entry) in try log(RandomLog.drafts(count: 400, using: &random)).enumerated() {
            whole.apply(entry)
            part.apply(entry)
            guard index % 90 == 89 else { continue }
            part.unload { aside.append(($0, $1, $2.bytes)) }
            #expect(
                LedgerFold.placedViews.allSatisfy { name in
                    var count = 0
                    part.eachRow(of: name) { _ in count += 1 }
                    return count == 0
                })
        }
        for piece in aside { part.load(piece.view, piece.bytes) }
        #expect(part.rows == whole.rows, "seed \(seed)")
        for piece in aside {
            var one = LedgerFold()
            one.load(piece.view, piece.bytes)
            let (first, last) = LedgerFold.places(ofGroup: piece.group)
            one.eachRow(of: piece.view) { row in
                guard case .text(let place) = row[0] else { return }
                #expect(RegionCode(place).map { $0 >= first && $0 <= last } == true)
            }
        }
    }
}
