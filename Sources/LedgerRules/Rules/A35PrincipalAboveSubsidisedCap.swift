import LedgerDomain
import LedgerViews

/// Only principal up to the cap is subsidised (超5万部分贴息).
enum A35PrincipalAboveSubsidisedCap: EntryRule {
    private static let cap = "microloan.subsidised_principal_cap"

    static let description = RuleDescription(
        "A35", Label("超5万部分贴息", "Subsidy on the part above the cap"),
        definition: Label(
            "计息分段的本金 ≤ 贴息办法的本金上限，且 ≤ 当地规定的每户贴息本金上限。",
            "The principal of a segment is at most the scheme's cap, and at most the cap per household laid down for the place."
        ),
        silence: Label("不是脱贫人口小额信贷；没有上限（无政策）", "another programme; no cap is in force (no policy)"),
        remedy: Label("超出上限的本金不计贴息，重新计算。", "Leave out the principal above the cap and calculate again."),
        parameters: [cap], .scope,
        basis: "通许县 2025; 红寺堡区 2022 (每户最高5万元)")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), let most = most(claim, context) else { return [] }
        return claim.segments.filter { $0.principalFen > most }.map { segment in
            description.fault(
                "body.segments.\(segment.index).principal_fen", given: String(segment.principalFen),
                expected: Label("不超过 \(most) 分", "\(most) fen or less"),
                difference: String(segment.principalFen - most))
        }
    }

    /// The most principal of a microloan that is subsidised; `nil` for other loans, and where no cap is in force.
    static func most(_ claim: SubsidyClaim, _ context: RuleContext) -> Int64? {
        guard claim.programme == .povertyMicroloan else { return nil }
        let parameter = claim.policies.value(cap, for: claim.region, .init(claim.entry), context.regions)?.number
        return [claim.scheme?.capPrincipalFen, parameter].compactMap { $0 }.min()
    }
}
