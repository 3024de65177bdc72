import LedgerRules
import MerkleLog

/// Facts by the keys under which the log's store keeps them.
enum FactStore {
    /// The shape of stored facts. A release that gives a fact another state, or keeps another fact, counts on.
    static let version = "3"

    /// The first eight bytes of SHA-256(kind, 0, identity) as a signed number.
    static func key(of name: FactName) -> Int64 {
        let bytes = MerkleTree.sha256(name.bytes).bytes
        return Int64(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Reads facts that are not known yet.
    static func load(_ names: Set<FactName>, into facts: inout Facts, _ read: ([Int64]) throws -> [Int64: [UInt8]])
        throws
    {
        let wanted = names.filter { !facts.knows($0) }
        let keys = Dictionary(wanted.map { ($0, key(of: $0)) }, uniquingKeysWith: { first, _ in first })
        let cells = try read(Array(keys.values))
        for (name, key) in keys {
            let cell = cells[key].flatMap { FactCell.decode($0) } ?? []
            let state = cell.first { $0.identity.utf8.elementsEqual(cellIdentity(name).utf8) }?.state
            facts.load(name, state ?? FactState())
        }
    }

    /// What must be written for the facts changed.
    static func changes(
        _ facts: Facts, _ read: ([Int64]) throws -> [Int64: [UInt8]]
    ) throws -> [(key: Int64, seq: UInt64, state: [UInt8]?)] {
        var byKey: [Int64: (seq: UInt64, facts: [(identity: String, state: FactState)])] = [:]
        for (name, seq, state) in facts.changed {
            let key = key(of: name)
            var cell = byKey[key] ?? (seq, [])
            cell.seq = max(cell.seq, seq)
            cell.facts.append((cellIdentity(name), state))
            byKey[key] = cell
        }
        // A cell may hold another fact whose name has the same hash.
        let stored = try read(Array(byKey.keys))
        return byKey.map { key, change in
            let others = (stored[key].flatMap { FactCell.decode($0) } ?? []).filter { old in
                !change.facts.contains { $0.identity.utf8.elementsEqual(old.identity.utf8) }
            }
            return (key, change.seq, FactCell.encode(others + change.facts))
        }
    }

    /// The identity kept in the cell, with its kind.
    static func cellIdentity(_ name: FactName) -> String { name.kind.rawValue + "\n" + name.identity }
}
