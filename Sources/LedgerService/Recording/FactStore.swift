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
    static func load(_ names: [FactName], into facts: inout Facts, _ read: ([Int64]) throws -> [Int64: [UInt8]])
        throws
    {
        var keys: [(name: FactName, key: Int64)] = []
        for name in names where !facts.knows(name) {
            keys.append((name, key(of: name)))
            facts.load(name, FactState())
        }
        let cells = try read(keys.map(\.key))
        for (name, key) in keys where cells[key] != nil {
            let cell = try cells[key].map(decode) ?? []
            let state = cell.first { $0.identity.utf8.elementsEqual(cellIdentity(name).utf8) }?.state
            facts.load(name, state ?? FactState())
        }
    }

    /// What stands under a key. Taken for nothing, bytes that cannot be read would let money be paid twice.
    private static func decode(_ bytes: [UInt8]) throws(LogStoreError) -> [(identity: String, state: FactState)] {
        guard let cell = FactCell.decode(bytes) else { throw .damaged("fact") }
        return cell
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
        return try byKey.map { key, change in
            let others = (try stored[key].map(decode) ?? []).filter { old in
                !change.facts.contains { $0.identity.utf8.elementsEqual(old.identity.utf8) }
            }
            return (key, change.seq, FactCell.encode(others + change.facts))
        }
    }

    /// The identity kept in the cell, with its kind.
    static func cellIdentity(_ name: FactName) -> String { name.kind.rawValue + "\n" + name.identity }
}
