import Crypto
import Foundation
import GRDB
import LedgerDomain

/// Reads and writes single records in an open transaction, the keys at hand.
struct VaultRecords {
    /// More than a sheet's neighbouring rows need is not held.
    private static let heldAtMost = 4_096

    private let db: Database
    private let seal: VaultSeal
    /// Whether anything was erased; of most vaults nothing was, and no record need be looked up.
    private let hasErasures: Bool
    private var keys: [String: SymmetricKey] = [:]
    /// What was kept last, so that a bank which every row names is kept once.
    private var kept: [String: PersonalRecord] = [:]
    private(set) var passedOver = 0

    init(_ db: Database, _ seal: VaultSeal) throws {
        self.db = db
        self.seal = seal
        hasErasures = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM erased)") ?? false
    }

    /// What is kept under a token.
    mutating func known(_ token: String) throws -> PersonalRecord? {
        let statement = try db.cachedStatement(sql: "SELECT holder, sealed FROM identity WHERE token = ?")
        guard let row = try Row.fetchOne(statement, arguments: [token]) else { return nil }
        let holder: String = row[0]
        guard let key = try key(of: holder) else { throw VaultError.sealed(token: token) }
        return try seal.open(Array(row[1] as Data), token: token, holder: holder, key)
    }

    mutating func keep(_ record: PersonalRecord) throws {
        if kept[record.token] == record { return }
        guard try !isErased(record.token), try !isErased(record.holder) else {
            passedOver += 1
            return
        }
        if kept.count >= Self.heldAtMost { kept.removeAll(keepingCapacity: true) }
        kept[record.token] = record
        var record = record
        let old = try known(record.token)
        if let old {
            let hasMoved = old.holder != old.token && record.holder != record.token && old.holder != record.holder
            // What one household's key sealed is not sealed again under another's, which erasing would not reach.
            if !hasMoved { record = old.merging(record) }
            if record.holder == old.holder, record.json == old.json { return try keepPeople(record) }
        }
        let sealed = try seal.seal(record, try key(of: record.holder) ?? makeKey(for: record.holder))
        try db.cachedStatement(
            sql: """
                INSERT INTO identity(token, holder, sealed) VALUES (?, ?, ?)
                ON CONFLICT(token) DO UPDATE SET holder = excluded.holder, sealed = excluded.sealed
                """
        ).execute(arguments: [record.token, record.holder, Data(sealed)])
        if let old, old.holder != record.holder { try dropUnused(old.holder) }
        try keepPeople(record)
    }

    private func keepPeople(_ record: PersonalRecord) throws {
        for token in record.people.compactMap(\.token) {
            try db.cachedStatement(
                sql: """
                    INSERT INTO person(token, holder) VALUES (?, ?)
                    ON CONFLICT(token) DO UPDATE SET holder = excluded.holder WHERE holder <> excluded.holder
                    """
            ).execute(arguments: [token, record.holder])
        }
    }

    private func isErased(_ token: String) throws -> Bool {
        guard hasErasures else { return false }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM erased WHERE token = ?")
        return try Int.fetchOne(statement, arguments: [token]) != nil
    }

    private mutating func key(of holder: String) throws -> SymmetricKey? {
        if let key = keys[holder] { return key }
        let statement = try db.cachedStatement(sql: "SELECT wrapped FROM holder WHERE token = ?")
        guard let wrapped = try Data.fetchOne(statement, arguments: [holder]) else { return nil }
        return remember(try seal.unwrap(Array(wrapped), of: holder), holder)
    }

    private mutating func makeKey(for holder: String) throws -> SymmetricKey {
        let (key, wrapped) = try seal.makeKey(for: holder)
        try db.cachedStatement(sql: "INSERT INTO holder(token, wrapped) VALUES (?, ?)")
            .execute(arguments: [holder, Data(wrapped)])
        return remember(key, holder)
    }

    private mutating func remember(_ key: SymmetricKey, _ holder: String) -> SymmetricKey {
        if keys.count >= Self.heldAtMost { keys.removeAll(keepingCapacity: true) }
        keys[holder] = key
        return key
    }

    /// A key that seals nothing any more goes.
    private mutating func dropUnused(_ holder: String) throws {
        keys[holder] = nil
        try db.execute(
            sql: """
                DELETE FROM holder WHERE token = :holder
                  AND NOT EXISTS (SELECT 1 FROM identity WHERE holder = :holder)
                  AND NOT EXISTS (SELECT 1 FROM person WHERE holder = :holder)
                """, arguments: ["holder": holder])
    }
}
