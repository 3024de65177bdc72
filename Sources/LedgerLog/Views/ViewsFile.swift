import GRDB
import Glibc
import LedgerFiles
public import LedgerDomain
public import MerkleLog

/// The values that a text column may have in rows that are asked for.
public struct TextCondition: Sendable {
    let column: String
    let values: [String]

    /// A condition from its parts.
    public init(column: String, values: [String]) {
        self.column = column
        self.values = values
    }
}

/// The file of projections, `views.sqlite`. Delete it and nothing is lost: it is folded again from the log.
///
/// One STRICT table a view; sums that can pass 64 bits are decimal text. Beside them stands, for each view, which
/// version of it and how much of which log it holds.
public final class ViewsFile {
    /// How much of the log a view holds.
    public struct Position: Hashable, Sendable {
        /// The version of the projection.
        public let version: Int
        /// The number of entries folded.
        public let size: UInt64
        /// The log's root at that size.
        public let root: Hash

        /// A position from its parts.
        public init(version: Int, size: UInt64, root: Hash) {
            self.version = version
            self.size = size
            self.root = root
        }
    }

    /// `application_id`: the letters "LKFV".
    static let applicationID: Int64 = 0x4C4B_4656

    private let path: String
    private let queue: DatabaseQueue
    private let copy: ScratchCopy?

    /// Opens the file, making it where there is none.
    ///
    /// - Throws: ``LogStoreError``.
    public init(_ path: String, tables: [ViewTable]) throws(LogStoreError) {
        self.path = path
        copy = nil
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                if try SQLiteLog.single(db, "PRAGMA application_id") == Self.applicationID { return }
                try db.inTransaction {
                    try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
                    try db.execute(
                        sql: """
                            CREATE TABLE view (name TEXT PRIMARY KEY, version INTEGER NOT NULL, size INTEGER NOT NULL,
                              root BLOB NOT NULL) STRICT, WITHOUT ROWID
                            """)
                    for table in tables { try db.execute(sql: Self.creation(of: table)) }
                    return .commit
                }
            }
        } catch { throw LogConnection.translate(error, path) }
    }

    /// Opens an existing file to read it; the file may be hostile.
    ///
    /// - Throws: ``LogStoreError``.
    public init(reading path: String) throws(LogStoreError) {
        self.path = path
        (queue, copy) = try LogConnection.reader(path)
    }

    /// The statement that makes a view's table.
    public static func creation(of table: ViewTable) -> String {
        let columns = table.columns.map { "\($0.name) \($0.isInteger ? "INTEGER" : "TEXT") NOT NULL" }
        let key = table.columns.prefix(table.keyCount).map(\.name).joined(separator: ", ")
        return
            "CREATE TABLE \(table.name) (\n  \(columns.joined(separator: ",\n  ")),\n  PRIMARY KEY (\(key))\n) STRICT, WITHOUT ROWID"
    }

    func access<Result>(_ body: (Database) throws -> Result) throws(LogStoreError) -> Result {
        do { return try queue.unsafeReentrantRead(body) } catch { throw LogConnection.translate(error, path) }
    }

    /// How much of the log a view holds; `nil` where it is not there.
    public func position(of view: String) throws(LogStoreError) -> Position? {
        try access { db in
            let statement = try SQLStatement(db, "SELECT version, size, root FROM view WHERE name = ?")
            statement.bindCopy(1, text: view)
            guard try statement.step(), let root = Hash(Array(statement.bytes(2))) else { return nil }
            return Position(
                version: Int(statement.integer(0)), size: UInt64(clamping: statement.integer(1)), root: root)
        }
    }

    /// Rows in the order of the key: those whose text columns have one of some values.
    public func rows(
        of table: ViewTable, whereTexts conditions: [TextCondition]
    ) throws(LogStoreError) -> [ViewRow] {
        let marks = conditions.map { condition in
            "\(condition.column) IN (\(condition.values.map { _ in "?" }.joined(separator: ", ")))"
        }
        let sql =
            "SELECT \(table.columns.map(\.name).joined(separator: ", ")) FROM \(table.name) WHERE "
            + marks.joined(separator: " AND ") + " ORDER BY "
            + table.columns.prefix(table.keyCount).map(\.name).joined(separator: ", ")
        return try access { db in
            let statement = try SQLStatement(db, sql)
            for (index, value) in conditions.flatMap(\.values).enumerated() {
                statement.bindCopy(Int32(index + 1), text: value)
            }
            var rows: [ViewRow] = []
            while try statement.step() { rows.append(Self.row(statement, table)) }
            return rows
        }
    }

    /// Rows in the order of the key; all, or those where an integer column lies in a range.
    public func rows(
        of table: ViewTable, where column: String? = nil, in range: ClosedRange<Int64> = 0...0
    ) throws(LogStoreError) -> [ViewRow] {
        var sql = "SELECT \(table.columns.map(\.name).joined(separator: ", ")) FROM \(table.name)"
        if let column { sql += " WHERE \(column) BETWEEN ?1 AND ?2" }
        sql += " ORDER BY " + table.columns.prefix(table.keyCount).map(\.name).joined(separator: ", ")
        return try access { db in
            let statement = try SQLStatement(db, sql)
            if column != nil {
                statement.bind(1, range.lowerBound)
                statement.bind(2, range.upperBound)
            }
            var rows: [ViewRow] = []
            while try statement.step() { rows.append(Self.row(statement, table)) }
            return rows
        }
    }

    /// The rows of these keys; keys without a row are left out.
    public func rows(of table: ViewTable, keys: [ViewRow]) throws(LogStoreError) -> [ViewRow] {
        let names = table.columns.prefix(table.keyCount).map(\.name)
        let condition = names.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
        let sql = "SELECT \(table.columns.map(\.name).joined(separator: ", ")) FROM \(table.name) WHERE \(condition)"
        return try access { db in
            let statement = try SQLStatement(db, sql)
            var rows: [ViewRow] = []
            for key in keys {
                Self.bind(key.prefix(table.keyCount), to: statement)
                if try statement.step() { rows.append(Self.row(statement, table)) }
                statement.reset()
            }
            return rows
        }
    }

    /// Writes rows over those of equal key and moves the views on, all in one transaction.
    public func write(
        _ changes: [(table: ViewTable, rows: [ViewRow])], positions: [String: Position]
    ) throws(LogStoreError) {
        do {
            try queue.write { db in
                for (table, rows) in changes {
                    let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
                    let statement = try SQLStatement(db, "INSERT OR REPLACE INTO \(table.name) VALUES (\(marks))")
                    for row in rows {
                        Self.bind(row[...], to: statement)
                        try statement.run()
                    }
                }
                let statement = try SQLStatement(
                    db, "INSERT OR REPLACE INTO view(name, version, size, root) VALUES (?, ?, ?, ?)")
                for (name, position) in positions {
                    statement.bindCopy(1, text: name)
                    statement.bind(2, Int64(position.version))
                    statement.bind(3, Int64(clamping: position.size))
                    statement.bindCopy(4, blob: position.root.bytes)
                    try statement.run()
                }
            }
        } catch { throw LogConnection.translate(error, path) }
    }

    private static func bind(_ values: ArraySlice<ViewValue>, to statement: SQLStatement) {
        for (index, value) in values.enumerated() {
            switch value {
            case .integer(let number): statement.bind(Int32(index + 1), number)
            case .text(let text): statement.bindCopy(Int32(index + 1), text: text)
            }
        }
    }

    static func row(_ statement: SQLStatement, _ table: ViewTable) -> ViewRow {
        table.columns.enumerated().map { index, column in
            column.isInteger ? .integer(statement.integer(Int32(index))) : .text(statement.text(Int32(index)))
        }
    }

    /// Closes the file.
    public func close() throws(LogStoreError) {
        do { try queue.close() } catch { throw LogConnection.translate(error, path) }
    }

    /// The digest of a view's content: SHA-256 over its rows in the order of the key, each a canonical JSON array of
    /// its values as strings and a newline.
    public static func digest(of rows: [ViewRow]) -> Hash {
        var bytes: [UInt8] = []
        for row in rows {
            CanonicalJSON.append(
                .array(
                    row.map { value in
                        switch value {
                        case .integer(let number): .string(String(number))
                        case .text(let text): .string(text)
                        }
                    }), to: &bytes)
            bytes.append(0x0A)
        }
        return MerkleTree.sha256(bytes)
    }

    /// Puts a finished file in the place of the live one.
    ///
    /// A journal that remains beside the live file would be replayed over the new one, so the live file is opened
    /// and closed first and the swap refused if one stays. Must be called under the ledger's lock.
    ///
    /// - Throws: ``LogStoreError``.
    public static func swap(_ new: String, over live: String, keepingAs kept: String? = nil) throws(LogStoreError) {
        if Files.exists(live) {
            let old = try ViewsFile(live, tables: [])
            do {
                try old.queue.writeWithoutTransaction { try $0.execute(sql: "SELECT count(*) FROM sqlite_schema") }
            } catch {
                throw LogConnection.translate(error, live)
            }
            try old.close()
            for suffix in ["-wal", "-journal"] where Files.size(live + suffix) ?? 0 > 0 {
                throw .damaged(live + suffix)
            }
            if let kept, link(live, kept) != 0, errno != EEXIST { throw Files.failure(kept) }
        }
        let descriptor = open(new, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0, fsync(descriptor) == 0 else { throw Files.failure(new) }
        Glibc.close(descriptor)
        guard rename(new, live) == 0 else { throw Files.failure(live) }
        Files.syncDirectory(of: live)
    }
}
