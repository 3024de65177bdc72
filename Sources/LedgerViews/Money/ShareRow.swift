public import LedgerDomain

/// One row of the industry share report.
public struct ShareRow: Sendable {
    /// The place it is of.
    public var region: RegionCode
    /// The name of the place.
    public var regionName: String
    /// The year: line year for ARRANGED, budget year for PAID.
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
    static let columns: [ReportColumn] = [
        ReportColumn("region", "区划代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("fiscal_year", "年度", "Year", isShown: false),
        ReportColumn("by", "分组", "By", isShown: false),
        ReportColumn("key", "项", "Key"),
        ReportColumn("basis", "口径", "Basis"),
        ReportColumn("measure", "计量", "Measure"),
        ReportColumn("classes", "计入范围", "Classes"),
        ReportColumn("fund_source", "资金来源", "Source", isShown: false),
        ReportColumn("numerator_fen", "产业资金", "Industry money"),
        ReportColumn("denominator_fen", "资金总额", "All money"),
        ReportColumn("share_bp", "占比", "Share"),
        ReportColumn("target_bp", "目标", "Target"),
        ReportColumn("verdict", "结论", "Verdict"),
        ReportColumn("reason", "原因", "Reason"),
        ReportColumn("lower_fen", "下限", "At least"),
        ReportColumn("upper_fen", "上限", "At most"),
        ReportColumn("committed_fen", "已安排", "Committed"),
        ReportColumn("uncommitted_fen", "未安排", "Not committed"),
        ReportColumn("gap_bp", "与目标差", "Gap"),
        ReportColumn("prior_share_bp", "上年占比", "Prior year"),
        ReportColumn("reference_bp", "全国目标", "National target", isShown: false),
        ReportColumn("against_reference", "与全国目标比", "Against national", isShown: false),
        ReportColumn("recovered_fen", "收回", "Recovered", isShown: false),
        ReportColumn("doubtful_fen", "其中存疑", "Of it doubtful", isShown: false),
        ReportColumn("events", "事件数", "Events", isShown: false),
        ReportColumn("first_seq", "首条位置", "First position", isShown: false),
        ReportColumn("last_seq", "末条位置", "Last position", isShown: false),
    ]

    var values: [ReportValue] {
        [
            .text(region.description), .text(regionName), .integer(Int64(fiscalYear)), .text(by.code),
            key.isEmpty ? .text("") : .code(key, keyName), .code(basis.rawValue, basis.label),
            .code(measure.rawValue, measure.label), .code(classes.rawValue, classes.label),
            .code(source.rawValue, source.label), .fen(or: numerator), .fen(or: denominator),
            .basisPoints(or: share), .basisPoints(or: target), .code(verdict.rawValue, verdict.label),
            reason.map { .code($0.rawValue, $0.label) } ?? .missing, .fen(or: bounds?.lowerBound),
            .fen(or: bounds?.upperBound), .fen(or: committed), .fen(or: uncommitted), .basisPoints(or: gap),
            .basisPoints(or: priorShare), .basisPoints(or: reference), againstReference, .fen(recovered),
            .fen(doubtful), .integer(evidence.events), .position(evidence.firstSeq), .position(evidence.lastSeq),
        ]
    }

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
