import GRDB
public import MerkleLog

/// The tables of `log.sqlite`.
///
/// `batch` is the log. All else is derived from it and compared with it by an audit. The triggers are a seat belt
/// against mistakes; the evidence is the tree.
public enum LogSchema {
    /// `application_id`: the letters "LKFL".
    public static let applicationID: Int64 = 0x4C4B_464C
    /// `user_version`: the number of the newest of ``versions``.
    public static let version = Int64(versions.count)

    /// The statements that make an empty log.
    public static let sql = versions.joined(separator: "\n")

    /// What each version added. A version only adds tables, so that a log of an earlier one is brought up to date
    /// without touching what it holds.
    static let versions = [entriesAndHeads, signaturesFromOutside]

    private static let entriesAndHeads = """
        -- Entries appended together: JSON Lines without a last newline, their leaf hashes, SHA-256 of the text.
        CREATE TABLE batch (
          first INTEGER PRIMARY KEY,
          count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1024),
          entries TEXT NOT NULL,
          leaves BLOB NOT NULL CHECK (length(leaves) = 32 * count),
          digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT;

        -- Full tiles of level 1 and up (C2SP tlog-tiles); level 0 is cut from batch.leaves.
        CREATE TABLE tile (
          level INTEGER NOT NULL CHECK (level >= 1),
          number INTEGER NOT NULL CHECK (number >= 0),
          hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
          PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;

        -- The signed head after each append.
        CREATE TABLE head (
          size INTEGER PRIMARY KEY,
          root BLOB NOT NULL CHECK (length(root) = 32),
          note TEXT NOT NULL,
          frontier BLOB NOT NULL,
          recorded_at INTEGER NOT NULL
        ) STRICT;

        -- What an append must know of the past: derived, rebuilt and compared by audits, never the truth.
        CREATE TABLE fact (
          key INTEGER PRIMARY KEY,
          seq INTEGER NOT NULL,
          state BLOB NOT NULL
        ) STRICT;

        CREATE TABLE meta (
          name TEXT PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER batch_next BEFORE INSERT ON batch
        WHEN NEW.first <> coalesce((SELECT first + count FROM batch ORDER BY first DESC LIMIT 1), 0)
        BEGIN SELECT RAISE(ABORT, 'batch: not the next position'); END;
        CREATE TRIGGER batch_kept_update BEFORE UPDATE ON batch
        BEGIN SELECT RAISE(ABORT, 'batch: entries are never changed'); END;
        CREATE TRIGGER batch_kept_delete BEFORE DELETE ON batch
        BEGIN SELECT RAISE(ABORT, 'batch: entries are never deleted'); END;
        CREATE TRIGGER tile_next BEFORE INSERT ON tile
        WHEN NEW.number <> coalesce((SELECT max(number) + 1 FROM tile WHERE level = NEW.level), 0)
        BEGIN SELECT RAISE(ABORT, 'tile: not the next tile'); END;
        CREATE TRIGGER tile_kept_update BEFORE UPDATE ON tile
        BEGIN SELECT RAISE(ABORT, 'tile: tiles are never changed'); END;
        CREATE TRIGGER tile_kept_delete BEFORE DELETE ON tile
        BEGIN SELECT RAISE(ABORT, 'tile: tiles are never deleted'); END;
        CREATE TRIGGER head_next BEFORE INSERT ON head
        WHEN NEW.size <= coalesce((SELECT max(size) FROM head), -1)
        BEGIN SELECT RAISE(ABORT, 'head: not after the last'); END;
        CREATE TRIGGER head_kept_update BEFORE UPDATE ON head
        BEGIN SELECT RAISE(ABORT, 'head: heads are never changed'); END;
        CREATE TRIGGER head_kept_delete BEFORE DELETE ON head
        BEGIN SELECT RAISE(ABORT, 'head: heads are never deleted'); END;

        -- One row an entry, for anyone with a SQLite browser. Filter by `first` to read a part quickly.
        CREATE VIEW event AS
        SELECT
          batch.first + line.key AS seq,
          batch.first AS first,
          line.value ->> '$.type' AS type,
          line.value ->> '$.region' AS region,
          line.value ->> '$.fiscal_year' AS fiscal_year,
          line.value ->> '$.effective_on' AS effective_on,
          line.value ->> '$.recorded_at' AS recorded_at,
          line.value ->> '$.id' AS id,
          line.value -> '$.body' AS body,
          line.value AS entry
        FROM batch, json_each(
          CASE WHEN json_valid('[' || replace(batch.entries, char(10), ',') || ']')
          THEN '[' || replace(batch.entries, char(10), ',') || ']' ELSE '[]' END) AS line;

        """

    private static let signaturesFromOutside = """
        -- Signatures of witnesses under heads, with the key that each was checked with when it came.
        CREATE TABLE cosignature (
          size INTEGER NOT NULL,
          vkey TEXT NOT NULL,
          time INTEGER NOT NULL,
          line TEXT NOT NULL,
          PRIMARY KEY (size, vkey, time)
        ) STRICT, WITHOUT ROWID;

        -- Answers of time-stamping authorities (RFC 3161) over heads as published.
        CREATE TABLE stamp (
          size INTEGER NOT NULL,
          number INTEGER NOT NULL,
          response BLOB NOT NULL,
          PRIMARY KEY (size, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER cosignature_kept_update BEFORE UPDATE ON cosignature
        BEGIN SELECT RAISE(ABORT, 'cosignature: signatures are never changed'); END;
        CREATE TRIGGER cosignature_kept_delete BEFORE DELETE ON cosignature
        BEGIN SELECT RAISE(ABORT, 'cosignature: signatures are never deleted'); END;
        CREATE TRIGGER stamp_kept_update BEFORE UPDATE ON stamp
        BEGIN SELECT RAISE(ABORT, 'stamp: stamps are never changed'); END;
        CREATE TRIGGER stamp_kept_delete BEFORE DELETE ON stamp
        BEGIN SELECT RAISE(ABORT, 'stamp: stamps are never deleted'); END;

        """
}

extension LogSchema {
    /// The objects of the schema of a version as SQLite keeps their text, made in a database of their own.
    public static func objects(version: Int64 = version) throws(LogStoreError) -> [String: String] {
        do {
            let queue = try DatabaseQueue()
            return try queue.writeWithoutTransaction { db in
                for sql in versions.prefix(max(0, Int(clamping: version))) { try db.execute(sql: sql) }
                return try objects(of: db)
            }
        } catch { throw LogConnection.translate(error, "schema") }
    }

    /// The text of every object that a database holds.
    static func objects(of db: Database) throws(LogStoreError) -> [String: String] {
        let statement = try SQLStatement(
            db, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
        var objects: [String: String] = [:]
        while try statement.step() { objects[statement.text(0)] = statement.text(1) }
        return objects
    }

    /// Adds what an earlier version has not; must be called under the ledger's lock.
    static func bringUpToDate(_ db: Database) throws {
        let found = try SQLiteLog.single(db, "PRAGMA user_version") ?? 0
        guard (1..<version).contains(found) else { return }
        try db.inTransaction(.immediate) {
            for sql in versions.dropFirst(Int(found)) { try db.execute(sql: sql) }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }
}
