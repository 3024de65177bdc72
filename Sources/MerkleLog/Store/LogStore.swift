/// A change of one fact, made by the record at a position; a state of `nil` removes the fact.
public typealias FactChange = (key: Int64, seq: UInt64, state: [UInt8]?)

/// What an open append offers to its caller, until it is committed. It is one transaction and therefore an object:
/// everybody who holds it sees what the others added.
public protocol LogAppender: AnyObject {
    /// The position the next record gets.
    var next: UInt64 { get }
    /// When everything in this append is recorded, in seconds since 1970. Never before the log's last entry.
    var recordedAt: Int64 { get }

    /// The bytes of a record of the log or of this append; `nil` past the end.
    func entry(at seq: UInt64) throws -> [UInt8]?

    /// The states of facts as this append sees them, its own changes included. Keys without a state are absent.
    ///
    /// - Complexity: one search a key; sorted keys are read in one sweep.
    func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]]

    /// Adds records at the next positions.
    ///
    /// - Throws: ``LogStoreError/tooLong(bytes:)`` past ``LogWriter/maximumBytes``.
    func add(_ records: [[UInt8]]) throws

    /// Changes facts.
    func setFacts(_ changes: [FactChange]) throws

    /// Keeps the answer of a time-stamping authority over the head of a size.
    func addStamp(_ response: [UInt8], size: UInt64) throws

    /// Runs an append whose outcome alone is wanted: whatever `body` adds to the appender it is given is undone, and
    /// this one goes on as if nothing had been. The open append itself is left alone meanwhile.
    func trial<Result>(_ body: (any LogAppender) throws -> Result) throws -> Result
}

/// An append-only log of byte records with one signed head after each append, and what is kept beside it.
///
/// Records are opaque: the log orders them, hashes them into a tree and keeps them. What was appended is never
/// changed. Facts are what an append must know of the past: derived from the records, written in the append that
/// changes them, never the truth. Signatures and stamps are what others attested about heads.
///
/// A new store conforms to this and to ``LogStores``, and is done when `expectKeepsRecords` passes for it.
public protocol LogStore: AnyObject {
    /// Appends all that `body` adds, or nothing.
    ///
    /// When this returns, the records and the signed head survive a power cut. When `body` throws, nothing has
    /// changed. When the store throws, ask for ``head()``: the records may have been kept and the answer lost.
    /// Appends come one after the other; another one waits. `body` runs once, before this returns, and must not keep
    /// the appender.
    ///
    /// - Returns: the new head, or the last one where nothing was added.
    /// - Throws: what `body` throws, or ``LogStoreError``.
    func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead

    /// The newest head; `nil` for a log without entries.
    func head() throws(LogStoreError) -> LogHead?

    /// The stored heads of sizes above one and up to another, smallest first, at most so many.
    func heads(after: UInt64, through: UInt64, limit: Int) throws(LogStoreError) -> [StoredHead]

    /// The root stored with the head of this size; `nil` where no append ended there.
    func root(at size: UInt64) throws(LogStoreError) -> Hash?

    /// Gives the batches that hold positions from `first` on, in order, until `body` says `false`.
    ///
    /// - Throws: what `body` throws, or ``LogStoreError``.
    func forEachBatch(from first: UInt64, _ body: (StoredBatch) throws -> Bool) throws

    /// The leaf hashes of a range of positions as stored. An audit compares them with the entries.
    func storedLeaves(_ range: Range<UInt64>) throws(LogStoreError) -> [Hash]

    /// The hashes of a full tile of level 1 or more as stored; `nil` where there is none.
    ///
    /// - Throws: ``LogStoreError/damaged(_:)`` where a tile has not its 256 hashes.
    func storedTile(level: Int, number: UInt64) throws(LogStoreError) -> [Hash]?

    /// The states of facts. Keys without a state are absent.
    func facts(_ keys: [Int64]) throws(LogStoreError) -> [Int64: [UInt8]]

    /// Gives every stored fact in the order of keys.
    func forEachFact(_ body: (_ key: Int64, _ seq: UInt64, _ state: UnsafeRawBufferPointer) throws -> Void) throws

    /// Which shape the stored facts have; `nil` where none is said.
    func factVersion() throws(LogStoreError) -> String?

    /// Puts facts in the place of all that are stored, if the log has still the size that they were made from.
    ///
    /// - Returns: whether it has.
    func replaceFacts(_ facts: [FactChange], version: String, at size: UInt64) throws(LogStoreError) -> Bool

    /// The signatures of witnesses, by size, key and time.
    func cosignatures() throws(LogStoreError) -> [StoredCosignature]

    /// The time stamps, by size and number.
    func stamps() throws(LogStoreError) -> [StoredStamp]

    /// Keeps signatures of witnesses; one that is kept already is kept once.
    ///
    /// - Throws: ``LogStoreError``; the clock is held against the last entry as an append does.
    func keep(_ cosignatures: [StoredCosignature], now: Int64) throws(LogStoreError)

    /// Closes the store; nothing may be asked of it afterwards.
    func close() throws(LogStoreError)
}

extension LogStore {
    /// Gives all batches in order, until `body` says `false`.
    public func forEachBatch(_ body: (StoredBatch) throws -> Bool) throws { try forEachBatch(from: 0, body) }

    /// The stored heads of sizes above one and up to another, smallest first.
    public func heads(after: UInt64, through: UInt64) throws(LogStoreError) -> [StoredHead] {
        try heads(after: after, through: through, limit: .max)
    }

    /// Gives the records of a range of positions in order, until `body` says `false`. The bytes are valid during the
    /// call.
    public func read(_ range: Range<UInt64>, _ body: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws {
        try forEachBatch(from: range.lowerBound) { batch in
            var seq = batch.first
            var goesOn = batch.first < range.upperBound
            try batch.forEachEntry { entry in
                if goesOn, range.contains(seq) { goesOn = try body(seq, entry) }
                seq += 1
            }
            return goesOn && seq < range.upperBound
        }
    }

    /// The bytes of one record; `nil` past the end.
    public func entry(at seq: UInt64) throws -> [UInt8]? {
        var found: [UInt8]?
        try read(seq..<(seq + 1)) { _, bytes in
            found = Array(bytes)
            return false
        }
        return found
    }

    /// Leaves and tiles as stored, for proofs and exports. An audit compares them with the entries.
    public var tree: TiledTree<LogStoreError> {
        TiledTree(
            tile: { [self] level, number throws(LogStoreError) in try storedTile(level: level, number: number) },
            leaves: { [self] range throws(LogStoreError) in try storedLeaves(range) })
    }
}
