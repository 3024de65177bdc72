import Foundation
public import MerkleLog
import Synchronization

/// Logs in memory, by their places: as lasting as the object, and as many as it is asked for.
public final class MemoryLogs: LogStores {
    private let kept = Mutex<[String: MemoryLog.Place]>([:])

    /// None yet.
    public init() {}

    /// Whether a log was made there.
    public func isTaken(_ place: String) -> Bool { kept.withLock { $0[place] != nil } }

    /// Makes an empty log.
    public func create(in place: String) throws(LogStoreError) {
        let isNew = kept.withLock { kept in
            if kept[place] != nil { return false }
            kept[place] = MemoryLog.Place()
            return true
        }
        if !isNew { throw .alreadyExists(path: place) }
    }

    /// Opens a log to read it.
    public func open(reading place: String) throws(LogStoreError) -> any LogStore { try open(place, nil) }

    /// Opens a log to append to it.
    public func open(_ place: String, writer: LogWriter) throws(LogStoreError) -> any LogStore {
        try open(place, writer)
    }

    /// Opens a log to keep what others attested beside it.
    public func open(keepingFor place: String) throws(LogStoreError) -> any LogStore { try open(place, nil) }

    private func open(_ place: String, _ writer: LogWriter?) throws(LogStoreError) -> any LogStore {
        guard let found = kept.withLock({ $0[place] }) else { throw .notALedger(path: place) }
        return MemoryLog(found, writer: writer)
    }
}

/// A log in memory: the naive twin of stores that keep.
///
/// What is committed is one value. An append works on a copy and puts it in the place of the old one, so that all or
/// none needs no further thought.
public final class MemoryLog: LogStore {
    /// What stays when a log is closed, and is there when it is opened again.
    public final class Place: Sendable {
        fileprivate let contents = Mutex(Contents())
        /// Held by whoever changes the contents, from their first look at them to the end.
        private let turn = NSLock()

        /// An empty log.
        public init() {}

        /// A copy of a log as it is.
        public init(copying other: Place) { become(other) }

        /// Puts a copy of another log in the place of this one.
        public func become(_ other: Place) {
            let new = other.contents.withLock { $0 }
            contents.withLock { $0 = new }
        }

        fileprivate func change<Result>(_ body: () throws -> Result) throws -> Result {
            guard turn.lock(before: Date(timeIntervalSinceNow: 30)) else { throw LogStoreError.busy(path: "memory") }
            defer { turn.unlock() }
            return try body()
        }
    }

    /// Everything that a log holds.
    struct Contents: Sendable {
        struct Batch: Sendable {
            var first: UInt64
            var records: [[UInt8]]
        }
        struct Fact: Sendable {
            var seq: UInt64
            var state: [UInt8]
        }

        var batches: [Batch] = []
        var leaves: [Hash] = []
        var heads: [LogHead] = []
        var facts: [Int64: Fact] = [:]
        var factVersion: String?
        var cosignatures: [StoredCosignature] = []
        var stamps: [StoredStamp] = []

        func entry(at seq: UInt64) -> [UInt8]? {
            batches.last { $0.first <= seq }.flatMap { batch in
                seq < batch.first + UInt64(batch.records.count) ? batch.records[Int(seq - batch.first)] : nil
            }
        }

        func facts(_ keys: [Int64]) -> [Int64: [UInt8]] {
            Dictionary(keys.compactMap { key in facts[key].map { (key, $0.state) } }, uniquingKeysWith: { $1 })
        }
    }

    private let place: Place
    private let writer: LogWriter?

    /// Opens the log of a place; without a writer, to read it and to keep what others attested.
    public init(_ place: Place, writer: LogWriter? = nil) {
        self.place = place
        self.writer = writer
    }

    private var contents: Contents { place.contents.withLock { $0 } }

    /// See ``LogStore/append(_:)``.
    public func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead {
        guard let writer else { throw LogStoreError.readOnly(path: "memory") }
        return try place.change {
            let before = contents
            try writer.check(
                before.heads.last,
                rootAt: { size throws(LogStoreError) in before.heads.last { $0.size == size }?.root },
                lastRecord: { before.batches.last?.records.last })
            let time = try LogWriter.time(now: writer.now(), after: before.heads.last)
            let appender = MemoryAppender(before, recordedAt: time)
            try body(appender)
            let head = try appender.finish(signedBy: writer)
            let after = appender.contents
            place.contents.withLock { $0 = after }
            writer.memory?.remember(head)
            return head
        }
    }

    public func head() throws(LogStoreError) -> LogHead? { contents.heads.last }

    public func heads(after: UInt64, through: UInt64, limit: Int) throws(LogStoreError) -> [StoredHead] {
        contents.heads.filter { $0.size > after && $0.size <= through }.prefix(limit).map { head in
            StoredHead(
                size: head.size, root: head.root.bytes, note: head.note, frontier: head.frontier.bytes,
                recordedAt: head.recordedAt)
        }
    }

    public func root(at size: UInt64) throws(LogStoreError) -> Hash? {
        contents.heads.first { $0.size == size }?.root
    }

    public func forEachBatch(from first: UInt64, _ body: (StoredBatch) throws -> Bool) throws {
        let contents = contents
        for batch in contents.batches where batch.first + UInt64(batch.records.count) > first {
            let entries = Array(batch.records.joined(separator: [0x0A]))
            let start = Int(batch.first)
            let leaves = contents.leaves[start..<start + batch.records.count].flatMap(\.bytes)
            let digest = MerkleTree.sha256(entries).bytes
            let goesOn = try entries.withUnsafeBytes { entries in
                try leaves.withUnsafeBytes { leaves in
                    try digest.withUnsafeBytes { digest in
                        try body(
                            StoredBatch(
                                first: batch.first, count: batch.records.count, entries: entries, leaves: leaves,
                                digest: digest))
                    }
                }
            }
            guard goesOn else { return }
        }
    }

    public func storedLeaves(_ range: Range<UInt64>) throws(LogStoreError) -> [Hash] {
        let leaves = contents.leaves
        guard range.upperBound <= leaves.count else { throw .damaged("leaves \(range.lowerBound)") }
        return Array(leaves[Int(range.lowerBound)..<Int(range.upperBound)])
    }

    public func storedTile(level: Int, number: UInt64) throws(LogStoreError) -> [Hash]? {
        let leaves = contents.leaves
        guard level > 0, number < Tile.fullCount(level: level, size: UInt64(leaves.count)) else { return nil }
        let width = 1 << (8 * level)
        return (0..<Tile.fullWidth).map { index in
            let start = (Int(number) * Tile.fullWidth + index) * width
            var subtree = Frontier()
            for leaf in leaves[start..<start + width] { subtree.append(leaf) }
            return subtree.root
        }
    }

    public func facts(_ keys: [Int64]) throws(LogStoreError) -> [Int64: [UInt8]] { contents.facts(keys) }

    public func forEachFact(_ body: (_ key: Int64, _ seq: UInt64, _ state: UnsafeRawBufferPointer) throws -> Void)
        throws
    {
        for (key, fact) in contents.facts.sorted(by: { $0.key < $1.key }) {
            try fact.state.withUnsafeBytes { try body(key, fact.seq, $0) }
        }
    }

    public func factVersion() throws(LogStoreError) -> String? { contents.factVersion }

    public func replaceFacts(_ facts: [FactChange], version: String, at size: UInt64) throws(LogStoreError) -> Bool {
        do {
            return try place.change {
                place.contents.withLock { contents in
                    guard contents.heads.last?.size ?? 0 == size else { return false }
                    contents.facts = [:]
                    for fact in facts {
                        contents.facts[fact.key] = fact.state.map { Contents.Fact(seq: fact.seq, state: $0) }
                    }
                    contents.factVersion = version
                    return true
                }
            }
        } catch { throw Self.border(error) }
    }

    public func cosignatures() throws(LogStoreError) -> [StoredCosignature] {
        contents.cosignatures.sorted {
            ($0.size, $0.key, $0.time) < ($1.size, $1.key, $1.time)
        }
    }

    public func stamps() throws(LogStoreError) -> [StoredStamp] {
        contents.stamps.sorted { ($0.size, $0.number) < ($1.size, $1.number) }
    }

    public func keep(_ cosignatures: [StoredCosignature], now: Int64) throws(LogStoreError) {
        do {
            try place.change {
                _ = try LogWriter.time(now: now, after: contents.heads.last)
                place.contents.withLock { contents in
                    for one in cosignatures where !contents.cosignatures.contains(where: { $0.isSame(as: one) }) {
                        contents.cosignatures.append(one)
                    }
                }
            }
        } catch { throw Self.border(error) }
    }

    private static func border(_ error: any Error) -> LogStoreError {
        error as? LogStoreError ?? .io(path: "memory", message: "\(error)")
    }

    public func close() throws(LogStoreError) {}
}

extension StoredCosignature {
    fileprivate func isSame(as other: StoredCosignature) -> Bool {
        (size, key, time) == (other.size, other.key, other.time)
    }
}
