import LedgerDomain
import LedgerViews

/// Money does not lie unpaid for years after it was received (资金滞留闲置).
///
/// Money that was carried over, or distributed within the place, has the age of the line on which it was received. What
/// went down to a lower place has an age of its own from that place's receipt.
struct A07IdleFunds: LogRule {
    private static let warnDays = "idle.warn_days"
    private static let errorDays = "idle.error_days"

    static let description = RuleDescription(
        "A07", Label("资金滞留闲置", "Idle funds"), .error,
        stages: Label(
            "超过 idle.warn_days 警告，超过 idle.error_days 错误，按结余收回。",
            "A warning past idle.warn_days; an error past idle.error_days, when the amount is to be recovered as lapsed."
        ),
        .audit,
        definition: Label(
            "指标行未支付余额自接收日起的天数不超过规定天数。",
            "The unpaid balance of a line is no older than so many days, counted from the receive date."),
        silence: Label(
            "没有接收日期，或日期不精确到日；没有该参数", "no receive date, or one not exact to the day; no policy"),
        remedy: Label("加快支付；超过期限的，按结余收回。", "Pay it out; what is past the second limit is to be recovered."),
        parameters: [warnDays, errorDays], .idle,
        basis:
            "audit reports count money idle for more than two years (crnews.net 65941; 山东审计厅 copy at xiaoshuotop.com); day thresholds and Budget Law art. 42 default, to be confirmed by the office"
    )

    static let kinds: [EventKind] = [
        .allotmentReceived, .allotmentDistributed, .allotmentCarriedOver, .allotmentLapsed, .allotmentRecovered,
        .disbursementMade, .disbursementReturned,
    ]

    private var book = AllotmentLineHistory()

    init() {}

    mutating func apply(_ entry: Entry) { book.apply(entry) }

    func findings(_ scope: AuditScope) -> [Finding] {
        let parents = book.parents(isExecutableFollowed: true)
        var used: [AllotmentLineHistory.Line: (amount: Int128, positions: [UInt64])] = [:]
        for move in book.moves(asOf: scope.asOf) {
            switch move.draw {
            case .own, .carriedOver, .committed: continue
            case .down, .paid, .gone:
                let root = AllotmentLineHistory.root(of: move.line, following: parents)
                used[root, default: (0, [])].amount += Int128(move.amount)
                used[root, default: (0, [])].positions.append(move.seq)
            }
        }
        let receipts = book.receipts.values.sorted { ($0.line, $0.receipt.seq) < ($1.line, $1.receipt.seq) }
        return Dictionary(grouping: receipts, by: \.line).sorted { $0.key < $1.key }.compactMap { line, receipts in
            finding(line, receipts.map(\.receipt), used[line], scope)
        }
    }

    private func finding(
        _ line: AllotmentLineHistory.Line, _ receipts: [AllotmentLineHistory.Receipt],
        _ used: (amount: Int128, positions: [UInt64])?,
        _ scope: AuditScope
    ) -> Finding? {
        let unpaid = receipts.reduce(Int128(0)) { $0 + Int128($1.amount) } - (used?.amount ?? 0)
        guard unpaid > 0, let day = receipts.compactMap(\.receivedOn).min(), let year = receipts.map(\.lineYear).min()
        else { return nil }
        func limit(_ parameter: String) -> Int64? {
            scope.policies.value(
                parameter, for: line.place, .init(effectiveOn: day, fiscalYear: year), scope.regions)?.number
        }
        let age = Int64(scope.asOf.ordinal) - Int64(day.ordinal)
        let passed = [(Severity.error, limit(Self.errorDays)), (.warn, limit(Self.warnDays))]
            .first { _, limit in limit.map { age > $0 } ?? false }
        guard let (severity, days) = passed, let days else { return nil }
        return Finding(
            Self.description, severity, region: line.place, fiscalYear: year, subject: line.id, amountFen: unpaid,
            positions: receipts.map(\.seq) + (used?.positions ?? []), path: "received_on", given: String(age),
            expected: Label("\(days) 天以内支付完毕（\(day) 接收）", "paid within \(days) days of its receipt on \(day)"),
            difference: String(age - days))
    }
}
