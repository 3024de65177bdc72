import LedgerDomain
import LedgerViews

/// The share of linked funds used for industry reaches its target (产业占比未达标).
///
/// The share and its verdict are those of ``IndustryShareReport``. A target is held against the figure of its own basis,
/// measure and place alone, and only when nothing can change the outcome.
struct A15IndustryShareBelowTarget: LogRule {
    static let description = RuleDescription(
        "A15", Label("产业占比未达标", "Industry share below its target"), .error, .audit,
        definition: Label(
            "产业占比 ≥ 当年目标（政策规定以上年占比为底线的，取二者较高者）；未安排资金全部用于产业仍不能达标，或年度已结账时判定。",
            "The industry share is at least the target of the year, or the own share of the year before where policy makes it a floor and it is higher; judged once even all free money could not reach it, or the year is closed."
        ),
        silence: Label(
            "占比不可计算；无目标；未定（仍可能达标）；力争目标", "the share is undefined; no target; still open; an aim"),
        remedy: Label("调整安排，提高用于产业的资金，或说明原因。", "Arrange more for industry, or say why not."),
        parameters: [IndustryTarget.parameter], .other,
        basis:
            "People's Daily report on the 24 measures, June 2022 (55%); Inner Mongolia 2022 adds the prior-year floor (szb.northnews.cn)"
    )

    static let kinds: [EventKind] = []

    init() {}

    mutating func apply(_ entry: Entry) {}

    func findings(_ scope: AuditScope) -> [Finding] {
        let missed = ShareRows.held(scope).filter { $0.verdict == .missed }
        guard !missed.isEmpty else { return [] }
        let sources = scope.sources()
        return missed.compactMap { row in
            guard let share = row.share, let target = row.target else { return nil }
            let goal = FigureText.percent(target)
            let isPriorYear = ShareRows.isPriorYear(row)
            return Finding(
                Self.description, region: row.region, fiscalYear: row.fiscalYear, subject: ShareRows.subject(row),
                amountFen: FigureText.shortfall(share, below: target),
                positions: positions(row, isPriorYear, sources, scope),
                path: "industry_share", given: FigureText.fraction(share),
                expected: isPriorYear
                    ? Label("不低于上年的 \(goal)", "\(goal) of the year before, or more")
                    : Label("达到目标 \(goal)", "the target of \(goal)"),
                difference: FigureText.gap(share, below: target), isAboutFigure: true)
        }
    }

    /// Before the close a target is missed because too little free money is left, so that is proven too.
    private func positions(_ row: ShareRow, _ isPriorYear: Bool, _ sources: FigureSources, _ scope: AuditScope)
        -> [UInt64]
    {
        let isClosed = scope.closed.isClosed(row.region, row.fiscalYear, scope.regions)
        let own = scope.positions.of(ShareRows.selection(of: row, sources), includesFree: !isClosed)
        guard isPriorYear else { return own }
        let before = scope.positions.of(ShareRows.selection(of: row, yearsBefore: 1, sources))
        return Set(own).union(before).sorted()
    }
}
