public import MerkleLog

/// A log as a database that an audit takes apart: beside what every store answers, what the file is made of, whatever
/// its rows say. This is the seam for what only databases have; a store that is none has no such audit.
public protocol LogDatabase: LogStore {
    /// The version of the schema that the file says it has, and the text of what it holds.
    func schema() throws(LogStoreError) -> (version: Int64, objects: [String: String])

    /// Counts all rows, whatever their positions are.
    func counts() throws(LogStoreError) -> LogCounts
}

/// How many rows the tables of a log hold, whatever their positions are.
public struct LogCounts: Sendable {
    /// Rows of entries.
    public var batches: UInt64 = 0
    /// Heads of any size.
    public var heads: UInt64 = 0
    /// Full tiles.
    public var tiles: UInt64 = 0
    /// The number of entries that the last row of entries ends with.
    public var size: UInt64 = 0
}

extension SQLiteLog: LogDatabase {
    /// The version of the schema that the file says it has, and the text of what it holds.
    public func schema() throws(LogStoreError) -> (version: Int64, objects: [String: String]) {
        try access { db throws(LogStoreError) in
            (try Self.single(db, "PRAGMA user_version") ?? 0, try LogSchema.objects(of: db))
        }
    }

    /// Counts all rows.
    public func counts() throws(LogStoreError) -> LogCounts {
        try access { db throws(LogStoreError) in
            func count(_ sql: String) throws(LogStoreError) -> UInt64 {
                UInt64(clamping: try Self.single(db, sql) ?? 0)
            }
            return LogCounts(
                batches: try count("SELECT count(*) FROM batch"), heads: try count("SELECT count(*) FROM head"),
                tiles: try count("SELECT count(*) FROM tile"),
                size: try count("SELECT first + count FROM batch ORDER BY first DESC LIMIT 1"))
        }
    }
}
