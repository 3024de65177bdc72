public import LedgerDomain

/// A row of growth with the target of its place and year.
struct GrowthRow {
    let line: GrowthLine
    let target: PolicyRecord?
}

/// One row of the growth report.
public struct GrowthLine: Sendable {
    /// The place.
    public let region: RegionCode
    /// The caliber; ``MicroloanGrowthReport/ownCaliber`` for own loans.
    public private(set) var caliber = MicroloanGrowthReport.ownCaliber
    /// The programme, empty where it was not said.
    public private(set) var programme = ""
    /// The basis of a published figure.
    public private(set) var basis = ""
    /// With or without renewals; empty for published figures.
    public private(set) var variant = ""
    /// The span, as `2022-01-01/2022-05-31`.
    public private(set) var period = ""
    /// Whether it counts renewals; a published figure does not say.
    public var countsRenewals: Bool { variant == LoanTotals.Variant.withRenewal.rawValue }
    var basePeriod = ""
    /// New loans, in 分 or in the unit of a published figure.
    public private(set) var amount: Int128?
    /// New loans of the same span a year before.
    public private(set) var base: Int128?
    /// The growth; `nil` where it is undefined.
    public private(set) var growth: Ratio?
    var count: Int64?
    var baseCount: Int64?
    var countUnit: CountUnit?
    var qualifier: FigureQualifier = .exact
    var baseQualifier: FigureQualifier?
    /// Whether it did not fall: OPEN below the year before while the span can still grow, MISSED at its end.
    public private(set) var verdict = TargetVerdict.undefined
    /// Why there is no growth.
    public private(set) var reason: FigureReason?
    /// By how much it is below the year before, at least 0.
    public private(set) var gap: Int128?
    /// The entries behind both sides.
    public private(set) var evidence = Evidence()
    /// What makes it up.
    public var selection: FigureSelection { makeSelection() }
    private let makeSelection: @Sendable () -> FigureSelection

    /// Own loans.
    init(
        _ totals: LoanTotals, _ variant: LoanTotals.Variant, region: RegionCode, _ span: YearToDate,
        _ makeSelection: @escaping @Sendable () -> FigureSelection
    ) {
        self.region = region
        self.makeSelection = makeSelection
        programme = LoanProgramme.povertyMicroloan.rawValue
        self.variant = variant.rawValue
        period = span.text
        basePeriod = span.baseText
        let new = totals.new(variant)
        amount = new.amount
        count = new.count
        countUnit = .loan
        evidence = new.evidence
        let growth = totals.growth(variant)
        self.growth = growth.ratio
        reason = growth.reason
        guard totals.reachesBase else { return }
        let before = totals.newBefore(variant)
        base = before.amount
        baseCount = before.count
        baseQualifier = .exact
        evidence.add(before.evidence)
        gap = max(0, before.amount - new.amount)
        verdict = new.amount >= before.amount ? .met : span.isWholeYear ? .missed : .open
    }

    /// A published figure.
    init(_ figure: FigureGrowth, today: Day) {
        let current = figure.current
        region = current.region
        makeSelection = {
            var selection = FigureSelection()
            selection.take(figure.current)
            if let base = figure.base { selection.take(base, .denominator) }
            return selection
        }
        caliber = current.caliber?.rawValue ?? ""
        programme = current.programme?.rawValue ?? ""
        basis = current.basis
        period = current.periodText
        if let span = current.spanAYearBefore { basePeriod = "\(span.from)/\(span.to)" }
        amount = Int128(current.value)
        count = current.count
        countUnit = current.countUnit
        qualifier = current.qualifier
        evidence = current.evidence
        growth = figure.ratio
        reason = figure.reason
        verdict = figure.verdict(today: today)
        guard let before = figure.base else { return }
        base = Int128(before.value)
        baseCount = before.count
        baseQualifier = before.qualifier
        basePeriod = before.periodText
        evidence.add(before.evidence)
        if figure.ratio != nil { gap = max(0, Int128(before.value) - Int128(current.value)) }
    }

    /// The columns of rows of some places.
    static func columns(_ regions: RegionTable) -> [Column<GrowthRow>] {
        [
            Column("region", "地区代码", "Region", isShown: false) { .text($0.line.region.description) },
            Column("region_name", "地区", "Place") {
                .text(regions.name(of: $0.line.region) ?? $0.line.region.description)
            },
        ] + figureColumns + [
            Column("target", "目标", "Target", isShown: false) { $0.target.map { .text($0.targetText) } ?? .missing }
        ] + Column.records(\.line.evidence)
    }

    private static let figureColumns: [Column<GrowthRow>] = [
        Column("caliber", "统计口径", "Caliber") { $0.line.caliberValue },
        Column("programme", "贷款项目", "Programme") { .code(or: LoanProgramme(rawValue: $0.line.programme)) },
        Column("metric", "指标", "Metric", isShown: false) { _ in .text(MicroloanGrowthReport.metric) },
        Column("basis", "口径基础", "Basis", isShown: false) { .text($0.line.basis) },
        Column("variant", "续贷口径", "Variant") { $0.line.variantValue },
        Column("period", "期间", "Period") { .text($0.line.period) },
        Column("base_period", "上年同期", "Base period", isShown: false) { .text($0.line.basePeriod) },
        Column("amount_fen", "新增", "New") { .fen(or: $0.line.amount) },
        Column("base_fen", "上年同期新增", "New a year before") { .fen(or: $0.line.base) },
        Column("growth_bp", "同比", "Growth") { .basisPoints(or: $0.line.growth) },
        Column("count", "数量", "Count") { .integer(or: $0.line.count) },
        Column("base_count", "上年同期数量", "Count a year before", isShown: false) { .integer(or: $0.line.baseCount) },
        Column("count_unit", "数量单位", "Count unit") { .code(or: $0.line.countUnit) },
        Column("qualifier", "限定", "Qualifier") { .code(or: $0.line.qualifier) },
        Column("base_qualifier", "上年限定", "Base qualifier", isShown: false) { .code(or: $0.line.baseQualifier) },
        Column("verdict", "只增不减", "Verdict") { .code($0.line.verdict.rawValue, $0.line.verdict.label) },
        Column("reason", "说明", "Reason") { .reason($0.line.reason) },
        Column("gap_fen", "差额", "Gap") { .fen(or: $0.line.gap) },
    ]

    private var caliberValue: ReportValue {
        Caliber(rawValue: caliber).map { .code($0.rawValue, $0.label) }
            ?? (caliber == MicroloanGrowthReport.ownCaliber ? .ownCaliber : .text(caliber))
    }

    private var variantValue: ReportValue {
        switch LoanTotals.Variant(rawValue: variant) {
        case .withRenewal: .code(variant, Label("含续贷", "with renewals"))
        case .withoutRenewal: .code(variant, Label("不含续贷", "without renewals"))
        case nil: .text("")
        }
    }
}
