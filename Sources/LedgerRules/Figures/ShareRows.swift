import LedgerDomain
import LedgerViews

/// The industry shares that rules judge: of the ledger's place, of each place with money, and of those that a target
/// names.
enum ShareRows {
    /// What tells one figure from another.
    struct Key: Hashable {
        let region: RegionCode
        let year: Int
        let basis: ShareBasis
        let measure: ShareMeasure
    }

    static func key(_ row: ShareRow) -> Key {
        Key(region: row.region, year: row.fiscalYear, basis: row.basis, measure: row.measure)
    }

    /// What a finding is about, beside place and year.
    static func subject(_ row: ShareRow) -> String {
        "industry_share \(row.basis.rawValue) \(row.measure.rawValue) \(row.classes.rawValue)"
    }

    /// What a figure, or that of an earlier year, is made of.
    static func selection(of row: ShareRow, yearsBefore: Int = 0, _ sources: FigureSources) -> FigureSelection {
        sources.share(
            of: row.region, year: row.fiscalYear - yearsBefore, basis: row.basis, measure: row.measure)
    }

    /// Whether the share is held against the own share of the year before.
    static func isPriorYear(_ row: ShareRow) -> Bool {
        guard let target = row.target, let prior = row.priorShare else { return false }
        return target.compare(to: prior) == 0
    }

    /// The figures of each basis and measure that some target is for.
    static func held(_ scope: AuditScope) -> [ShareRow] {
        let targets = scope.figures.policies.inForce(IndustryTarget.parameter)
        return of(
            figures.filter { figure in
                targets.contains { $0.measure == figure.measure && $0.basis == figure.basis.rawValue }
            }, scope)
    }

    /// The figures of every basis and measure, narrower bases first.
    static func all(_ scope: AuditScope) -> [ShareRow] { of(figures, scope) }

    private static let figures = ShareMeasure.allCases.flatMap { measure in
        ShareBasis.allCases.map { (basis: $0, measure: measure) }
    }

    private static func of(_ figures: [(basis: ShareBasis, measure: ShareMeasure)], _ scope: AuditScope) -> [ShareRow] {
        let named = scope.figures.policies.inForce(IndustryTarget.parameter).map(\.place)
            .filter { scope.regions.contains(scope.ledgerRegion, $0) }
        return IndustryShareReport.eachPlace(
            figures, money: scope.figures.money, attributes: scope.figures.attributes,
            policies: scope.figures.policies, others: [scope.ledgerRegion] + named, closed: scope.closed.whole,
            reference: scope.money, today: scope.asOf)
    }
}
