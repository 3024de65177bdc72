import LedgerDomain

/// The business key of an entry, which an earlier entry has taken (主键已占用).
struct TakenKey {
    /// Its parts as people see them.
    let shown: String
    /// The position of the entry that took it.
    let position: Int64
    /// Whether that entry says the same.
    let isSame: Bool

    /// `nil` where the entry has no such key, or nobody took it.
    init?(of entry: Entry, _ facts: Facts) {
        guard let name = EntryFacts.businessKey(of: entry) else { return nil }
        let state = facts[name]
        guard state[KeyFact.taken] > 0 else { return nil }
        shown = name.identity.split(separator: "\n", omittingEmptySubsequences: true).dropFirst()
            .joined(separator: " · ")
        position = state[KeyFact.taken] - 1
        isSame = state[KeyFact.content] == EntryFacts.content(of: entry)
    }
}
