import Foundation
import Testing

/// Keys exchanged, stolen and rotated out; witnesses that are too few, fooled or reset.
@Suite struct AttackOnKeysTests {
    let ledger = TestLedger.ofCases()

    /// A witness with a memory of its own.
    private func witness(_ name: String) throws -> (name: String, key: String, verifierKey: String) {
        let key = ledger.folder + "/\(name).key"
        let made = Program.run(["witness", "new", "--name", name, "--key", key], state: ledger.folder + "/\(name)")
        try #require(made.code == 0, "\(made.errors)")
        return (name, key, made.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A witness signs the newest head, going on from a size that it knows.
    private func sign(_ witness: (name: String, key: String, verifierKey: String), log: String, from size: Int = 0)
        -> Answer
    {
        let request = ledger.folder + "/\(UUID().uuidString).tlog-consistency"
        let proof = ledger.run("prove", "--from", "\(size)", "-o", request)
        guard proof.code == 0 else { return proof }
        return Program.run(
            ["witness", "sign", "--key", witness.key, "--log", log, request],
            state: ledger.folder + "/\(witness.name)")
    }

    /// The ledger keeps the signature of a witness.
    private func add(_ signature: Answer, by verifierKey: String) throws {
        try #require(signature.code == 0, "\(signature.errors)")
        let added = ledger.call(
            "witness", "add", ledger.file("\(UUID().uuidString).sig", signature.output), "--key", verifierKey)
        try #require(added.code == 0, "\(added.errors)")
    }

    /// The log is signed by another key from its first entry on, and the new key is shipped with it.
    @Test func anExchangedKeyIsNotTheOnePublished() throws {
        let policy = ledger.policy(ledger.verifierKey)
        expect(ledger.audit("--policy", policy), 0)
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            key = Key(log.origin, b'thief' + bytes(27))
            log.change(0, {'log_vkey': key.vkey})
            log.write_signed(key)
            open(ledger + '/keys/log.vkey', 'w').write(key.vkey + '\\n')
            open(ledger + '/keys/log.key', 'w').write(key.text)
            """)
        let alone = ledger.audit("--lang", "en")
        expect(alone, 0)
        #expect(alone.unproven.contains { $0.contains("key not pinned") })
        expect(ledger.audit("--policy", policy), 14)
        for export in exports { export.expect(14, "--policy", policy) }
    }

    /// Heads are signed by a key that the log does not name.
    @Test func aKeyThatTheLogDoesNotNameIsRefused() throws {
        let exports = try ledger.exports()
        let first = try ledger.forgeAt(
            exports,
            """
            log.write_signed(Key(log.origin, b'thief' + bytes(27)))
            print(log.sizes[0] - 1)
            """)
        expect(ledger.audit(), 14, at: first)
        for export in exports { export.expect(14) }
    }

    /// Somebody has the old key, which was rotated out, and signs a head that came after.
    @Test func aHeadByARotatedOutKeyIsRefused() throws {
        let pinned = ledger.policy(ledger.verifierKey)
        let rotated = ledger.call("key", "rotate", "--reason", "stolen")
        try #require(rotated.code == 0, "\(rotated.errors)")
        // The rotation stands under a head of the old key; the next append is signed by the new one.
        try #require(ledger.run("append", input: TestLedger.notice).code == 0)
        expect(ledger.audit("--policy", pinned), 0)
        let exports = try ledger.exports()
        // Tiles hold the newest head alone: that the old key handed over is not to be seen there.
        for export in exports { export.expect(export.kind == .tiles ? 30 : 0, "--policy", pinned) }
        let last = try ledger.forgeAt(
            exports,
            """
            import glob
            old, = map(Key.read, glob.glob(ledger + '/keys/log-*.key'))
            rotated = log.first('key.rotated')
            log.write_signed(old)
            print(min(size for size in log.sizes if size > rotated + 1) - 1)
            """)
        expect(ledger.audit(), 15, at: last)
        for export in exports { export.expect(15) }
    }

    /// A thief without the old key writes the change of keys themselves, and shows no head but their own.
    @Test func aChangeOfKeysThatTheOldKeyDidNotSignProvesNothing() throws {
        let policy = ledger.policy(ledger.verifierKey)
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            thief = Key(log.origin, b'thief' + bytes(27))
            log.change(log.first('notice.posted'), {'subject': 'another plan'})
            log.append({'actor': 'u:root', 'body': {'log_vkey': thief.vkey, 'purpose': 'LOG', 'reason': 'yearly'},
                        'effective_on': '2026-11-24', 'fiscal_year': '2026', 'region': '000000', 'type': 'key.rotated',
                        'type_v': '1', 'v': '1'})
            log.append(log.again(log.first('notice.posted')))
            log.write_signed(thief, sizes=[len(log.entries)])
            """)
        let audited = ledger.audit("--policy", policy)
        #expect([15, 30].contains(audited.code), "\(audited)")
        for export in exports { export.expect(30, "--policy", policy) }
    }

    /// The new key signs a head of before it was named.
    @Test func aKeySignsNothingBeforeItIsNamed() throws {
        try #require(ledger.call("key", "rotate", "--reason", "yearly").code == 0)
        try #require(ledger.run("append", input: TestLedger.notice).code == 0)
        let exports = try ledger.exports()
        let first = try ledger.forgeAt(
            exports,
            """
            log.write_signed()
            print(log.sizes[0] - 1)
            """)
        expect(ledger.audit(), 15, at: first)
        for export in exports where export.kind == .evidence { export.expect(15, at: first) }
    }

    /// One party signs for all: two of three are asked for, and there is one.
    @Test func tooFewWitnessesAreNoQuorum() throws {
        let log = ledger.verifierKey
        let witnesses = try ["audit.example", "finance.example", "congress.example"].map(witness)
        let policy = ledger.policy(
            log,
            more: witnesses.enumerated().map { "witness w\($0.offset) \($0.element.verifierKey)\n" }.joined()
                + "group three 2 w0 w1 w2\nquorum three\n")
        try add(sign(witnesses[0], log: log), by: witnesses[0].verifierKey)
        // The same witness again is one witness still.
        try add(sign(witnesses[0], log: log, from: TestLedger.casesSize), by: witnesses[0].verifierKey)
        let audited = ledger.audit("--policy", policy)
        expect(audited, 30)
        #expect(audited.by == "quorum")
        for export in try ledger.exports() { export.expect(30, "--policy", policy) }
        try add(sign(witnesses[1], log: log), by: witnesses[1].verifierKey)
        expect(ledger.audit("--policy", policy), 0)
        for export in try ledger.exports() { export.expect(0, "--policy", policy) }
    }

    /// A kept signature of a witness is changed, or put under another head.
    @Test(arguments: [
        "line = substr(line, 1, length(line) - 12) || 'AAAA' || substr(line, length(line) - 7)",
        "size = \(TestLedger.casesSize - 3)",
        "time = time + 1", "vkey = replace(vkey, 'audit', 'other')",
    ])
    func aChangedCosignatureIsFound(change: String) throws {
        let log = ledger.verifierKey
        let one = try witness("audit.example")
        try add(sign(one, log: log), by: one.verifierKey)
        try ledger.forge(
            "log.without_triggers(lambda: log.db.execute(\"update cosignature set \(change)\"))")
        let policy = ledger.policy(log, more: "witness w \(one.verifierKey)\nquorum w\n")
        expect(ledger.audit("--policy", policy), 14)
    }

    /// In a bundle, the time of a witness's signature is another than was signed; the bundle itself names the key.
    @Test(arguments: ["checkpoint", "heads/\(TestLedger.casesSize)"]) func aChangedTimeOfAWitnessIsFound(name: String)
        throws
    {
        let one = try witness("audit.example")
        try add(sign(one, log: ledger.verifierKey), by: one.verifierKey)
        let bundle = try ledger.export(.evidence)
        bundle.expect(0)
        try bundle.forge(
            """
            path = bundle + '/\(name)'
            *lines, last, _ = open(path).read().split('\\n')
            dash, name, data = last.split(' ')
            data = bytearray(base64.b64decode(data))
            data[11] ^= 1
            last = f'{dash} {name} {base64.b64encode(data).decode()}'
            open(path, 'w').write('\\n'.join(lines + [last, '']))
            sum_files(bundle)
            """)
        bundle.expect(14)
    }

    /// The same head is signed once more where the signature got lost, and a second key has a memory of its own.
    @Test func aSignatureThatGotLostIsMadeAgain() throws {
        let log = ledger.verifierKey
        let one = try witness("audit.example")
        let request = ledger.folder + "/first.tlog-consistency"
        #expect(ledger.run("prove", "--from", "0", "-o", request).code == 0)
        func sign(_ key: String) -> Int32 {
            Program.run(["witness", "sign", "--key", key, "--log", log, request], state: ledger.folder + "/shared").code
        }
        #expect(sign(one.key) == 0)
        #expect(sign(one.key) == 0)
        #expect(sign(try witness("other.example").key) == 0)
    }

    /// What comes as a witness's signature is none: that is no fork. Keeping one needs no key of the ledger.
    @Test func rubbishInPlaceOfASignatureIsNoFork() throws {
        let one = try witness("audit.example")
        let signature = sign(one, log: ledger.verifierKey)
        func add(_ content: String) -> Int32 {
            ledger.call("witness", "add", ledger.file(UUID().uuidString, content), "--key", one.verifierKey).code
        }
        #expect(add("") == 66)
        #expect(add("\u{1}\u{2}") == 14)
        #expect(add(signature.output.replacingOccurrences(of: "\n", with: "\r\n")) == 14)
        try FileManager.default.removeItem(atPath: ledger.path + "/keys/log.key")
        #expect(add(signature.output) == 0)
    }

    /// A log of another name comes to a witness, who follows this one.
    @Test func aRenamedLogIsNotSigned() throws {
        let log = ledger.verifierKey
        let one = try witness("audit.example")
        #expect(sign(one, log: log).code == 0)
        let policy = ledger.policy(log)
        try ledger.forge(
            """
            log.origin = 'example.gov.cn/funds/renamed'
            key = Key(log.origin, log.key.seed)
            log.change(0, {'origin': log.origin, 'log_vkey': key.vkey})
            log.write_signed(key)
            open(ledger + '/keys/log.vkey', 'w').write(key.vkey + '\\n')
            open(ledger + '/keys/log.key', 'w').write(key.text)
            """)
        let refused = sign(one, log: log)
        #expect(refused.code == 14, "\(refused.errors)")
        expect(ledger.audit("--policy", policy), 14)
    }

    /// A rewritten or shortened log comes to a witness who signed the old one; and the same to one whose memory is gone.
    @Test func aWitnessWithoutMemoryStartsFromNothing() throws {
        let log = ledger.verifierKey
        let one = try witness("audit.example")
        #expect(sign(one, log: log).code == 0)
        try ledger.forge(
            """
            log.change(log.first('notice.posted'), {'subject': 'another plan'})
            log.write_signed()
            """)
        #expect(sign(one, log: log, from: TestLedger.casesSize).code == 13)
        // From nothing it could be anything, so a witness who has signed does not take it.
        #expect(sign(one, log: log, from: 0).code == 12)
        try FileManager.default.removeItem(atPath: ledger.folder + "/audit.example")
        // A witness whose memory is gone stands at 0, which a file from its true size does not fit: somebody must look.
        #expect(sign(one, log: log, from: TestLedger.casesSize).code == 12)
        #expect(sign(one, log: log, from: 0).code == 0)
    }

    /// Nobody outside has signed for months.
    @Test func aStaleHeadIsNamed() throws {
        let log = ledger.verifierKey
        let one = try witness("audit.example")
        try add(sign(one, log: log), by: one.verifierKey)
        let policy = ledger.policy(log, more: "witness w \(one.verifierKey)\nquorum w\n# max-age-days 31\n")
        let exports = try ledger.exports()
        for (days, code) in [(30, Int32(0)), (93, 30)] {
            let later = Date(timeIntervalSinceNow: Double(days) * 86_400)
            let day = String(ISO8601DateFormatter().string(from: later).prefix(10))
            let audited = ledger.audit("--policy", policy, "--as-of", day)
            expect(audited, code)
            if code == 30 { #expect(audited.by == "freshness") }
            for export in exports { export.expect(code, "--policy", policy, "--as-of", day) }
        }
        // With no time from outside at all, the newest is no newer than that.
        let none = TestLedger.ofCases()
        let without = none.policy(log, more: "witness w \(one.verifierKey)\nquorum none\n# max-age-days 31\n")
        expect(none.audit("--policy", without), 30)
    }
}
