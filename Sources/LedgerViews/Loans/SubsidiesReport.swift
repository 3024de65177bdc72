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
        var report = Report("subsidies", title: Label("补贴与贴息", "Subsidies"), columns: columns)
        for (key, sum) in subsidies.sums.sorted(by: { $0.key < $1.key })
        where key.fiscalYear == scope.year && regions.contains(scope.region, key.region)
            && (sum.amount != 0 || sum.count != 0)
        {
            report.rows.append(values(key, sum, regions))
            report.evidence.add(sum.evidence)
        }
        for figure in figures.standing
        where metrics.contains(figure.metric) && figure.year == scope.year
            && regions.contains(scope.region, figure.region)
        {
            report.rows.append(values(figure, regions))
            report.evidence.add(figure.evidence)
        }
        report.notes = [Label("公布数据逐条列示，不汇总。", "Published figures are listed one by one, never summed.")]
        return report
    }

    static let columns: [ReportColumn] = [
        ReportColumn("region", "地区代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("fiscal_year", "年度", "Year"),
        ReportColumn("source", "来源", "Source"),
        ReportColumn("kind", "种类", "Kind"),
        ReportColumn("policy", "政策", "Policy"),
        ReportColumn("batch", "批次", "Batch"),
        ReportColumn("value", "公布数值", "Published value"),
        ReportColumn("unit", "数值单位", "Unit", isShown: false),
        ReportColumn("amount_fen", "金额", "Amount"),
        ReportColumn("count", "数量", "Count"),
        ReportColumn("count_unit", "数量单位", "Count unit"),
        ReportColumn("qualifier", "限定", "Qualifier", isShown: false),
        ReportColumn("period", "期间", "Period"),
        ReportColumn("documents", "文号", "Documents"),
        ReportColumn("status", "状态", "Status"),
        ReportColumn("agency", "机构", "Agency"),
        ReportColumn("source_doc", "来源文件", "Source document", isShown: false),
        ReportColumn("reason", "说明", "Reason", isShown: false),
        ReportColumn("events", "记录数", "Events", isShown: false),
        ReportColumn("first_seq", "首条", "First", isShown: false),
        ReportColumn("last_seq", "末条", "Last", isShown: false),
    ]

    private static func values(_ key: Subsidies.Key, _ sum: LoanDays.Sum, _ regions: RegionTable) -> [ReportValue] {
        [
            .text(key.region.description), .text(regions.name(of: key.region) ?? key.region.description),
            .integer(Int64(key.fiscalYear)), .code(Source.ledger.rawValue, Source.ledger.label),
            .code(key.kind.rawValue, key.kind.label), .text(key.policy.description), .text(key.batch.description),
            .missing, .missing, .fen(sum.amount), .integer(sum.count), .missing, .missing, .missing, .missing,
            .missing, .missing, .missing, .missing, .integer(sum.evidence.events), .position(sum.evidence.firstSeq),
            .position(sum.evidence.lastSeq),
        ]
    }

    private static func values(_ figure: FigureRecord, _ regions: RegionTable) -> [ReportValue] {
        let kind =
            figure.metric == metrics[0] ? Label("已发放", "Paid") : Label("计划", "Planned")
        return [
            .text(figure.region.description), .text(regions.name(of: figure.region) ?? figure.region.description),
            .integer(Int64(figure.year)), .code(Source.published.rawValue, Source.published.label),
            .code(figure.metric, kind), .missing, .text(figure.batch), figure.reportValue, .code(or: figure.unit),
            figure.unit == .fen ? .fen(Int128(figure.value)) : .missing, .integer(or: figure.count),
            .code(or: figure.countUnit), .code(or: figure.qualifier), .text(figure.periodText),
            .list(figure.documentNumbers), .code(or: figure.status), .text(figure.agency), .text(figure.sourceDocument),
            .reason(figure.isComputable ? nil : .toConfirm), .integer(1), .position(figure.seq), .position(figure.seq),
        ]
    }
}
