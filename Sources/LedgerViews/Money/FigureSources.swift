public import LedgerDomain

/// Some quantities of money.
public struct MoneyQuantities: OptionSet, Hashable, Sendable {
    /// One bit for each quantity.
    public let rawValue: UInt32

    /// A set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of one quantity.
    public init(_ quantity: Movement.Quantity) { rawValue = 1 << UInt32(quantity.rawValue) }

    static let received = MoneyQuantities(.received)
    static let arrived = MoneyQuantities(.arrived)
    static let passedOn: MoneyQuantities = [MoneyQuantities(.distributedToOwn), MoneyQuantities(.passedDown)]
    static let carried: MoneyQuantities = [MoneyQuantities(.carriedIn), MoneyQuantities(.carriedOut)]
    static let lapsed = MoneyQuantities(.lapsed)
    static let recovered = MoneyQuantities(.recovered)
    static let committed = MoneyQuantities(.committed)
    static let paid = MoneyQuantities(.paid)
}

/// Which movements make up a figure about money: of each cell, the quantities that numerator and denominator take.
public typealias FigureParts = [MoneyCellKey: MoneyQuantities]

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
    ///
    /// - Parameter includesFree: also what its free money is made of, on which a verdict rests before the close.
    public func share(
        of place: RegionCode, year: Int, basis: ShareBasis, measure: ShareMeasure, includesFree: Bool
    ) -> FigureParts {
        // The day of a report decides nothing about which cells it sums.
        let table = ShareTable(
            book: book, targets: [], scope: ReportScope(region: place, year: year, today: Day.last(of: year)),
            options: ShareOptions(), reference: reference)
        let way = ShareTable.Way(basis: basis, measure: measure, classes: .all)
        return parts(table.sources(of: place, way)) { item, isCounted in
            switch measure {
            case .arranged: own(item).union(isCounted || includesFree ? .committed : [])
            case .paid: includesFree ? own(item).union([.paid, .carried, .lapsed]) : .paid
            }
        }
    }

    /// What the execution of all linked lines of a budget year is made of, for each place in the report of one.
    ///
    /// - Complexity: of the number of cells, once for all places of the report.
    public func execution(in region: RegionCode, year: Int) -> (_ place: RegionCode) -> FigureParts {
        let table = ExecutionTable(
            book: book, scope: ReportScope(region: region, year: year, today: Day.last(of: year)),
            options: ExecutionOptions(), reference: reference)
        let sources = table.sources()
        return { place in
            let items = book.regions(in: place).flatMap { sources[$0] ?? [] }
            return parts(items.map { ($0, true) }) { item, _ in own(item).subtracting(.recovered).union(.paid) }
        }
    }

    /// What a management fee and its base are made of.
    public func fee(_ fee: ManagementFee) -> FigureParts {
        let holders = Set(fee.holders)
        let lines = book.lines(behind: fee.holders, of: fee.region)
        let levels = ManagementFee.baseLevels(of: fee.level)
        let items = book.items(in: fee.region) { item in
            item.key.region == fee.region && item.key.source == .linked && Int(item.key.fiscalYear) == fee.fiscalYear
        }
        return parts(items.map { ($0, true) }) { item, _ in
            var taken: MoneyQuantities = []
            if let level = item.key.level, levels.contains(level), lines.contains(item.line) {
                taken.formUnion(own(item).union(MoneyQuantities(.carriedIn)))
            }
            if item.key.level == fee.level, item.key.projectClass?.level1 == ManagementFee.group,
                holders.contains(item.key.holder)
            {
                taken.formUnion(fee.isOfPayments ? .paid : .committed)
            }
            return taken
        }
    }

    /// What own money is made of. An arrival that a receipt replaced is no part of it.
    private func own(_ item: MoneyByPlace.Item) -> MoneyQuantities {
        [.received, .passedOn, .recovered, item.countsArrival ? .arrived : []]
    }

    private func parts(
        _ items: [(item: MoneyByPlace.Item, isCounted: Bool)],
        _ quantities: (MoneyByPlace.Item, Bool) -> MoneyQuantities
    ) -> FigureParts {
        var parts: FigureParts = [:]
        for (item, isCounted) in items { parts[item.key, default: []].formUnion(quantities(item, isCounted)) }
        return parts.filter { !$0.value.isEmpty }
    }
}
