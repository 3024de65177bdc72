import LedgerDomain
@testable import LedgerRules
import LedgerTesting
import Testing
import LedgerReference

@Suite struct KeyAndReversalTests {
    var log: History

    init() throws {
        log = try History()
        #expect(try log.take(Drafts.receive("L", 1_000)) == [])
        #expect(try log.take(Drafts.register("P")) == [])
    }

    @Test mutating func aVoucherIsPaidOnceOnALine() throws {
        #expect(try log.take(Drafts.pay("V1", "L", 1)) == [])
        #expect(try log.take(Drafts.pay("V1", "L", 1)) == [EntryFacts.repeatMark])
        #expect(try log.take(Drafts.pay("V1", "L", 2)) == ["E11"])
        #expect(try log.reverse(2) == [])
        #expect(try log.take(Drafts.pay("V1", "L", 2)) == [])
    }

    @Test mutating func linesProjectsAndLoansHaveOneBeginning() throws {
        #expect(try log.take(Drafts.receive("L", 7)) == ["E11"])
        #expect(try log.take(Drafts.register("P")) == [EntryFacts.repeatMark])
        #expect(try log.take(Drafts.lend("a", 5)) == [])
        #expect(try log.take(Drafts.lend("a", 6)) == ["E11"])
    }

    /// An audit takes an entry that lies about its position into the facts too, and they keep positions plus one.
    @Test func theLastPositionThatFits() throws {
        let draft = Drafts.receive("L2", 1_000)
        let entry = try Entry(
            draft.encode(seq: UInt64(Int64.max), recordedAt: Instant(secondsSinceEpoch: 1_700_000_000), actor: "u:x"))
        var facts = log.facts
        let context = RuleContext(
            ledgerRegion: .nation, regions: log.reference.regions, taxonomy: log.reference.taxonomy,
            accounts: log.reference.budgetCodes)
        #expect(EntryFacts.audit(entry, into: &facts, context).standing == [])
        #expect(facts[FactName(.id, draft.id)][KeyFact.taken] == .max)
        #expect(facts[FactName(.line, "230606", "L2")][LineFact.opening] == .max)
    }

    @Test mutating func anEntryIsReversedOnce() throws {
        #expect(try log.take(Drafts.pay("V1", "L", 100)) == [])
        #expect(try log.reverse(2) == [])
        #expect(try log.reverse(2) == ["E13"])
        #expect(try log.reverse(3) == ["E13"])
    }

    @Test mutating func aReversalRepeatsItsOriginal() throws {
        #expect(try log.take(Drafts.pay("V1", "L", 100)) == [])
        #expect(try log.reverse(2) { $0.corrects = "1" } == ["E13"])
        #expect(try log.reverse(2) { $0.corrects = "9" } == ["E13"])
        #expect(try log.reverse(2) { $0.fiscalYear = "2022" }.contains("E13"))
        #expect(try log.reverse(2) { $0.countsOn = "2023-06-01" }.contains("E13"))
        #expect(try log.reverse(2) == [])
    }

    @Test mutating func whatOthersStandOnIsNotReversed() throws {
        #expect(try log.take(Drafts.commit("P", "L", 100)) == [])
        #expect(try log.reverse(1) == ["E13"])
        #expect(try log.reverse(0).contains("A04"))
        #expect(try log.reverse(2) == [])
        #expect(try log.reverse(1) == [])
        #expect(try log.reverse(0) == [])
    }

    /// An entry and its reversal leave the balances as if neither had been.
    @Test mutating func aReversalLeavesNoBalance() throws {
        let drafts = [
            Drafts.commit("P", "L", 100), Drafts.pay("V1", "L", 100), Drafts.lend("a", 5),
            Drafts.receive("N", 3, document: "测财农〔2023〕3号"),
            Drafts.register("R"),
        ]
        for draft in drafts {
            func balances() -> [FactName: FactState] {
                log.facts.all.filter { ![.id, .reversed].contains($0.key.kind) }
            }
            let before = balances()
            #expect(try log.take(draft) == [])
            #expect(balances() != before)
            #expect(try log.reverse(log.entries.count - 1) == [])
            let after = balances()
            let differing = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            #expect(
                differing.isEmpty,
                "\(draft.type): \(differing.map { "\($0.kind) \(before[$0]?.numbers ?? []) \(after[$0]?.numbers ?? [])" })"
            )
        }
    }

    @Test mutating func theMoneyIsTheLines() throws {
        #expect(try log.take(Drafts.commit("P", "L", 1, level: "PROV")) == ["E15"])
        #expect(try log.take(Drafts.receive("M", 10, level: "CENTRAL_PROV", document: "测财农〔2023〕2号")) == [])
        #expect(try log.take(Drafts.commit("P", "M", 1, level: "PROV")) == [])
        #expect(try log.take(Drafts.commit("P", "M", 1, level: "COUNTY")) == ["E15"])
    }

    @Test mutating func linesAndProjectsAreKnown() throws {
        #expect(try log.take(Drafts.pay("V1", "X", 1)) == ["A57"])
        #expect(try log.take(Drafts.pay("V1", "L", 1, project: "X")) == ["E16"])
        log.isPublishedHistory = true
        #expect(try log.take(Drafts.pay("V1", "L", 1, project: "X")) == ["(E16)"])
    }
}

@Suite struct FactCellTests {
    /// One document may open more lines than a fact holds. What is written must be read back, or the lines would be
    /// taken for none at the next append.
    @Test func aFactKeepsNoMoreTextsThanItReadsBack() throws {
        let name = FactName(.document, "230606", "测财农〔2023〕1号")
        var facts = Facts()
        for seq in 0..<UInt64(FactState.maximumTexts + 10) {
            facts.change(name, at: seq) { $0.texts.append("L\(seq)") }
        }
        let bytes = try #require(FactCell.encode([(identity: "d", state: facts[name])]))
        let decoded = try #require(FactCell.decode(bytes))
        #expect(decoded.first?.state.texts.count == FactState.maximumTexts)
        #expect(decoded.first?.state.texts.last == "L\(FactState.maximumTexts - 1)")
    }

    @Test(arguments: seeds(20)) func encodingAndDecodingAreInverses(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let facts = (0..<Int.random(in: 1...4, using: &generator)).map { index in
            (
                identity: "事\(index)",
                state: FactState(
                    numbers: [Int64.random(in: .min ... .max, using: &generator), 0, Int64(index) - 2],
                    texts: index == 0 ? [] : ["行\(index)", ""])
            )
        }
        let bytes = try #require(FactCell.encode(facts))
        let decoded = try #require(FactCell.decode(bytes))
        #expect(decoded.map(\.identity) == facts.map(\.identity))
        for (one, other) in zip(decoded, facts) {
            #expect(one.state.texts == other.state.texts)
            for index in 0..<3 { #expect(one.state[index] == other.state[index]) }
        }
        for end in bytes.indices { #expect(FactCell.decode(Array(bytes[..<end])) == nil) }
    }

    @Test func whatSaysNothingIsNotStored() {
        #expect(FactCell.encode([("a", FactState(numbers: [0, 0]))]) == nil)
    }
}
