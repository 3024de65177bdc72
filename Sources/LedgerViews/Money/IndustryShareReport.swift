public import LedgerDomain

/// The share of linked funds that goes to industry (产业占比).
///
/// ```
/// share(place, year, basis, measure, classes) = money to class 产业发展 ÷ money, over lines of linked funds
///                                               with a level in the basis, of the place and all below it
/// ```
///
/// ARRANGED divides net commitments by own money; PAID divides net payments to industry by all net payments. The year
/// of both is that of the money: carried-over money keeps the year that it was first issued for. The headline is central × ARRANGED × ALL, after the 24 measures of 2022, which
/// asked for 55 % of central money. A distribution counts as received below until the receipt is in. ``ShareSum``
/// says when there is no share, ``TargetJudgement`` how it stands against its target.
public enum IndustryShareReport {
    /// The name on the command line.
    public static let name = "industry-share"
    /// The columns of its rows.
    public static var columns: [ReportColumn] { ShareRow.columns(by: .total).map(\.column) }

    /// The report of a place and year.
    public static func make(
        money: MoneyCells, attributes: LineAttributes, policies: Policies, scope: ReportScope,
        options: ShareOptions = ShareOptions(), reference: MoneyReference
    ) -> Report {
        let rows = rows(
            money: money, attributes: attributes, policies: policies, scope: scope, options: options,
            reference: reference)
        var notes = [MoneyByPlace.yearNote]
        if rows.contains(where: { $0.classes == .all && $0.doubtful != 0 }) {
            notes.append(
                Label(
                    "“全部产业”含归类存疑的项目类型，见“不含存疑类型”各行。",
                    "All industry includes classes on which sources differ; see the rows without them."))
        }
        if rows.contains(where: { $0.recovered != 0 }) {
            notes.append(Label("收回的资金已从资金总额中扣除。", "Recovered money is taken off all money."))
        }
        var evidence = Evidence()
        if let widest = rows.filter({ $0.by == .total }).max(by: { $0.evidence.events < $1.evidence.events }) {
            evidence = widest.evidence
        }
        return Report(
            name, title: Label("衔接资金产业占比", "Industry share of linked funds"), columns: ShareRow.columns(by: options.by),
            rows: rows, evidence: evidence, notes: notes)
    }

    /// The rows as values, for other reports.
    public static func rows(
        money: MoneyCells, attributes: LineAttributes, policies: Policies, scope: ReportScope,
        options: ShareOptions = ShareOptions(), reference: MoneyReference
    ) -> [ShareRow] {
        let table = ShareTable(
            book: MoneyByPlace(money, attributes.index, reference.regions),
            targets: policies.inForce(IndustryTarget.parameter), scope: scope, options: options, reference: reference)
        return table.lines().map(\.row)
    }

    /// The rows with what makes them up.
    public static func figures(
        money: MoneyCells, attributes: LineAttributes, policies: Policies, scope: ReportScope,
        options: ShareOptions = ShareOptions(), reference: MoneyReference
    ) -> [ReportedFigure] {
        let table = ShareTable(
            book: MoneyByPlace(money, attributes.index, reference.regions),
            targets: policies.inForce(IndustryTarget.parameter), scope: scope, options: options, reference: reference)
        let columns = ShareRow.columns(by: options.by)
        return table.lines().map { line in
            ReportedFigure(
                values: columns.values(of: line.row), numerator: line.row.numerator, denominator: line.row.denominator,
                evidence: line.row.evidence, isHeadline: line.row.by == .total, names: [line.row.key],
                selection: { table.selection(of: line.part, line.way) })
        }
    }

    /// The shares of each place that has money of its own, and of `others`, in each year that has any, for some bases
    /// and measures and all classes of industry. For rules, which judge them all at once.
    public static func eachPlace(
        _ figures: [(basis: ShareBasis, measure: ShareMeasure)], money: MoneyCells, attributes: LineAttributes,
        policies: Policies, others: [RegionCode], closed: Set<ClosedYear>, reference: MoneyReference, today: Day
    ) -> [ShareRow] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        let targets = policies.inForce(IndustryTarget.parameter)
        let items = book.items(in: .nation) { $0.key.source == .linked }
        let places = Set(items.map(\.key.region)).union(others).sorted()
        let years = Set(items.map { Int($0.key.lineYear) }).filter { $0 > 0 }.sorted()
        return figures.flatMap { basis, measure in
            years.flatMap { year in
                let table = ShareTable(
                    book: book, targets: targets, scope: ReportScope(region: .nation, year: year, today: today),
                    options: ShareOptions(closed: closed), reference: reference)
                return table.rows(of: places, ShareTable.Way(basis: basis, measure: measure, classes: .all))
            }
        }
    }
}
