import GRDB
public import LedgerDomain

/// The vault (身份信息保管库): `vault.sqlite` beside the log maps tokens to sealed identities.
///
/// Nothing of the log depends on it: audits, rebuilds and reports run without the file. Each household has a key of its
/// own, so that erasing the key's row erases the household, also in pages of the file that nobody overwrote.
public final class Vault {
    /// What the vault knows of a token.
    public enum Answer: Sendable, Hashable {
        /// Whom or what it stands for.
        case record(PersonalRecord)
        /// It was erased; the position of the entry that says so.
        case erased(seq: UInt64)
        /// It was never kept.
        case unknown
    }

    /// How much it holds.
    public struct Counts: Sendable, Hashable {
        /// Keys: households, and tokens without one.
        public let holders: Int
        /// Tokens with an identity.
        public let tokens: Int
        /// Tokens that were erased.
        public let erased: Int
    }

    private let path: String
    private let queue: DatabaseQueue
    private let seal: VaultSeal

    /// Opens a vault, making its tables in an empty file.
    ///
    /// - Parameter key: the 32 bytes of `keys/vault.key`.
    /// - Throws: ``VaultError``.
    public init(_ path: String, origin: String, key: [UInt8]) throws(VaultError) {
        self.path = path
        seal = VaultSeal(key: key, origin: origin)
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase(VaultSchema.prepare)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in try Self.settle(db, origin, path) }
        } catch { throw Self.translate(error, path) }
    }

    private static func settle(_ db: Database, _ origin: String, _ path: String) throws {
        let found = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if found == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            return try db.inTransaction(.immediate) {
                try db.execute(sql: VaultSchema.sql)
                try db.execute(sql: "PRAGMA application_id = \(VaultSchema.applicationID)")
                try db.execute(sql: "PRAGMA user_version = \(VaultSchema.version)")
                try db.execute(sql: "INSERT INTO meta VALUES ('origin', ?), ('followed_to', '0')", arguments: [origin])
                return .commit
            }
        }
        guard found == VaultSchema.applicationID else { throw VaultError.notAVault(path: path) }
        let version = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= VaultSchema.version else {
            throw VaultError.newerVersion(found: version, known: VaultSchema.version)
        }
        let owner = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'origin'") ?? ""
        guard owner == origin else { throw VaultError.foreign(origin: owner) }
    }

    // MARK: Keeping

    /// Keeps identities, all or none. What is known of a token already is added to; what was erased is not kept again.
    ///
    /// - Returns: how many tokens were passed over because they were erased.
    /// - Throws: ``VaultError``.
    @discardableResult public func keep(_ records: [PersonalRecord]) throws(VaultError) -> Int {
        guard !records.isEmpty else { return 0 }
        return try write { db in
            var keeper = try VaultRecords(db, self.seal)
            for record in records { try keeper.keep(record) }
            return keeper.passedOver
        }
    }

    // MARK: Asking

    /// What a token stands for.
    ///
    /// - Throws: ``VaultError``.
    public func answer(_ token: String) throws(VaultError) -> Answer {
        try read { db in
            if let seq = try Int64.fetchOne(db, sql: "SELECT seq FROM erased WHERE token = ?", arguments: [token]) {
                return .erased(seq: UInt64(clamping: seq))
            }
            var keeper = try VaultRecords(db, self.seal)
            return try keeper.known(token).map { .record($0) } ?? .unknown
        }
    }

    /// The household of a person, by the token of the identity number.
    ///
    /// - Throws: ``VaultError``.
    public func household(ofPerson token: String) throws(VaultError) -> String? {
        // One statement a row of a sheet: a transaction around it would cost more than it does.
        do {
            return try queue.unsafeRead { db in
                let statement = try db.cachedStatement(sql: "SELECT holder FROM person WHERE token = ?")
                return try String.fetchOne(statement, arguments: [token])
            }
        } catch { throw Self.translate(error, path) }
    }

    /// How much it holds.
    ///
    /// - Throws: ``VaultError``.
    public func counts() throws(VaultError) -> Counts {
        try read { db in
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            return Counts(holders: try count("holder"), tokens: try count("identity"), erased: try count("erased"))
        }
    }

    // MARK: Erasing

    /// Erases holders: their keys, what these seal, and where their people are found. Each is noted as erased whether or
    /// not it was there, so that an older copy of the vault follows the log.
    ///
    /// - Parameter erasures: holders with the positions of the entries that say so.
    /// - Throws: ``VaultError``.
    public func erase(_ erasures: [(holder: String, seq: UInt64)]) throws(VaultError) {
        guard !erasures.isEmpty else { return }
        try write { db in
            for (holder, seq) in erasures { try Self.erase(holder, at: seq, db) }
        }
        // Deleted cells are zeros already; this gives back their pages and writes every other anew.
        do { try queue.vacuum() } catch { throw Self.translate(error, path) }
    }

    private static func erase(_ holder: String, at seq: UInt64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO erased(token, seq)
                SELECT token, :seq FROM identity WHERE holder = :holder UNION SELECT :holder, :seq
                WHERE true ON CONFLICT DO NOTHING
                """, arguments: ["holder": holder, "seq": Int64(clamping: seq)])
        for table in ["identity", "person"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE holder = ?", arguments: [holder])
        }
        try db.execute(sql: "DELETE FROM holder WHERE token = ?", arguments: [holder])
    }

    /// The position in the log up to which erasures were carried out here.
    ///
    /// - Throws: ``VaultError``.
    public func followedTo() throws(VaultError) -> UInt64 {
        try read { db in
            try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'followed_to'").flatMap { UInt64($0) }
                ?? 0
        }
    }

    /// Notes that position.
    ///
    /// - Throws: ``VaultError``.
    public func setFollowedTo(_ size: UInt64) throws(VaultError) {
        try write { db in
            try db.execute(sql: "UPDATE meta SET value = ? WHERE name = 'followed_to'", arguments: [String(size)])
        }
    }

    /// Closes the file.
    public func close() { try? queue.close() }

    // MARK: Errors

    private func write<Result>(_ body: (Database) throws -> Result) throws(VaultError) -> Result {
        do { return try queue.write(body) } catch { throw Self.translate(error, path) }
    }

    private func read<Result>(_ body: (Database) throws -> Result) throws(VaultError) -> Result {
        do { return try queue.read(body) } catch { throw Self.translate(error, path) }
    }

    /// One error type at the border of this target.
    private static func translate(_ error: any Error, _ path: String) -> VaultError {
        if let known = error as? VaultError { return known }
        guard let found = error as? DatabaseError else { return .sqlite(message: "\(type(of: error))") }
        switch found.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: return .notAVault(path: path)
        // Never the statement's arguments.
        default: return .sqlite(message: "\(found.extendedResultCode.rawValue) \(found.message ?? "")")
        }
    }
}
