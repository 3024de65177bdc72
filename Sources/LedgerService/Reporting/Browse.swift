public import LedgerDomain
import LedgerFiles
import LedgerRules
public import MerkleLog
import LedgerReference

/// Which entries a listing is about.
public struct EntryFilter: Sendable {
    /// The first position.
    public var from: UInt64 = 0
    /// The last position.
    public var to: UInt64?
    /// The event name.
    public var type: String?
    /// The place; entries of places below it too.
    public var region: RegionCode?
    /// At most so many entries.
    public var limit = 50
    /// Whether the newest come first.
    public var isNewestFirst = false

    /// All entries.
    public init() {}
}

/// A listing of entries, with what proves it.
public struct MadeEntries: Sendable {
    /// Which entries were asked for.
    public let filter: EntryFilter
    /// The entries.
    public let entries: [Entry]
    /// What took back or replaced each of them, by position.
    public let chains: [UInt64: (reversedBy: UInt64?, replacedBy: UInt64?)]
    /// The log's identity.
    public let origin: String
    /// How many entries it has.
    public let size: UInt64
    /// The root over them, in base64.
    public let root: String?

    /// Whether there may be more than are listed.
    public var isCut: Bool { entries.count == filter.limit }
}

/// One entry as people read it, with its place in a chain of corrections (冲销、更正).
public struct ShownEntry: Sendable {
    /// The entry.
    public let entry: Entry
    /// Its leaf hash.
    public let leaf: Hash
    /// The entry that it takes back.
    public let undoes: UInt64?
    /// The entry in whose place it stands.
    public let replaces: UInt64?
    /// The entry that takes it back.
    public let reversedBy: UInt64?
    /// The entry that stands in its place, or in that of the entry that it takes back.
    public let replacedBy: UInt64?
}

extension Ledger {
    /// Entries that fit, in order, with what became of each.
    public func listing(_ filter: EntryFilter) throws(ServiceError) -> MadeEntries {
        try atBorder {
            let entries = try entries(filter)
            let chains = try chains(of: entries.compactMap(\.seq))
            let head = try head()
            return MadeEntries(
                filter: filter, entries: entries, chains: chains, origin: genesis.origin, size: head?.size ?? 0,
                root: head?.root.base64)
        }
    }

    /// Entries that fit, in order.
    public func entries(_ filter: EntryFilter) throws(ServiceError) -> [Entry] {
        try atBorder {
            if let to = filter.to, filter.from > to {
                throw ServiceError.usage(
                    Label(
                        "\(Choice.from) \(filter.from) 在 \(Choice.to) \(to) 之后",
                        "\(Choice.from) \(filter.from) is after \(Choice.to) \(to)"))
            }
            return try reading { log in
                let size = try log.head()?.size ?? 0
                let end = min(filter.to.map { $0 == .max ? $0 : $0 + 1 } ?? size, size)
                guard filter.from < end else { return [] }
                var found: [Entry] = []
                var entry = Entry()
                try log.read(filter.from..<end) { _, bytes in
                    do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                    if let type = filter.type, entry.typeName != type { return true }
                    if let region = filter.region,
                        !(entry.region.map { reference.regions.contains(region, $0) } ?? false)
                    {
                        return true
                    }
                    found.append(entry)
                    if filter.isNewestFirst, found.count > filter.limit { found.removeFirst() }
                    return filter.isNewestFirst || found.count < filter.limit
                }
                return filter.isNewestFirst ? found.reversed() : found
            }
        }
    }

    /// One entry with its leaf hash and what took it back or replaced it; `nil` where there is no such position.
    public func show(_ seq: UInt64) throws(ServiceError) -> ShownEntry? {
        try atBorder {
            try reading { log in
                guard let bytes = try log.entry(at: seq), let entry = try? Entry(bytes) else { return nil }
                var replaces: UInt64?
                var undone: UInt64?
                if let corrects = entry.corrects {
                    if entry.ownKind == .entryReversed { undone = corrects } else { replaces = corrects }
                }
                // Who reads a reversal wants to know what stands in the place of the original.
                let facts = try reversalFacts([seq] + [entry.corrects].compactMap { $0 }, log)
                let chain = EntryFacts.chain(of: seq, facts)
                let replacement = undone.flatMap { EntryFacts.chain(of: $0, facts).replacedBy } ?? chain.replacedBy
                return ShownEntry(
                    entry: entry, leaf: MerkleTree.leafHash(bytes), undoes: undone, replaces: replaces,
                    reversedBy: chain.reversedBy, replacedBy: replacement)
            }
        }
    }

    /// What took back or replaced each of some entries.
    public func chains(of seqs: [UInt64]) throws(ServiceError) -> [UInt64: (reversedBy: UInt64?, replacedBy: UInt64?)] {
        try atBorder {
            try reading { log in
                let facts = try reversalFacts(seqs, log)
                return Dictionary(seqs.map { ($0, EntryFacts.chain(of: $0, facts)) }, uniquingKeysWith: { $1 })
            }
        }
    }

    private func reversalFacts(_ seqs: [UInt64], _ log: any LogStore) throws -> Facts {
        var facts = Facts()
        try FactStore.load(seqs.map { FactName(.reversed, String($0)) }, into: &facts, log.facts)
        return facts
    }

    /// Writes all entries as JSON Lines, the bytes as stored.
    public func export(to path: String) throws(ServiceError) -> UInt64 {
        try atBorder {
            try FileOutput.check(path, outside: directory)
            var bytes: [UInt8] = []
            var count: UInt64 = 0
            try reading { log in
                try log.read(0..<UInt64.max) { _, entry in
                    bytes.append(contentsOf: entry)
                    bytes.append(0x0A)
                    count += 1
                    return true
                }
            }
            try FileOutput.write(bytes, to: path, outside: directory)
            return count
        }
    }

    /// Writes the newest head to `heads/`, to be handed to others.
    public func publishHead() throws(ServiceError) -> (path: String, head: LogHead) {
        try atBorder {
            guard let head = try head() else { throw LogStoreError.notALedger(path: directory) }
            let path = "\(directory)/heads/\(head.size)"
            try Files.write(head.note, to: path)
            return (path, head)
        }
    }
}
