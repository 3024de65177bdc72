import LedgerDomain

/// No more is paid from an allotment line than it holds (支付超指标).
///
/// A line that was never received is ``A57UnknownLine``'s to report.
enum A06PaymentExceedsAllotment {
    static let description = RuleDescription(
        id: "A06", label: Label("支付超指标", "Payment exceeds allotment"), outcome: .refuse, isWaivable: true,
        definition: Label("指标行的净支付额 ≤ 指标金额。", "The net payments on a line are at most what it holds."),
        remedy: Label("减少金额，或先登记追加的指标。", "Pay less, or record the allotment that covers it."))

    static func fault(given: Int64, expected: Label, by: Int64, _ context: RuleContext) -> Fault {
        Fault(
            rule: description.id, outcome: context.isPublishedHistory ? .warn : .refuse, path: "body.amount_fen",
            given: String(given), expected: expected, remedy: description.remedy, difference: String(by))
    }
}
