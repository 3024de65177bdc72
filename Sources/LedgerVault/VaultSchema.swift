import CSQLiteSettings
import GRDB

/// The tables of `vault.sqlite`, and the settings that every connection to it has.
public enum VaultSchema {
    /// `application_id`: the letters "LKVT".
    public static let applicationID: Int64 = 0x4C4B_5654
    /// `user_version`.
    public static let version: Int64 = 1

    /// The statements that make an empty vault.
    public static let sql = """
        -- The ledger it belongs to, and how far into its log erasures were looked for.
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- One data key for each household, or for a token of which no household is known, sealed by keys/vault.key.
        -- Without its row nothing of the household can be read any more.
        CREATE TABLE holder (token TEXT PRIMARY KEY, wrapped BLOB NOT NULL CHECK (length(wrapped) = 60))
        STRICT, WITHOUT ROWID;

        -- Whom or what a token stands for, sealed by the key of its holder.
        CREATE TABLE identity (
          token TEXT PRIMARY KEY,
          holder TEXT NOT NULL REFERENCES holder(token),
          sealed BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX identity_holder ON identity(holder);

        -- The household of a person, by the token of the identity number.
        CREATE TABLE person (token TEXT PRIMARY KEY, holder TEXT NOT NULL REFERENCES holder(token))
        STRICT, WITHOUT ROWID;
        CREATE INDEX person_holder ON person(holder);

        -- What was erased, and the position of the entry that says so. It is not kept again.
        CREATE TABLE erased (token TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        """

    /// No write-ahead log: what is erased must stand in no second file. Deleted content is overwritten with zeros, and
    /// what sorting and VACUUM set aside stays in memory.
    static func prepare(_ db: Database) throws {
        if let connection = db.sqliteConnection {
            guard sqlite_settings_harden(UnsafeMutableRawPointer(connection)) == 0 else {
                throw VaultError.sqlite(message: "settings")
            }
        }
        try db.execute(
            sql: """
                PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
                PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -16384;
                """)
    }
}
