import GRDB
import GRDBSQLite
import MerkleLog

/// A prepared statement on SQLite's own functions, for the loops where a row costs more than its hash.
///
/// It belongs to one connection and must not outlive the access to it.
final class SQLStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer

    init(_ db: Database, _ sql: String) throws(LogStoreError) {
        guard let connection = db.sqliteConnection else { throw .sqlite(code: SQLITE_MISUSE, message: "closed") }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(code, connection) }
        self.connection = connection
        self.statement = statement
    }

    deinit { sqlite3_finalize(statement) }

    static func error(_ code: Int32, _ connection: OpaquePointer?) -> LogStoreError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path: "log.sqlite")
        case SQLITE_READONLY: return .readOnly(path: "log.sqlite")
        case SQLITE_NOTADB, SQLITE_CORRUPT: return .damaged(message(connection))
        default: return .sqlite(code: code, message: message(connection))
        }
    }

    private static func message(_ connection: OpaquePointer?) -> String {
        sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
    }

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(statement, index, value) }

    /// The bytes must stay where they are until the statement has run.
    func bindText(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_text64(
            statement, index, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), sqlite3_uint64(bytes.count), nil,
            UInt8(SQLITE_UTF8))
    }

    /// The bytes must stay where they are until the statement has run.
    func bindBlob(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(statement, index, 0)
        } else {
            sqlite3_bind_blob64(statement, index, bytes.baseAddress, sqlite3_uint64(bytes.count), nil)
        }
    }

    func bindCopy(_ index: Int32, blob bytes: [UInt8]) {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        bytes.withUnsafeBytes {
            _ = sqlite3_bind_blob64(statement, index, $0.baseAddress, sqlite3_uint64($0.count), transient)
        }
    }

    func bindCopy(_ index: Int32, text: String) {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(statement, index, text, -1, transient)
    }

    func bindNull(_ index: Int32) { sqlite3_bind_null(statement, index) }

    /// Whether there is another row.
    func step() throws(LogStoreError) -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw Self.error(code, connection)
    }

    /// Runs a statement without rows and makes it ready to run again.
    func run() throws(LogStoreError) {
        defer { reset() }
        while try step() {}
    }

    func reset() {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// Valid until the next step.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let pointer = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(
            start: pointer, count: pointer == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
    }

    /// Whether the value is text. In a file that somebody changed, a STRICT table may hold what it does not allow.
    func isText(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_TEXT }

    /// Whether the value is a blob.
    func isBlob(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_BLOB }

    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}
