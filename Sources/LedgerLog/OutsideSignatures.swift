import GRDB
import MerkleLog

/// A witness's signature under a head, as stored.
public struct StoredCosignature: Hashable, Sendable {
    /// The size of the head.
    public let size: UInt64
    /// The key that it was checked with when it came; an auditor checks it with their own.
    public let key: String
    /// When the witness signed, in seconds since 1970.
    public let time: UInt64
    /// The signature line with its newline.
    public let line: String

    /// A signature from its parts.
    public init(size: UInt64, key: String, time: UInt64, line: String) {
        self.size = size
        self.key = key
        self.time = time
        self.line = line
    }
}

/// The answer of a time-stamping authority over a head, as stored.
public struct StoredStamp: Hashable, Sendable {
    /// The size of the head.
    public let size: UInt64
    /// Which of the stamps of this head, from 0.
    public let number: Int
    /// The answer (RFC 3161 TimeStampResp).
    public let response: [UInt8]

    /// A stamp from its parts.
    public init(size: UInt64, number: Int, response: [UInt8]) {
        self.size = size
        self.number = number
        self.response = response
    }
}

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
                    var appender = try SQLiteAppender(db, after: try Self.head(db), now: now)
                    for cosignature in cosignatures { try appender.add(cosignature) }
                    return .commit
                }
            }
        } catch { throw LogConnection.translate(error, path) }
    }

    static func has(_ table: String, _ db: Database) throws(LogStoreError) -> Bool {
        let statement = try SQLStatement(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
        statement.bindCopy(1, text: table)
        return try statement.step()
    }
}

extension SQLiteAppender {
    /// Keeps a witness's signature; one that is kept already is kept once.
    ///
    /// - Throws: ``LogStoreError``.
    public mutating func add(_ cosignature: StoredCosignature) throws(LogStoreError) {
        let statement = try SQLStatement(
            db, "INSERT OR IGNORE INTO cosignature(size, vkey, time, line) VALUES (?, ?, ?, ?)")
        statement.bind(1, Int64(clamping: cosignature.size))
        statement.bindCopy(2, text: cosignature.key)
        statement.bind(3, Int64(clamping: cosignature.time))
        statement.bindCopy(4, text: cosignature.line)
        try statement.run()
    }

    /// Keeps the answer of a time-stamping authority.
    ///
    /// - Throws: ``LogStoreError``.
    public mutating func addStamp(_ response: [UInt8], size: UInt64) throws(LogStoreError) {
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
