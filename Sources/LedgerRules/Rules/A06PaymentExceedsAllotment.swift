import LedgerDomain

/// No more is paid from an allotment line than it holds (支付超指标).
///
/// A line that was never received is ``A57UnknownLine``'s to report.
enum A06PaymentExceedsAllotment: BalanceRule {
    static let description = RuleDescription(
        "A06", Label("支付超指标", "Payment exceeds allotment"), outcome: .refuse, isWaivable: true,
        definition: Label("指标行的净支付额 ≤ 指标金额。", "The net payments on a line are at most what it holds."),
        silence: Label("指标行不存在（A57）", "the line is unknown (A57)"),
        remedy: Label("减少金额，或先登记追加的指标。", "Pay less, or record the allotment that covers it."), .other,
        basis: "budget principle")

    static func excess(of name: FactName, _ state: FactState, _ facts: Facts) -> Balance.Excess? {
        guard name.kind == .line else { return nil }
        return Balance.Excess(.paid, state[LineFact.paid], atMost: LineFact.opened(state))
    }

    static func fault(given: Int64, expected: Label, by: Int64, _ context: RuleContext) -> Fault {
        description.fault(
            "body.amount_fen", given: String(given), expected: expected, difference: String(by),
            outcome: context.isPublishedHistory ? .warn : .refuse)
    }
}
