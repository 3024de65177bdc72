import LedgerDomain
import LedgerViews

/// A loan that is overdue for so long is claimed from the compensation fund (逾期超90天未启动补偿).
struct A42CompensationNotClaimed: LogRule {
    private static let days = "compensation.start_days"

    static let description = RuleDescription(
        "A42", Label("逾期超90天未启动补偿", "No compensation after 90 days"), .info, .audit,
        definition: Label(
            "逾期达到当地规定天数的贷款已启动风险补偿。",
            "A loan overdue for the number of days laid down for the place has been claimed from the compensation fund."
        ),
        silence: Label(
            "当地没有补偿规定（无政策）；日期不精确到日", "no compensation rule in force (no policy); the date is not exact to the day"),
        remedy: Label("启动风险补偿，或说明原因。", "Claim the compensation, or say why not."), parameters: [days], .other,
        basis: "南澳县 (nanao.gov.cn post_2464798)")

    static let kinds: [EventKind] = [.loanDisbursed, .loanRepaid, .loanOverdue, .loanCleared, .compensationPaid]

    private struct Loan: Hashable {
        let place: RegionCode
        let token: String
    }

    /// Changes of what is overdue; loans that never were have none.
    private var histories: [Loan: LoanHistory] = [:]
    private var claims: [Loan: Int64] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let place = entry.region, let token = entry.text(.loan) else { return }
        if entry.kind == .compensationPaid {
            claims[Loan(place: place, token: token), default: 0] += entry.sign
            return
        }
        for (loan, record) in LoanHistory.records(of: entry) {
            guard case .changed(_, _, let overdue, _) = record.event, overdue != 0 else { continue }
            histories[Loan(place: place, token: loan), default: LoanHistory()].apply(record, sign: entry.sign)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let found = histories.compactMap { loan, history -> Finding? in
            guard claims[loan, default: 0] <= 0, history.isExact, let open = history.arrears.last, open.to == nil,
                let most = scope.policies.value(
                    Self.days, for: loan.place, .init(effectiveOn: scope.asOf), scope.regions)?.number
            else { return nil }
            let days = Int64(scope.asOf.ordinal) - Int64(open.from.ordinal)
            guard days >= most else { return nil }
            return Finding(
                Self.description, region: loan.place, fiscalYear: nil, subject: loan.token,
                amountFen: Int128(history.balances.last?.overdueFen ?? 0), positions: history.records.map(\.seq),
                path: "overdue_days", given: String(days),
                expected: Label("逾期 \(most) 天内启动补偿", "a claim before \(most) days overdue"),
                difference: String(days - most))
        }
        return found.sorted(by: Finding.isOrdered)
    }
}
