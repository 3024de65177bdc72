public import MerkleLog

/// A store that hands everything on to another, for stores that do one thing otherwise.
open class PassingLog: LogStore {
    /// The store that is asked.
    public let base: any LogStore

    /// A store before another.
    public init(_ base: any LogStore) { self.base = base }

    open func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead { try base.append(body) }

    open func head() throws(LogStoreError) -> LogHead? { try base.head() }

    open func heads(after: UInt64, through: UInt64, limit: Int) throws(LogStoreError) -> [StoredHead] {
        try base.heads(after: after, through: through, limit: limit)
    }

    open func root(at size: UInt64) throws(LogStoreError) -> Hash? { try base.root(at: size) }

    open func forEachBatch(from first: UInt64, _ body: (StoredBatch) throws -> Bool) throws {
        try base.forEachBatch(from: first, body)
    }

    open func storedLeaves(_ range: Range<UInt64>) throws(LogStoreError) -> [Hash] { try base.storedLeaves(range) }

    open func storedTile(level: Int, number: UInt64) throws(LogStoreError) -> [Hash]? {
        try base.storedTile(level: level, number: number)
    }

    open func facts(_ keys: [Int64]) throws(LogStoreError) -> [Int64: [UInt8]] { try base.facts(keys) }

    open func forEachFact(_ body: (_ key: Int64, _ seq: UInt64, _ state: UnsafeRawBufferPointer) throws -> Void) throws
    {
        try base.forEachFact(body)
    }

    open func factVersion() throws(LogStoreError) -> String? { try base.factVersion() }

    open func replaceFacts(_ facts: [FactChange], version: String, at size: UInt64) throws(LogStoreError) -> Bool {
        try base.replaceFacts(facts, version: version, at: size)
    }

    open func cosignatures() throws(LogStoreError) -> [StoredCosignature] { try base.cosignatures() }

    open func stamps() throws(LogStoreError) -> [StoredStamp] { try base.stamps() }

    open func keep(_ cosignatures: [StoredCosignature], now: Int64) throws(LogStoreError) {
        try base.keep(cosignatures, now: now)
    }

    open func close() throws(LogStoreError) { try base.close() }
}

/// An open append that hands everything on to another.
open class PassingAppender: LogAppender {
    /// The append that is asked.
    public let base: any LogAppender

    /// An append before another.
    public init(_ base: any LogAppender) { self.base = base }

    open var next: UInt64 { base.next }

    open var recordedAt: Int64 { base.recordedAt }

    open func entry(at seq: UInt64) throws -> [UInt8]? { try base.entry(at: seq) }

    open func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]] { try base.facts(keys) }

    open func add(_ records: [[UInt8]]) throws { try base.add(records) }

    open func setFacts(_ changes: [FactChange]) throws { try base.setFacts(changes) }

    open func addStamp(_ response: [UInt8], size: UInt64) throws { try base.addStamp(response, size: size) }

    open func trial<Result>(_ body: (any LogAppender) throws -> Result) throws -> Result { try base.trial(body) }
}
