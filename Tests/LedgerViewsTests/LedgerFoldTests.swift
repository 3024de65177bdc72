import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct LedgerFoldTests {
    private static func rows(_ fold: LedgerFold) -> [[ViewRow]] { StoredView.allCases.map(fold.rows) }

    /// The list of views has every member of the fold, each once, under the name of its projection.
    @Test func theListIsThatOfTheMembers() {
        func name<View>(_ member: some FoldMember<View>) -> String { View.name }
        func path<View>(_ member: some FoldMember<View>) -> AnyKeyPath { member.path }
        #expect(Set(StoredView.allCases.map { path($0.member) }).count == StoredView.allCases.count)
        #expect(Mirror(reflecting: LedgerFold()).children.count == StoredView.allCases.count)
        for view in StoredView.allCases {
            #expect(name(view.member) == view.name)
            #expect(view.table.name == view.name)
        }
    }

    /// What names the views one by one, for speed, does what the list says.
    @Test(arguments: seeds(6)) func applyingGoesByTheList(seed: UInt64) throws {
        func apply<View>(
            _ movement: Movement, of entry: Entry, to fold: inout LedgerFold, _ member: some FoldMember<View>
        ) {
            fold[keyPath: member.path].apply(movement, of: entry)
        }
        var random = SeededGenerator(seed: seed)
        var (fold, listed) = (LedgerFold(), LedgerFold())
        for entry in try log(RandomLog.drafts(count: 400, using: &random)) {
            fold.apply(entry)
            Movement.each(of: entry) { movement in
                for view in StoredView.allCases { apply(movement, of: entry, to: &listed, view.member) }
            }
        }
        #expect(Self.rows(listed) == Self.rows(fold), "seed \(seed)")
        #expect(Self.rows(fold).allSatisfy { !$0.isEmpty }, "seed \(seed)")
    }

    @Test(arguments: seeds(6)) func rowsStandInTheOrderOfTheirKeys(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var fold = LedgerFold()
        for entry in try log(RandomLog.drafts(count: 400, using: &random)) { fold.apply(entry) }
        for (view, rows) in zip(StoredView.allCases, Self.rows(fold)) {
            let keys = rows.map { $0.prefix(view.table.keyCount) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy(rowPrecedes), "\(view.name), seed \(seed)")
            #expect(rows.allSatisfy { $0.count == view.table.columns.count }, "\(view.name), seed \(seed)")
            var given: [ViewRow] = []
            fold.eachRow(of: view) { given.append($0) }
            #expect(given == rows, "\(view.name), seed \(seed)")
        }
        #expect(Self.rows(LedgerFold { fold.rows(of: $0) }) == Self.rows(fold), "seed \(seed)")
    }

    /// Rows as bytes are the rows.
    @Test(arguments: seeds(6)) func bytesOfRowsAreThoseOfTheirValues(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var fold = LedgerFold()
        for entry in try log(RandomLog.drafts(count: 400, using: &random)) { fold.apply(entry) }
        for (view, rows) in zip(StoredView.allCases, Self.rows(fold)) {
            var packed: [[UInt8]] = []
            fold.eachPackedRow(of: view) { packed.append($0.bytes) }
            #expect(packed == rows.map { ViewRowBytes($0).bytes }, "\(view.name), seed \(seed)")
        }
    }

    /// Cells that were put aside in several parts and taken up again are the cells of the whole.
    @Test(arguments: seeds(6)) func cellsCanBePutAside(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var whole = LedgerFold()
        var part = LedgerFold()
        var aside: [(view: StoredView, group: Int, bytes: [UInt8])] = []
        for (index, entry) in try log(RandomLog.drafts(count: 400, using: &random)).enumerated() {
            whole.apply(entry)
            part.apply(entry)
            guard index % 90 == 89 else { continue }
            part.unload { aside.append(($0, $1, $2.bytes)) }
            #expect(
                StoredView.allCases.filter(\.isPlaced).allSatisfy { view in
                    var count = 0
                    part.eachRow(of: view) { _ in count += 1 }
                    return count == 0
                })
        }
        for piece in aside { part.load(piece.view, piece.bytes) }
        #expect(Self.rows(part) == Self.rows(whole), "seed \(seed)")
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
