import LedgerDomain
import Testing

@testable import LedgerRules

/// Facts of households, loans and holders: what a reversal leaves, and which facts an entry names.
@Suite struct HouseholdAndLoanFactsTests {
    static let before =
        Drafts.voucher + [
            Drafts.scheme(), Drafts.microloan("a", 5_000_000), Drafts.microloan("b", 3_000_000, of: "g", kind: "TOPUP"),
            Drafts.status("h", "LIFTED_ENTITLED", on: "2022-01-01"), Drafts.grant("h", 100, period: "2022"),
            Drafts.subsidy("a", "2022-08-21", "2022-12-21", 100, holder: Drafts.token("h")),
        ]

    static let drafts = [
        Drafts.microloan("c", 1_000, of: "h"), Drafts.renewal("d", 5_000_000, of: "h", repaying: "a", 5_000_000),
        Drafts.renewal("e", 3_000_000, of: "g", repaying: "b", 2_000_000),
        Drafts.loan("loan.repaid", "a", ("principal_fen", 100)),
        Drafts.loan("loan.repaid", "b", ("principal_fen", 100)),
        Drafts.loan("loan.overdue", "a", ("overdue_fen", 100)),
        Drafts.loan("loan.cleared", "a", ("written_off_fen", 5_000_000)),
        Drafts.with(Drafts.loan("loan.extended", "a"), ("maturity", "2023-09-21")),
        Drafts.interest("a", "2022-08-21", "2022-11-21", 9_000),
        Drafts.subsidy("a", "2022-12-21", "2023-02-21", 100, holder: Drafts.token("h")),
        Drafts.subsidy("a", "2022-12-21", "2023-02-21", 100, holder: "91350100M000100Y43"),
        Drafts.status("h", "MONITORED_CLEARED", on: "2022-06-01", monitor: "SUDDEN"),
        Drafts.status("z", "LIFTED_ENTITLED", on: "2022-06-01"), Drafts.grant("h", 50),
        Drafts.grant("z", 50, policy: "N"),
    ]

    static func kept(_ facts: Facts) -> [FactName: FactState] {
        facts.all.filter { ![.id, .reversed].contains($0.key.kind) }
    }

    static func log() throws -> History {
        var log = try History()
        for draft in before { #expect(try log.take(draft).filter { !$0.hasPrefix("(") } == []) }
        return log
    }

    @Test(arguments: drafts.indices) func aReversalLeavesNoTrace(index: Int) throws {
        var log = try Self.log()
        let before = Self.kept(log.facts)
        #expect(try log.take(Self.drafts[index]).filter { !$0.hasPrefix("(") } == [])
        #expect(Self.kept(log.facts) != before)
        #expect(try log.reverse(log.entries.count - 1) == [])
        #expect(Self.kept(log.facts) == before)
    }

    /// Every fact that an entry or its reversal changes is read first; otherwise the store's would be written over.
    @Test(arguments: drafts.indices) func whatChangesWasNamed(index: Int) throws {
        var log = try Self.log()
        for isReversal in [false, true] {
            let known = log.facts
            if isReversal {
                #expect(try log.reverse(log.entries.count - 1) == [])
            } else {
                _ = try log.take(Self.drafts[index])
            }
            let entry = try Entry(try #require(log.entries.last))
            var names = Set(EntryFacts.names(for: entry))
            if EntryFacts.hasFurtherNames(entry) {
                names.formUnion(EntryFacts.furtherNames(for: entry, after: known))
            }
            let changed = Set(known.all.keys).union(log.facts.all.keys).filter { known[$0] != log.facts[$0] }
            #expect(changed.isSubset(of: names), "\(changed.subtracting(names))")
        }
    }

    /// Each key is a read and a write of the store. Rows of an import have a derived identifier, which has no key.
    @Test func aRowOfALoanHasThreeKeys() throws {
        let log = try Self.log()
        func keys(_ draft: Draft) throws -> [FactKind] {
            var draft = draft
            draft.id = UUIDText.text(of: (0..<16).map { UInt8($0) }, version: 8)
            let entry = try Entry(draft.encode(seq: 9, recordedAt: Instant(secondsSinceEpoch: 0), actor: "u:zhang"))
            var names = Set(EntryFacts.names(for: entry))
            if EntryFacts.hasFurtherNames(entry) {
                names.formUnion(EntryFacts.furtherNames(for: entry, after: log.facts))
            }
            // Policies and closed periods are the same facts for all rows.
            return names.map(\.kind).filter { ![.policy, .period, .scheme].contains($0) }.sorted {
                $0.rawValue < $1.rawValue
            }
        }
        #expect(try keys(Drafts.microloan("c", 1)) == [.household, .key, .loan])
        #expect(try keys(Drafts.loan("loan.repaid", "a", ("principal_fen", 1))) == [.household, .loan])
        #expect(try keys(Drafts.loan("loan.overdue", "a", ("overdue_fen", 1))) == [.loan])
        #expect(try keys(Drafts.interest("a", "2022-08-21", "2022-11-21", 1)) == [.key, .loan])
        #expect(
            try keys(Drafts.subsidy("a", "2022-12-21", "2023-02-21", 1, holder: Drafts.token("h")))
                == [.holder, .household, .key, .loan, .voucherTotal])
        #expect(try keys(Drafts.grant("h", 1)) == [.household, .key, .register, .voucherTotal])
    }

    @Test func aHistoryIsReadAsItWasWritten() throws {
        let log = try Self.log()
        let history = LoanHistory(log.facts[FactName(.loan, "230606", Drafts.token("a"))])
        #expect(history.records.count == 2)
        let terms = try #require(history.terms)
        #expect(terms.household == Drafts.token("h") && terms.amountFen == 5_000_000 && terms.ratePPM == 37_000)
        #expect(terms.start.description == "2022-08-21" && history.maturity?.description == "2023-08-21")
        #expect(history.subsidies.map(\.policy) == ["S"])
        for record in history.records { #expect(LoanHistory.record(LoanHistory.line(record)) == record) }
    }

    @Test func theLatestStatusOfTheDayCounts() throws {
        var log = try Self.log()
        // Recorded later, from an earlier day.
        #expect(try log.take(Drafts.status("h", "MONITORED_OPEN", on: "2021-01-01")) == [])
        #expect(try log.take(Drafts.status("h", "MONITORED_CLEARED", on: "2022-01-01")) == [])
        func status(_ day: String) throws -> HouseholdStatus? {
            HouseholdFacts.status(Drafts.token("h"), on: try #require(Day(day)), log.facts)?.status
        }
        #expect(try status("2020-12-31") == nil)
        #expect(try status("2021-12-31") == .monitoredOpen)
        #expect(try status("2022-01-01") == .monitoredCleared)
    }
}
