import Foundation
import Testing

/// Entries changed, taken out, put in or moved by somebody who owns the files.
///
/// Each attack is done to the database and to both exports of it.
@Suite struct AttackOnEntriesTests {
    let ledger = TestLedger.ofCases()

    /// An event row is edited, its hashes are not.
    @Test func anEditedEntryIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.first('funds.committed')
            log.change(seq, {'amount_fen': '100'})
            log.write_entries()
            print(seq)
            """)
        expect(ledger.audit(), 10, at: seq)
        for export in exports { export.expect(10, at: seq) }
        // The program itself makes no export of it.
        #expect(ledger.run("export", "--tiles", ledger.folder + "/again").code == 74)
    }

    /// An event row is edited, leaves, digests and tiles are computed again; the heads stay.
    @Test func aRehashedEntryIsFoundBetweenTwoHeads() throws {
        let mirror = try ledger.export(.tiles)
        let exports = try ledger.exports()
        let numbers = try ledger.forge(
            exports,
            """
            seq = log.first('funds.committed')
            log.change(seq, {'amount_fen': '100'})
            log.write_hashes()
            print(seq, max(size for size in log.sizes if size <= seq), min(size for size in log.sizes if size > seq))
            """
        ).split(separator: " ").compactMap { Int($0) }
        try #require(numbers.count == 3)
        expect(ledger.audit(), 10, at: numbers[1], through: numbers[2] - 1)
        for export in exports { export.expect(10, at: numbers[0]) }
        // Whoever kept the tiles knows the very position.
        expect(ledger.audit("--mirror", mirror.path), 13, at: numbers[0])
    }

    /// The same, with the roots beside the heads made to agree: the signed notes still say the old ones.
    @Test func rootsBesideTheHeadsDoNotHideARehashedEntry() throws {
        let numbers = try ledger.forge(
            """
            seq = log.first('funds.committed')
            log.change(seq, {'amount_fen': '100'})
            log.write_hashes(roots=True)
            print(max(size for size in log.sizes if size <= seq), min(size for size in log.sizes if size > seq))
            """
        ).split(separator: " ").compactMap { Int($0) }
        try #require(numbers.count == 2)
        expect(ledger.audit(), 10, at: numbers[0], through: numbers[1] - 1)
    }

    /// `INSERT OR REPLACE` puts a row over another: the triggers on deletion do not fire, the one on insertion does.
    @Test func aReplacedRowIsFoundAtItsPosition() throws {
        let seq = try ledger.forgeAt(
            """
            seq = log.first('funds.committed')
            first = max(size for size in log.sizes if size <= seq)
            row = log.db.execute('select * from batch where first = ?', (first,)).fetchone()
            log.change(seq, {'amount_fen': '100'})
            text = next(b'\\n'.join(lines) for lines in log.rows if log.entries[seq] in lines).decode()
            put = lambda: log.db.execute('insert or replace into batch values (?, ?, ?, ?, ?)', (*row[:2], text, *row[3:]))
            try:
                put()
                sys.exit('the trigger let it pass')
            except sqlite3.IntegrityError:
                log.without_triggers(put)
            print(seq)
            """)
        expect(ledger.audit(), 10, at: seq)
    }

    /// A middle event is deleted, and everything is signed again; its number is missing.
    @Test func aDeletedEntryLeavesAGap() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.first('funds.committed')
            log.remove(seq)
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 11, at: seq)
        for export in exports { export.expect(11, at: seq) }
    }

    /// A whole row of the table is deleted: the next one begins too late. Later rows keep their positions, so that the log
    /// is not shorter than its heads; what is wrong is the gap.
    @Test func aDeletedRowLeavesAGap() throws {
        let first = try ledger.forgeAt(
            """
            first = log.sizes[1]
            log.without_triggers(lambda: log.db.execute('delete from batch where first = ?', (first,)))
            print(first)
            """)
        expect(ledger.audit(), 11, at: first)
    }

    /// A deleted event is hidden by numbering the later ones anew, without the key.
    @Test func renumberingAfterADeletionIsFoundByTheHeads() throws {
        let exports = try ledger.exports()
        let numbers = try ledger.forge(
            exports,
            """
            seq = log.first('funds.committed')
            log.remove(seq)
            log.renumber()
            log.write_hashes()
            print(max(size for size in log.sizes if size <= seq), len(log.entries))
            """
        ).split(separator: " ").compactMap { Int($0) }
        try #require(numbers.count == 2)
        expect(ledger.audit(), 12, at: numbers[1])
        #expect(ledger.findings().contains("CONTENT \(numbers[0])"))
        for export in exports { export.expect(12) }
    }

    /// An event is put into the past, and everything is signed again.
    @Test func anInsertedEntryShiftsTheNumbers() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.first('funds.committed')
            entry = log.at(seq)
            entry['id'] = entry['id'][:-4] + '0000'
            log.insert(seq, entry)
            log.write_signed()
            print(seq + 1)
            """)
        expect(ledger.audit(), 11, at: seq)
        for export in exports { export.expect(11, at: seq) }
    }

    /// Two events change places, and everything is signed again.
    @Test func twoSwappedEntriesAreFoundAtTheFirst() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.first('funds.committed')
            one, other = log.entries[seq], log.entries[seq + 1]
            log.put(seq, other)
            log.put(seq + 1, one)
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 11, at: seq)
        for export in exports { export.expect(11, at: seq) }
    }

    /// A row hides below position 0, where a scan from the beginning does not come.
    @Test func aRowBelowPositionZeroIsFound() throws {
        try ledger.forge(
            """
            def work():
                row = log.db.execute('select count, entries, leaves, digest from batch where first = 0').fetchone()
                log.db.execute('insert into batch values (-1000, ?, ?, ?, ?)', row)
            log.without_triggers(work)
            """)
        let audited = ledger.audit()
        expect(audited, 11)
        #expect(audited.by == "batch")
    }

    /// `VACUUM` writes the whole file anew: positions are ours, not the file's.
    @Test func vacuumChangesNothing() throws {
        let head = ledger.file("kept.note", ledger.head)
        try ledger.forge("log.db.execute('vacuum')")
        expect(ledger.audit("--against", head), 0)
        for export in try ledger.exports() { export.expect(0, "--against", head) }
    }
}
