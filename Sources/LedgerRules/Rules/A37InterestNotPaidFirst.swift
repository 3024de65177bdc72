import LedgerDomain

/// Where a scheme says so, interest is paid before it is subsidised (先付后贴).
enum A37InterestNotPaidFirst: EntryRule {
    static let description = RuleDescription(
        "A37", Label("先付后贴", "Interest must be paid first"), .warn,
        definition: Label(
            "贴息办法规定先付后贴的，贴息期间的利息已全部付清登记。",
            "Where the scheme says pay first, payments of interest on record cover the period."),
        silence: Label("贴息办法不要求先付后贴", "the scheme does not say pay first"),
        remedy: Label("先登记付息凭证，或核对贴息期间。", "Record the interest paid first, or check the period."), .other,
        basis: "通许县 2025 (按时还本付息后)")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), claim.scheme?.isPaidFirst == true else { return [] }
        var covered = claim.from
        for paid in claim.loan.interest.sorted(by: { $0.from < $1.from }) where paid.from <= covered {
            covered = max(covered, paid.to)
        }
        guard covered < claim.to else { return [] }
        return [
            description.fault(
                "body.to_day", given: claim.to.description,
                expected: Label(
                    "付息登记覆盖的期间（自 \(claim.from) 至 \(covered)）",
                    "a period that the interest on record covers (from \(claim.from) to \(covered))"),
                difference: String(Int64(claim.to.ordinal) - Int64(covered.ordinal)))
        ]
    }
}
