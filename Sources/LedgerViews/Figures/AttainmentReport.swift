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
        let figures = self.figures(figures: figures, policies: policies, scope: scope, regions: regions)
        var report = Report(
            "attainment", title: Label("目标完成情况", "Attainment of targets"), columns: columns(regions).map(\.column),
            rows: figures.map(\.values))
        for figure in figures { report.evidence.add(figure.evidence) }
        return report
    }

    /// The rows with what makes them up: one published figure each.
    public static func figures(
        figures: Figures, policies: Policies, scope: ReportScope, regions: RegionTable
    ) -> [ReportedFigure] {
        let inPlace = figures.standing.filter { regions.contains(scope.region, $0.region) }
        let columns = columns(regions)
        return inPlace.filter { $0.year == scope.year && !$0.metric.hasSuffix(statedSuffix) }.map { figure in
            let target = policies.target(
                of: figure.metric, basis: figure.basis, in: figure.region, year: scope.year, regions: regions)
            let row = Row(
                figure: figure, target: target,
                attainment: Attainment(figure, target, among: inPlace, today: scope.today),
                stated: inPlace.last { $0.states(attainmentOf: figure) })
            return ReportedFigure(figure, columns.values(of: row))
        }
    }

    /// A figure, its target, and what its publisher said of it.
    private struct Row {
        let figure: FigureRecord
        let target: PolicyRecord?
        let attainment: Attainment
        let stated: FigureRecord?
    }

    private static func columns(_ regions: RegionTable) -> [Column<Row>] {
        [
            Column("metric", "指标", "Metric") { .text($0.figure.metric) },
            Column("region", "地区代码", "Region", isShown: false) { .text($0.figure.region.description) },
            Column("region_name", "地区", "Place") {
                .text(regions.name(of: $0.figure.region) ?? $0.figure.region.description)
            },
        ] + otherColumns
    }

    private static let otherColumns: [Column<Row>] = [
        Column("year", "年度", "Year") { .integer(Int64($0.figure.year)) },
        Column("period", "期间", "Period") { .text($0.figure.periodText) },
        Column("caliber", "统计口径", "Caliber") { .code(or: $0.figure.caliber) },
        Column("basis", "口径基础", "Basis", isShown: false) { .text($0.figure.basis) },
        Column("programme", "项目", "Programme", isShown: false) { .code(or: $0.figure.programme) },
        Column("value", "数值", "Value") { $0.figure.reportValue },
        Column("unit", "数值单位", "Unit", isShown: false) { .code(or: $0.figure.unit) },
        Column("count_unit", "数量单位", "Count unit", isShown: false) { .code(or: $0.figure.countUnit) },
        Column("qualifier", "限定", "Qualifier") { .code(or: $0.figure.qualifier) },
        Column("target", "目标", "Target") { $0.target.map { .text($0.targetText) } ?? .missing },
        Column("comparator", "比较方式", "Comparator") { .code(or: $0.target.map { $0.comparator ?? .atLeast }) },
        Column("attainment_bp", "完成率", "Attainment") { .basisPoints(or: $0.attainment.ratio) },
        Column("stated_attainment_bp", "公布完成率", "Stated attainment") {
            $0.stated.map { .basisPoints($0.value) } ?? .missing
        },
        Column("verdict", "结论", "Verdict") { .code($0.attainment.verdict.rawValue, $0.attainment.verdict.label) },
        Column("reason", "说明", "Reason") { .reason($0.attainment.reason) },
        Column("status", "状态", "Status") { .code(or: $0.figure.status) },
        Column("agency", "机构", "Agency", isShown: false) { .text($0.figure.agency) },
        Column("printed", "原文", "As printed", isShown: false) { .text($0.figure.printed) },
        Column("seq", "位置", "Position", isShown: false) { .position($0.figure.seq) },
    ]
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
