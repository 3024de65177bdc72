public import MerkleLog

/// One row of a stored log, as an audit reads it. The bytes are valid during the call that gives them.
public struct AuditRow {
    /// How entries stand in a row.
    public enum Framing: Sendable {
        /// JSON Lines without a last newline.
        case lines
        /// Each after its length in two bytes, the higher first (C2SP tlog-tiles).
        case lengths
    }

    /// The position that the row claims for its first entry.
    public let first: UInt64
    /// How many entries it claims.
    public let count: Int
    /// The entries.
    public let entries: UnsafeRawBufferPointer
    /// How they stand there.
    public let framing: Framing
    /// The stored leaf hashes; empty where there are none.
    public let leaves: UnsafeRawBufferPointer
    /// The stored digest of the entries; `nil` where the store keeps none.
    public let digest: UnsafeRawBufferPointer?
    /// Whether empty entries are hidden ones, of which the row has the hashes alone.
    public let hidesEntries: Bool

    /// A row from its parts.
    public init(
        first: UInt64, count: Int, entries: UnsafeRawBufferPointer, framing: Framing = .lines,
        leaves: UnsafeRawBufferPointer, digest: UnsafeRawBufferPointer?, hidesEntries: Bool = false
    ) {
        self.first = first
        self.count = count
        self.entries = entries
        self.framing = framing
        self.leaves = leaves
        self.digest = digest
        self.hidesEntries = hidesEntries
    }

    /// The stored leaf hash of an entry of the row.
    public func leaf(_ index: Int) -> Hash? {
        let start = index * Hash.length
        guard start + Hash.length <= leaves.count else { return nil }
        return Hash(UnsafeRawBufferPointer(rebasing: leaves[start..<start + Hash.length]))
    }

    /// Gives the entries in order, as far as the row can be read.
    public func forEachEntry(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        switch framing {
        case .lines:
            guard !entries.isEmpty else { return }
            try TextLines.forEach(in: entries, body)
        case .lengths:
            var start = 0
            while start + 2 <= entries.count {
                let end = start + 2 + Int(entries[start]) << 8 + Int(entries[start + 1])
                guard end <= entries.count else { return }
                try body(UnsafeRawBufferPointer(rebasing: entries[(start + 2)..<end]))
                start = end
            }
        }
    }

    /// Whether the entries fill the row to its last byte.
    var isWhole: Bool {
        guard framing == .lengths else { return true }
        var start = 0
        while start + 2 <= entries.count { start += 2 + Int(entries[start]) << 8 + Int(entries[start + 1]) }
        return start == entries.count
    }
}

/// A signed head as a store keeps it. What stands beside the note is derived and compared.
public struct AuditHead: Sendable {
    /// The size that the store keeps it under.
    public let size: UInt64
    /// The signed note.
    public let note: [UInt8]
    /// The root beside it; `nil` where the store keeps none.
    public let root: [UInt8]?
    /// The edge of the tree beside it; `nil` where the store keeps none.
    public let frontier: [UInt8]?
    /// When its last entry was recorded, in seconds since 1970; `nil` where the store keeps no time.
    public let recordedAt: Int64?

    /// A head from its parts.
    public init(size: UInt64, note: [UInt8], root: [UInt8]? = nil, frontier: [UInt8]? = nil, recordedAt: Int64? = nil) {
        self.size = size
        self.note = note
        self.root = root
        self.frontier = frontier
        self.recordedAt = recordedAt
    }
}

/// Where an audit reads a log from: a database, or a directory of tiles. Nothing that comes from it is believed.
public protocol AuditSource: SendableMetatype {
    /// Gives the rows that hold positions from `first` on, in order, until `body` says `false`.
    func forEachRow(from first: UInt64, _ body: (AuditRow) throws -> Bool) throws

    /// The heads of sizes above one and up to another, smallest first.
    func heads(after: UInt64, through: UInt64) throws -> [AuditHead]

    /// The leaf hashes of a range of positions.
    func leaves(_ range: Range<UInt64>) throws -> [Hash]

    /// The hashes of a full tile of level 1 or more; `nil` where the store has none.
    func tile(level: Int, number: UInt64) throws -> [Hash]?

    /// The bytes of one entry; `nil` past the end.
    func entry(at seq: UInt64) throws -> [UInt8]?
}
