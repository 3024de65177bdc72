public import LedgerDomain

/// Published figures against the targets that policy sets for them (目标完成情况).
///
/// `attainment = value ÷ target`, of exact figures alone. A figure that says "more than" has met a target at or
/// below it and is open otherwise; one that says "about" is open always, since nobody knows on which side of the
/// target it lies. A figure to be confirmed is undefined. Figures of all places below stand one by one.
public enum AttainmentReport {
    /// What stands behind a metric's name where the publisher stated the attainment itself, in basis points.
    public static let statedSuffix = "_STATED_ATTAINMENT"

    /// The report of a place, with all below it, and a year.
    public static func make(figures: Figures, policies: Policies, scope: ReportScope, regions: RegionTable) -> Report {
        let inPlace = figures.standing.filter { regions.contains(scope.region, $0.region) }
        var report = Report("attainment", title: Label("目标完成情况", "Attainment of targets"), columns: columns)
        for figure in inPlace where figure.year == scope.year && !figure.metric.hasSuffix(statedSuffix) {
            let target = policies.target(
                of: figure.metric, basis: figure.basis, in: figure.region, year: scope.year, regions: regions)
            let attainment = Attainment(figure, target, among: inPlace, today: scope.today)
            let stated = inPlace.last { $0.states(attainmentOf: figure) }
            report.rows.append(values(figure, target, attainment, stated, regions))
            report.evidence.add(figure.evidence)
        }
        return report
    }

    static let columns: [ReportColumn] = [
        ReportColumn("metric", "指标", "Metric"),
        ReportColumn("region", "地区代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("year", "年度", "Year"),
        ReportColumn("period", "期间", "Period"),
        ReportColumn("caliber", "统计口径", "Caliber"),
        ReportColumn("basis", "口径基础", "Basis", isShown: false),
        ReportColumn("programme", "项目", "Programme", isShown: false),
        ReportColumn("value", "数值", "Value"),
        ReportColumn("unit", "数值单位", "Unit", isShown: false),
        ReportColumn("count_unit", "数量单位", "Count unit", isShown: false),
        ReportColumn("qualifier", "限定", "Qualifier"),
        ReportColumn("target", "目标", "Target"),
        ReportColumn("comparator", "比较方式", "Comparator"),
        ReportColumn("attainment_bp", "完成率", "Attainment"),
        ReportColumn("stated_attainment_bp", "公布完成率", "Stated attainment"),
        ReportColumn("verdict", "结论", "Verdict"),
        ReportColumn("reason", "说明", "Reason"),
        ReportColumn("status", "状态", "Status"),
        ReportColumn("agency", "机构", "Agency", isShown: false),
        ReportColumn("printed", "原文", "As printed", isShown: false),
        ReportColumn("seq", "位置", "Position", isShown: false),
    ]

    private static func values(
        _ figure: FigureRecord, _ target: PolicyRecord?, _ attainment: Attainment, _ stated: FigureRecord?,
        _ regions: RegionTable
    ) -> [ReportValue] {
        [
            .text(figure.metric), .text(figure.region.description),
            .text(regions.name(of: figure.region) ?? figure.region.description), .integer(Int64(figure.year)),
            .text(figure.periodText), .code(or: figure.caliber), .text(figure.basis), .code(or: figure.programme),
            figure.reportValue, .code(or: figure.unit), .code(or: figure.countUnit), .code(or: figure.qualifier),
            target.map { .text($0.targetText) } ?? .missing, .code(or: target.map { $0.comparator ?? .atLeast }),
            .basisPoints(or: attainment.ratio), stated.map { .basisPoints($0.value) } ?? .missing,
            .code(attainment.verdict.rawValue, attainment.verdict.label), .reason(attainment.reason),
            .code(or: figure.status), .text(figure.agency), .text(figure.printed), .position(figure.seq),
        ]
    }
}

/// How one published figure stands against its target.
struct Attainment: Hashable {
    let verdict: TargetVerdict
    /// Value ÷ target, where both are exact.
    let ratio: Ratio?
    let reason: FigureReason?

    private init(_ verdict: TargetVerdict, _ ratio: Ratio? = nil, _ reason: FigureReason? = nil) {
        self.verdict = verdict
        self.ratio = ratio
        self.reason = reason
    }

    init(_ figure: FigureRecord, _ target: PolicyRecord?, among figures: [FigureRecord], today: Day) {
        guard let target else {
            self.init(.noTarget)
            return
        }
        guard figure.isComputable else {
            self.init(.undefined, nil, .toConfirm)
            return
        }
        guard let goal = target.number else {
            self =
                target.priorYearFloor
                ? Self.againstPriorYear(figure, among: figures, today: today)
                // A share to be kept stable (保持总体稳定) has no number to miss.
                : Self(.open)
            return
        }
        guard figure.unit.isSame(as: target.unit) else {
            self.init(.undefined, nil, .caliberMismatch)
            return
        }
        self = Self.against(goal, target.comparator ?? .atLeast, figure, today: today)
    }

    private static func against(
        _ goal: Int64, _ comparator: Comparator, _ figure: FigureRecord, today: Day
    ) -> Attainment {
        if comparator == .stable { return Attainment(.open) }
        switch figure.qualifier {
        case .moreThan: return Attainment(figure.value >= goal ? .met : .open, nil, .boundOnly)
        case .about: return Attainment(.open, nil, .boundOnly)
        case .exact: break
        }
        let ratio = goal > 0 ? Ratio(Int128(figure.value), Int128(goal)) : nil
        let reason: FigureReason? = goal > 0 ? nil : .zeroBase
        if comparator == .greater ? figure.value > goal : figure.value >= goal {
            return Attainment(.met, ratio, reason)
        }
        guard figure.endsYear(before: today) else { return Attainment(.open, ratio, reason ?? .partialYear) }
        return Attainment(comparator == .aim ? .aimNotMet : .missed, ratio, reason)
    }

    private static func againstPriorYear(
        _ figure: FigureRecord, among figures: [FigureRecord], today: Day
    ) -> Attainment {
        let growth = FigureGrowth(figure, among: figures)
        let ratio = growth.ratio.map { Ratio($0.numerator + $0.denominator, $0.denominator) }
        return Attainment(growth.verdict(today: today), ratio, growth.reason)
    }
}

extension FigureRecord {
    /// Whether this figure is the attainment that the publisher of another one stated beside it.
    fileprivate func states(attainmentOf figure: FigureRecord) -> Bool {
        metric == figure.metric + AttainmentReport.statedSuffix && unit == .basisPoints && region == figure.region
            && caliber == figure.caliber && basis == figure.basis && programme == figure.programme
            && periodFrom == figure.periodFrom && periodTo == figure.periodTo
    }
}
