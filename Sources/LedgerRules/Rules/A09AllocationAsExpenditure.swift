import LedgerDomain
import LedgerViews

/// Money moved into an account of finance, a unit or a township goes on to those who earned it (以拨代支、虚列支出).
///
/// It goes on by a payment of the same project to a final payee, or by subsidies that name the voucher. That it was moved
/// there at all is ``A10MovedToUnitAccount``'s to report.
struct A09AllocationAsExpenditure: LogRule {
    private static let days = "passthrough.final_payee_days"

    static let description = RuleDescription(
        "A09", Label("以拨代支、虚列支出", "Recording an allocation as expenditure"), .error, .audit,
        definition: Label(
            "拨到财政专户、单位或乡镇实有资金账户的资金，在规定天数内有支付给最终收款人的记录。",
            "After a payment into a special fiscal account, or an own account of a unit or a township, a payment to a final payee follows within so many days."
        ),
        silence: Label(
            "没有收款人类别（A53）；日期不精确到日；已全额退回；期限未到；没有该参数",
            "no payee class (A53); the date is not exact to the day; all of it came back; the days are not over; no policy"
        ),
        remedy: Label("支付给最终收款人，或退回资金。", "Pay the final payees, or have it returned."),
        parameters: [days], .falseEntry, isFindingTypePublic: true,
        basis: "official finding type; 30 days default, to be confirmed by the office")

    static let kinds: [EventKind] = PaymentHistory.kinds + [.householdSubsidyPaid, .interestSubsidyPaid]

    private var book = PaymentHistory()
    private var details: [UInt64: (place: RegionCode, year: Int, voucher: String, day: Day)] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        book.apply(entry)
        guard entry.kind == .householdSubsidyPaid || entry.kind == .interestSubsidyPaid, let position = entry.position
        else { return }
        guard entry.sign > 0, entry.isExactToTheDay, let place = entry.region, let day = entry.effectiveOn else {
            details[position] = nil
            return
        }
        details[position] = (place, entry.fiscalYear ?? 0, entry.text(.voucherNumber) ?? "", day)
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let payments = book.payments(asOf: scope.asOf).filter { $0.isExact && $0.net > 0 }
        var final: [Target: [Day]] = [:]
        for payment in payments {
            guard let payee = payment.payeeClass, !A10MovedToUnitAccount.accounts.contains(payee) else { continue }
            final[.project(payment.place, payment.project), default: []].append(payment.paidOn)
        }
        for detail in details.values where detail.day <= scope.asOf {
            final[.voucher(detail.place, detail.year, detail.voucher), default: []].append(detail.day)
        }
        return payments.compactMap { payment in
            guard let payee = payment.payeeClass, A10MovedToUnitAccount.accounts.contains(payee),
                let days = scope.policies.value(
                    Self.days, for: payment.place,
                    .init(effectiveOn: payment.paidOn, fiscalYear: payment.voucher.year), scope.regions)?.number
            else { return nil }
            let deadline = payment.paidOn.adding(days: Int(clamping: days))
            let later =
                (final[.project(payment.place, payment.project)] ?? [])
                + (final[.voucher(payment.place, payment.voucher.year, payment.voucher.number)] ?? [])
            guard scope.asOf > deadline, !later.contains(where: { payment.paidOn <= $0 && $0 <= deadline }) else {
                return nil
            }
            return Finding(
                Self.description, region: payment.place, fiscalYear: payment.voucher.year,
                subject: "\(payment.voucher.number) \(payment.voucher.line)", amountFen: payment.net,
                positions: [payment.seq], path: "body.payee_class", given: payee.rawValue,
                expected: Label("\(deadline) 以前支付给最终收款人", "a payment to a final payee by \(deadline)"))
        }
    }

    /// What shows that money went on.
    private enum Target: Hashable {
        case project(RegionCode, String)
        case voucher(RegionCode, Int, String)
    }
}
