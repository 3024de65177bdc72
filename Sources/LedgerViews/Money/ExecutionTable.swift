import LedgerDomain

/// Makes the rows of one execution report.
struct ExecutionTable {
    let book: MoneyByPlace
    let scope: ReportScope
    let options: ExecutionOptions
    let reference: MoneyReference

    typealias Item = MoneyByPlace.Item

    /// A row with the cells that it sums.
    struct Line {
        let row: ExecutionRow
        let items: [Item]
    }

    /// The place itself, then the breakdown.
    func lines() -> [Line] {
        let selected = selection()
        let total = line(.total, "", Label("", ""), scope.region, selected.filter { $0.key.source == .linked })
        return [total] + groups(of: selected)
    }

    // MARK: Which lines

    /// The cells with money of the year on the lines asked for, of all sources. What was carried over keeps its year,
    /// whatever line and budget year it is on.
    private func selection() -> [Item] {
        let year = Int32(clamping: scope.year)
        let items = book.items(in: scope.region) { $0.key.lineYear == year }
        if options.batches.isEmpty { return items }
        let wanted = Set(items.map(\.line)).filter(isAskedFor)
        return items.filter { wanted.contains($0.line) }
    }

    /// Whether a line, its pool or batch, or a line its money came from is named.
    private func isAskedFor(_ line: LineKey) -> Bool {
        let names = Set(options.batches.map { Identity($0) })
        func isNamed(_ line: LineKey) -> Bool {
            switch line.holder {
            case .line(let id), .pool(let id): if names.contains(id) { return true }
            case .none: return false
            }
            if book.attributes.values(.batch, of: line).contains(where: { names.contains(Identity($0)) }) {
                return true
            }
            return book.attributes.pools(ofLine: line).contains { pool in
                if case .pool(let id) = pool { names.contains(id) } else { false }
            }
        }
        return book.attributes.lineage(of: line, [.parent, .carriedFrom]).contains(where: isNamed)
    }

    /// The cells of linked funds behind the rows, by their own place.
    func sources() -> [RegionCode: [MoneyByPlace.Item]] {
        Dictionary(grouping: selection().filter { $0.key.source == .linked }, by: \.key.region)
    }

    // MARK: Sums

    /// What a rate of execution takes from a cell: net payments, and what was received once.
    static func take(_ item: Item, hasReceipts: Bool = true) -> MoneyTake {
        var take = MoneyTake()
        take.numerator = SignedQuantities(.paid)
        if hasReceipts { take.denominator = .receivedOnce(countsArrival: item.countsArrival) }
        return take
    }

    /// What makes up a row.
    static func selection(of line: Line) -> FigureSelection {
        var selection = FigureSelection()
        for item in line.items { selection.take(item.key, take(item, hasReceipts: line.row.hasReceipts)) }
        return selection
    }

    /// The sums of some cells.
    func sum(_ items: [Item]) -> ExecutionSum {
        var sum = ExecutionSum()
        let year = Int32(clamping: scope.year)
        var gross: Int128 = 0
        for item in items {
            let cell = item.cell
            let take = Self.take(item)
            gross += item.received
            sum.received += take.denominator.sum(of: cell)
            sum.recovered += cell.recovered
            sum.issued += cell.issued
            sum.suballottedLower += cell.passedDown
            sum.suballottedOwn += cell.distributedOwn
            if cell.committed != 0, isUndistributed(item) { sum.suballottedOwn += cell.committed }
            sum.committed += cell.committed
            sum.paid += take.numerator.sum(of: cell)
            if item.key.fiscalYear == year { sum.carried += cell.carriedOut }
            sum.lapsed += cell.lapsed
            sum.evidence.add(cell.evidence)
        }
        sum.own = sum.received - sum.recovered
        sum.unallocated = gross - sum.recovered - sum.suballottedOwn - sum.suballottedLower
        return sum
    }

    /// Whether a commitment here is the first that gives the money to the own level: on a pool, or on a line
    /// that was not opened by a distribution to the own level.
    private func isUndistributed(_ item: Item) -> Bool {
        !book.attributes.lineage(of: item.line, [.carriedFrom]).contains { line in
            book.attributes.origins(of: line, [.parent]).contains { $0.region == line.region }
        }
    }

    // MARK: Groups

    private func groups(of selected: [Item]) -> [Line] {
        let linked = selected.filter { $0.key.source == .linked }
        let byRegion = Dictionary(grouping: linked, by: \.key.region)
        switch options.by {
        case .total: return []
        case .source:
            return group(selected, by: { $0.key.source }, named: \.label)
        case .level: return group(linked, by: { $0.key.level }, named: \.label)
        case .task: return group(linked, by: { $0.key.task }, named: \.label)
        case .nature:
            return group(
                linked.filter { $0.cell.committed != 0 || $0.cell.paid != 0 }, by: { $0.key.nature }, named: \.label)
        case .projectClass: return classes(linked)
        case .batch: return batches(linked)
        case .keyCounties:
            let parts = [
                ("KEY", Label("重点帮扶县", "Key counties"), true), ("OTHER", Label("其他地区", "Other places"), false),
            ]
            return parts.map { key, name, isKey in
                line(
                    .keyCounties, key, name, scope.region,
                    linked.filter { reference.keyCounties.contains($0.key.region) == isKey })
            }
        case .place:
            let places = Set(linked.filter { $0.own != 0 || $0.cell.paid != 0 }.map(\.key.region))
            return places.filter { $0 != scope.region }.sorted().map { line(.place, of: $0, byRegion) }.sorted(
                by: isSlower)
        case .province:
            let provinces = Set(linked.map(\.key.region.province)).filter { $0 != .nation }
            return provinces.sorted().map { line(.province, of: $0, byRegion) }.sorted(by: isSlower)
        }
    }

    private func group<Code: LedgerCode>(
        _ items: [Item], by code: (Item) -> Code?, named name: (Code) -> Label
    ) -> [Line] {
        let groups = Dictionary(grouping: items, by: code)
        let rows = Code.allCases.compactMap { value in
            groups[value].map { line(options.by, value.rawValue, name(value), scope.region, $0) }
        }
        guard let others = groups[nil] else { return rows }
        return rows + [line(options.by, ShareTable.unstated, ShareTable.unstatedName, scope.region, others)]
    }

    private func classes(_ items: [Item]) -> [Line] {
        let groups = Dictionary(grouping: items.filter { $0.key.projectClass != nil }) {
            $0.key.projectClass?.level1 ?? 0
        }
        return groups.sorted { $0.key < $1.key }.map { group, items in
            let key = items.first?.key.projectClass?.level1Text ?? ""
            let name = reference.taxonomy.groupName(group) ?? key
            return line(.projectClass, key, Label(name, key), scope.region, items)
        }
    }

    private func batches(_ items: [Item]) -> [Line] {
        var groups: [String: [Item]] = [:]
        for item in items {
            let batches = book.attributes.batches(of: item.line)
            for batch in batches.isEmpty ? [ShareTable.unstated] : batches { groups[batch, default: []].append(item) }
        }
        return groups.sorted { $0.key < $1.key }.map { batch, items in
            let name = batch == ShareTable.unstated ? ShareTable.unstatedName : Label(batch, batch)
            return line(.batch, batch, name, scope.region, items)
        }
    }

    private func line(_ by: MoneyGrouping, of place: RegionCode, _ byRegion: [RegionCode: [Item]]) -> Line {
        let name = reference.regions.name(of: place) ?? place.description
        return line(
            by, place.description, Label(name, name), place,
            book.regions(in: place).flatMap { byRegion[$0] ?? [] })
    }

    private func line(
        _ by: MoneyGrouping, _ key: String, _ keyName: Label, _ place: RegionCode, _ items: [Item]
    ) -> Line {
        let row = ExecutionRow(
            region: place, regionName: reference.regions.name(of: place) ?? place.description, fiscalYear: scope.year,
            by: by, key: key, keyName: keyName, batches: options.batches, sum: sum(items),
            monthsEnded: ExecutionReport.monthsEnded(of: scope.year, at: scope.effectiveTo ?? scope.today))
        return Line(row: row, items: items)
    }

    /// The slowest first; those without a base last.
    private func isSlower(_ left: Line, _ right: Line) -> Bool {
        let (left, right) = (left.row, right.row)
        switch (left.execution, right.execution) {
        case (nil, nil): return left.region < right.region
        case (nil, _?): return false
        case (_?, nil): return true
        case (let first?, let second?):
            let order = first.compare(to: second) ?? 0
            return order == 0 ? left.region < right.region : order < 0
        }
    }
}
