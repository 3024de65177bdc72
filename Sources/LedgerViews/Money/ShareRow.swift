public import LedgerDomain

/// One row of the industry share report.
public struct ShareRow: Sendable {
    /// The place it is of.
    public var region: RegionCode
    /// The name of the place.
    public var regionName: String
    /// The year that the money was first issued for.
    public var fiscalYear: Int
    /// What it is one of; ``MoneyGrouping/total`` for the place itself.
    public var by: MoneyGrouping
    /// Which one, empty for the place itself.
    public var key: String
    /// The name of the key.
    public var keyName: Label
    /// Which levels of money.
    public var basis: ShareBasis
    /// Arranged or paid.
    public var measure: ShareMeasure
    /// Which classes count.
    public var classes: ShareClasses
    /// The source.
    public var source: FundSource
    /// Money of the classes; `nil` where only bounds are known.
    public var numerator: Int128?
    /// Own money (ARRANGED) or all payments (PAID); `nil` where unknown.
    public var denominator: Int128?
    /// The share; `nil` where it is undefined.
    public var share: Ratio?
    /// Why there is no share or no verdict.
    public var reason: FigureReason?
    /// The least and the most the numerator can be, where it is not known.
    public var bounds: ClosedRange<Int128>?
    /// Commitments, of the row's classes in a row by class or nature.
    public var committed: Int128?
    /// Own money not committed.
    public var uncommitted: Int128?
    /// The fraction it is held against.
    public var target: Ratio?
    /// How it stands.
    public var verdict: TargetVerdict
    /// The share of the year before.
    public var priorShare: Ratio?
    /// The national number, for places: no verdict, to be read against.
    public var reference: Ratio?
    /// Whether the share is at or above the reference.
    public var isAboveReference: Bool?
    /// 收回, taken off the denominator.
    public var recovered: Int128
    /// Of the numerator, money of doubtful classes.
    public var doubtful: Int128
    /// The entries behind the row.
    public var evidence: Evidence

    /// Share less target, from the exact fractions; `nil` where one is undefined or the products pass 128 bits.
    public var gap: Ratio? {
        guard let share, let target else { return nil }
        return share.subtracting(target)
    }
}

extension Ratio {
    /// The difference of two ratios; `nil` for a zero denominator, or where a product passes 128 bits.
    ///
    /// Sums of up to 2⁴⁰ amounts below 2²³ 分 each, which is more than the money there is, stay in range.
    func subtracting(_ other: Ratio) -> Ratio? {
        guard denominator != 0, other.denominator != 0 else { return nil }
        let (left, first) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (right, second) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (difference, third) = left.subtractingReportingOverflow(right)
        let (product, fourth) = denominator.multipliedReportingOverflow(by: other.denominator)
        return first || second || third || fourth ? nil : Ratio(difference, product)
    }
}

extension ShareRow {
    /// What the numerator is: of a class or nature its own money, which need not be industry.
    private static func numeratorTitle(by grouping: MoneyGrouping?) -> Label {
        switch grouping {
        case .projectClass, .nature: Label("本类资金", "Money of the class")
        case nil: Label("产业（本类）资金", "Industry money, or of the class")
        default: Label("产业资金", "Industry money")
        }
    }

    static func columns(by grouping: MoneyGrouping?) -> [Column<ShareRow>] {
        let numerator = numeratorTitle(by: grouping)
        return whatItIs + [
            Column("numerator_fen", numerator.chinese, numerator.english) { .fen(or: $0.numerator) },
            Column("denominator_fen", "资金总额", "All money") { .fen(or: $0.denominator) },
            Column("share_bp", "占比", "Share") { .basisPoints(or: $0.share) },
            Column("target_bp", "目标", "Target") { .basisPoints(or: $0.target) },
            Column("verdict", "结论", "Verdict") { .code($0.verdict.rawValue, $0.verdict.label) },
            Column("reason", "原因", "Reason") { .reason($0.reason) },
            Column("lower_fen", "下限", "At least") { .fen(or: $0.bounds?.lowerBound) },
            Column("upper_fen", "上限", "At most") { .fen(or: $0.bounds?.upperBound) },
            Column("committed_fen", "已安排", "Committed") { .fen(or: $0.committed) },
            Column("uncommitted_fen", "未安排", "Not committed") { .fen(or: $0.uncommitted) },
            Column("gap_bp", "与目标差", "Gap") { .basisPoints(or: $0.gap) },
            Column("prior_share_bp", "上年占比", "Prior year") { .basisPoints(or: $0.priorShare) },
            Column("reference_bp", "全国目标", "National target", isShown: false) { .basisPoints(or: $0.reference) },
            Column("against_reference", "与全国目标比", "Against national", isShown: false) { $0.againstReference },
            Column("recovered_fen", "收回", "Recovered", isShown: false) { .fen($0.recovered) },
            Column("doubtful_fen", "其中存疑", "Of it doubtful", isShown: false) { .fen($0.doubtful) },
        ] + Column.events(\.evidence)
    }

    private static let whatItIs: [Column<ShareRow>] = [
        Column("region", "区划代码", "Region", isShown: false) { .text($0.region.description) },
        Column("region_name", "地区", "Place") { .text($0.regionName) },
        Column("fiscal_year", "年度", "Year", isShown: false) { .integer(Int64($0.fiscalYear)) },
        Column("by", "分组", "By", isShown: false) { .text($0.by.code) },
        Column("key", "项", "Key") { $0.key.isEmpty ? .text("") : .code($0.key, $0.keyName) },
        Column("basis", "口径", "Basis") { .code($0.basis.rawValue, $0.basis.label) },
        Column("measure", "计量", "Measure") { .code($0.measure.rawValue, $0.measure.label) },
        Column("classes", "计入范围", "Classes") { .code($0.classes.rawValue, $0.classes.label) },
        Column("fund_source", "资金来源", "Source", isShown: false) { .code($0.source.rawValue, $0.source.label) },
    ]

    private var againstReference: ReportValue {
        switch isAboveReference {
        case true?: .code("ABOVE", Label("不低于", "at or above"))
        case false?: .code("BELOW", Label("低于", "below"))
        case nil: .missing
        }
    }
}

extension ReportValue {
    /// An amount, or none.
    static func fen(or amount: Int128?) -> ReportValue { amount.map(ReportValue.fen) ?? .missing }
    /// A ratio rounded once, or none.
    static func basisPoints(or ratio: Ratio?) -> ReportValue {
        ratio?.basisPoints.map(ReportValue.basisPoints) ?? .missing
    }
    /// A position, or none.
    static func position(_ seq: UInt64?) -> ReportValue { seq.map { .integer(Int64(clamping: $0)) } ?? .missing }
}
