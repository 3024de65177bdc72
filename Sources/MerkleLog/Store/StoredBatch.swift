/// Records that stand together in a store, at most ``mostRecords`` of them. The bytes are valid during the call that
/// gives them.
///
/// Whoever reads many records takes batches: a store is asked once for a thousand records, whatever store it is.
public struct StoredBatch {
    /// At most this many records stand in one batch.
    public static let mostRecords = 1_024

    /// The position of its first record.
    public let first: UInt64
    /// How many records it says it holds.
    public let count: Int
    /// The records as JSON Lines, without a last newline.
    public let entries: UnsafeRawBufferPointer
    /// Their leaf hashes, 32 bytes each.
    public let leaves: UnsafeRawBufferPointer
    /// SHA-256 of the entries: shows damage, proves nothing.
    public let digest: UnsafeRawBufferPointer

    /// A batch from its parts.
    public init(
        first: UInt64, count: Int, entries: UnsafeRawBufferPointer, leaves: UnsafeRawBufferPointer,
        digest: UnsafeRawBufferPointer
    ) {
        self.first = first
        self.count = count
        self.entries = entries
        self.leaves = leaves
        self.digest = digest
    }

    /// Gives each record in order; a line is a record.
    public func forEachEntry(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try TextLines.forEach(in: entries, body)
    }
}
