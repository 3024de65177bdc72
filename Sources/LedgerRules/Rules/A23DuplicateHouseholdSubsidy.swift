import LedgerDomain

/// A household gets a subsidy once for a policy and period (重复享受到户补助).
///
/// Household, policy and period are the key of the type. In an import a row that says the same as an earlier entry is
/// passed over as a repeat.
enum A23DuplicateHouseholdSubsidy: KeyRule {
    static let description = RuleDescription(
        "A23", Label("重复享受到户补助", "Duplicate household subsidy"), outcome: .refuse, isWaivable: true,
        definition: Label("同一户、同一政策、同一期间只发放一次。", "One payment for a household, policy and period."),
        remedy: Label(
            "核对是否重复发放；确属第二次发放的，说明理由并由他人批准豁免后登记。",
            "Check whether it was paid twice; a second payment that really happened is recorded with a waiver."),
        .falseClaim, basis: "audit practice")

    static let keyKind = EventKind.householdSubsidyPaid

    static func keyFaults(in entry: Entry, after facts: Facts) -> [Fault] {
        guard let taken = TakenKey(of: entry, facts) else { return [] }
        return [
            description.fault(
                "body.hh", given: taken.shown,
                expected: Label(
                    "位置 \(taken.position) 未发放过的户、政策和期间",
                    "a household, policy and period that position \(taken.position) has not paid"))
        ]
    }
}
