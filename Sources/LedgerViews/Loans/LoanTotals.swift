public import LedgerDomain

/// 1 January to a day, and the same span a year before (本年累计、上年同期).
public struct YearToDate: Hashable, Sendable {
    /// 1 January.
    public let from: Day
    /// The last day counted: the cut-off, the day of the report, or 31 December of a past year.
    public let to: Day
    /// Whether the span is the whole year and that year has ended.
    public let isWholeYear: Bool

    /// The span of a report; `nil` where its year has not begun by the cut-off.
    public init?(_ scope: ReportScope) {
        from = Day.first(of: scope.year)
        to = min(scope.effectiveTo ?? scope.today, scope.today, Day.last(of: scope.year))
        guard from <= to else { return nil }
        isWholeYear = to == Day.last(of: scope.year) && to < scope.today
    }

    /// 1 January of the year before.
    public var baseFrom: Day { from.aYearBefore }
    /// The same day a year before; 29 February becomes 28 February.
    public var baseTo: Day { to.aYearBefore }
    /// As `2022-01-01/2022-05-31`.
    public var text: String { "\(from)/\(to)" }
    /// The span a year before, written likewise.
    public var baseText: String { "\(baseFrom)/\(baseTo)" }
}

/// What the loans of one place, township or programme come to within a ``YearToDate``.
struct LoanTotals: Hashable, Sendable {
    /// Whether new loans count renewals (续贷).
    enum Variant: String, CaseIterable {
        /// The headline.
        case withRenewal = "WITH_RENEWAL"
        case withoutRenewal = "WITHOUT_RENEWAL"
    }

    private var first = LoanDays.Sum()
    private var renewed = LoanDays.Sum()
    private var firstBefore = LoanDays.Sum()
    private var renewedBefore = LoanDays.Sum()
    /// Whether a loan counts on or before the end of the span a year before; otherwise the ledger does not
    /// reach back to it, and nothing is not zero.
    private(set) var reachesBase = false
    /// Disbursed less repaid and written off, up to the end of the span.
    private(set) var outstanding: Int128 = 0
    /// Overdue principal at the end of the span.
    private(set) var overdue: Int128 = 0
    /// Loans without a date: shown, never computed with.
    private(set) var undated = LoanDays.Sum()
    /// All that was summed.
    private(set) var evidence = Evidence()

    mutating func add(_ key: LoanDays.Key, _ sum: LoanDays.Sum, in span: YearToDate) {
        guard let day = key.day else {
            if key.quantity.isDisbursed { undated.add(sum) }
            return
        }
        guard day <= span.to else { return }
        evidence.add(sum.evidence)
        switch key.quantity {
        case .new, .topUp, .renewal:
            outstanding += sum.amount
            addDisbursed(key.quantity == .renewal, sum, on: day, in: span)
        case .repaid, .writtenOff: outstanding -= sum.amount
        case .overdue: overdue += sum.amount
        }
    }

    private mutating func addDisbursed(_ isRenewal: Bool, _ sum: LoanDays.Sum, on day: Day, in span: YearToDate) {
        if day <= span.baseTo, sum.count != 0 { reachesBase = true }
        if day >= span.from {
            if isRenewal { renewed.add(sum) } else { first.add(sum) }
        } else if day >= span.baseFrom, day <= span.baseTo {
            if isRenewal { renewedBefore.add(sum) } else { firstBefore.add(sum) }
        }
    }

    mutating func add(_ other: LoanTotals) {
        first.add(other.first)
        renewed.add(other.renewed)
        firstBefore.add(other.firstBefore)
        renewedBefore.add(other.renewedBefore)
        reachesBase = reachesBase || other.reachesBase
        outstanding += other.outstanding
        overdue += other.overdue
        undated.add(other.undated)
        evidence.add(other.evidence)
    }

    /// New loans within the span (新增).
    func new(_ variant: Variant) -> LoanDays.Sum { Self.sum(first, renewed, variant) }

    /// New loans within the span a year before (上年同期新增).
    func newBefore(_ variant: Variant) -> LoanDays.Sum { Self.sum(firstBefore, renewedBefore, variant) }

    private static func sum(_ first: LoanDays.Sum, _ renewed: LoanDays.Sum, _ variant: Variant) -> LoanDays.Sum {
        var sum = first
        if variant == .withRenewal { sum.add(renewed) }
        return sum
    }

    /// The side of growth that a row of loans is on; `nil` for one that is on neither.
    ///
    /// - Parameter reachesBase: whether there is a year before to count.
    static func part(
        of key: LoanDays.Key, _ variant: Variant, in span: YearToDate, reachesBase: Bool
    ) -> FigurePart? {
        guard let day = key.day, key.quantity.isDisbursed, variant == .withRenewal || key.quantity != .renewal else {
            return nil
        }
        if span.from <= day, day <= span.to { return .numerator }
        return reachesBase && span.baseFrom <= day && day <= span.baseTo ? .denominator : nil
    }

    /// Growth over the year before (同比), or why there is none.
    func growth(_ variant: Variant) -> (ratio: Ratio?, reason: FigureReason?) {
        guard reachesBase else { return (nil, .noBaseYear) }
        let base = newBefore(variant).amount
        guard base > 0 else { return (nil, .zeroBase) }
        return (Ratio(new(variant).amount - base, base), nil)
    }
}

/// For which places below the one asked for a report has rows of their own.
public enum LoanRows: String, CaseIterable, Sendable {
    /// For none.
    case total
    /// For each province.
    case province
    /// For each place that has loans of its own.
    case place
    /// For each township of each place (乡镇).
    case township
}
