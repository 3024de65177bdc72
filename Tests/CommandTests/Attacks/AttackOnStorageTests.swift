import Foundation
import Testing

/// Copies, crashes and the write-ahead log: what an auditor must neither miss nor invent.
@Suite struct AttackOnStorageTests {
    let ledger = TestLedger.ofCases()

    /// A copy of a ledger that was not closed: the newest append is in the write-ahead log alone.
    private func unclosedCopy() throws -> String {
        let copy = ledger.folder + "/copy"
        let script = """
            import shutil, sqlite3, subprocess, sys
            program, ledger, copy, state, notice = sys.argv[1:]
            reader = sqlite3.connect(ledger + '/log.sqlite', isolation_level=None)
            reader.execute('begin')
            reader.execute('select count(*) from batch').fetchone()
            done = subprocess.run([program, 'append', '--ledger', ledger], input=notice.encode(), capture_output=True,
                                  env={'XDG_STATE_HOME': state, 'LINKEDFUND_ACTOR': 'u:tester'})
            if done.returncode:
                sys.exit(done.stderr.decode())
            shutil.copytree(ledger, copy)
            """
        let answer = TestLedger.python([
            "-c", script, Program.path, ledger.path, copy, ledger.folder + "/state", TestLedger.notice,
        ])
        try #require(answer.code == 0, "\(answer.errors)")
        return copy
    }

    private func audit(_ path: String, _ more: String...) -> Audited {
        Audited(Program.run(["audit", "--ledger", path, "--json"] + more, state: ledger.folder + "/state"))
    }

    private func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    /// The write-ahead log of an unclosed copy is taken away, or cut.
    @Test(arguments: [0, 32, 5_000]) func aCutWriteAheadLogIsFoundByTheHeadKept(bytes: Int) throws {
        let copy = try unclosedCopy()
        let kept = ledger.file("kept.note", ledger.head)
        #expect(size(copy + "/log.sqlite-wal") > bytes)
        expect(audit(copy, "--against", kept), 0)
        for name in ["log.sqlite-shm", "log.sqlite-wal"] {
            let file = copy + "/" + name
            if name.hasSuffix("shm") {
                try? FileManager.default.removeItem(atPath: file)
            } else {
                truncate(file, off_t(bytes))
            }
        }
        expect(audit(copy, "--against", kept), 12, at: TestLedger.casesSize)
    }

    /// The auditor may only read: an unclosed copy is read whole or refused, and never without its last entries.
    @Test func aReadOnlyCopyIsNeverReadShort() throws {
        let copy = try unclosedCopy()
        let kept = ledger.file("kept.note", ledger.head)
        // Somebody who is not the owner, and may not write: permissions do not bind the superuser.
        let script = """
            import os, subprocess, sys
            program, copy, kept, state = sys.argv[1:]
            for folder, _, files in os.walk(copy):
                for name in files:
                    os.chmod(os.path.join(folder, name), 0o444)
                os.chmod(folder, 0o555)
            def leave():
                if os.getuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
            done = subprocess.run([program, 'audit', '--ledger', copy, '--against', kept, '--json'], preexec_fn=leave,
                                  env={'XDG_STATE_HOME': state}, capture_output=True)
            print(done.stdout.decode())
            print(done.stderr.decode(), file=sys.stderr)
            for folder, _, files in os.walk(copy):
                os.chmod(folder, 0o755)
            sys.exit(done.returncode)
            """
        let program = ledger.folder + "/program"
        try FileManager.default.copyItem(atPath: Program.path, toPath: program)
        for shm in [true, false] {
            if !shm { try FileManager.default.removeItem(atPath: copy + "/log.sqlite-shm") }
            let answer = TestLedger.python(["-c", script, program, copy, kept, ledger.folder + "/none"])
            #expect([0, 66, 74].contains(answer.code), "\\(answer.code) \\(answer.output) \\(answer.errors)")
            if answer.code == 0 { #expect(answer.json["size"] as? Int == TestLedger.casesSize + 1) }
        }
    }

    /// An append is killed at any moment: no later audit says that something is missing.
    @Test func aKilledAppendNeverLooksLikeAnAttack() throws {
        var size = TestLedger.casesSize
        for moment in stride(from: 0, to: 60, by: 3) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = [
                "append", "--ledger", ledger.path, "--file", ledger.file("notice.json", TestLedger.notice),
            ]
            process.environment = ["XDG_STATE_HOME": ledger.folder + "/state", "LINKEDFUND_ACTOR": "u:tester"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(moment) * 1_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let answer = ledger.run("audit", "--json")
            #expect(answer.code == 0, "killed after \(moment) ms: \(answer.output)")
            let found = answer.json["size"] as? Int ?? -1
            #expect(found == size || found == size + 1, "killed after \(moment) ms")
            size = found
        }
        // And the signer signs on.
        #expect(ledger.run("append", input: TestLedger.notice).code == 0)
        expect(ledger.audit(), 0)
    }
}
