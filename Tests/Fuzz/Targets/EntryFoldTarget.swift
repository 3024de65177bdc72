import LedgerDomain
import LedgerReference
import LedgerRules
import LedgerTesting
import LedgerViews

/// Logs of a few entries, one a line, as an audit replays them: facts, rules and figures over whatever can be read.
///
/// An audit folds entries before it knows that they are good, so nothing that can be read may stop it. Folding in two
/// parts gives the whole, and stored rows give the fold again.
struct EntryFoldTarget: FuzzTarget {
    static let name = "fold"
    static let maximumLength = 16_384
    static let dictionary = FuzzWords.entries

    private let reference: ShippedReference

    init() throws { reference = try ShippedReference() }

    func seeds() throws -> [[UInt8]] { try SampleSeeds.logs() }

    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        JSONMutation.mutation(ofLines: bytes, &random)
    }

    mutating func run(_ bytes: [UInt8]) {
        let entries = SampleSeeds.entries(of: bytes)
        var whole = LedgerFold()
        for entry in entries { whole.apply(entry) }
        for cut in Set([0, entries.count / 2, entries.count]) {
            var parts = (LedgerFold(), LedgerFold())
            for entry in entries[..<cut] { parts.0.apply(entry) }
            for entry in entries[cut...] { parts.1.apply(entry) }
            parts.0.merge(parts.1)
            expect(Self.rows(parts.0) == Self.rows(whole), "folded in two parts at \(cut) it has other rows")
        }
        expect(Self.rows(LedgerFold { whole.rows(of: $0) }) == Self.rows(whole), "stored rows are another fold")
        replayRules(entries)
    }

    private static func rows(_ fold: LedgerFold) -> [[ViewRow]] { StoredView.allCases.map(fold.rows) }

    private func replayRules(_ entries: [Entry]) {
        let context = RuleContext(
            ledgerRegion: .nation, regions: reference.regions, taxonomy: reference.taxonomy,
            accounts: reference.budgetCodes,
            entry: { seq in seq < UInt64(entries.count) ? entries[Int(seq)].bytes : nil })
        var facts = Facts()
        for entry in entries where entry.ownKind != nil { _ = EntryFacts.audit(entry, into: &facts, context) }
        for (name, state) in facts.all {
            guard let bytes = FactCell.encode([(name.identity, state)]) else { continue }
            let cell = FactCell.decode(bytes)
            expect(cell?.count == 1 && cell?[0].state == state, "a stored fact is another: \(name) \(state)")
        }
    }
}
