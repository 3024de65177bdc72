public import LedgerDomain

/// New microloans against the same span of the year before (小额信贷新增同比，只增不减).
///
/// Own loans have the caliber LEDGER: programme 脱贫人口小额信贷 by 归属日期, from 1 January to the cut-off, with
/// and without renewals. Published figures follow, one row for each caliber, programme, basis and period of this
/// very place; they never roll up and never mix with own loans or with another caliber.
public enum MicroloanGrowthReport {
    /// The caliber of own loans in reports; no published figure has it.
    public static let ownCaliber = "LEDGER"
    /// The metric of the published figures.
    public static let metric = "MICROLOAN_NEW"
    /// The columns of its rows.
    public static func columns(_ regions: RegionTable) -> [ReportColumn] { GrowthLine.columns(regions).map(\.column) }

    /// The report of a place and year.
    public static func make(
        loans: LoanDays, figures: Figures, policies: Policies, scope: ReportScope, regions: RegionTable,
        rows: LoanRows = .total
    ) -> Report {
        let rows = self.rows(loans, figures, policies, scope, regions, rows)
        var report = Report(
            "microloan-growth", title: Label("小额信贷新增同比", "Growth of new microloans"),
            columns: GrowthLine.columns(regions), rows: rows)
        for line in rows.map(\.line) {
            // The headline of the whole place already has all that lies behind the other rows of own loans.
            let isPart = line.region != scope.region || line.variant == LoanTotals.Variant.withoutRenewal.rawValue
            if !isPart { report.evidence.add(line.evidence) }
        }
        report.notes = [
            Label(
                "公布数据与本账数据口径不同，不相加、不比较。",
                "Published figures and own loans have different calibers: never added or compared.")
        ]
        return report
    }

    private static func rows(
        _ loans: LoanDays, _ figures: Figures, _ policies: Policies, _ scope: ReportScope, _ regions: RegionTable,
        _ rows: LoanRows
    ) -> [GrowthRow] {
        let lines =
            ownLines(loans, scope: scope, regions: regions, rows: rows)
            + publishedLines(figures, of: scope.region, year: scope.year, today: scope.today)
        return lines.map { line in
            GrowthRow(
                line: line,
                target: policies.target(
                    of: metric, basis: line.basis, in: line.region, year: scope.year, regions: regions))
        }
    }

    /// The rows with what makes them up. What a report is about first is own loans with renewals; where there are none,
    /// the published figures.
    public static func figures(
        loans: LoanDays, figures: Figures, policies: Policies, scope: ReportScope, regions: RegionTable,
        rows: LoanRows = .total
    ) -> [ReportedFigure] {
        let rows = self.rows(loans, figures, policies, scope, regions, rows)
        let columns = GrowthLine.columns(regions)
        let hasOwn = rows.contains { $0.line.caliber == ownCaliber }
        return rows.map { row in
            let line = row.line
            let isOwn = line.caliber == ownCaliber
            return ReportedFigure(
                values: columns.values(of: row), numerator: isOwn ? line.amount : nil,
                denominator: isOwn ? line.base : nil, evidence: line.evidence,
                isHeadline: line.region == scope.region && (isOwn ? line.countsRenewals : !hasOwn),
                names: [line.region.description, line.caliber, line.programme, line.variant, line.basis, line.period],
                selection: { line.selection })
        }
    }

    /// Published figures of one place whose periods end in a year, each against the year before.
    public static func publishedLines(_ figures: Figures, of place: RegionCode, year: Int, today: Day) -> [GrowthLine] {
        FigureGrowth.all(in: figures.standing, metric: metric, region: place, year: year).map {
            GrowthLine($0, today: today)
        }
    }

    /// Own loans of a place and, as asked for, of places below it, with and without renewals; none where the year has
    /// not begun.
    public static func ownLines(
        _ loans: LoanDays, scope: ReportScope, regions: RegionTable, rows: LoanRows
    ) -> [GrowthLine] {
        guard let span = YearToDate(scope) else { return [] }
        let totals = loans.totals(in: scope.region, span, regions: regions, rows: rows, programme: .povertyMicroloan)
        return totals.flatMap { region, totals, places in
            LoanTotals.Variant.allCases.map { variant in
                GrowthLine(totals, variant, region: region, span) {
                    loans.selection(of: variant, in: span, reachesBase: totals.reachesBase) { places.contains($0) }
                }
            }
        }
    }
}

extension LoanDays {
    /// What the growth of poverty microloans in some places is made of.
    fileprivate func selection(
        of variant: LoanTotals.Variant, in span: YearToDate, reachesBase: Bool, _ isWithin: (RegionCode) -> Bool
    ) -> FigureSelection {
        var selection = FigureSelection()
        each { key, _ in
            guard key.programme == .povertyMicroloan, isWithin(key.region),
                let part = LoanTotals.part(of: key, variant, in: span, reachesBase: reachesBase)
            else { return }
            selection.take(key, part)
        }
        return selection
    }

    /// Totals of a place and, as asked for, of places below it; each with all that lies below it. None where the
    /// place has no loans at all.
    func totals(
        in place: RegionCode, _ span: YearToDate, regions: RegionTable, rows: LoanRows, programme: LoanProgramme
    ) -> [(region: RegionCode, totals: LoanTotals, places: Set<RegionCode>)] {
        var own: [RegionCode: LoanTotals] = [:]
        each { key, sum in
            guard key.programme == programme, key.quantity.isDisbursed else { return }
            own[key.region, default: LoanTotals()].add(key, sum, in: span)
        }
        own = own.filter { regions.contains(place, $0.key) }
        guard !own.isEmpty else { return [] }
        var below: [RegionCode: (totals: LoanTotals, places: Set<RegionCode>)] = [:]
        func add(_ region: RegionCode, _ totals: LoanTotals, to place: RegionCode) {
            below[place, default: (LoanTotals(), [])].totals.add(totals)
            below[place]?.places.insert(region)
        }
        var whole = LoanTotals()
        for (region, totals) in own {
            whole.add(totals)
            switch rows {
            case .total: break
            case .province: if region.level != .nation { add(region, totals, to: region.province) }
            case .place, .township:
                // Each place that has a row is told of what lies in it, by climbing once from below.
                var current: RegionCode? = region
                while let next = current {
                    if own[next] != nil { add(region, totals, to: next) }
                    current = regions.parent(of: next)
                }
            }
        }
        below[place] = nil
        let others = below.filter { regions.contains(place, $0.key) }.sorted { $0.key < $1.key }
        return [(place, whole, Set(own.keys))] + others.map { ($0.key, $0.value.totals, $0.value.places) }
    }
}
