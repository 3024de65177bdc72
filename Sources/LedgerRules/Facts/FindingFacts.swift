import LedgerDomain

/// Which findings are on record (疑点): what answers, judges or rectifies one needs it to be there.
enum FindingFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        entry.text(.finding).map { [FactName(.finding, $0)] } ?? []
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard entry.kind == .findingRaised, let finding = entry.text(.finding) else { return }
        facts.change(FactName(.finding, finding), at: seq) { state in
            state[KeyFact.taken] = entry.sign > 0 ? Int64(clamping: seq + 1) : 0
        }
    }
}
