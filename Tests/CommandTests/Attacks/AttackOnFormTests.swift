import Foundation
import Testing

/// Entries that are not what the form says, or that say again what was said, signed by the holder of the key.
///
/// Each attack is done to the database and to both exports of it.
@Suite struct AttackOnFormTests {
    let ledger = TestLedger.ofCases()

    /// A genuine payment is appended once more, bytes and all but the number.
    @Test func aRepeatedEventIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            again = log.at(log.first('funds.committed'))
            del again['seq'], again['recorded_at']
            seq = log.append(again)
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 17, at: seq)
        for export in exports { export.expect(17, at: seq) }
    }

    /// The same under another identifier: the document and the line of it are there already.
    @Test func aRepeatedBusinessKeyIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.append(log.again(log.first('allotment.received')))
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 17, at: seq)
        // The second verifier replays no rules, and says so.
        for export in exports { expect(export.audit(), 17, at: seq) }
    }

    /// An event of another ledger is brought over with its number: it is not the one of its place here.
    @Test func anEventOfAnotherLedgerIsFoundAtItsPosition() throws {
        let other = TestLedger.ofCases()
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            import json
            foreign = Log('\(other.path)')
            log.rows.append([foreign.entries[foreign.first('funds.committed')]])
            log.write_signed()
            print(len(log.entries) - 1)
            """)
        expect(ledger.audit(), 11, at: seq)
        for export in exports { export.expect(11, at: seq) }
    }

    /// The head of another ledger stands under this one.
    @Test func aHeadOfAnotherLedgerIsRefused() throws {
        let other = TestLedger.opened()
        let exports = try ledger.exports()
        for export in exports {
            try export.forge("open(bundle + '/checkpoint', 'w').write('''\(other.head)\\n''')\nsum_files(bundle)")
            // It is the head of fewer entries, and of another key.
            expect(export.audit(), 14)
            #expect(export.verify().code == 14)
        }
    }

    /// An amount that no movement of money can have.
    @Test(arguments: ["-5", "9223372036854775808", "1e3", "007", "12.5", "１２"])
    func aCrookedAmountIsFoundAtItsPosition(amount: String) throws {
        let seq = try ledger.forgeAt(
            """
            seq = log.first('funds.committed')
            log.change(seq, {'amount_fen': '\(amount)'})
            log.write_signed()
            print(seq)
            """)
        let audited = ledger.audit()
        #expect([18, 23].contains(audited.code), "\(audited)")
        #expect(audited.seq == seq, "\(audited)")
    }

    /// Money is arranged from a line that nobody received, which the program refuses, so it is written by hand.
    @Test func aBrokenRuleIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = next(seq for seq in range(len(log.entries))
                       if log.at(seq)['type'] == 'funds.committed' and 'line_id' in log.at(seq)['body'])
            log.change(seq, {'line_id': 'NOWHERE-1'})
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 18, at: seq)
        for export in exports { expect(export.audit(), 18, at: seq) }
    }

    /// The same entry in other bytes: members in another order, a space, another escape, a member twice, text
    /// that is not NFC, a number in place of a string.
    @Test(arguments: [
        #"log.put(seq, json.dumps(log.at(seq), ensure_ascii=False).encode())"#,
        #"log.put(seq, json.dumps(log.at(seq), ensure_ascii=True, sort_keys=True, separators=(',', ':')).encode())"#,
        #"log.put(seq, json.dumps(dict(reversed(log.at(seq).items())), ensure_ascii=False, separators=(',', ':')).encode())"#,
        #"log.replace(seq, '"actor":', '"actor":"u:other","actor":')"#,
        #"log.change(seq, {'project_name': 'e\u0301'})"#,
        #"log.change(seq, {'project_name': None})"#,
        #"log.change(seq, {'project_name': ''})"#,
        #"log.change(seq, {'class': 1})"#,
        #"log.put(seq, log.entries[seq] + b' ')"#,
        #"log.put(seq, b'[]')"#,
        // Not at the end of a row, and at its end, where a head is.
        #"seq = log.sizes[-2] - 1; log.put(seq, b'{}')"#,
        #"seq = log.sizes[-2] - 1; log.put(seq, {**log.at(seq), 'body': []})"#,
        #"seq = len(log.entries) - 1; log.put(seq, b'')"#,
    ])
    func aTwinInOtherBytesIsFoundAtItsPosition(change: String) throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            import json
            seq = log.first('project.registered')
            \(change)
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 23, at: seq)
        for export in exports { export.expect(23, at: seq) }
    }

    /// An entry of a type that this release does not know.
    @Test func anUnknownTypeIsFoundAtItsPosition() throws {
        let exports = try ledger.exports()
        let seq = try ledger.forgeAt(
            exports,
            """
            seq = log.first('notice.posted')
            log.change(seq, type='notice.withdrawn')
            log.write_signed()
            print(seq)
            """)
        expect(ledger.audit(), 22, at: seq)
        for export in exports { export.expect(22, at: seq) }
    }

    /// The ledger was opened under another set of rules than this release applies.
    @Test func otherRulesAreFound() throws {
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            log.change(0, {'rules_digest': '0' * 64})
            log.write_signed()
            """)
        let audited = ledger.audit()
        expect(audited, 22)
        #expect(audited.by == "rules_digest")
        for export in exports where export.kind == .tiles { expect(export.audit(), 22) }
    }

    /// The ledger was opened with other tables than this release has.
    @Test(arguments: ["regions_digest", "taxonomy_digest", "accounts_digest"])
    func otherTablesAreFound(member: String) throws {
        let exports = try ledger.exports()
        try ledger.forge(
            exports,
            """
            log.change(0, {'\(member)': '0' * 64})
            log.write_signed()
            """)
        let audited = ledger.audit()
        expect(audited, 21)
        #expect(audited.by == member)
        for export in exports where export.kind == .evidence { export.expect(21) }
    }
}
