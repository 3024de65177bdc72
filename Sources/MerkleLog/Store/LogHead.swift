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

/// A head as stored: what it says, whether or not it is so.
public struct StoredHead: Hashable, Sendable {
    /// The size it says.
    public let size: UInt64
    /// The root stored beside the note.
    public let root: [UInt8]
    /// The note.
    public let note: [UInt8]
    /// The edge of the tree stored beside it.
    public let frontier: [UInt8]
    /// When its last entry was recorded, in seconds since 1970.
    public let recordedAt: Int64

    /// A head from its parts.
    public init(size: UInt64, root: [UInt8], note: [UInt8], frontier: [UInt8], recordedAt: Int64) {
        self.size = size
        self.root = root
        self.note = note
        self.frontier = frontier
        self.recordedAt = recordedAt
    }
}
