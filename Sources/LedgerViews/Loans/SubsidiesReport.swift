public import LedgerDomain

/// Subsidies paid by this ledger, then those published, one by one (补贴、贴息发放情况).
///
/// Published amounts are never rolled up: two notices may speak of the same payment.
public enum SubsidiesReport {
    /// Where a row comes from.
    public enum Source: String, CaseIterable, Sendable {
        /// Own entries, summed.
        case ledger = "LEDGER"
        /// One published figure.
        case published = "PUBLISHED"

        /// The name people see.
        public var label: Label {
            switch self {
            case .ledger: Label("本账", "This ledger")
            case .published: Label("公布数据", "Published")
            }
        }
    }

    /// The metrics of published subsidies, with the kind a row shows for them.
    static let metrics = ["SUBSIDY_PAID", "SUBSIDY_PLANNED"]

    /// The report of a place, with all below it, and a budget year. A published figure stands under the year its
    /// period ends in.
    public static func make(subsidies: Subsidies, figures: Figures, scope: ReportScope, regions: RegionTable) -> Report
    {
        let figures = self.figures(subsidies: subsidies, figures: figures, scope: scope, regions: regions)
        var report = Report(
            "subsidies", title: Label("补贴与贴息", "Subsidies"), columns: columns(regions).map(\.column),
            rows: figures.map(\.values))
        for figure in figures { report.evidence.add(figure.evidence) }
        report.notes = [Label("公布数据逐条列示，不汇总。", "Published figures are listed one by one, never summed.")]
        return report
    }

    /// The rows with what makes them up: what was paid, or a published figure.
    public static func figures(
        subsidies: Subsidies, figures: Figures, scope: ReportScope, regions: RegionTable
    ) -> [ReportedFigure] {
        let columns = columns(regions)
        return own(subsidies, scope, regions).map { key, sum in
            ReportedFigure(
                values: columns.values(of: .own(key, sum)), numerator: sum.amount, denominator: nil,
                evidence: sum.evidence,
                isHeadline: true,
                names: [key.region.description, key.kind.rawValue, key.policy.description, key.batch.description],
                selection: {
                    var selection = FigureSelection()
                    selection.take(key)
                    return selection
                })
        } + published(figures, scope, regions).map { ReportedFigure($0, columns.values(of: .published($0))) }
    }

    private static func own(
        _ subsidies: Subsidies, _ scope: ReportScope, _ regions: RegionTable
    ) -> [(key: Subsidies.Key, value: LoanDays.Sum)] {
        subsidies.sums.filter { key, sum in
            key.fiscalYear == scope.year && regions.contains(scope.region, key.region)
                && (sum.amount != 0 || sum.count != 0)
        }.sorted { $0.key < $1.key }
    }

    private static func published(_ figures: Figures, _ scope: ReportScope, _ regions: RegionTable) -> [FigureRecord] {
        figures.standing.filter {
            metrics.contains($0.metric) && $0.year == scope.year && regions.contains(scope.region, $0.region)
        }
    }

    /// A row: own subsidies summed, or one published figure.
    private enum Row {
        case own(Subsidies.Key, LoanDays.Sum)
        case published(FigureRecord)

        var region: RegionCode {
            switch self {
            case .own(let key, _): key.region
            case .published(let figure): figure.region
            }
        }
    }

    private static func columns(_ regions: RegionTable) -> [Column<Row>] {
        [
            Column("region", "地区代码", "Region", isShown: false) { .text($0.region.description) },
            Column("region_name", "地区", "Place") { .text(regions.name(of: $0.region) ?? $0.region.description) },
        ] + otherColumns
            + Column.records { row in
                switch row {
                case .own(_, let sum): sum.evidence
                case .published(let figure): figure.evidence
                }
            }
    }

    private static let otherColumns: [Column<Row>] = [
        column(
            "fiscal_year", "年度", "Year", { key, _ in .integer(Int64(key.fiscalYear)) }, { .integer(Int64($0.year)) }),
        column("source", "来源", "Source", { _, _ in value(.ledger) }, { _ in value(.published) }),
        column(
            "kind", "种类", "Kind", { key, _ in .code(key.kind.rawValue, key.kind.label) }, { .code($0.metric, kind($0)) }
        ),
        column("policy", "政策", "Policy", { key, _ in .text(key.policy.description) }, { _ in .missing }),
        column("batch", "批次", "Batch", { key, _ in .text(key.batch.description) }, { .text($0.batch) }),
        published("value", "公布数值", "Published value") { $0.reportValue },
        published("unit", "数值单位", "Unit", isShown: false) { .code(or: $0.unit) },
        column(
            "amount_fen", "金额", "Amount", { _, sum in .fen(sum.amount) },
            { $0.unit == .fen ? .fen(Int128($0.value)) : .missing }),
        column("count", "数量", "Count", { _, sum in .integer(sum.count) }, { .integer(or: $0.count) }),
        published("count_unit", "数量单位", "Count unit") { .code(or: $0.countUnit) },
        published("qualifier", "限定", "Qualifier", isShown: false) { .code(or: $0.qualifier) },
        published("period", "期间", "Period") { .text($0.periodText) },
        published("documents", "文号", "Documents") { .list($0.documentNumbers) },
        published("status", "状态", "Status") { .code(or: $0.status) },
        published("agency", "机构", "Agency") { .text($0.agency) },
        published("source_doc", "来源文件", "Source document", isShown: false) { .text($0.sourceDocument) },
        published("reason", "说明", "Reason", isShown: false) { .reason($0.isComputable ? nil : .toConfirm) },
    ]

    private static func value(_ source: Source) -> ReportValue { .code(source.rawValue, source.label) }

    private static func kind(_ figure: FigureRecord) -> Label {
        figure.metric == metrics[0] ? Label("已发放", "Paid") : Label("计划", "Planned")
    }

    private static func column(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ own: @escaping @Sendable (Subsidies.Key, LoanDays.Sum) -> ReportValue,
        _ published: @escaping @Sendable (FigureRecord) -> ReportValue
    ) -> Column<Row> {
        Column(key, chinese, english, isShown: isShown) { row in
            switch row {
            case .own(let key, let sum): own(key, sum)
            case .published(let figure): published(figure)
            }
        }
    }

    private static func published(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ value: @escaping @Sendable (FigureRecord) -> ReportValue
    ) -> Column<Row> {
        column(key, chinese, english, isShown: isShown, { _, _ in .missing }, value)
    }
}
