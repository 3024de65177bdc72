import Foundation
import Testing

/// Erasing a person is no way to change what the log says, and an erasure is not undone by an older file.
@Suite struct AttackOnVaultTests {
    let ledger = VaultTests.opened()

    init() {
        _ = ledger.run("import", ledger.file("register.csv", VaultTests.register), "--as", "households")
    }

    private func household() throws -> String {
        let entries = ledger.run("log", "--type", "household.status_set", "--json").output
        return String(try #require(entries.firstMatch(of: /"hh":"([^"]+)"/)).1)
    }

    private func erase() throws -> (token: String, seq: Int) {
        let token = try household()
        let answer = ledger.call("vault", "erase", token, "--reason", "保存期满", "--approver", "u:li", "--json")
        return (token, try #require(answer.json["erased_at"] as? Int, "\(answer.errors)"))
    }

    /// Entries of the person are cut out of the log, on the ground that the person was erased.
    @Test func anEntryRemovedAsIfErasedIsFoundAtItsPosition() throws {
        let erased = try erase()
        expect(ledger.audit(), 0)
        let seq = try ledger.forgeAt(
            """
            seq = log.first('household.status_set')
            log.change(seq, {'hh_status': 'MONITORED_OPEN'})
            log.write_entries()
            print(seq)
            """)
        #expect(seq < erased.seq)
        expect(ledger.audit(), 10, at: seq)
    }

    /// An erasure is an entry, which names its token, reason and approver, and nobody.
    @Test func anErasureIsListedWithItsReason() throws {
        let erased = try erase()
        let entry = ledger.run("show", "\(erased.seq)", "--json").output
        for part in ["identity.erased", erased.token, "保存期满", "u:li"] { #expect(entry.contains(part), "\(part)") }
        #expect(ledger.run("log", "--type", "identity.erased").output.contains("\(erased.seq)"))
    }

    /// The vault as it was before is put back, or the machine stopped between the entry and the deletion.
    @Test func anOlderVaultFollowsTheLog() throws {
        let (vault, copy) = (ledger.path + "/vault.sqlite", ledger.folder + "/older.sqlite")
        try FileManager.default.copyItem(atPath: vault, toPath: copy)
        let erased = try erase()
        try FileManager.default.removeItem(atPath: vault)
        try FileManager.default.copyItem(atPath: copy, toPath: vault)
        let shown = ledger.call("vault", "show", erased.token, "--reason", "再看")
        #expect(shown.output.contains("已删除（位置 \(erased.seq)）"), "\(shown.output) \(shown.errors)")
        #expect(ledger.call("vault", "status", "--json").json["erased"] as? Int == 1)
        expect(ledger.audit(), 0)
    }

    /// Identities deleted by hand, with no entry: the vault does not claim that they were erased.
    @Test func aDeletionWithoutAnEntryIsNoErasure() throws {
        let token = try household()
        _ = ledger.python(
            "db = sqlite3.connect(ledger + '/vault.sqlite')\ndb.executescript('delete from identity; delete from holder')"
        )
        let shown = ledger.call("vault", "show", token, "--reason", "核对")
        #expect(shown.code == 66)
        #expect(!shown.output.contains("已删除"))
        expect(ledger.audit(), 0)
    }

    /// Sealed bytes of one household under the token of another.
    @Test func swappedIdentitiesDoNotOpen() throws {
        _ = ledger.python(
            """
            db = sqlite3.connect(ledger + '/vault.sqlite')
            rows = db.execute('select token, sealed from identity order by token').fetchall()
            for (token, _), (_, sealed) in zip(rows, rows[::-1]):
                db.execute('update identity set sealed = ? where token = ?', (sealed, token))
            db.commit()
            """)
        let shown = ledger.call("vault", "show", try household(), "--reason", "核对")
        #expect(shown.code == 74)
        #expect(shown.errors.contains("不能解密"))
    }
}
