import CSQLiteSettings
import GRDB
import GRDBSQLite
import Glibc
import LedgerFiles
import MerkleLog

/// Opening `log.sqlite` with the settings that every connection to it has.
enum LogConnection {
    private static let allowURIs: Bool = sqlite_settings_allow_uris() == SQLITE_OK

    /// A connection that writes. Held under the lock whenever it does. Facts of an import stand all over their table, so
    /// that a cache of 32 MiB saves writing pages out and reading them again.
    static func writer(_ path: String) throws(LogStoreError) -> DatabaseQueue {
        var configuration = base()
        configuration.prepareDatabase { db in
            try harden(db)
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                    PRAGMA recursive_triggers = ON; PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA cache_size = -32768;
                    """)
        }
        return try open(path, configuration)
    }

    /// A connection that only reads, of a file that may be hostile: no writing, no trusted schema, no functions
    /// named in it.
    ///
    /// In a folder that cannot be written, SQLite cannot read a write-ahead log, and `immutable=1` would pass over it:
    /// a file without one is read as it stands, one with entries in it is read from a copy.
    ///
    /// - Parameter leavesNoTrace: whether nothing may be made beside the file. Where no write-ahead log is there, it is then
    ///   read as it stands: whoever asks for that must look whether somebody wrote meanwhile.
    static func reader(
        _ path: String, leavesNoTrace: Bool = false
    ) throws(LogStoreError) -> (queue: DatabaseQueue, copy: ScratchCopy?) {
        var configuration = base()
        configuration.readonly = true
        configuration.prepareDatabase { db in
            try harden(db)
            try db.execute(sql: "PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")
        }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let isFolderWritable = access(folder.isEmpty ? "." : folder, W_OK) == 0
        let isQuiet = leavesNoTrace && allowURIs && !Files.isTaken(path + "-wal")
        guard !isFolderWritable || isQuiet else { return (try open(path, configuration), nil) }
        if Files.size(path + "-wal") ?? 0 == 0, allowURIs {
            return (try open("file:" + escaped(path) + "?immutable=1", configuration), nil)
        }
        let copy = try ScratchCopy(path)
        return (try open(copy.path, configuration), copy)
    }

    private static func base() -> Configuration {
        _ = allowURIs
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "linkedfund"
        return configuration
    }

    private static func harden(_ db: Database) throws {
        guard let connection = db.sqliteConnection else { return }
        let pointer = UnsafeMutableRawPointer(connection)
        guard sqlite_settings_harden(pointer) == SQLITE_OK, sqlite_settings_keep_wal_on_close(pointer) == SQLITE_OK
        else { throw LogStoreError.sqlite(code: SQLITE_ERROR, message: "settings") }
    }

    private static func open(_ path: String, _ configuration: Configuration) throws(LogStoreError) -> DatabaseQueue {
        do { return try DatabaseQueue(path: path, configuration: configuration) } catch { throw translate(error, path) }
    }

    /// One error type at the border of this target.
    static func translate(_ error: any Error, _ path: String) -> LogStoreError {
        if let known = error as? LogStoreError {
            if case .readOnly = known { return refusal(path) ?? known }
            return known
        }
        guard let found = error as? DatabaseError else { return .io(path: path, message: "\(error)") }
        switch found.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: return refusal(path) ?? .readOnly(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: return .damaged(found.message ?? "")
        case .SQLITE_CANTOPEN where Files.isForbidden(path): return .notPermitted(path: path)
        case .SQLITE_CANTOPEN: return .io(path: path, message: found.message ?? "cannot open")
        default: return .sqlite(code: found.extendedResultCode.rawValue, message: found.message ?? "")
        }
    }

    /// Whether it is the user who may not write, and not the disk.
    private static func refusal(_ path: String) -> LogStoreError? {
        access(path, W_OK) != 0 && errno == EACCES ? .notPermitted(path: path) : nil
    }

    private static func escaped(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x25 && byte != 0x3F && byte != 0x23
            result +=
                isPlain
                ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return result
    }
}
