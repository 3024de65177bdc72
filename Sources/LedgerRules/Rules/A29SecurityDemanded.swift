import LedgerDomain
import LedgerViews

/// Microloans need neither collateral nor guarantor (违反免担保免抵押).
enum A29SecurityDemanded: EntryRule {
    private static let allowed = "microloan.security"

    static let description = RuleDescription(
        "A29", Label("违反免担保免抵押", "Collateral or guarantor"),
        definition: Label("担保方式为免担保免抵押。", "The loan has no security."),
        silence: Label("不是脱贫人口小额信贷；未填担保方式（A53）", "another programme; security absent (A53)"),
        remedy: Label("解除担保或抵押，或核对担保方式。", "Release the security, or check what was recorded."), parameters: [allowed],
        .other,
        basis: "银保监发〔2021〕6号")

    static let kinds: [EventKind] = [.loanDisbursed]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan, let region = entry.region,
            let security = entry.code(.security, as: LoanSecurity.self),
            let policy = facts.policies.value(allowed, for: region, .init(entry), context.regions),
            let wanted = policy.value.flatMap(LoanSecurity.init), security != wanted
        else { return [] }
        return [
            description.fault(
                "body.security", given: security.rawValue, expected: Label(wanted.label.chinese, wanted.rawValue))
        ]
    }
}
