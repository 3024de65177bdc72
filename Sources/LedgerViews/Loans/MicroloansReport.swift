public import LedgerDomain

/// What a place lent this year, and what is outstanding and overdue (小额信贷情况表).
///
/// ```
/// outstanding = Σ disbursed − Σ repaid − Σ written off     overdue rate = overdue ÷ outstanding
/// ```
///
/// One row for each place or township and each programme, so that programmes are never added. A renewal repays
/// its old loan under its own programme. Published figures of this very place follow one by one, each with its
/// caliber; nothing is added to them.
public enum MicroloansReport {
    /// The report of a place and year.
    public static func make(
        loans: LoanDays, figures: Figures, scope: ReportScope, regions: RegionTable, rows: LoanRows = .total
    ) -> Report {
        var report = Report("microloans", title: Label("小额信贷情况", "Microloans"), columns: columns)
        if let span = YearToDate(scope) {
            let groups = groups(loans, span, scope: scope, regions: regions, rows: rows)
            for (group, totals) in groups.sorted(by: { $0.key < $1.key }) {
                report.rows.append(values(group, totals, span, regions))
                report.evidence.add(totals.evidence)
            }
        }
        for figure in figures.standing
        where figure.metric.hasPrefix("MICROLOAN_") && figure.region == scope.region && figure.year == scope.year {
            report.rows.append(values(figure, regions))
            report.evidence.add(figure.evidence)
        }
        report.notes = [
            Label("公布数据逐条列示，不与本账数据相加。", "Published figures are listed one by one and never added to own loans.")
        ]
        return report
    }

    /// What a row is about.
    private struct Group: Hashable, Comparable {
        let region: RegionCode
        let township: Identity
        let programme: LoanProgramme?

        static func < (left: Group, right: Group) -> Bool {
            if left.region != right.region { return left.region < right.region }
            if left.township != right.township { return left.township < right.township }
            return Identity(left.programme?.rawValue ?? "") < Identity(right.programme?.rawValue ?? "")
        }
    }

    private static func groups(
        _ loans: LoanDays, _ span: YearToDate, scope: ReportScope, regions: RegionTable, rows: LoanRows
    ) -> [Group: LoanTotals] {
        var groups: [Group: LoanTotals] = [:]
        loans.each { key, sum in
            guard regions.contains(scope.region, key.region) else { return }
            let region =
                switch rows {
                case .total: scope.region
                case .province: scope.region.level == .nation ? key.region.province : scope.region
                case .place, .township: key.region
                }
            let group = Group(
                region: region, township: rows == .township ? key.township : Identity(""), programme: key.programme)
            groups[group, default: LoanTotals()].add(key, sum, in: span)
        }
        return groups
    }

    static let columns: [ReportColumn] = [
        ReportColumn("region", "地区代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("township", "乡镇", "Township"),
        ReportColumn("caliber", "统计口径", "Caliber"),
        ReportColumn("programme", "贷款项目", "Programme"),
        ReportColumn("metric", "指标", "Metric"),
        ReportColumn("period", "期间", "Period"),
        ReportColumn("new_fen", "新增（含续贷）", "New, with renewals"),
        ReportColumn("new_count", "新增笔数（含续贷）", "New loans, with renewals"),
        ReportColumn("growth_bp", "同比（含续贷）", "Growth, with renewals"),
        ReportColumn("new_without_renewal_fen", "新增（不含续贷）", "New, without renewals"),
        ReportColumn("new_without_renewal_count", "新增笔数（不含续贷）", "New loans, without renewals"),
        ReportColumn("growth_without_renewal_bp", "同比（不含续贷）", "Growth, without renewals"),
        ReportColumn("outstanding_fen", "存量", "Outstanding"),
        ReportColumn("overdue_fen", "逾期", "Overdue"),
        ReportColumn("overdue_bp", "逾期率", "Overdue rate"),
        ReportColumn("undated_fen", "日期不详", "Without a date", isShown: false),
        ReportColumn("value", "公布数值", "Published value"),
        ReportColumn("unit", "数值单位", "Unit", isShown: false),
        ReportColumn("qualifier", "限定", "Qualifier"),
        ReportColumn("count", "公布户数", "Published count"),
        ReportColumn("count_unit", "户数单位", "Count unit"),
        ReportColumn("agency", "机构", "Agency"),
        ReportColumn("status", "状态", "Status"),
        ReportColumn("reason", "说明", "Reason"),
        ReportColumn("events", "记录数", "Events", isShown: false),
        ReportColumn("first_seq", "首条", "First", isShown: false),
        ReportColumn("last_seq", "末条", "Last", isShown: false),
    ]

    private static func values(
        _ group: Group, _ totals: LoanTotals, _ span: YearToDate, _ regions: RegionTable
    ) -> [ReportValue] {
        let all = totals.new(.withRenewal)
        let first = totals.new(.withoutRenewal)
        let growth = totals.growth(.withRenewal)
        return [
            .text(group.region.description), .text(regions.name(of: group.region) ?? group.region.description),
            .text(group.township.description), .ownCaliber, .code(or: group.programme), .missing, .text(span.text),
            .fen(all.amount), .integer(all.count), .basisPoints(or: growth.ratio),
            .fen(first.amount), .integer(first.count),
            .basisPoints(or: totals.growth(.withoutRenewal).ratio),
            .fen(totals.outstanding), .fen(totals.overdue),
            .basisPoints(or: Ratio(totals.overdue, totals.outstanding)), .fen(totals.undated.amount),
            .missing, .missing, .missing, .missing, .missing, .missing, .missing, .reason(growth.reason),
            .integer(totals.evidence.events), .position(totals.evidence.firstSeq), .position(totals.evidence.lastSeq),
        ]
    }

    private static func values(_ figure: FigureRecord, _ regions: RegionTable) -> [ReportValue] {
        [
            .text(figure.region.description), .text(regions.name(of: figure.region) ?? figure.region.description),
            .text(""), .code(or: figure.caliber), .code(or: figure.programme), .text(figure.metric),
            .text(figure.periodText),
        ] + Array(repeating: ReportValue.missing, count: 10) + [
            figure.reportValue, .code(or: figure.unit), .code(or: figure.qualifier), .integer(or: figure.count),
            .code(or: figure.countUnit), .text(figure.agency), .code(or: figure.status),
            .reason(figure.isComputable ? nil : .toConfirm), .integer(1), .position(figure.seq), .position(figure.seq),
        ]
    }
}

extension FigureRecord {
    /// The value in the form its unit is shown in.
    var reportValue: ReportValue {
        switch unit {
        case .fen: .fen(Int128(value))
        case .basisPoints: .basisPoints(value)
        case .partsPerMillion, .count: .integer(value)
        }
    }
}
