import GRDB
import LedgerFiles
public import MerkleLog

/// The log in one SQLite file.
///
/// Entries appended together are stored together, at most 1,024 in a row, as JSON Lines that are never rewritten.
/// Each append is one transaction: entries, leaf hashes, facts, tiles and the signed head, all or none.
public final class SQLiteLog: LogStore {
    let directory: String
    let path: String
    let queue: DatabaseQueue
    private let writer: LogWriter?
    private let isWritable: Bool
    private let copy: ScratchCopy?

    /// Opens a log to read it; the file may be hostile.
    ///
    /// - Parameter leavesNoTrace: whether nothing may be made beside the file; see ``FileWatch``.
    /// - Throws: ``LogStoreError``.
    public init(reading directory: String, leavesNoTrace: Bool = false) throws(LogStoreError) {
        self.directory = directory
        path = directory + "/log.sqlite"
        writer = nil
        isWritable = false
        try Self.requireFile(path, directory)
        (queue, copy) = try LogConnection.reader(path, leavesNoTrace: leavesNoTrace)
        try checkKind()
    }

    /// Opens a log to append to it.
    ///
    /// - Throws: ``LogStoreError``.
    public init(_ directory: String, writer: LogWriter) throws(LogStoreError) {
        self.directory = directory
        path = directory + "/log.sqlite"
        self.writer = writer
        isWritable = true
        try Self.requireFile(path, directory)
        copy = nil
        let lock = try FileLock(directory: directory)
        queue = try LogConnection.writer(path)
        try bringUpToDate()
        withExtendedLifetime(lock) {}
    }

    /// Opens a log to keep what others attested beside it. It signs nothing, and so needs no key.
    ///
    /// - Throws: ``LogStoreError``.
    public init(keepingFor directory: String) throws(LogStoreError) {
        self.directory = directory
        path = directory + "/log.sqlite"
        writer = nil
        isWritable = true
        try Self.requireFile(path, directory)
        copy = nil
        let lock = try FileLock(directory: directory)
        queue = try LogConnection.writer(path)
        try bringUpToDate()
        withExtendedLifetime(lock) {}
    }

    private func bringUpToDate() throws(LogStoreError) {
        try checkKind()
        do { try queue.writeWithoutTransaction { try LogSchema.bringUpToDate($0) } } catch {
            throw LogConnection.translate(error, path)
        }
    }

    /// Makes an empty log in a directory.
    ///
    /// - Throws: ``LogStoreError/alreadyExists(path:)`` where there is one.
    public static func create(in directory: String) throws(LogStoreError) {
        let path = directory + "/log.sqlite"
        if Files.exists(path) { throw .alreadyExists(path: path) }
        let lock = try FileLock(directory: directory)
        do {
            // The page size must be set before the journal mode writes the first page.
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = 16384") }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.inTransaction {
                    try db.execute(sql: "PRAGMA application_id = \(LogSchema.applicationID)")
                    try db.execute(sql: LogSchema.sql)
                    try db.execute(sql: "PRAGMA user_version = \(LogSchema.version)")
                    return .commit
                }
            }
            try queue.close()
        } catch { throw LogConnection.translate(error, path) }
        withExtendedLifetime(lock) {}
    }

    private static func requireFile(_ path: String, _ directory: String) throws(LogStoreError) {
        guard !Files.exists(path) else { return }
        throw Files.isForbidden(path) ? .notPermitted(path: directory) : .notALedger(path: directory)
    }

    private func checkKind() throws(LogStoreError) {
        let (kind, version): (Int64, Int64) = try access { db throws(LogStoreError) in
            (try Self.single(db, "PRAGMA application_id") ?? 0, try Self.single(db, "PRAGMA user_version") ?? 0)
        }
        guard kind == LogSchema.applicationID else { throw .notALedger(path: path) }
        guard version <= LogSchema.version else {
            throw .newerVersion(found: Int(version), known: Int(LogSchema.version))
        }
    }

    // MARK: Reading

    func access<Result>(_ body: (Database) throws(LogStoreError) -> Result) throws(LogStoreError) -> Result {
        do { return try queue.unsafeReentrantRead { db in try body(db) } } catch {
            throw LogConnection.translate(error, path)
        }
    }

    static func single(_ db: Database, _ sql: String) throws(LogStoreError) -> Int64? {
        let statement = try SQLStatement(db, sql)
        return try statement.step() && !statement.isNull(0) ? statement.integer(0) : nil
    }

    /// The newest head; `nil` for a log without entries.
    public func head() throws(LogStoreError) -> LogHead? {
        try access { db throws(LogStoreError) in try Self.head(db) }
    }

    static func head(_ db: Database) throws(LogStoreError) -> LogHead? {
        let statement = try SQLStatement(
            db, "SELECT size, root, note, frontier, recorded_at FROM head ORDER BY size DESC LIMIT 1")
        guard try statement.step() else { return nil }
        let size = UInt64(clamping: statement.integer(0))
        guard let root = Hash(Array(statement.bytes(1))),
            let frontier = Frontier(size: size, bytes: Array(statement.bytes(3)))
        else { throw .damaged("head \(size)") }
        return LogHead(
            size: size, root: root, note: Array(statement.bytes(2)), frontier: frontier,
            recordedAt: statement.integer(4))
    }

    /// The stored heads of sizes above one and up to another, smallest first, at most so many.
    public func heads(after: UInt64, through: UInt64, limit: Int) throws(LogStoreError) -> [StoredHead] {
        try access { db throws(LogStoreError) in
            let statement = try SQLStatement(
                db,
                """
                SELECT size, root, note, frontier, recorded_at FROM head WHERE size > ? AND size <= ?
                ORDER BY size LIMIT ?
                """)
            statement.bind(1, Int64(clamping: after))
            statement.bind(2, Int64(clamping: through))
            statement.bind(3, Int64(limit))
            var found: [StoredHead] = []
            while try statement.step() {
                guard statement.isBlob(1), statement.isText(2), statement.isBlob(3) else {
                    throw .damaged("head \(statement.integer(0)): a value of another type")
                }
                found.append(
                    StoredHead(
                        size: UInt64(clamping: statement.integer(0)), root: Array(statement.bytes(1)),
                        note: Array(statement.bytes(2)), frontier: Array(statement.bytes(3)),
                        recordedAt: statement.integer(4)))
            }
            return found
        }
    }

    /// The root stored with the head of this size; `nil` where no append ended there.
    public func root(at size: UInt64) throws(LogStoreError) -> Hash? {
        try access { db throws(LogStoreError) in try Self.root(db, at: size) }
    }

    private static func root(_ db: Database, at size: UInt64) throws(LogStoreError) -> Hash? {
        let statement = try SQLStatement(db, "SELECT root FROM head WHERE size = ?")
        statement.bind(1, Int64(clamping: size))
        return try statement.step() ? Hash(Array(statement.bytes(0))) : nil
    }

    /// Gives the rows that hold positions from `first` on, in order, until `body` says `false`.
    public func forEachBatch(from first: UInt64, _ body: (StoredBatch) throws -> Bool) throws {
        try queue.unsafeReentrantRead { db in
            let statement = try SQLStatement(
                db,
                """
                SELECT first, count, entries, leaves, digest FROM batch
                WHERE first >= coalesce((SELECT max(first) FROM batch WHERE first <= ?), 0) ORDER BY first
                """)
            statement.bind(1, Int64(clamping: first))
            while try statement.step() {
                guard statement.isText(2), statement.isBlob(3), statement.isBlob(4) else {
                    throw LogStoreError.damaged("batch \(statement.integer(0)): a value of another type")
                }
                let batch = StoredBatch(
                    first: UInt64(clamping: statement.integer(0)), count: Int(statement.integer(1)),
                    entries: statement.bytes(2), leaves: statement.bytes(3), digest: statement.bytes(4))
                guard try body(batch) else { return }
            }
        }
    }

    // MARK: Appending

    /// Appends all that `body` adds, or nothing; see ``LogStore/append(_:)``.
    ///
    /// - Throws: what `body` throws, or ``LogStoreError``.
    public func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead {
        guard let writer else { throw LogStoreError.readOnly(path: directory) }
        let lock = try FileLock(directory: directory)
        defer { withExtendedLifetime(lock) {} }
        var committed: LogHead?
        do {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    let head = try Self.head(db)
                    try writer.check(
                        head, rootAt: { size throws(LogStoreError) in try Self.root(db, at: size) },
                        lastRecord: { try Self.lastRecord(db) })
                    let appender = try SQLiteAppender(db, after: head, now: writer.now())
                    try body(appender)
                    committed = try appender.finish(signedBy: writer)
                    return .commit
                }
            }
        } catch let error as DatabaseError { throw LogConnection.translate(error, path) }
        guard let committed else { throw LogStoreError.damaged("no head") }
        writer.memory?.remember(committed)
        return committed
    }

    private static func lastRecord(_ db: Database) throws(LogStoreError) -> [UInt8]? {
        let statement = try SQLStatement(db, "SELECT entries FROM batch ORDER BY first DESC LIMIT 1")
        guard try statement.step() else { return nil }
        return statement.bytes(0).split(separator: 0x0A).last.map { Array($0) }
    }

    /// Closes the log; a writer empties the write-ahead log into the file first, so that the file alone is whole.
    public func close() throws(LogStoreError) {
        do {
            if isWritable {
                let lock = try FileLock(directory: directory)
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
                try queue.close()
                withExtendedLifetime(lock) {}
            } else {
                try queue.close()
            }
        } catch { throw LogConnection.translate(error, path) }
    }
}
