import LedgerDomain

/// The cells of money arranged for reports: by place, with own money worked out.
///
/// Own money of a place (本级资金) is what it received less what it passed down, less what was recovered. A
/// distribution to a lower place counts as received there under the line it opened, until a receipt of that
/// line by that place and year is in the log; then the receipt alone counts. A distribution to the own level
/// leaves one line and arrives on another of the same place, so a sum over lines does not see it.
struct MoneyByPlace {
    /// One cell with the figures that no single cell knows.
    struct Item {
        var key: MoneyCellKey
        var cell: MoneyCell
        /// What came to the place on this line.
        let received: Int128
        /// Own money.
        let own: Int128
        /// The number of its line or pool in ``MoneyByPlace/lines``.
        var number: Int

        /// Whether what a distribution brought counts as received: no receipt has replaced it.
        var countsArrival: Bool

        var line: LineKey { LineKey(key.region, key.holder) }

        init(key: MoneyCellKey, cell: MoneyCell, number: Int, countsArrival: Bool) {
            self.key = key
            self.cell = cell
            self.number = number
            self.countsArrival = countsArrival
            received = SignedQuantities.received(countsArrival: countsArrival).sum(of: cell)
            own = SignedQuantities.own(countsArrival: countsArrival).sum(of: cell)
        }
    }

    /// What reports ask of a line or pool again and again, looked up once.
    struct Line {
        var key: LineKey
        /// Whether all its projects are in the log.
        var hasAllProjects: Bool
        /// Whether a pool draws on it.
        var isInPool: Bool
    }

    /// Which year a figure about money is of, as reports say it.
    static let yearNote = Label(
        "年度为资金年度：结转资金仍计入首次下达的年度，安排、支付口径一致。",
        "The year is that of the money: what was carried over stays in the year that it was first issued for, arranged and paid alike."
    )

    private struct YearLine: Hashable {
        var line: LineKey
        var fiscalYear: Int32
    }

    /// The cells of each place.
    private let byRegion: [RegionCode: [Item]]
    /// The places with cells that lie in each place, itself among them.
    private let subtree: [RegionCode: [RegionCode]]
    /// The places that have cells, in order.
    let regions: [RegionCode]
    let attributes: LineAttributeIndex
    /// The lines and pools, by number.
    let lines: [Line]
    /// The number of each line and pool.
    let numbers: [LineKey: Int]

    init(_ money: MoneyCells, _ attributes: LineAttributeIndex, _ table: RegionTable) {
        var receipts: [YearLine: Int64] = [:]
        money.each { key, cell in
            guard cell.receipts != 0 else { return }
            receipts[YearLine(line: LineKey(key.region, key.holder), fiscalYear: key.fiscalYear), default: 0] +=
                cell.receipts
        }
        var byRegion: [RegionCode: [Item]] = [:]
        var lines: [Line] = []
        var numbers: [LineKey: Int] = [:]
        money.each { key, cell in
            let lineKey = LineKey(key.region, key.holder)
            let number = numbers[lineKey] ?? lines.count
            if number == lines.count {
                numbers[lineKey] = number
                lines.append(
                    Line(
                        key: lineKey, hasAllProjects: attributes.hasAllProjects(lineKey),
                        isInPool: !attributes.pools(ofLine: lineKey).isEmpty))
            }
            let line = YearLine(line: lineKey, fiscalYear: key.fiscalYear)
            byRegion[key.region, default: []].append(
                Item(key: key, cell: cell, number: number, countsArrival: receipts[line, default: 0] <= 0))
        }
        self.byRegion = byRegion
        regions = byRegion.keys.sorted()
        var subtree: [RegionCode: [RegionCode]] = [:]
        for region in regions {
            for place in Self.places(around: region, table) { subtree[place, default: []].append(region) }
        }
        self.subtree = subtree
        self.attributes = attributes
        self.lines = lines
        self.numbers = numbers
    }

    /// A place and all that it lies in, by its digits and by the table, as ``RegionTable/contains(_:_:)`` has it.
    private static func places(around region: RegionCode, _ table: RegionTable) -> Set<RegionCode> {
        var places: Set<RegionCode> = [region, region.prefecture, region.province, .nation]
        var current = region
        while let parent = table.parent(of: current), parent != current {
            places.insert(parent)
            current = parent
        }
        return places
    }

    /// The places with cells that lie in a place, itself among them.
    func regions(in place: RegionCode) -> [RegionCode] { subtree[place] ?? [] }

    /// The cells of a place and all below it.
    func items(in place: RegionCode, where includes: (Item) -> Bool) -> [Item] {
        (subtree[place] ?? []).flatMap { (byRegion[$0] ?? []).filter(includes) }
    }

    /// Some lines of a place, and those that its pools among them draw on.
    func lines(behind holders: [LineReference], of region: RegionCode) -> Set<LineKey> {
        var lines: Set<LineKey> = []
        for holder in holders {
            let key = LineKey(region, holder)
            guard case .pool = holder else {
                lines.insert(key)
                continue
            }
            for line in attributes.lines(ofPool: key) { lines.insert(LineKey(region, line)) }
        }
        return lines
    }

    /// The places below a place that have cells that count, in order.
    func places(below place: RegionCode, where includes: (Item) -> Bool) -> [RegionCode] {
        (subtree[place] ?? []).filter { $0 != place && byRegion[$0]?.contains(where: includes) ?? false }
    }
}
