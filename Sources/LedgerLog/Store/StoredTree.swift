import GRDB
public import MerkleLog

/// The tree as the file keeps it.
extension SQLiteLog {
    /// The hashes of a stored tile; `nil` where there is none.
    ///
    /// - Throws: ``LogStoreError/damaged(_:)`` where a tile has not its 256 hashes.
    public func storedTile(level: Int, number: UInt64) throws(LogStoreError) -> [Hash]? {
        try access { db throws(LogStoreError) in
            let statement = try SQLStatement(db, "SELECT hashes FROM tile WHERE level = ? AND number = ?")
            statement.bind(1, Int64(level))
            statement.bind(2, Int64(clamping: number))
            guard try statement.step() else { return nil }
            let hashes = Hash.array(of: statement.bytes(0))
            guard let hashes, hashes.count == Tile.fullWidth else { throw .damaged("tile \(level)/\(number)") }
            return hashes
        }
    }

    /// The leaf hashes of a range of positions as stored.
    ///
    /// - Throws: ``LogStoreError/damaged(_:)`` where some are not there.
    public func storedLeaves(_ range: Range<UInt64>) throws(LogStoreError) -> [Hash] {
        try access { db throws(LogStoreError) in
            let statement = try SQLStatement(
                db,
                """
                SELECT first, leaves FROM batch
                WHERE first >= coalesce((SELECT max(first) FROM batch WHERE first <= ?1), 0) AND first < ?2
                ORDER BY first
                """)
            statement.bind(1, Int64(clamping: range.lowerBound))
            statement.bind(2, Int64(clamping: range.upperBound))
            var found: [Hash] = []
            while try statement.step() {
                let first = UInt64(clamping: statement.integer(0))
                guard let leaves = Hash.array(of: statement.bytes(1)) else { throw .damaged("leaves \(first)") }
                let start = Int(
                    clamping: range.lowerBound.subtractingReportingOverflow(first).overflow
                        ? 0 : range.lowerBound - first)
                let end = min(leaves.count, Int(clamping: range.upperBound - first))
                if start < end { found += leaves[start..<end] }
            }
            guard found.count == range.count else { throw .damaged("leaves \(range.lowerBound)") }
            return found
        }
    }
}
