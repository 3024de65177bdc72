import LedgerDomain

/// Makes the rows of one execution report.
struct ExecutionTable {
    let book: MoneyByPlace
    let scope: ReportScope
    let options: ExecutionOptions
    let reference: MoneyReference

    typealias Item = MoneyByPlace.Item

    func rows() -> [ExecutionRow] {
        let selected = selection()
        let total = row(.total, "", Label("", ""), scope.region, selected.filter { $0.key.source == .linked })
        return [total] + groups(of: selected)
    }

    // MARK: Which lines

    /// The cells of the lines asked for and of their carry-overs, of all sources.
    private func selection() -> [Item] {
        let year = Int32(clamping: scope.year)
        let items = book.items(in: scope.region) { $0.key.fiscalYear >= year }
        let inYear = items.filter { $0.key.fiscalYear == year }
        let roots = Set(inYear.map(\.line)).filter(options.batches.isEmpty ? { _ in true } : isAskedFor)
        let hasReceipt = Set(inYear.filter { $0.cell.received != 0 || $0.cell.arrived != 0 }.map(\.line))
        let own = roots.filter { hasReceipt.contains($0) || book.attributes.origins(of: $0, [.carriedFrom]).isEmpty }
        // Named lines are meant as named, also where they only hold what was carried into the year.
        let wanted = options.batches.isEmpty ? own : roots
        let lineYears = Set(inYear.filter { wanted.contains($0.line) }.map(\.key.lineYear))
        return items.filter { item in
            if item.key.fiscalYear == year { return wanted.contains(item.line) }
            // Line ids may come again in a later year, so the year of the money must agree as well.
            return lineYears.contains(item.key.lineYear) && isCarried(item.line, from: wanted)
        }
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

    private func isCarried(_ line: LineKey, from roots: Set<LineKey>) -> Bool {
        book.attributes.origins(of: line, [.carriedFrom]).contains { origin in
            book.attributes.lineage(of: origin, [.carriedFrom]).contains(where: roots.contains)
        }
    }

    /// The cells of linked funds behind the rows, by their own place.
    func sources() -> [RegionCode: [MoneyByPlace.Item]] {
        Dictionary(grouping: selection().filter { $0.key.source == .linked }, by: \.key.region)
    }

    // MARK: Sums

    /// The sums of some cells.
    func sum(_ items: [Item]) -> ExecutionSum {
        var sum = ExecutionSum()
        let year = Int32(clamping: scope.year)
        var gross: Int128 = 0
        for item in items {
            let cell = item.cell
            gross += item.received
            sum.received += item.received - cell.passedDown
            sum.recovered += cell.recovered
            sum.issued += cell.issued
            sum.suballottedLower += cell.passedDown
            sum.suballottedOwn += cell.distributedOwn
            if cell.committed != 0, isUndistributed(item) { sum.suballottedOwn += cell.committed }
            sum.committed += cell.committed
            sum.paid += cell.paid
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

    private func groups(of selected: [Item]) -> [ExecutionRow] {
        let linked = selected.filter { $0.key.source == .linked }
        let byRegion = Dictionary(grouping: linked, by: \.key.region)
        switch options.by {
        case .total: return []
        case .source:
            return group(selected, by: { $0.key.source }, named: \.label)
        case .level: return group(linked, by: { $0.key.level }, named: \.label)
        case .task: return group(linked, by: { $0.key.task }, named: \.label)
        case .nature: return group(linked, by: { $0.key.nature }, named: \.label)
        case .projectClass: return classes(linked)
        case .batch: return batches(linked)
        case .keyCounties:
            let parts = [
                ("KEY", Label("重点帮扶县", "Key counties"), true), ("OTHER", Label("其他地区", "Other places"), false),
            ]
            return parts.map { key, name, isKey in
                row(
                    .keyCounties, key, name, scope.region,
                    linked.filter { reference.keyCounties.contains($0.key.region) == isKey })
            }
        case .place:
            let places = Set(linked.filter { $0.own != 0 || $0.cell.paid != 0 }.map(\.key.region))
            return places.filter { $0 != scope.region }.sorted().map { row(.place, of: $0, byRegion) }.sorted(
                by: isSlower)
        case .province:
            let provinces = Set(linked.map(\.key.region.province)).filter { $0 != .nation }
            return provinces.sorted().map { row(.province, of: $0, byRegion) }.sorted(by: isSlower)
        }
    }

    private func group<Code: LedgerCode>(
        _ items: [Item], by code: (Item) -> Code?, named name: (Code) -> Label
    ) -> [ExecutionRow] {
        let groups = Dictionary(grouping: items, by: code)
        let rows = Code.allCases.compactMap { value in
            groups[value].map { row(options.by, value.rawValue, name(value), scope.region, $0) }
        }
        guard let others = groups[nil] else { return rows }
        return rows + [row(options.by, ShareTable.unstated, ShareTable.unstatedName, scope.region, others)]
    }

    private func classes(_ items: [Item]) -> [ExecutionRow] {
        let groups = Dictionary(grouping: items.filter { $0.key.projectClass != nil }) {
            $0.key.projectClass?.level1 ?? 0
        }
        return groups.sorted { $0.key < $1.key }.map { group, items in
            let key = items.first?.key.projectClass?.level1Text ?? ""
            let name = reference.taxonomy.groupName(group) ?? key
            return row(.projectClass, key, Label(name, key), scope.region, items)
        }
    }

    private func batches(_ items: [Item]) -> [ExecutionRow] {
        var groups: [String: [Item]] = [:]
        for item in items {
            let batches = book.attributes.batches(of: item.line)
            for batch in batches.isEmpty ? [ShareTable.unstated] : batches { groups[batch, default: []].append(item) }
        }
        return groups.sorted { $0.key < $1.key }.map { batch, items in
            let name = batch == ShareTable.unstated ? ShareTable.unstatedName : Label(batch, batch)
            return row(.batch, batch, name, scope.region, items)
        }
    }

    private func row(_ by: MoneyGrouping, of place: RegionCode, _ byRegion: [RegionCode: [Item]]) -> ExecutionRow {
        let name = reference.regions.name(of: place) ?? place.description
        return row(
            by, place.description, Label(name, name), place,
            book.regions(in: place).flatMap { byRegion[$0] ?? [] })
    }

    private func row(
        _ by: MoneyGrouping, _ key: String, _ keyName: Label, _ place: RegionCode, _ items: [Item]
    ) -> ExecutionRow {
        ExecutionRow(
            region: place, regionName: reference.regions.name(of: place) ?? place.description, fiscalYear: scope.year,
            by: by, key: key, keyName: keyName, batches: options.batches, sum: sum(items),
            monthsEnded: ExecutionReport.monthsEnded(of: scope.year, at: scope.effectiveTo ?? scope.today))
    }

    /// The slowest first; those without a base last.
    private func isSlower(_ left: ExecutionRow, _ right: ExecutionRow) -> Bool {
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
