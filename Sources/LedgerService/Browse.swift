public import LedgerDomain
import LedgerLog
import LedgerRules
public import MerkleLog

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

extension Ledger {
    /// Entries that fit, in order.
    public func entries(_ filter: EntryFilter) throws -> [Entry] {
        try reading { log in
            let size = try log.head()?.size ?? 0
            let end = min(filter.to.map { $0 == .max ? $0 : $0 + 1 } ?? size, size)
            guard filter.from < end else { return [] }
            var found: [Entry] = []
            var entry = Entry()
            try log.read(filter.from..<end) { _, bytes in
                do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                if let type = filter.type, entry.typeName != type { return true }
                if let region = filter.region, !(entry.region.map { reference.regions.contains(region, $0) } ?? false) {
                    return true
                }
                found.append(entry)
                if filter.isNewestFirst, found.count > filter.limit { found.removeFirst() }
                return filter.isNewestFirst || found.count < filter.limit
            }
            return filter.isNewestFirst ? found.reversed() : found
        }
    }

    /// One entry with its leaf hash, and the entries that corrected it or that it corrects.
    public func show(_ seq: UInt64) throws -> (entry: Entry, leaf: Hash, correctedBy: [UInt64])? {
        try reading { log in
            guard let bytes = try log.entry(at: seq), let entry = try? Entry(bytes) else { return nil }
            var later: [UInt64] = []
            let size = try log.head()?.size ?? 0
            var other = Entry()
            if seq + 1 < size {
                try log.read(seq + 1..<size) { position, bytes in
                    do throws(EntryFault) { try other.read(bytes) } catch { return true }
                    if other.corrects == seq { later.append(position) }
                    return true
                }
            }
            return (entry, MerkleTree.leafHash(bytes), later)
        }
    }

    /// Writes all entries as JSON Lines, the bytes as stored.
    public func export(to path: String) throws -> UInt64 {
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
        do { try Files.write(bytes, to: path) } catch {
            throw ServiceError.noOutput(path: path, Label("文件不能写入", "the file cannot be written"))
        }
        return count
    }

    /// Writes the newest head to `heads/`, to be handed to others.
    public func publishHead() throws -> (path: String, head: LogHead) {
        guard let head = try head() else { throw LogStoreError.notALedger(path: directory) }
        let path = "\(directory)/heads/\(head.size)"
        try Files.write(head.note, to: path)
        return (path, head)
    }
}
