import LedgerDomain
import LedgerViews

/// Money is paid no slower than time goes by, and by the end of a year most of it is paid (支出进度落后序时).
///
/// Judged for the ledger's place and each place that has money, over all linked lines of a year, which is that of the
/// money. Published plans
/// do not say when money came or went: where no line has a day of receipt and nothing was paid, nothing is judged.
struct A08BehindSchedule: LogRule {
    private static let floor = "execution.year_end_floor"

    static let description = RuleDescription(
        "A08", Label("支出进度落后序时", "Behind the time schedule"),
        stages: Label(
            "4 月底前落后：提示；4 月之后落后：警告；年末支出率低于下限：错误",
            "info: behind through April; warn: behind after April; error: the year-end rate is below the floor"),
        .audit,
        definition: Label(
            "支出率 = 净支付 ÷ 接收；时间进度 = 已满月数 ÷ 12；支出率 − 时间进度 ≥ 0；年度终了后支出率 ≥ 下限。",
            "Execution = net paid ÷ received; time = full months ended ÷ 12; execution − time is at least 0; once the year has ended, execution is at least the floor."
        ),
        silence: Label(
            "接收为零；各指标行都没有接收日期且无支付（公开数据）；年度终了后无下限（无政策）",
            "nothing was received; no line has a day of receipt and nothing was paid (published plans); the year has ended and there is no floor (no policy)"
        ),
        remedy: Label("加快支付，或说明原因；闲置资金应收回。", "Pay faster, or say why not; idle money is to be recovered."),
        parameters: [floor], .idle,
        basis:
            "city finance bulletins print the rate and the lead over the time schedule; thresholds default, to be confirmed by the office"
    )

    static let kinds: [EventKind] = [.allotmentReceived, .allotmentDistributed]

    private struct PlaceYear: Hashable {
        let region: RegionCode
        let year: Int
    }

    /// How many lines came in with a day, by place and year.
    private var dated: [PlaceYear: Int64] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let region = entry.region(.to) ?? entry.region, let year = entry.number(.lineYear).map({ Int($0) }),
            entry.kind == .allotmentDistributed || entry.has(.receivedOn)
        else { return }
        dated[PlaceYear(region: region, year: year), default: 0] += entry.sign
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let years = Set(scope.figures.money.cells.keys.map { Int($0.lineYear) })
        let followed = followed(scope.regions)
        lazy var sources = scope.sources()
        return years.filter { $0 <= scope.asOf.year }.sorted().flatMap { year in
            let rows = ExecutionReport.rows(
                money: scope.figures.money, attributes: scope.figures.attributes,
                scope: ReportScope(region: scope.ledgerRegion, year: year, today: scope.asOf), reference: scope.money)
            lazy var made = sources.execution(in: scope.ledgerRegion, year: year)
            return rows.filter { row in
                row.sum.paid != 0 || followed.contains(PlaceYear(region: Self.place(row), year: year))
            }.compactMap { row in finding(row, scope) { made($0) } }
        }
    }

    /// The places and years whose money the ledger follows beyond what was published, with the places around them.
    private func followed(_ regions: RegionTable) -> Set<PlaceYear> {
        var found: Set<PlaceYear> = []
        for (key, count) in dated where count > 0 {
            for place in [key.region.prefecture, key.region.province] {
                found.insert(PlaceYear(region: place, year: key.year))
            }
            var current: RegionCode? = key.region
            while let place = current {
                found.insert(PlaceYear(region: place, year: key.year))
                current = regions.parent(of: place)
            }
        }
        return found
    }

    private static func place(_ row: ExecutionRow) -> RegionCode { RegionCode(row.key) ?? row.region }

    private func finding(_ row: ExecutionRow, _ scope: AuditScope, _ made: (RegionCode) -> FigureSelection) -> Finding?
    {
        guard let rate = row.execution, row.sum.received > 0 else { return nil }
        let place = Self.place(row)
        let goal: Ratio
        let severity: Severity
        let expected: (String) -> Label
        if scope.asOf >= Day.last(of: row.fiscalYear) {
            guard
                let floor = scope.policies.value(
                    Self.floor, for: place, .init(fiscalYear: row.fiscalYear), scope.regions),
                let points = floor.number
            else { return nil }
            (goal, severity) = (Ratio(Int128(points), 10_000), .error)
            expected = { Label("年末 \($0) 或更高", "\($0) or more at the end of the year") }
        } else {
            (goal, severity) = (row.timeSchedule, row.monthsEnded <= 4 ? .info : .warn)
            expected = { Label("不低于时间进度 \($0)", "the time schedule of \($0) or more") }
        }
        guard rate.compare(to: goal) == -1 else { return nil }
        return Finding(
            Self.description, severity, region: place, fiscalYear: row.fiscalYear, subject: "execution",
            amountFen: FigureText.shortfall(rate, below: goal),
            positions: scope.positions.of(made(place)), path: "execution",
            given: FigureText.fraction(rate), expected: expected(FigureText.percent(goal)),
            difference: FigureText.gap(rate, below: goal), isAboutFigure: true)
    }
}
