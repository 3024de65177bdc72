import LedgerDomain
import LedgerViews

/// New microloans are not below those of the same span of the year before (新增贷款同比下降，只增不减).
///
/// Own loans are judged with and without renewals, for the ledger's place and each place that lends; published figures
/// each against the figure of its own caliber.
struct A40NewLoansBelowLastYear: LogRule {
    static let description = RuleDescription(
        "A40", Label("新增贷款同比下降", "New loans below last year"),
        stages: Label("年度中：警告；全年：错误", "warn: during the year; error: the full year"), .audit,
        definition: Label(
            "本年累计新增 ≥ 上年同期累计新增（按归属日期；同地区、指标、统计口径、口径基础和贷款项目；2 月 29 日对 2 月 28 日；含续贷与不含续贷分别计算）。",
            "New loans of the year to a day are at least those to the same day of the year before, by attribution date, for one place, metric, caliber, basis and programme; 29 February maps to 28 February; with and without renewals."
        ),
        silence: Label("同比不可计算", "the growth is undefined"),
        remedy: Label("加大投放，或说明原因。", "Lend more, or say why not."), .other,
        basis: "People's Daily report on the 24 measures, June 2022 (年度新增贷款规模较去年只增不减)")

    static let kinds: [EventKind] = []

    init() {}

    mutating func apply(_ entry: Entry) {}

    func findings(_ scope: AuditScope) -> [Finding] {
        let days = scope.figures.loans.sums.keys.compactMap { $0.day?.year }
        let own = Set(days).filter { $0 <= scope.asOf.year }.union(days.isEmpty ? [] : [scope.asOf.year])
        let loans = own.sorted().flatMap { year in
            let report = ReportScope(region: scope.ledgerRegion, year: year, today: scope.asOf)
            return MicroloanGrowthReport.ownLines(
                scope.figures.loans, scope: report, regions: scope.regions, rows: .place
            ).compactMap { line in
                finding(line, year, scope)
            }
        }
        return loans + published(scope)
    }

    private func published(_ scope: AuditScope) -> [Finding] {
        struct PlaceYear: Hashable {
            let region: RegionCode
            let year: Int
        }
        let found = Set(
            scope.figures.figures.standing.filter { $0.metric == MicroloanGrowthReport.metric }.compactMap { figure in
                figure.periodTo.map { PlaceYear(region: figure.region, year: $0.year) }
            })
        let ordered = found.sorted { ($0.region, $0.year) < ($1.region, $1.year) }
        return ordered.flatMap { place in
            MicroloanGrowthReport.publishedLines(
                scope.figures.figures, of: place.region, year: place.year, today: scope.asOf
            ).compactMap { line in
                finding(line, place.year, scope)
            }
        }
    }

    private func finding(_ line: GrowthLine, _ year: Int, _ scope: AuditScope) -> Finding? {
        guard line.verdict == .open || line.verdict == .missed, let amount = line.amount, let base = line.base,
            amount < base
        else { return nil }
        // Of own loans the span grows from day to day, and the finding stays the same one.
        let isOwn = line.caliber == MicroloanGrowthReport.ownCaliber
        let parts = ["MICROLOAN_NEW", line.caliber, line.programme, line.basis, line.variant, isOwn ? "" : line.period]
        return Finding(
            Self.description, line.verdict == .missed ? .error : .warn, region: line.region, fiscalYear: year,
            subject: parts.filter { !$0.isEmpty }.joined(separator: " "), amountFen: base - amount,
            positions: scope.positions.of(line.selection), path: "microloan_new", given: "\(amount) (\(line.period))",
            expected: Label("不少于上年同期的 \(base) 分", "\(base) fen of the year before, or more"),
            difference: String(base - amount), isAboutFigure: true)
    }
}
