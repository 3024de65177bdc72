import LedgerDomain

/// Households that a scheme leaves out get no subsidy of it (不享受政策户贴息).
///
/// The status counts that the loan states; where it states none, what the register says of the day the loan was made.
enum A36SubsidyWithoutPolicy: EntryRule {
    static let description = RuleDescription(
        "A36", Label("不享受政策户贴息", "Subsidy to a household without policy"),
        definition: Label(
            "放款时的农户类型不在贴息办法排除之列（不享受政策、风险已消除）。",
            "The household's status when the loan was made is none that the scheme excludes (not entitled, cleared)."),
        silence: Label("账中没有该户类型；贴息办法没有排除类型", "the ledger does not know the status; the scheme excludes none"),
        remedy: Label("核对农户类型，追回贴息。", "Check the status and recover the subsidy."), .falseClaim, basis: "通许县 2025")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), let scheme = claim.scheme, !scheme.excluded.isEmpty,
            let terms = claim.loan.terms
        else { return [] }
        let registered = terms.household.flatMap { HouseholdFacts.status($0, on: terms.start, facts)?.status }
        guard let status = terms.status ?? registered, scheme.excluded.contains(status) else { return [] }
        return [
            description.fault(
                "body.loan", given: status.rawValue,
                expected: Label("\(claim.policy) 未排除的农户类型", "a status that \(claim.policy) does not exclude"))
        ]
    }
}
