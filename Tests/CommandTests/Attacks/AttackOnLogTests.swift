import Foundation
import Testing

/// A log emptied, opened twice or shuffled, and copies of it that rotted: the audit names what is wrong and nobody else.
@Suite struct AttackOnLogTests {
    let ledger = TestLedger.ofCases()

    /// All rows of the log are gone, and the triggers stand as before.
    @Test func anEmptiedLogIsNeverAPass() throws {
        try ledger.forge(
            """
            def work():
                for table in ['batch', 'head', 'fact', 'tile', 'cosignature', 'stamp']:
                    log.db.execute('delete from ' + table)
            log.without_triggers(work)
            """)
        expect(ledger.audit(), 12, at: 0)
    }

    /// The tail is cut off with its heads, and one of these was published.
    @Test func aCutLogIsShorterThanAHeadThatItPublished() throws {
        #expect(ledger.run("head", "--publish").code == 0)
        expect(ledger.audit(), 0)
        let size = try ledger.forgeAt(
            """
            kept = log.sizes[-3]
            def work():
                log.db.execute('delete from batch where first >= ?', (kept,))
                log.db.execute('delete from head where size > ?', (kept,))
            log.without_triggers(work)
            print(kept)
            """)
        let audited = ledger.audit()
        expect(audited, 12, at: size, through: TestLedger.casesSize - 1)
        #expect(audited.by == "heads/\(TestLedger.casesSize)")
    }

    /// The history is rewritten and signed again; the published head says another root.
    @Test func aRewrittenLogIsHeldToTheHeadThatItPublished() throws {
        #expect(ledger.run("head", "--publish").code == 0)
        try ledger.forge(
            """
            log.change(log.first('notice.posted'), {'subject': 'another plan'})
            log.write_signed()
            """)
        expect(ledger.audit(), 13, at: TestLedger.casesSize - 1)
    }

    /// A second opening entry, with another key perhaps, stands later in the log.
    @Test func aSecondOpeningIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.append(log.again(0))
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 11, at: seq)
        for export in exports { export.expect(11, at: seq) }
    }

    /// A row lies over another: the entries below it are good, and the audit says where it lies.
    @Test func aRowOverAnotherIsFoundAtItsPosition() throws {
        try ledger.forge(
            """
            def work():
                row = log.db.execute('select count, entries, leaves, digest from batch where first = 0').fetchone()
                log.db.execute('insert into batch values (5, ?, ?, ?, ?)', row)
            log.without_triggers(work)
            """)
        expect(ledger.audit(), 11, at: 5)
    }

    /// A mirror rotted, or is of another log: it accuses nobody.
    @Test(arguments: [
        "data = bytearray(open(path, 'rb').read()); data[40] ^= 1; open(path, 'wb').write(data)", "os.remove(path)",
        "note = open(head).read(); i = len(note) - 20; open(head, 'w').write(note[:i] + chr(ord(note[i]) ^ 1) + note[i + 1:])",
        "open(head, 'w').write('nothing')",
    ])
    func aDamagedMirrorAccusesNobody(damage: String) throws {
        let mirror = try ledger.export(.tiles)
        expect(ledger.audit("--mirror", mirror.path), 0)
        try mirror.forge("path, head = bundle + '/tile/0/000', bundle + '/checkpoint'\n" + damage)
        expect(ledger.audit("--mirror", mirror.path), 66)
    }

    /// The tiles kept are those of another ledger.
    @Test func aMirrorOfAnotherLogIsSaidToBeOne() throws {
        let other = TestLedger.opened()
        defer { withExtendedLifetime(other) {} }
        let mirror = try other.export(.tiles)
        let audited = ledger.audit("--mirror", mirror.path)
        expect(audited, 14)
        #expect(audited.by == "mirror")
    }

    /// A damaged proof is no fork: only two signed heads of one size are.
    @Test func aDamagedProofIsNoFork() throws {
        let key = ledger.verifierKey
        let kept = ledger.file("kept.note", ledger.head)
        try #require(ledger.run("append", input: TestLedger.notice).code == 0)
        let proof = ledger.folder + "/new.tlog-consistency"
        #expect(ledger.run("prove", "--from", kept, "-o", proof).code == 0)
        func check(_ proof: String, _ old: String) -> Int32 {
            Program.run(["audit", "proof", proof, "--old", old, "--key", key], state: ledger.folder).code
        }
        #expect(check(proof, kept) == 0)
        var lines = try String(contentsOfFile: proof, encoding: .utf8).components(separatedBy: "\n")
        lines[1] = Data(repeating: 7, count: 32).base64EncodedString()
        #expect(check(ledger.file("damaged", lines.joined(separator: "\n")), kept) == 30)
        let newer = ledger.file("newer.note", ledger.head)
        #expect(check(proof, newer) == 30)
        #expect(check(ledger.file("none", "old x\n"), kept) == 64)
        // The same size, another root, both signed: that is one.
        try ledger.forge("log.change(log.first('notice.posted'), {'subject': 'x'})\nlog.write_signed()")
        #expect(check(proof, ledger.file("other.note", ledger.head)) == 13)
        #expect(ledger.run("prove", "--from", newer).code == 13)
    }

    /// An auditor's reading leaves the folder as it was.
    @Test func anAuditLeavesNoTrace() throws {
        let files = FileManager.default
        for name in ["log.sqlite-wal", "log.sqlite-shm"] { try? files.removeItem(atPath: ledger.path + "/" + name) }
        let before = try files.contentsOfDirectory(atPath: ledger.path).sorted()
        expect(ledger.audit(), 0)
        #expect(try files.contentsOfDirectory(atPath: ledger.path).sorted() == before)
    }

    /// What the auditor may not read is not missing.
    @Test func whatMayNotBeReadIsNotMissing() throws {
        let export = try ledger.export(.tiles)
        let program = ledger.folder + "/program"
        try FileManager.default.copyItem(atPath: Program.path, toPath: program)
        let script = """
            import os, subprocess, sys
            program, export, ledger = sys.argv[1:]
            os.chmod(export + '/tile/0/000', 0)
            os.chmod(ledger + '/keys/log.key', 0)
            def leave():
                if os.getuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
            for arguments in [['audit', '--tiles', export], ['head', '--publish', '--ledger', ledger],
                              ['key', 'rotate', '--reason', 'x', '--ledger', ledger]]:
                done = subprocess.run([program] + arguments, preexec_fn=leave, env={'XDG_STATE_HOME': '/none'},
                                      capture_output=True)
                print(done.returncode)
            """
        let answer = TestLedger.python(["-c", script, program, export.path, ledger.path])
        #expect(answer.output.split(separator: "\n") == ["77", "77", "77"], "\(answer.output) \(answer.errors)")
    }
}
