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
        let figures = self.figures(loans: loans, figures: figures, scope: scope, regions: regions, rows: rows)
        var report = Report(
            "microloans", title: Label("小额信贷情况", "Microloans"), columns: columns(regions).map(\.column),
            rows: figures.map(\.values))
        for figure in figures { report.evidence.add(figure.evidence) }
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
            guard let group = group(of: key, scope, regions, rows) else { return }
            groups[group, default: LoanTotals()].add(key, sum, in: span)
        }
        return groups
    }

    /// The row that loans are in; `nil` where they lie outside the place.
    private static func group(
        of key: LoanDays.Key, _ scope: ReportScope, _ regions: RegionTable, _ rows: LoanRows
    ) -> Group? {
        guard regions.contains(scope.region, key.region) else { return nil }
        let region =
            switch rows {
            case .total: scope.region
            case .province: scope.region.level == .nation ? key.region.province : scope.region
            case .place, .township: key.region
            }
        return Group(
            region: region, township: rows == .township ? key.township : Identity(""), programme: key.programme)
    }

    /// The rows with what makes them up: what is overdue over what is outstanding, or a published figure.
    public static func figures(
        loans: LoanDays, figures: Figures, scope: ReportScope, regions: RegionTable, rows: LoanRows = .total
    ) -> [ReportedFigure] {
        var found: [ReportedFigure] = []
        let columns = columns(regions)
        if let span = YearToDate(scope) {
            let groups = groups(loans, span, scope: scope, regions: regions, rows: rows)
            for (group, totals) in groups.sorted(by: { $0.key < $1.key }) {
                found.append(
                    ReportedFigure(
                        values: columns.values(of: .own(group, totals, span)), numerator: totals.overdue,
                        denominator: totals.outstanding, evidence: totals.evidence, isHeadline: true,
                        names: [
                            MicroloanGrowthReport.ownCaliber, group.region.description, group.township.description,
                            group.programme?.rawValue ?? "",
                        ],
                        selection: {
                            var selection = FigureSelection()
                            loans.each { key, _ in
                                guard let day = key.day, day <= span.to,
                                    Self.group(of: key, scope, regions, rows) == group
                                else { return }
                                let isRemoved = key.quantity == .repaid || key.quantity == .writtenOff
                                selection.take(
                                    key, key.quantity == .overdue ? .numerator : .denominator, isRemoved: isRemoved)
                            }
                            return selection
                        }))
            }
        }
        return found + published(figures, scope).map { ReportedFigure($0, columns.values(of: .published($0))) }
    }

    private static func published(_ figures: Figures, _ scope: ReportScope) -> [FigureRecord] {
        figures.standing.filter {
            $0.metric.hasPrefix("MICROLOAN_") && $0.region == scope.region && $0.year == scope.year
        }
    }

    /// A row: own loans summed, or one published figure.
    private enum Row {
        case own(Group, LoanTotals, YearToDate)
        case published(FigureRecord)

        var region: RegionCode {
            switch self {
            case .own(let group, _, _): group.region
            case .published(let figure): figure.region
            }
        }
    }

    private static func columns(_ regions: RegionTable) -> [Column<Row>] {
        [
            Column("region", "地区代码", "Region", isShown: false) { .text($0.region.description) },
            Column("region_name", "地区", "Place") { .text(regions.name(of: $0.region) ?? $0.region.description) },
        ] + whatItIs + ownColumns + publishedColumns
            + Column.records { row in
                switch row {
                case .own(_, let totals, _): totals.evidence
                case .published(let figure): figure.evidence
                }
            }
    }

    private static let whatItIs: [Column<Row>] = [
        column("township", "乡镇", "Township", { group, _, _ in .text(group.township.description) }, { _ in .text("") }),
        column("caliber", "统计口径", "Caliber", { _, _, _ in .ownCaliber }, { .code(or: $0.caliber) }),
        column(
            "programme", "贷款项目", "Programme", { group, _, _ in .code(or: group.programme) }, { .code(or: $0.programme) }
        ),
        column("metric", "指标", "Metric", { _, _, _ in .missing }, { .text($0.metric) }),
        column("period", "期间", "Period", { _, _, span in .text(span.text) }, { .text($0.periodText) }),
    ]

    private static let ownColumns: [Column<Row>] = [
        own("new_fen", "新增（含续贷）", "New, with renewals") { .fen($0.new(.withRenewal).amount) },
        own("new_count", "新增笔数（含续贷）", "New loans, with renewals") { .integer($0.new(.withRenewal).count) },
        own("growth_bp", "同比（含续贷）", "Growth, with renewals") { .basisPoints(or: $0.growth(.withRenewal).ratio) },
        own("new_without_renewal_fen", "新增（不含续贷）", "New, without renewals") {
            .fen($0.new(.withoutRenewal).amount)
        },
        own("new_without_renewal_count", "新增笔数（不含续贷）", "New loans, without renewals") {
            .integer($0.new(.withoutRenewal).count)
        },
        own("growth_without_renewal_bp", "同比（不含续贷）", "Growth, without renewals") {
            .basisPoints(or: $0.growth(.withoutRenewal).ratio)
        },
        own("outstanding_fen", "存量", "Outstanding") { .fen($0.outstanding) },
        own("overdue_fen", "逾期", "Overdue") { .fen($0.overdue) },
        own("overdue_bp", "逾期率", "Overdue rate") { .basisPoints(or: Ratio($0.overdue, $0.outstanding)) },
        own("undated_fen", "日期不详", "Without a date", isShown: false) { .fen($0.undated.amount) },
    ]

    private static let publishedColumns: [Column<Row>] = [
        published("value", "公布数值", "Published value") { $0.reportValue },
        published("unit", "数值单位", "Unit", isShown: false) { .code(or: $0.unit) },
        published("qualifier", "限定", "Qualifier") { .code(or: $0.qualifier) },
        published("count", "公布户数", "Published count") { .integer(or: $0.count) },
        published("count_unit", "户数单位", "Count unit") { .code(or: $0.countUnit) },
        published("agency", "机构", "Agency") { .text($0.agency) },
        published("status", "状态", "Status") { .code(or: $0.status) },
        column(
            "reason", "说明", "Reason", { _, totals, _ in .reason(totals.growth(.withRenewal).reason) },
            { .reason($0.isComputable ? nil : .toConfirm) }),
    ]

    private static func column(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ own: @escaping @Sendable (Group, LoanTotals, YearToDate) -> ReportValue,
        _ published: @escaping @Sendable (FigureRecord) -> ReportValue
    ) -> Column<Row> {
        Column(key, chinese, english, isShown: isShown) { row in
            switch row {
            case .own(let group, let totals, let span): own(group, totals, span)
            case .published(let figure): published(figure)
            }
        }
    }

    private static func own(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ value: @escaping @Sendable (LoanTotals) -> ReportValue
    ) -> Column<Row> {
        column(key, chinese, english, isShown: isShown, { _, totals, _ in value(totals) }, { _ in .missing })
    }

    private static func published(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ value: @escaping @Sendable (FigureRecord) -> ReportValue
    ) -> Column<Row> {
        column(key, chinese, english, isShown: isShown, { _, _, _ in .missing }, value)
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
