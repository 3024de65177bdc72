import Foundation
import Testing

/// Tables beside the log, and the schema itself, changed by somebody who owns the file.
@Suite struct AttackOnDerivedTests {
    let ledger = TestLedger.ofCases()

    /// A trigger is dropped, an entry edited, and a weaker trigger of the same name put in place.
    @Test func aWeakenedTriggerIsFound() throws {
        try ledger.forge(
            """
            log.db.execute('drop trigger batch_kept_update')
            log.db.execute('create trigger batch_kept_update before update on batch when 0 begin select 1; end')
            """)
        let audited = ledger.audit()
        expect(audited, 20)
        #expect(audited.by == "trigger batch_kept_update")
        let seq = try ledger.forgeAt(
            """
            seq = log.first('funds.committed')
            log.change(seq, {'amount_fen': '100'})
            log.write_entries()
            print(seq)
            """)
        expect(ledger.audit(), 10, at: seq)
        #expect(ledger.findings().contains("SCHEMA -1"))
    }

    /// The schema is written by hand, which asks no trigger.
    @Test(arguments: [
        ("replace(sql, 'BEFORE DELETE', 'BEFORE UPDATE')", "batch_kept_delete"),
        ("replace(sql, 'NOT NULL', '')", "batch"),
        ("replace(sql, ') STRICT', ')')", "fact"), ("replace(sql, 'batch.first + line.key', 'line.key')", "event"),
    ])
    func aSchemaWrittenByHandIsFound(change: String, name: String) throws {
        try ledger.forge(
            """
            log.db.execute('pragma writable_schema = on')
            done = log.db.execute("update sqlite_schema set sql = \(change) where name = '\(name)'").rowcount
            assert done == 1
            version = log.db.execute('pragma schema_version').fetchone()[0]
            log.db.execute(f'pragma schema_version = {version + 1}')
            """)
        let audited = ledger.audit()
        expect(audited, 20)
        #expect(audited.by.hasSuffix(" \(name)"))
    }

    /// Views, triggers with side effects, tables, columns and indexes that the program did not make.
    @Test(arguments: [
        "create view batch_of_mine as select * from batch",
        "create trigger t before insert on head begin update fact set state = x'00'; end",
        "create table batch_old as select * from batch", "create index i on batch(count)",
        "alter table fact add column note text",
        "alter table batch add column shown integer generated always as (count + 1)",
        "alter table meta rename to meta_old", "drop view event", "create temp table t(a); drop table cosignature",
    ])
    func anObjectThatWasNotThereIsFound(sql: String) throws {
        try ledger.forge("log.db.executescript('''\(sql)''')")
        expect(ledger.audit(), 20)
        // Whatever the schema says, the entries are read by fixed statements.
        #expect(ledger.run("audit", "--json").json["size"] as? Int == TestLedger.casesSize)
    }

    /// A table that the log is read from is gone or has other columns: the finding names it, and no statement's error.
    @Test(arguments: [
        ("drop table fact", "table fact"), ("drop table tile", "table tile"), ("drop table head", "table head"),
        ("drop view event; drop table batch", "table batch"),
        ("alter table head rename column note to text", "table head"),
        ("alter table fact rename column state to value", "table fact"),
    ])
    func anAlteredTableIsNamed(sql: String, name: String) throws {
        try ledger.forge("log.db.executescript('''\(sql)''')")
        let answer = ledger.run("audit", "--json")
        #expect(answer.code == 20, "\(answer.output) \(answer.errors)")
        #expect(answer.output.contains("\"\(name)\""))
    }

    /// The file of views is damaged or no file at all: the log is audited all the same.
    @Test(arguments: ["open(views, 'wb').write(b'SQLite format 3' + bytes(5000))", "os.remove(views); os.mkdir(views)"])
    func damagedViewsDoNotStopTheAudit(damage: String) throws {
        ledger.run("report", "industry-share", "--year", "2023")
        try ledger.forge("views = ledger + '/views.sqlite'\n" + damage)
        let audited = ledger.audit()
        expect(audited, 19)
        #expect(audited.by == "views.sqlite")
        #expect(ledger.run("audit", "--json").json["size"] as? Int == TestLedger.casesSize)
    }

    /// Balances of the shape of another release are no drift, and are made again before an append asks them.
    @Test func balancesOfAnotherVersionAreMadeAgain() throws {
        let work = """
            log.db.execute("update meta set value = '1' where name = 'fact_version'")
            log.db.execute("update fact set state = x'00'")
            """
        try ledger.forge(work)
        let audited = ledger.audit("--lang", "en")
        expect(audited, 0)
        #expect(audited.unproven.contains { $0.contains("stored balances are of another version") })
        #expect(ledger.run("append", input: TestLedger.notice).code == 0)
        let after = ledger.audit("--lang", "en")
        expect(after, 0)
        #expect(!after.unproven.contains { $0.contains("another version") })
    }

    /// A stored balance is raised, so that more can be paid than there is.
    @Test func anEditedBalanceIsFoundWithItsLastPosition() throws {
        let seq = try ledger.forgeAt(
            """
            key, seq, state = log.db.execute('select key, seq, state from fact order by seq desc').fetchone()
            log.db.execute('update fact set state = ? where key = ?', (state[:-1] + bytes([state[-1] ^ 1]), key))
            print(seq)
            """)
        let audited = ledger.audit()
        expect(audited, 19, at: seq)
        #expect(audited.by.hasPrefix("fact:"))
        // The log is whole: exports of it are good.
        for export in try ledger.exports() { export.expect(0) }
    }

    /// A balance is taken out, or one is made up.
    @Test(arguments: [
        "delete from fact where key = (select max(key) from fact)",
        "insert into fact values (1, \(TestLedger.casesSize - 1), x'0102')",
    ])
    func aMissingOrAnInventedBalanceIsFound(sql: String) throws {
        try ledger.forge("log.db.execute('''\(sql)''')")
        expect(ledger.audit(), 19)
    }

    /// A figure of the stored views is changed, and the log is intact.
    @Test func anEditedFigureIsFound() throws {
        ledger.run("report", "industry-share", "--year", "2023")
        try ledger.forge(
            """
            views = sqlite3.connect(ledger + '/views.sqlite')
            views.execute("update money set committed_fen = '1' where committed_fen <> '0'")
            views.commit()
            """)
        let audited = ledger.audit()
        expect(audited, 19)
        #expect(audited.by == "view:money")
        for export in try ledger.exports() { export.expect(0) }
    }

    /// A tile, head or root beside a head is put where the replay does not look for it.
    @Test(arguments: [
        ("insert into tile values (7, 0, zeroblob(8192))", 11),
        (
            "insert into head select -5, root, note, frontier, recorded_at from head where size = (select max(size) from head)",
            11
        ),
        (
            "insert into head select 250, root, note, frontier, recorded_at from head where size = (select max(size) from head)",
            14
        ),
        ("update head set frontier = zeroblob(length(frontier)) where size = (select max(size) from head)", 19),
        ("update head set root = zeroblob(32) where size = (select max(size) from head)", 19),
        ("update head set recorded_at = recorded_at + 1 where size = (select max(size) from head)", 16),
        ("update head set recorded_at = 9223372036854775807 where size = (select max(size) from head)", 16),
    ])
    func whatStandsBesideTheLogIsCompared(sql: String, code: Int32) throws {
        try ledger.forge("log.without_triggers(lambda: log.db.execute('''\(sql)'''))")
        let audited = ledger.audit()
        #expect(audited.code == code, "\(audited)")
    }

    /// Pages of the file are overwritten: the audit ends by itself, and what it does not see is in no use.
    @Test(arguments: 0..<12) func aDamagedFileIsNeverMisread(page: Int) throws {
        let head = ledger.file("kept.note", ledger.head)
        #expect(ledger.run("export", "--jsonl", ledger.folder + "/before.jsonl").code == 0)
        let before = try String(contentsOfFile: ledger.folder + "/before.jsonl", encoding: .utf8)
        let pages = try ledger.forgeAt(
            """
            log.db.close()
            path = ledger + '/log.sqlite'
            data = bytearray(open(path, 'rb').read())
            size, pages = 16384, len(data) // 16384
            first = \(page) * pages // 12 * size
            garbage = hashlib.shake_256(b'\(page)').digest(600)
            for start in range(first + 200, first + size - 700, 3000):
                data[start:start + 600] = garbage
            open(path, 'wb').write(data)
            print(pages)
            """)
        #expect(pages > 12)
        let audited = ledger.audit("--against", head)
        #expect([0, 10, 11, 12, 13, 14, 19, 20, 66, 74].contains(audited.code), "\(audited)")
        guard audited.code == 0 else { return }
        #expect(ledger.run("export", "--jsonl", ledger.folder + "/all.jsonl").code == 0)
        let text = try String(contentsOfFile: ledger.folder + "/all.jsonl", encoding: .utf8)
        #expect(text == before)
    }
}
