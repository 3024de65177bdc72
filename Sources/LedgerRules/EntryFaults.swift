public import LedgerDomain

/// The faults of an entry: those that stand, and those that an officer set aside (豁免).
public struct EntryFaults {
    /// Faults that nobody waived.
    public var standing: [Fault]
    /// Waived faults, with who waived them and why.
    public private(set) var waived: [(fault: Fault, waiver: Waiver)] = []

    /// Sorts faults by the waivers of their entry. A waiver holds for a rule that can be waived, and needs an approver
    /// who is not the one who records.
    init(_ faults: [Fault], of entry: Entry) {
        standing = []
        let waivers = faults.isEmpty ? [] : entry.waivers.filter { $0.approver != entry.actor }
        for fault in faults {
            if let waiver = waivers.first(where: { $0.rule == fault.rule }),
                RuleCatalogue.rule(fault.rule)?.isWaivable == true
            {
                waived.append((fault, waiver))
            } else {
                standing.append(fault)
            }
        }
    }
}
