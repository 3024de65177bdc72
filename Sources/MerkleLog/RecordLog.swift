/// The newest signed head of a log and what is needed to go on from it.
public struct LogHead: Hashable, Sendable {
    /// The number of entries.
    public let size: UInt64
    /// The root over them.
    public let root: Hash
    /// The signed checkpoint.
    public let note: [UInt8]
    /// The right edge of the tree.
    public let frontier: Frontier
    /// When the last entry was recorded, in seconds since 1970.
    public let recordedAt: Int64

    /// A head from its parts.
    public init(size: UInt64, root: Hash, note: [UInt8], frontier: Frontier, recordedAt: Int64) {
        self.size = size
        self.root = root
        self.note = note
        self.frontier = frontier
        self.recordedAt = recordedAt
    }
}

/// What an open append offers to its caller, until it is committed.
public protocol LogAppender {
    /// The position the next record gets.
    var next: UInt64 { get }
    /// When everything in this append is recorded, in seconds since 1970. Never before the log's last entry.
    var recordedAt: Int64 { get }

    /// The states of facts as this append sees them, its own changes included. Keys without a state are absent.
    ///
    /// - Complexity: one search a key; sorted keys are read in one sweep.
    func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]]

    /// Adds records at the next positions.
    mutating func add(_ records: [[UInt8]]) throws

    /// Changes facts; `nil` removes one.
    mutating func setFacts(_ changes: [(key: Int64, seq: UInt64, state: [UInt8]?)]) throws
}

/// An append-only log of byte records with one signed head after each append.
///
/// Records are opaque: the log orders them, hashes them into a tree and keeps them. What was appended is never
/// changed. SQLite is the first store behind it.
public protocol RecordLog {
    /// What an open append offers.
    associatedtype Appender: LogAppender

    /// The newest head; `nil` for a log without entries.
    func head() throws -> LogHead?

    /// Appends all that `body` adds, or nothing.
    ///
    /// When this returns, the records and the signed head survive a power cut. When `body` throws, nothing has
    /// changed. When the store throws, ask for ``head()``: the records may have been kept and the answer lost.
    /// Appends come one after the other; another one waits.
    func append(_ body: (inout Appender) throws -> Void) throws -> LogHead

    /// Gives the records from one position to before another, in order, until `body` says `false`. The bytes are
    /// valid during the call.
    func read(
        _ range: Range<UInt64>, _ body: (UInt64, UnsafeRawBufferPointer) throws -> Bool
    ) throws
}
