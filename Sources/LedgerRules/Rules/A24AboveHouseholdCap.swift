import LedgerDomain
import LedgerViews

/// A household gets no more under one policy than the cap of its place (到户补助超标准).
enum A24AboveHouseholdCap: EntryRule {
    private static let cap = "household_grant.cap"

    static let description = RuleDescription(
        "A24", Label("到户补助超标准", "Above the household cap"),
        definition: Label(
            "每户在一项政策下的补助合计 ≤ 当地规定的上限。", "What a household gets under one policy is in all at most the cap of its place."
        ),
        silence: Label("当地没有上限（无政策）", "no cap is in force (no policy)"),
        remedy: Label("核对标准，追回超出部分。", "Check the standard and recover what is above it."), parameters: [cap], .scope,
        basis: "罗源县 2023 notice (10000 yuan per household)")

    static let kinds: [EventKind] = [.householdSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let region = entry.region, let household = entry.text(.household), let policy = entry.text(.policy),
            let amount = entry.number(.amountFen),
            let most = facts.policies.value(cap, for: region, .init(entry), context.regions)?.number
        else { return [] }
        let sum = Int128(HouseholdFacts.granted(household, policy, facts)) + Int128(amount)
        guard sum > Int128(most) else { return [] }
        return [
            description.fault(
                "body.amount_fen", given: String(sum),
                expected: Label("每户合计不超过 \(most) 分", "\(most) fen or less for the household in all"),
                difference: String(sum - Int128(most)))
        ]
    }
}
