import LedgerDomain
import LedgerReference
import LedgerTesting
import LedgerViews

/// Reports over logs of a few entries, one a line. Whoever audits an evidence bundle makes them again over the entries in
/// it, whatever these are.
struct ReportTarget: FuzzTarget {
    static let name = "report"
    static let maximumLength = 16_384
    static let dictionary = FuzzWords.entries

    private let reference: ShippedReference

    init() throws { reference = try ShippedReference() }

    func seeds() throws -> [[UInt8]] { try SampleSeeds.logs() }

    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        JSONMutation.mutation(ofLines: bytes, &random)
    }

    mutating func run(_ bytes: [UInt8]) {
        var fold = LedgerFold()
        var scopes: [ReportScope] = []
        for entry in SampleSeeds.entries(of: bytes) {
            fold.apply(entry)
            Movement.each(of: entry) { movement in
                // A few places and years are enough; those of an entry are what nobody has checked.
                guard scopes.count < 4 else { return }
                let today = entry.recordedAt?.day ?? Day.first(of: 2024)
                for year in [movement.fiscalYear, movement.money.lineYear, entry.countsOn?.year ?? 2023] {
                    scopes.append(
                        ReportScope(region: movement.region, year: year, effectiveTo: entry.effectiveOn, today: today))
                }
            }
        }
        for scope in scopes { report(fold, scope) }
    }

    private func report(_ fold: LedgerFold, _ scope: ReportScope) {
        let money = MoneyReference(
            regions: reference.regions, taxonomy: reference.taxonomy, keyCounties: reference.keyCounties.codes)
        let reports = [
            IndustryShareReport.make(
                money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope,
                options: ShareOptions(), reference: money),
            ExecutionReport.make(
                money: fold.money, attributes: fold.attributes, scope: scope, options: ExecutionOptions(),
                reference: money),
            MicroloanGrowthReport.make(
                loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope,
                regions: reference.regions),
            MicroloansReport.make(
                loans: fold.loans, figures: fold.figures, scope: scope, regions: reference.regions),
            SubsidiesReport.make(
                subsidies: fold.subsidies, figures: fold.figures, scope: scope, regions: reference.regions),
            AttainmentReport.make(
                figures: fold.figures, policies: fold.policies, scope: scope, regions: reference.regions),
        ]
        for report in reports {
            for row in report.rows {
                expect(row.count == report.columns.count, "\(report.name): a row of \(row.count) columns")
            }
        }
    }
}
