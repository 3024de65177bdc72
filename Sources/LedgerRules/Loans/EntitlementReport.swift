public import LedgerDomain
public import LedgerViews

/// What each loan has earned of its subsidy by a day, against what it got (应贴与已贴).
///
/// A loan has a row for each scheme that paid it. A loan that got nothing has a row where its place has a scheme for its
/// time; where there are several, nothing in the log says which is its own. Caps of a year, a holder or a legal
/// representative depend on other loans and are left to the rules.
public enum EntitlementReport {
    /// Why a row has no value, or a value to be read with care.
    enum Reason: String, CaseIterable {
        case unknownLoan = "UNKNOWN_LOAN"
        case noPolicy = "NO_POLICY"
        case inexactDate = "INEXACT_DATE"
        case noRate = "NO_RATE"
        case noMaturity = "NO_MATURITY"
        case noBaseRate = "NO_BASE_RATE"
        case tooLarge = "TOO_LARGE"
        case severalPolicies = "SEVERAL_POLICIES"
        /// A flag, not an undefined value: the scheme leaves the household out, so nothing is due.
        case excludedStatus = "EXCLUDED_STATUS"
        /// A flag: the scheme wants interest paid first, and none is on record, so nothing is due.
        case noInterest = "NO_INTEREST_PAID"
        /// A flag: less interest was really paid, and not used up by other schemes, than the loan earned.
        case boundByInterest = "ABOVE_INTEREST_PAID"

        var label: Label {
            switch self {
            case .unknownLoan: Label("账中没有该贷款", "The loan is not in the ledger")
            case .noPolicy: Label("账中没有该贴息办法", "The scheme is not in the ledger")
            case .inexactDate: Label("日期不精确到日", "A date is not exact to the day")
            case .noRate: Label("没有合同利率", "No contract rate")
            case .noMaturity: Label("没有到期日", "No maturity")
            case .noBaseRate: Label("没有基准利率", "No base rate")
            case .tooLarge: Label("金额超出计算范围", "Too large to compute")
            case .severalPolicies: Label("有多个贴息办法", "Several schemes could apply")
            case .excludedStatus: Label("农户类型不享受贴息", "The scheme excludes the household")
            case .noInterest: Label("先付后贴，没有付息登记", "Interest is paid first, and none is on record")
            case .boundByInterest: Label("以实付利息为限", "The interest really paid is less")
            }
        }
    }

    /// What a row is of: a loan, and one policy of its subsidies.
    private struct Row {
        let key: LoanRegister.Key
        let loan: LoanHistory
        let line: EntitlementLine
    }

    private static func columns(_ regions: RegionTable) -> [Column<Row>] {
        [
            Column("region", "地区代码", "Region", isShown: false) { .text($0.key.place.description) },
            Column("region_name", "地区", "Place") {
                .text(regions.name(of: $0.key.place) ?? $0.key.place.description)
            },
            Column("loan", "贷款", "Loan") { .text($0.key.name) },
            Column("policy", "贴息办法", "Scheme") { text($0.line.policy) },
            Column("from", "起", "From") { text($0.line.from?.description) },
            Column("to_day", "止（不含）", "To") { text($0.line.to?.description) },
            Column("days", "天数", "Days") { $0.line.days.map { .integer($0) } ?? .missing },
            Column("principal_fen", "放款本金", "Principal lent") {
                $0.loan.terms.map { .fen(Int128($0.amountFen)) } ?? .missing
            },
            Column("due_fen", "累计应贴", "Due") { $0.line.due.map { .fen($0) } ?? .missing },
            Column("interest_fen", "实付利息", "Interest paid") { $0.line.interest.map { .fen($0) } ?? .missing },
            Column("paid_fen", "已贴", "Paid") { .fen($0.line.paid) },
            Column("difference_fen", "应贴减已贴", "Due less paid") { row in
                row.line.due.map { .fen($0 - row.line.paid) } ?? .missing
            },
            Column("exact_due_fen", "应贴分数", "Exact due", isShown: false) {
                text($0.line.exact.map { "\($0.numerator)/\($0.denominator)" })
            },
            Column("reason", "说明", "Reason") { $0.line.reason.map { .code($0.rawValue, $0.label) } ?? .missing },
            Column("events", "记录数", "Events", isShown: false) { .integer($0.line.evidence.events) },
            Column("first_seq", "首条", "First", isShown: false) { position($0.line.evidence.firstSeq) },
            Column("last_seq", "末条", "Last", isShown: false) { position($0.line.evidence.lastSeq) },
        ]
    }

    private static func text(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }

    private static func position(_ seq: UInt64?) -> ReportValue {
        seq.map { .integer(Int64(clamping: $0)) } ?? .missing
    }

    /// The report of a place, with all below it, as of the end of a day.
    public static func make(
        _ book: LoanRegister, policies: Policies, region: RegionCode, asOf: Day, regions: RegionTable
    ) -> Report {
        let columns = columns(regions)
        var report = Report(
            "subsidies", title: Label("应贴与已贴", "Subsidies due and paid"), columns: columns.map(\.column))
        let rates = PolicyRegister(policies)
        for (key, loan) in book.loans.sorted(by: { $0.key < $1.key }) where regions.contains(region, key.place) {
            for line in lines(key, loan, book, rates, asOf) {
                report.rows.append(columns.values(of: Row(key: key, loan: loan, line: line)))
                report.evidence.add(line.evidence)
            }
        }
        report.notes = [
            Label(
                "应贴为放款以来按贴息办法计算至 \(asOf) 的累计数，四舍五入一次，不超过付息登记中未被其他办法贴息的利息；未计年度、主体和法定代表人上限。",
                "Due is the cumulative entitlement since the payout to \(asOf), rounded once, within the interest on record that other schemes have not subsidised; caps of a year, a holder or a legal representative are not applied."
            )
        ]
        return report
    }

    private static func lines(
        _ key: LoanRegister.Key, _ loan: LoanHistory, _ book: LoanRegister, _ rates: PolicyRegister, _ asOf: Day
    ) -> [EntitlementLine] {
        let paidBy = Set(loan.subsidies.map(\.policy)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let end = asOf.adding(days: 1)
        if paidBy.isEmpty {
            guard let terms = loan.terms, terms.start < end else { return [] }
            let open = book.schemes(of: key.place, terms, before: end)
            if open.count > 1 { return [EntitlementLine(nil, loan, reason: .severalPolicies)] }
            return open.map { line($0, key, loan, book, rates, end) }
        }
        return paidBy.map { line($0, key, loan, book, rates, end) }
    }

    private static func line(
        _ policy: String, _ key: LoanRegister.Key, _ loan: LoanHistory, _ book: LoanRegister, _ rates: PolicyRegister,
        _ end: Day
    ) -> EntitlementLine {
        guard let scheme = book.schemes[LoanRegister.Key(place: key.place, name: policy)] else {
            return EntitlementLine(policy, loan, reason: .noPolicy)
        }
        let earned: SubsidyEntitlement
        do throws(SubsidyEntitlement.Undefined) {
            earned = try SubsidyEntitlement(loan, scheme, rates, before: end)
        } catch {
            return EntitlementLine(policy, loan, reason: Reason(rawValue: error.rawValue))
        }
        var line = EntitlementLine(policy, loan, reason: nil)
        (line.from, line.to) = (earned.segments.first?.from, earned.segments.last?.to)
        line.days = earned.segments.reduce(0) { $0 + $1.days }
        line.exact = earned.due.exact
        if let status = loan.terms.flatMap(book.status), scheme.excluded.contains(status) {
            (line.due, line.reason) = (0, .excludedStatus)
        } else {
            let limit = SubsidyLimit(loan, scheme, policy, earned.due)
            line.due = limit.dueFen
            if limit.isBoundByInterest { line.reason = loan.hasInterest ? .boundByInterest : .noInterest }
        }
        return line
    }
}

/// One row of the report.
private struct EntitlementLine {
    var policy: String?
    var from: Day?
    var to: Day?
    var days: Int64?
    var due: Int128?
    var exact: Ratio?
    /// What `interest.paid` says was really paid; `nil` where it says nothing.
    let interest: Int128?
    var paid: Int128
    var reason: EntitlementReport.Reason?
    var evidence = Evidence()

    init(_ policy: String?, _ loan: LoanHistory, reason: EntitlementReport.Reason?) {
        self.policy = policy
        self.reason = reason
        interest = loan.hasInterest ? loan.interestFen : nil
        paid = loan.subsidies.filter { $0.policy == policy }.reduce(0) { $0 + Int128($1.fen) }
        for record in loan.records { evidence.add(record.seq) }
    }
}
