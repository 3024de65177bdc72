import LedgerDomain
import LedgerViews

/// The share of linked funds used for industry does not fall from one year to the next (产业占比下降).
///
/// A share is defined only where all projects of its lines are listed, so both years are complete; payments are
/// compared only between closed years. Where the prior-year floor of a target is missed, ``A15IndustryShareBelowTarget``
/// speaks.
struct A16IndustryShareFell: LogRule {
    static let description = RuleDescription(
        "A16", Label("产业占比下降", "Industry share fell"), .warn, .close,
        definition: Label(
            "同一地区、口径、计量和范围的产业占比不低于上年；两年均已结账或项目列全；按分数比较。",
            "The industry share is at least that of the year before, for one place, basis, measure and range of classes; both years are closed or complete; compared as fractions."
        ),
        silence: Label(
            "没有上年占比，或任一年不可计算；已由 A15 按上年底线判定",
            "no share of the year before, or one of both is undefined; A15 speaks on the prior-year floor"),
        remedy: Label("说明下降的原因。", "Say why it fell."), .other,
        basis: "Inner Mongolia 2022 (szb.northnews.cn)")

    static let kinds: [EventKind] = []

    init() {}

    mutating func apply(_ entry: Entry) {}

    func findings(_ scope: AuditScope) -> [Finding] {
        var seen: Set<Comparison> = []
        let missed = Set(
            ShareRows.held(scope).filter { $0.verdict == .missed && ShareRows.isPriorYear($0) }.map(ShareRows.key))
        lazy var sources = scope.sources()
        return ShareRows.all(scope).compactMap { row in
            guard let share = row.share, let prior = row.priorShare, share.compare(to: prior) == -1,
                row.measure == .arranged || isClosedTwice(row, scope),
                // A wider basis that holds the same money says nothing new.
                seen.insert(Comparison(row, share, prior)).inserted, !missed.contains(ShareRows.key(row))
            else { return nil }
            let positions = scope.positions.of(
                ShareRows.selection(of: row, sources), ShareRows.selection(of: row, yearsBefore: 1, sources))
            return finding(row, share, prior, positions)
        }
    }

    private func isClosedTwice(_ row: ShareRow, _ scope: AuditScope) -> Bool {
        [row.fiscalYear, row.fiscalYear - 1].allSatisfy { scope.closed.isClosed(row.region, $0, scope.regions) }
    }

    private func finding(_ row: ShareRow, _ share: Ratio, _ prior: Ratio, _ positions: [UInt64]) -> Finding {
        Finding(
            Self.description, region: row.region, fiscalYear: row.fiscalYear, subject: ShareRows.subject(row),
            amountFen: FigureText.shortfall(share, below: prior), positions: positions, path: "industry_share",
            given: FigureText.fraction(share),
            expected: Label(
                "不低于上年的 \(FigureText.fraction(prior))", "\(FigureText.fraction(prior)) of the year before, or more"),
            difference: FigureText.gap(share, below: prior), isAboutFigure: true)
    }

    private struct Comparison: Hashable {
        let region: RegionCode
        let year: Int
        let measure: ShareMeasure
        let share: Ratio
        let prior: Ratio

        init(_ row: ShareRow, _ share: Ratio, _ prior: Ratio) {
            (region, year, measure) = (row.region, row.fiscalYear, row.measure)
            (self.share, self.prior) = (share, prior)
        }
    }
}
