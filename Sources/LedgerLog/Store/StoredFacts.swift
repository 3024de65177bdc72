import GRDB
import LedgerFiles
public import MerkleLog

/// The stored facts, and which shape they have (`fact_version` in `meta`). Facts are derived: those of another shape
/// are made again from the log before an append asks them anything.
extension SQLiteLog {
    /// The states of facts.
    public func facts(_ keys: [Int64]) throws(LogStoreError) -> [Int64: [UInt8]] {
        try access { db throws(LogStoreError) in try Self.facts(db, keys) }
    }

    static func facts(_ db: Database, _ keys: [Int64]) throws(LogStoreError) -> [Int64: [UInt8]] {
        let statement = try SQLStatement(db, "SELECT state FROM fact WHERE key = ?")
        var states: [Int64: [UInt8]] = [:]
        for key in keys.sorted() {
            statement.bind(1, key)
            if try statement.step() { states[key] = Array(statement.bytes(0)) }
            statement.reset()
        }
        return states
    }

    /// Gives every stored fact in the order of keys.
    public func forEachFact(_ body: (_ key: Int64, _ seq: UInt64, _ state: UnsafeRawBufferPointer) throws -> Void)
        throws
    {
        try queue.unsafeReentrantRead { db in
            let statement = try SQLStatement(db, "SELECT key, seq, state FROM fact ORDER BY key")
            while try statement.step() {
                try body(statement.integer(0), UInt64(clamping: statement.integer(1)), statement.bytes(2))
            }
        }
    }

    private static let name = "fact_version"

    /// The version of the stored facts; `nil` where none is said.
    public func factVersion() throws(LogStoreError) -> String? {
        try access { db throws(LogStoreError) in
            guard try Self.has("meta", db) else { return nil }
            let statement = try SQLStatement(db, "SELECT value FROM meta WHERE name = ?")
            statement.bindCopy(1, text: Self.name)
            return try statement.step() ? statement.text(0) : nil
        }
    }

    /// Puts facts in the place of all that are stored, if the log has still the size that they were made from.
    ///
    /// - Returns: whether it has.
    /// - Throws: ``LogStoreError``.
    public func replaceFacts(
        _ facts: [FactChange], version: String, at size: UInt64
    ) throws(LogStoreError) -> Bool {
        let lock = try FileLock(directory: directory)
        defer { withExtendedLifetime(lock) {} }
        var isDone = false
        do {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    guard try Self.head(db)?.size ?? 0 == size else { return .rollback }
                    try Self.write(facts, version, db)
                    isDone = true
                    return .commit
                }
            }
        } catch { throw LogConnection.translate(error, path) }
        return isDone
    }

    private static func write(
        _ facts: [FactChange], _ version: String, _ db: Database
    ) throws {
        try db.execute(sql: "DELETE FROM fact")
        let put = try SQLStatement(db, "INSERT INTO fact(key, seq, state) VALUES (?, ?, ?)")
        for fact in facts.sorted(by: { $0.key < $1.key }) {
            guard let state = fact.state else { continue }
            put.bind(1, fact.key)
            put.bind(2, Int64(clamping: fact.seq))
            put.bindCopy(3, blob: state)
            try put.run()
        }
        let mark = try SQLStatement(db, "INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)")
        mark.bindCopy(1, text: name)
        mark.bindCopy(2, text: version)
        try mark.run()
    }
}
