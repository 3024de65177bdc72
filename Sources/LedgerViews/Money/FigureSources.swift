public import LedgerDomain

/// Finds what makes up the figures that rules judge (指标的构成), by the very selections that the figures sum.
public struct FigureSources {
    private let book: MoneyByPlace
    private let reference: MoneyReference

    /// The sources in some cells.
    ///
    /// - Complexity: of the number of cells; one value serves any number of figures.
    public init(money: MoneyCells, attributes: LineAttributes, reference: MoneyReference) {
        book = MoneyByPlace(money, attributes.index, reference.regions)
        self.reference = reference
    }

    /// What an industry share of all classes of industry is made of.
    public func share(
        of place: RegionCode, year: Int, basis: ShareBasis, measure: ShareMeasure
    ) -> FigureSelection {
        // The day of a report decides nothing about which cells it sums.
        let table = ShareTable(
            book: book, targets: [], scope: ReportScope(region: place, year: year, today: Day.last(of: year)),
            options: ShareOptions(), reference: reference)
        return table.selection(
            of: ShareTable.Part(place: place), ShareTable.Way(basis: basis, measure: measure, classes: .all))
    }

    /// What the execution of all linked lines of a year is made of, for each place in the report of one.
    ///
    /// - Complexity: of the number of cells, once for all places of the report.
    public func execution(in region: RegionCode, year: Int) -> (_ place: RegionCode) -> FigureSelection {
        let table = ExecutionTable(
            book: book, scope: ReportScope(region: region, year: year, today: Day.last(of: year)),
            options: ExecutionOptions(), reference: reference)
        let sources = table.sources()
        return { place in
            var selection = FigureSelection()
            for region in book.regions(in: place) {
                for item in sources[region] ?? [] { selection.take(item.key, ExecutionTable.take(item)) }
            }
            return selection
        }
    }

    /// What a management fee and its base are made of.
    public func fee(_ fee: ManagementFee) -> FigureSelection {
        let holders = Set(fee.holders)
        let lines = FeeTable.lines(behind: fee.holders, of: fee.region, book)
        let levels = ManagementFee.baseLevels(of: fee.level)
        let items = book.items(in: fee.region) { item in
            item.key.region == fee.region && item.key.source == .linked && Int(item.key.lineYear) == fee.fiscalYear
        }
        var selection = FigureSelection()
        for item in items {
            var take = MoneyTake()
            if let level = item.key.level, levels.contains(level), lines.contains(item.line) {
                take.denominator = FeeTable.base(item)
            }
            if item.key.level == fee.level, item.key.projectClass?.level1 == ManagementFee.group,
                holders.contains(item.key.holder)
            {
                take.numerator = SignedQuantities(fee.isOfPayments ? .paid : .committed)
            }
            if take != MoneyTake() { selection.take(item.key, take) }
        }
        return selection
    }
}
