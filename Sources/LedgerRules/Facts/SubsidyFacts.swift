import LedgerDomain

/// What each holder got under each scheme of interest subsidies, in all and by budget year (受益主体累计贴息).
enum SubsidyFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        guard entry.kind == .interestSubsidyPaid else { return [] }
        return name(of: entry).map { [$0] } ?? []
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard entry.kind == .interestSubsidyPaid, let name = name(of: entry), let year = entry.fiscalYear else {
            return
        }
        let amount = (entry.number(.amountFen) ?? 0) &* entry.sign
        facts.change(name, at: seq) { state in
            state[0] &+= amount
            state.setLines(0, FactSums.adding(amount, under: String(year), to: state.lines(0)))
        }
    }

    /// What the holder of an entry got before it: in all, and in the entry's budget year. `nil` without a holder.
    static func received(_ entry: Entry, _ facts: Facts) -> (all: Int64, year: Int64)? {
        guard let name = name(of: entry), let year = entry.fiscalYear else { return nil }
        return (facts[name][0], FactSums.sum(under: String(year), in: facts[name].lines(0)))
    }

    private static func name(of entry: Entry) -> FactName? {
        guard let place = entry.region?.description, let policy = entry.text(.policy), let holder = entry.text(.holder)
        else { return nil }
        return FactName(.holder, place, policy, holder)
    }
}
