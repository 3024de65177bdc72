import LedgerAudit
import LedgerDomain
import LedgerInterchange
import LedgerRules
import LedgerReference
import MerkleLog

extension Ledger {
    /// Makes the stored facts again where they have the shape of another release (事实表换版): an append that asked them
    /// would decide on something else than what the log says.
    func bringFactsUpToDate(_ log: any LogStore) throws {
        while try log.factVersion() != FactStore.version {
            let size = try log.head()?.size ?? 0
            let facts = try FactStore.changes(replayedFacts(), { _ in [:] })
            // Another writer may have gone on meanwhile: then once more.
            if try log.replaceFacts(facts, version: FactStore.version, at: size) { return }
        }
    }

    private func replayedFacts() throws -> Facts {
        let past = try environment.logs.open(reading: directory)
        let context = RuleContext(
            ledgerRegion: genesis.region, regions: reference.regions, taxonomy: reference.taxonomy,
            accounts: reference.budgetCodes, entry: { seq in try? past.entry(at: seq) })
        var rules = RulesReplay(
            context: context, isHistory: { Profile(rawValue: $0)?.isPublishedHistory ?? false })
        try rules.read(StoreSource(log: try environment.logs.open(reading: directory)), broken: [])
        return rules.facts
    }
}
