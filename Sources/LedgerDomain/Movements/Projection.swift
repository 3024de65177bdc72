/// A figure or list that is a fold over the log.
///
/// `fold(log) == merge(fold(log[0..<k]), fold(log[k...]))` holds for every k, so that a log can be folded on
/// several cores and a place is the merge of its parts. One line tests it: `expectMergeable(X.self)`.
///
/// To add one: make a value type that sums movements, describe its rows as a ``ViewTable``, and add it to the
/// list of views.
public protocol Projection: Sendable {
    /// The name of the view, as in reports and tables.
    static var name: String { get }
    /// Raised when the same log gives other rows; stored rows of another version are folded again.
    static var version: Int { get }

    /// The fold of no entries.
    init()

    /// Adds one movement of an entry. Movements come in the order of the log.
    mutating func apply(_ movement: Movement, of entry: Entry)

    /// Adds the fold of the entries that follow.
    mutating func merge(_ later: Self)
}

/// Which entries lie behind a sum: how many, the first and last, and a checksum of their positions.
///
/// The checksum adds up `splitmix64(seq)` modulo 2⁶⁴. It merges by addition and shows that two sums have the
/// same entries behind them; it proves nothing against a liar.
public struct Evidence: Sendable, Hashable {
    /// The number of entries; an entry counts once for each amount it moves in the sum.
    public var events: Int64 = 0
    /// The first position.
    public var firstSeq: UInt64?
    /// The last position.
    public var lastSeq: UInt64?
    /// The checksum of the positions.
    public var positionsSum: UInt64 = 0

    /// No entries.
    public init() {}

    /// Evidence as stored.
    public init(events: Int64, firstSeq: UInt64?, lastSeq: UInt64?, positionsSum: UInt64) {
        self.events = events
        self.firstSeq = firstSeq
        self.lastSeq = lastSeq
        self.positionsSum = positionsSum
    }

    /// Adds the entry at a position.
    public mutating func add(_ seq: UInt64) {
        events += 1
        firstSeq = min(firstSeq ?? seq, seq)
        lastSeq = max(lastSeq ?? seq, seq)
        positionsSum &+= SplitMix64.mixed(seq)
    }

    /// Adds the entries of another sum.
    public mutating func add(_ other: Evidence) {
        events += other.events
        if let first = other.firstSeq { firstSeq = min(firstSeq ?? first, first) }
        if let last = other.lastSeq { lastSeq = max(lastSeq ?? last, last) }
        positionsSum &+= other.positionsSum
    }
}
