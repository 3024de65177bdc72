import LedgerDomain

/// Linked funds are paid to those who earn them, not into an account of finance, a unit or a township (违规转至实有资金账户).
///
/// Whether such money goes on to a final payee in time is ``A09AllocationAsExpenditure``'s to report.
enum A10MovedToUnitAccount: EntryRule {
    static let description = RuleDescription(
        "A10", Label("违规转至实有资金账户", "Moved to a unit account"),
        definition: Label(
            "收款账户不得为财政专户、单位实有资金账户或乡镇实有资金账户。",
            "The payee's account is no special fiscal account, and no own account of a budget unit or a township."),
        silence: Label("没有收款人类别（A53）", "no payee class (A53)"),
        remedy: Label("退回资金，直接支付给最终收款人。", "Have it returned, and pay the final payee directly."),
        .moved, isFindingTypePublic: true, basis: "official finding type")

    static let kinds: [EventKind] = [.disbursementMade]

    /// The classes of payees that hold money without having earned it.
    static let accounts: [PayeeClass] = [.specialAccount, .budgetUnit, .townshipAccount]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let payee = entry.code(.payeeClass, as: PayeeClass.self), accounts.contains(payee) else { return [] }
        return [
            description.fault(
                "body.payee_class", given: payee.rawValue, expected: Label("最终收款人", "a final payee"))
        ]
    }
}
