/// What a log's file is made of, whatever its rows say.
extension SQLiteLog {
    /// The version of the schema that the file says it has, and the text of what it holds.
    public func schema() throws(LogStoreError) -> (version: Int64, objects: [String: String]) {
        try access { db throws(LogStoreError) in
            (try Self.single(db, "PRAGMA user_version") ?? 0, try LogSchema.objects(of: db))
        }
    }

    /// How many rows the tables hold, whatever their positions are.
    public struct Counts: Sendable {
        /// Rows of entries.
        public var batches: UInt64 = 0
        /// Heads of any size.
        public var heads: UInt64 = 0
        /// Full tiles.
        public var tiles: UInt64 = 0
        /// The number of entries that the last row of entries ends with.
        public var size: UInt64 = 0
    }

    /// Counts all rows.
    public func counts() throws(LogStoreError) -> Counts {
        try access { db throws(LogStoreError) in
            func count(_ sql: String) throws(LogStoreError) -> UInt64 {
                UInt64(clamping: try Self.single(db, sql) ?? 0)
            }
            return Counts(
                batches: try count("SELECT count(*) FROM batch"), heads: try count("SELECT count(*) FROM head"),
                tiles: try count("SELECT count(*) FROM tile"),
                size: try count("SELECT first + count FROM batch ORDER BY first DESC LIMIT 1"))
        }
    }
}
