public import LedgerDomain

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

    /// Own loans.
    init(_ totals: LoanTotals, _ variant: LoanTotals.Variant, region: RegionCode, _ span: YearToDate) {
        self.region = region
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

    static let columns: [ReportColumn] = [
        ReportColumn("region", "地区代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("caliber", "统计口径", "Caliber"),
        ReportColumn("programme", "贷款项目", "Programme"),
        ReportColumn("metric", "指标", "Metric", isShown: false),
        ReportColumn("basis", "口径基础", "Basis", isShown: false),
        ReportColumn("variant", "续贷口径", "Variant"),
        ReportColumn("period", "期间", "Period"),
        ReportColumn("base_period", "上年同期", "Base period", isShown: false),
        ReportColumn("amount_fen", "新增", "New"),
        ReportColumn("base_fen", "上年同期新增", "New a year before"),
        ReportColumn("growth_bp", "同比", "Growth"),
        ReportColumn("count", "数量", "Count"),
        ReportColumn("base_count", "上年同期数量", "Count a year before", isShown: false),
        ReportColumn("count_unit", "数量单位", "Count unit"),
        ReportColumn("qualifier", "限定", "Qualifier"),
        ReportColumn("base_qualifier", "上年限定", "Base qualifier", isShown: false),
        ReportColumn("verdict", "只增不减", "Verdict"),
        ReportColumn("reason", "说明", "Reason"),
        ReportColumn("gap_fen", "差额", "Gap"),
        ReportColumn("target", "目标", "Target", isShown: false),
        ReportColumn("events", "记录数", "Events", isShown: false),
        ReportColumn("first_seq", "首条", "First", isShown: false),
        ReportColumn("last_seq", "末条", "Last", isShown: false),
    ]

    func values(regions: RegionTable, target: PolicyRecord?) -> [ReportValue] {
        [
            .text(region.description), .text(regions.name(of: region) ?? region.description),
            caliberValue, .code(or: LoanProgramme(rawValue: programme)), .text(MicroloanGrowthReport.metric),
            .text(basis), variantValue, .text(period), .text(basePeriod), .fen(or: amount), .fen(or: base),
            .basisPoints(or: growth), .integer(or: count), .integer(or: baseCount), .code(or: countUnit),
            .code(or: qualifier),
            .code(or: baseQualifier), .code(verdict.rawValue, verdict.label), .reason(reason), .fen(or: gap),
            target.map { .text($0.targetText) } ?? .missing, .integer(evidence.events),
            .position(evidence.firstSeq), .position(evidence.lastSeq),
        ]
    }

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
