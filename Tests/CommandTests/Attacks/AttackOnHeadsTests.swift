import Foundation
import Testing

/// Histories rewritten, cut or shown twice by the holder of the key: what somebody outside holds tells.
@Suite struct AttackOnHeadsTests {
    let ledger = TestLedger.ofCases()

    /// The text of an entry is changed, on which no balance depends, and everything is signed again.
    private static let rewrite = """
        seq = log.first('notice.posted')
        log.change(seq, {'subject': 'another plan'})
        log.write_signed()
        print(seq)
        """

    /// The last two appends are cut off.
    private static let cut = """
        kept = log.sizes[-3]
        def work():
            log.db.execute('delete from batch where first >= ?', (kept,))
            log.db.execute('delete from head where size > ?', (kept,))
        log.without_triggers(work)
        print(kept)
        """

    /// An entry is edited, everything is computed again and signed with the operator's key.
    @Test func aRewrittenHistoryIsFoundByAHeadKeptOutside() throws {
        let kept = ledger.file("kept.note", ledger.head)
        let lines = ledger.head.split(separator: "\n")
        let mirror = try ledger.export(.tiles)
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(exports, Self.rewrite)
        // Inside the file nothing is wrong, and the audit says what it could not show.
        let alone = ledger.audit("--lang", "en")
        expect(alone, 0)
        #expect(alone.unproven.contains { $0.contains("no head from outside was compared") })
        expect(ledger.audit("--against", kept), 13, at: TestLedger.casesSize - 1)
        expect(ledger.audit("--against", "\(lines[1]):\(lines[2])"), 13, at: TestLedger.casesSize - 1)
        // Tiles kept before tell the very position.
        expect(ledger.audit("--mirror", mirror.path), 13, at: seq)
        for export in exports {
            export.expect(13, "--against", kept)
            if export.kind == .tiles { expect(export.audit("--mirror", mirror.path), 13, at: seq) }
        }
        // The two notes are the proof, for anyone who has the key.
        let other = ledger.file("other.note", ledger.head)
        #expect(
            Program.run(["audit", "compare", kept, other, "--key", ledger.verifierKey], state: ledger.folder).code
                == 13)
        // And this machine signs nothing more on top of it.
        #expect(ledger.run("import", Program.root + "/tools/cases/public_notices.csv", "--as", "notices").code != 0)
    }

    /// The last events are deleted, with the heads over them.
    @Test func aCutLogIsShorterThanTheHeadKept() throws {
        let kept = ledger.file("kept.note", ledger.head)
        let size = try ledger.forgeAt(Self.cut)
        // Balances of what is gone were left behind.
        expect(ledger.audit(), 19)
        expect(ledger.audit("--against", kept), 12, at: size, through: TestLedger.casesSize - 1)
        for export in try ledger.exports() { export.expect(12, at: size, "--against", kept) }
    }

    /// The last events are deleted, and the heads over them are left.
    @Test func aCutLogIsShorterThanItsOwnHead() throws {
        let size = try ledger.forgeAt(
            """
            kept = log.sizes[-3]
            log.without_triggers(lambda: log.db.execute('delete from batch where first >= ?', (kept,)))
            print(kept)
            """)
        expect(ledger.audit(), 12, at: size)
    }

    /// An old copy is restored, which is a good log of its time.
    @Test func aRestoredOldCopyIsRefused() throws {
        let old = ledger.folder + "/old"
        try FileManager.default.copyItem(atPath: ledger.path, toPath: old)
        let size = try #require(Int(ledger.head.split(separator: "\n")[1]))
        let appended = ledger.run("append", input: TestLedger.notice)
        try #require(appended.code == 0, "\(appended.errors)")
        let kept = ledger.file("kept.note", ledger.head)
        try FileManager.default.removeItem(atPath: ledger.path)
        try FileManager.default.copyItem(atPath: old, toPath: ledger.path)
        expect(ledger.audit(), 0)
        expect(ledger.audit("--against", kept), 12, at: size)
        for export in try ledger.exports() { export.expect(12, "--against", kept) }
        // The signer remembers what it signed, outside the ledger's folder.
        let refused = ledger.run("append", input: TestLedger.notice)
        #expect(refused.code == 12, "\(refused.errors)")
    }

    /// An old copy is restored and grown past the size that somebody holds.
    @Test func aLogGrownAnewIsFoundByTheOldHead() throws {
        let kept = ledger.file("kept.note", ledger.head)
        let mirror = try ledger.export(.tiles)
        let seq = try ledger.forgeAt(
            """
            cut = log.sizes[-3]
            log.rows = log.rows[:-2]
            for number in range(10):
                log.append(log.again(log.first('notice.posted')))
            log.write_signed()
            print(cut)
            """)
        expect(ledger.audit("--against", kept), 13, at: TestLedger.casesSize - 1)
        expect(ledger.audit("--mirror", mirror.path), 13, at: seq)
        for export in try ledger.exports() { export.expect(13, "--against", kept) }
    }

    /// Two auditors are shown two logs of one size.
    @Test func twoViewsForTwoAuditorsAreAFork() throws {
        let key = ledger.verifierKey
        let one = ledger.file("one.note", ledger.head)
        try ledger.forge(Self.rewrite)
        let other = ledger.file("other.note", ledger.head)
        func compare(_ first: String, _ second: String) -> Int32 {
            Program.run(["audit", "compare", first, second, "--key", key], state: ledger.folder).code
        }
        #expect(compare(one, other) == 13)
        #expect(compare(one, one) == 0)
        // A head of another log, and a note that nobody signed, prove nothing.
        #expect(compare(one, ledger.file("foreign.note", TestLedger.opened().head)) == 14)
        let unsigned = other + ".cut"
        try String(ledger.head.prefix { $0 != "—" }).write(toFile: unsigned, atomically: true, encoding: .utf8)
        #expect(compare(one, unsigned) == 14)
    }

    /// An event that was acknowledged by a receipt never came into the log.
    @Test func anOmittedEntryIsFoundByItsReceipt() throws {
        let receipt = ledger.folder + "/one.tlog-proof"
        #expect(ledger.run("prove", "\(TestLedger.casesSize - 4)", "-o", receipt).code == 0)
        expect(ledger.audit("--against", receipt), 0)
        let exports = try ledger.exports()
        for export in exports { export.expect(0, "--against", receipt) }
        try ledger.forge(
            exports,
            """
            log.remove(\(TestLedger.casesSize - 4))
            log.renumber()
            log.write_signed()
            """)
        // One entry less: the head of the receipt covers more than there is.
        expect(ledger.audit("--against", receipt), 12, at: TestLedger.casesSize - 1)
        for export in exports { export.expect(12, "--against", receipt) }
        try ledger.forge(
            exports,
            """
            log.append(log.again(log.first('notice.posted')))
            log.write_signed()
            """)
        // As many as before: another log than that of the receipt.
        expect(ledger.audit("--against", receipt), 13, at: TestLedger.casesSize - 1)
        for export in exports { export.expect(13, "--against", receipt) }
    }

    /// Entries stand at the end that no head covers.
    @Test func unsignedEntriesAtTheEndAreNamed() throws {
        let seq = try ledger.forgeAt(
            """
            size = log.sizes[-2]
            log.without_triggers(lambda: log.db.execute('delete from head where size > ?', (size,)))
            print(size)
            """)
        expect(ledger.audit(), 31, at: seq, through: TestLedger.casesSize - 1)
    }
}
