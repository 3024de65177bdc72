import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

/// Checks that folding in parts gives the whole, for random logs: three stretches merged in both orders, and
/// the tail merged into only those stored rows that it touches, as a store catches up.
func expectMergeable<P: StoredProjection>(
    _ type: P.Type, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    for seed in seeds(20) {
        var random = SeededGenerator(seed: seed)
        let entries = try log(RandomLog.drafts(count: Int.random(in: 1...120, using: &random), using: &random))
        let cuts = [
            Int.random(in: 0...entries.count, using: &random), Int.random(in: 0...entries.count, using: &random),
        ]
        .sorted()
        let whole = fold(entries, as: P.self).rows
        let (first, second, third) = (
            fold(entries[..<cuts[0]], as: P.self), fold(entries[cuts[0]..<cuts[1]], as: P.self),
            fold(entries[cuts[1]...], as: P.self)
        )
        var leftFirst = first
        leftFirst.merge(second)
        leftFirst.merge(third)
        var rightFirst = second
        rightFirst.merge(third)
        var around = first
        around.merge(rightFirst)
        let comment: Comment = "seed \(seed), cuts \(cuts)"
        #expect(leftFirst.rows == whole, comment, sourceLocation: sourceLocation)
        #expect(around.rows == whole, comment, sourceLocation: sourceLocation)
        #expect(
            catchUp(from: fold(entries[..<cuts[0]], as: P.self).rows, with: fold(entries[cuts[0]...], as: P.self))
                == whole, comment, sourceLocation: sourceLocation)
    }
}

/// Stored rows after the tail is merged into those rows alone whose keys it has; rows are only written, never
/// deleted.
private func catchUp<P: StoredProjection>(from stored: [ViewRow], with tail: P) -> [ViewRow] {
    let keyCount = P.table.keyCount
    let touched = Set(tail.rows.map { Array($0[..<keyCount]) })
    var merged = P(rows: stored.filter { touched.contains(Array($0[..<keyCount])) })
    merged.merge(tail)
    var rows = Dictionary(uniqueKeysWithValues: stored.map { (Array($0[..<keyCount]), $0) })
    for row in merged.rows { rows[Array(row[..<keyCount])] = row }
    return P(rows: Array(rows.values)).rows
}

/// Checks that the rows of a view are its state, for random logs: each is as wide as its table and stands after the one
/// before it, no two have one key, and the state that they stand for, given in any order, has the same rows, the same
/// bytes and goes on as the original does.
func expectStoresRows<P: StoredProjection>(
    _ type: P.Type, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let (columns, keyCount) = (P.table.columns, P.table.keyCount)
    for seed in seeds(10) {
        var random = SeededGenerator(seed: seed)
        let entries = try log(RandomLog.drafts(count: 150, using: &random))
        let cut = Int.random(in: 0...entries.count, using: &random)
        let comment: Comment = "seed \(seed), cut \(cut)"
        var view = fold(entries[..<cut], as: P.self)
        let rows = view.rows
        #expect(rows.allSatisfy { $0.count == columns.count }, comment, sourceLocation: sourceLocation)
        #expect(
            rows.allSatisfy { zip($0, columns).allSatisfy { isOf($0, integer: $1.isInteger) } }, comment,
            sourceLocation: sourceLocation)
        let keys = rows.map { $0.prefix(keyCount) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy(rowPrecedes), comment, sourceLocation: sourceLocation)
        var read = P(rows: rows.shuffled(using: &random))
        #expect(read.rows == rows, comment, sourceLocation: sourceLocation)
        #expect(packed(read) == packed(view), comment, sourceLocation: sourceLocation)
        #expect(packed(view) == rows.map { ViewRowBytes($0).bytes }, comment, sourceLocation: sourceLocation)
        for entry in entries[cut...] {
            Movement.each(of: entry) {
                view.apply($0, of: entry)
                read.apply($0, of: entry)
            }
        }
        #expect(read.rows == view.rows, comment, sourceLocation: sourceLocation)
    }
}

private func packed(_ view: some StoredProjection) -> [[UInt8]] {
    var bytes: [[UInt8]] = []
    view.eachPackedRow { bytes.append($0.bytes) }
    return bytes
}

private func isOf(_ value: ViewValue, integer: Bool) -> Bool {
    if case .integer = value { integer } else { !integer }
}

/// The order of stored rows, naively: numbers by size, texts by their bytes.
func rowPrecedes(_ left: ArraySlice<ViewValue>, _ right: ArraySlice<ViewValue>) -> Bool {
    for (first, second) in zip(left, right) where first != second {
        switch (first, second) {
        case (.integer(let first), .integer(let second)): return first < second
        case (.text(let first), .text(let second)): return first.utf8.lexicographicallyPrecedes(second.utf8)
        default: return false
        }
    }
    return false
}
