import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A23DuplicateHouseholdSubsidyTests {
    static let before = Drafts.voucher + [Drafts.grant("a", 100)]
    static let refusal = """
        A23 body.hh: given "\(Drafts.token("a")) · G · 2023", expected a household, policy and period that position 3 has \
        not paid. Check whether it was paid twice; a second payment that really happened is recorded with a waiver.
        """

    static let cases = [
        RuleCase("the same again", Drafts.grant("a", 100), refusal),
        RuleCase("the same key, another amount", Drafts.grant("a", 50), refusal),
        RuleCase("another household", Drafts.grant("b", 100)),
        RuleCase("another policy", Drafts.grant("a", 100, policy: "H")),
        RuleCase("another period", Drafts.grant("a", 100, period: "2024")),
        RuleCase("a second payment that happened", Drafts.waiving(Drafts.grant("a", 100), "A23")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A23", after: Self.before, given)
    }

    @Test func itRefusesAndAnImportPassesOverAnEqualRow() throws {
        var log = try History()
        for draft in Self.before { #expect(try log.take(draft) == []) }
        for (draft, earlier) in [(Drafts.grant("a", 100), UInt64(3)), (Drafts.grant("a", 50), nil)] {
            let faults = try log.faults(draft)
            #expect(faults.map(\.outcome) == [.refuse])
            let entry = try Entry(draft.encode(seq: 4, recordedAt: Instant(secondsSinceEpoch: 0), actor: "u:zhang"))
            #expect(EntryFacts.repeated(entry, faults, log.facts) == earlier)
            // With a waiver nothing stands, and the row is no repeat.
            #expect(EntryFacts.repeated(entry, [], log.facts) == nil)
        }
    }

    /// A waived second payment reversed leaves the first one's key taken, and the first reversed leaves the second's.
    @Test(arguments: [(3, "4"), (4, "3")]) func theOtherPaymentKeepsTheKey(reversed: Int, left: String) throws {
        var log = try History()
        for draft in Self.before + [Drafts.waiving(Drafts.grant("a", 100), "A23")] {
            #expect(try log.take(draft) == [])
        }
        #expect(try log.reverse(reversed) == [])
        let faults = try log.faults(Drafts.grant("a", 100))
        #expect(faults.map(\.rule) == ["A23"])
        #expect(faults.first?.expected.english.contains("position \(left) ") == true)
        #expect(try log.reverse(reversed == 3 ? 4 : 3) == [])
        #expect(try log.take(Drafts.grant("a", 100)) == [])
    }
}
