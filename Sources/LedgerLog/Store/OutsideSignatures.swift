import GRDB
import LedgerFiles
public import MerkleLog

/// What others attested about heads. These tables are kept beside the log and never changed; logs of the first
/// version do not have them.
extension SQLiteLog {
    /// The signatures of witnesses, by size, key and time.
    public func cosignatures() throws(LogStoreError) -> [StoredCosignature] {
        try access { db throws(LogStoreError) in
            guard try Self.has("cosignature", db) else { return [] }
            let statement = try SQLStatement(
                db, "SELECT size, vkey, time, line FROM cosignature ORDER BY size, vkey, time")
            var found: [StoredCosignature] = []
            while try statement.step() {
                found.append(
                    StoredCosignature(
                        size: UInt64(clamping: statement.integer(0)), key: statement.text(1),
                        time: UInt64(clamping: statement.integer(2)), line: statement.text(3)))
            }
            return found
        }
    }

    /// The stamps, by size and number.
    public func stamps() throws(LogStoreError) -> [StoredStamp] {
        try access { db throws(LogStoreError) in
            guard try Self.has("stamp", db) else { return [] }
            let statement = try SQLStatement(db, "SELECT size, number, response FROM stamp ORDER BY size, number")
            var found: [StoredStamp] = []
            while try statement.step() {
                found.append(
                    StoredStamp(
                        size: UInt64(clamping: statement.integer(0)), number: Int(statement.integer(1)),
                        response: Array(statement.bytes(2))))
            }
            return found
        }
    }

    /// Keeps signatures of witnesses, under the ledger's lock.
    ///
    /// - Throws: ``LogStoreError``; the clock is held against the last entry as an append does.
    public func keep(_ cosignatures: [StoredCosignature], now: Int64) throws(LogStoreError) {
        let lock = try FileLock(directory: directory)
        defer { withExtendedLifetime(lock) {} }
        do {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    _ = try LogWriter.time(now: now, after: try Self.head(db))
                    for cosignature in cosignatures { try Self.insert(cosignature, db) }
                    return .commit
                }
            }
        } catch { throw LogConnection.translate(error, path) }
    }

    private static func insert(_ cosignature: StoredCosignature, _ db: Database) throws(LogStoreError) {
        let statement = try SQLStatement(
            db, "INSERT OR IGNORE INTO cosignature(size, vkey, time, line) VALUES (?, ?, ?, ?)")
        statement.bind(1, Int64(clamping: cosignature.size))
        statement.bindCopy(2, text: cosignature.key)
        statement.bind(3, Int64(clamping: cosignature.time))
        statement.bindCopy(4, text: cosignature.line)
        try statement.run()
    }

    static func has(_ table: String, _ db: Database) throws(LogStoreError) -> Bool {
        let statement = try SQLStatement(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
        statement.bindCopy(1, text: table)
        return try statement.step()
    }
}

extension SQLiteAppender {
    /// Keeps the answer of a time-stamping authority.
    ///
    /// - Throws: ``LogStoreError``.
    func addStamp(_ response: [UInt8], size: UInt64) throws {
        let statement = try SQLStatement(
            db,
            """
            INSERT INTO stamp(size, number, response)
            VALUES (?1, (SELECT coalesce(max(number) + 1, 0) FROM stamp WHERE size = ?1), ?2)
            """)
        statement.bind(1, Int64(clamping: size))
        statement.bindCopy(2, blob: response)
        try statement.run()
    }
}
