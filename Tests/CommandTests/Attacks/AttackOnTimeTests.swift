import Foundation
import Testing

/// Recorded times that somebody with the key made up: what was attested from outside bounds them.
@Suite struct AttackOnTimeTests {
    let ledger = TestLedger.ofCases()

    /// Stamps the newest head; gives the position of the entry that logs it.
    private func stamp(_ authority: StampAuthority) throws -> Int {
        let request = ledger.folder + "/\(UUID().uuidString).tsq"
        try #require(ledger.call("head", "stamp", "--request", request).code == 0)
        let stamped = ledger.call(
            "head", "stamp", "--response", try authority.answer(request), "--tsa", authority.root)
        try #require(stamped.code == 0, "\(stamped.errors)")
        return try ledger.forgeAt("print(log.last('head.stamped'))")
    }

    /// Moves the recorded times from a position on, signs again, and lets this machine forget what it signed.
    private func move(from seq: Int = 0, by seconds: Int) throws {
        try ledger.forge(
            """
            for seq in range(\(seq), len(log.entries)):
                recorded = instant(log.recorded(seq) + \(seconds))
                log.change(seq, recorded_at=recorded, effective_on=min(recorded[:10], log.at(seq)['effective_on']))
            log.write_signed()
            """)
        try? FileManager.default.removeItem(atPath: ledger.folder + "/state")
    }

    /// The last event is dated a week back.
    @Test func aTimeThatGoesBackIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.append(log.again(log.first('notice.posted')))
            log.change(seq, recorded_at=instant(log.recorded(seq) - 7 * 86400))
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 16, at: seq)
        for export in exports { export.expect(16, at: seq) }
    }

    /// An event is dated before the stamp that stands in the log above it.
    @Test func anEntryBeforeTheStampAboveItIsFound() throws {
        let authority = try StampAuthority(in: ledger.folder)
        _ = try stamp(authority)
        expect(ledger.audit("--tsa", authority.root), 0)
        let exports = try ledger.exports()
        for export in exports { export.expect(0) }
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.append(log.again(log.first('notice.posted')))
            log.change(seq, recorded_at=instant(log.recorded(seq) - 30 * 86400))
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit("--tsa", authority.root), 16, at: seq)
        for export in exports { export.expect(16, at: seq) }
    }

    /// The clock runs a year behind: times still increase, but an entry contains a stamp that is later than itself.
    @Test func aClockSetBackIsFoundByTheStampInTheLog() throws {
        try move(by: -365 * 86_400)
        expect(ledger.audit(), 0)
        let authority = try StampAuthority(in: ledger.folder)
        let seq = try stamp(authority)
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            recorded = instant(log.recorded(\(seq) - 1) + 86400)
            log.change(\(seq), recorded_at=recorded, effective_on=recorded[:10])
            log.write_signed()
            """)
        expect(ledger.audit("--tsa", authority.root), 16, at: seq)
        for export in exports { export.expect(16, at: seq) }
    }

    /// A burst of events with times that are yet to come, under a head that a witness signs today.
    @Test func inventedTimesAreFoundByTheSignatureOfAWitness() throws {
        try move(from: TestLedger.casesSize - 3, by: 2 * 86_400)
        expect(ledger.audit(), 0)
        let log = ledger.verifierKey
        let key = ledger.folder + "/witness.key"
        let state = ledger.folder + "/witness"
        let witness = Program.run(["witness", "new", "--name", "audit.example", "--key", key], state: state).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let request = ledger.folder + "/request"
        #expect(ledger.run("prove", "--from", "0", "-o", request).code == 0)
        let signed = Program.run(["witness", "sign", "--key", key, "--log", log, request], state: state)
        let signature = ledger.file("signature", signed.output)
        // The program waits until its clock is there; its owner need not.
        #expect(ledger.call("witness", "add", signature, "--key", witness).code == 75)
        try ledger.forge(
            """
            line = open('\(signature)').read()
            time = int.from_bytes(base64.b64decode(line.split(' ')[2])[4:12], 'big')
            log.db.execute('insert into cosignature values (\(TestLedger.casesSize), ?, ?, ?)', ('\(witness)', time, line))
            """)
        let policy = ledger.policy(log, more: "witness w \(witness)\nquorum w\n")
        expect(ledger.audit("--policy", policy), 16, at: TestLedger.casesSize - 3)
        for export in try ledger.exports() { export.expect(16, at: TestLedger.casesSize - 3, "--policy", policy) }
    }

    /// The same under a stamp, which the program would not have logged.
    @Test func inventedTimesAreFoundByAStamp() throws {
        try move(from: TestLedger.casesSize - 3, by: 2 * 86_400)
        let authority = try StampAuthority(in: ledger.folder)
        let request = ledger.folder + "/request.tsq"
        try #require(ledger.call("head", "stamp", "--request", request).code == 0)
        let answer = try authority.answer(request)
        #expect(ledger.call("head", "stamp", "--response", answer, "--tsa", authority.root).code == 75)
        try ledger.forge(
            """
            log.db.execute('insert into stamp values (\(TestLedger.casesSize), 0, ?)', (open('\(answer)', 'rb').read(),))
            """)
        expect(ledger.audit("--tsa", authority.root), 16, at: TestLedger.casesSize - 3)
        // Without the authority's certificate nobody can tell whose stamp it is.
        expect(ledger.audit(), 0)
    }

    /// The entry that logs a stamp says a later time than the stamp itself.
    @Test func aStampLoggedWithAnotherTimeIsFound() throws {
        let authority = try StampAuthority(in: ledger.folder)
        let seq = try stamp(authority)
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            log.change(\(seq), {'stamped_at': instant(seconds(log.at(\(seq))['body']['stamped_at']) + 3600)})
            log.write_signed()
            """)
        expect(ledger.audit(), 16, at: seq)
        for export in exports { export.expect(16, at: seq) }
    }

    /// In the place of the answer that was logged stands another one, as genuine as the first.
    @Test func anExchangedStampIsFound() throws {
        let authority = try StampAuthority(in: ledger.folder)
        let request = ledger.folder + "/one.tsq"
        try #require(ledger.call("head", "stamp", "--request", request).code == 0)
        let first = try authority.answer(request)
        let kept = ledger.file("kept.tsr", try Data(contentsOf: URL(fileURLWithPath: first)))
        let second = try authority.answer(request)
        try #require(
            ledger.call("head", "stamp", "--response", kept, "--tsa", authority.root).code == 0)
        let bundle = try ledger.export(.evidence)
        expect(bundle.audit("--tsa", authority.root), 0)
        try ledger.forge(
            """
            answer = open('\(second)', 'rb').read()
            assert answer != open('\(kept)', 'rb').read()
            open('\(bundle.path)/stamps/\(TestLedger.casesSize)-0.tsr', 'wb').write(answer)
            sum_files('\(bundle.path)')
            log.without_triggers(lambda: log.db.execute('update stamp set response = ?', (answer,)))
            """)
        expect(bundle.audit(), 14, at: TestLedger.casesSize)
        expect(ledger.audit(), 14, at: TestLedger.casesSize)
    }

    /// A stamp is taken away, is of another head, or of an authority that nobody trusts.
    @Test func aStampOfSomethingElseIsRefused() throws {
        let authority = try StampAuthority(in: ledger.folder)
        let seq = try stamp(authority)
        let stranger = try StampAuthority(in: ledger.folder)
        expect(ledger.audit("--tsa", stranger.root), 14, at: TestLedger.casesSize - 1)
        // Moved under the head of another size.
        try ledger.forge(
            "log.without_triggers(lambda: log.db.execute('update stamp set size = \(TestLedger.casesSize + 1)'))")
        expect(ledger.audit(), 14, at: TestLedger.casesSize)
        try ledger.forge("log.without_triggers(lambda: log.db.execute('delete from stamp'))")
        let without = ledger.audit("--lang", "en")
        expect(without, 0)
        #expect(without.unproven.contains { $0.contains("stamps that were logged and are not here: positions \(seq)") })
    }
}
