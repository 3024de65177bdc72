import LedgerDomain
import LedgerViews

/// The same payee does not get the same amount from one line twice within some days (疑似重复支付).
///
/// Under the same voucher it is the repeat of a key and refused. What came back in full was not paid.
enum A56RepeatedPayment: EntryRule {
    private static let window = "payment.repeat_days"

    static let description = RuleDescription(
        "A56", Label("疑似重复支付", "Possible repeated payment"), .warn,
        definition: Label(
            "同一指标行、同一收款人、同一金额在规定天数内没有另一凭证的支付，已全额退回的除外。",
            "No payment from the same line to the same payee of the same amount stands within so many days under another voucher, unless it came back in full."
        ),
        silence: Label(
            "没有收款人（A53）；日期不精确到日；导入的公开汇总数据",
            "no payee (A53); the date is not exact to the day; imports of published aggregates"),
        remedy: Label("核对是否重复支付；重复的，退回资金。", "Check whether it was paid twice; if so, have it returned."),
        parameters: [window], .other, basis: "product rule; 30 days default, to be confirmed by the office")

    static let kinds: [EventKind] = [.disbursementMade]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard !context.isPublishedHistory, let name = PaymentFacts.name(of: entry), let day = entry.effectiveOn,
            !facts[name].texts.isEmpty, let region = entry.region, let voucher = entry.text(.voucherNumber),
            let amount = entry.text(.amountFen),
            let days = facts.policies.value(window, for: region, .init(entry), context.regions)?.number
        else { return [] }
        func distance(_ payment: KnownPayment) -> Int64 { abs(Int64(payment.paidOn.ordinal) - Int64(day.ordinal)) }
        let near = PaymentFacts.payments(facts[name]).filter {
            !$0.isReturned && $0.voucher != voucher && distance($0) <= days
        }
        guard let first = near.min(by: { (distance($0), $0.seq) < (distance($1), $1.seq) }) else { return [] }
        return [
            description.fault(
                "body.amount_fen", given: amount,
                expected: Label(
                    "\(days) 天内没有同样的支付（\(first.paidOn) 凭证 \(first.voucher)，位置 \(first.seq)）",
                    "no such payment within \(days) days (voucher \(first.voucher) of \(first.paidOn), position \(first.seq))"
                ))
        ]
    }
}
