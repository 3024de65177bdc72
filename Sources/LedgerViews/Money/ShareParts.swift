import LedgerDomain

/// The parts that a breakdown has.
extension ShareTable {
    /// The parts of the money of the place, in the order of their keys.
    func parts(by grouping: MoneyGrouping, _ way: Way) -> [Part] {
        switch grouping {
        case .total: [Part(place: scope.region)]
        case .projectClass: classParts(way)
        case .nature: natureParts(way)
        case .task: taskParts()
        case .source: sourceParts()
        case .level: levelParts(way)
        case .keyCounties: keyCountyParts()
        case .province: provinceParts()
        case .place: placeParts(way)
        case .batch: batchParts()
        }
    }

    /// The cells that a figure of the place looks at, before levels.
    private func items(source: FundSource? = .linked) -> [MoneyByPlace.Item] {
        let year = Int32(clamping: scope.year)
        return book.items(in: scope.region) { item in
            (source == nil || item.key.source == source) && item.key.lineYear == year
        }
    }

    private func used(_ item: MoneyByPlace.Item, _ way: Way) -> Int128 {
        way.measure == .arranged ? item.cell.committed : item.cell.paid
    }

    private func classParts(_ way: Way) -> [Part] {
        let groups = Set(items().filter { used($0, way) != 0 }.compactMap { $0.key.projectClass?.level1 })
        return groups.sorted().map { group in
            let name = reference.taxonomy.groupName(group) ?? ""
            let key = group < 10 ? "0\(group)" : "\(group)"
            return Part(
                by: .projectClass, key: key, keyName: Label(name.isEmpty ? key : name, key), place: scope.region,
                counts: { $0.projectClass?.level1 == group })
        }
    }

    private func natureParts(_ way: Way) -> [Part] {
        let found = Set(items().filter { used($0, way) != 0 }.map(\.key.nature))
        let known = ProjectNature.allCases.filter(found.contains).map(Optional.some)
        return (known + (found.contains(nil) ? [nil] : [])).map { nature in
            Part(
                by: .nature, key: nature?.rawValue ?? Self.unstated, keyName: nature?.label ?? Self.unstatedName,
                place: scope.region, counts: { $0.nature == nature })
        }
    }

    private func taskParts() -> [Part] {
        let found = Set(items().map(\.key.task))
        let known = TaskDirection.allCases.filter(found.contains).map(Optional.some)
        return (known + (found.contains(nil) ? [nil] : [])).map { task in
            Part(
                by: .task, key: task?.rawValue ?? Self.unstated, keyName: task?.label ?? Self.unstatedName,
                place: scope.region, includes: { $0.key.task == task })
        }
    }

    private func sourceParts() -> [Part] {
        let found = Set(items(source: nil).compactMap(\.key.source))
        return FundSource.allCases.filter(found.contains).map { source in
            Part(by: .source, key: source.rawValue, keyName: source.label, place: scope.region, source: source)
        }
    }

    private func levelParts(_ way: Way) -> [Part] {
        let found = Set(items().compactMap(\.key.level))
        return FundLevel.allCases.filter { found.contains($0) && way.basis.levels.contains($0) }.map { level in
            Part(by: .level, key: level.rawValue, keyName: level.label, place: scope.region, levels: [level])
        }
    }

    private func keyCountyParts() -> [Part] {
        let keyCounties = reference.keyCounties
        return [
            Part(
                by: .keyCounties, key: "KEY", keyName: Label("重点帮扶县", "Key counties"), place: scope.region,
                includes: { keyCounties.contains($0.key.region) }),
            Part(
                by: .keyCounties, key: "OTHER", keyName: Label("其他地区", "Other places"), place: scope.region,
                includes: { !keyCounties.contains($0.key.region) }),
        ]
    }

    private func provinceParts() -> [Part] {
        let provinces = Set(items().map(\.key.region.province)).filter { $0 != .nation }
        return provinces.sorted().map { part(.province, of: $0) }
    }

    private func placeParts(_ way: Way) -> [Part] {
        let year = Int32(clamping: scope.year)
        let places = book.places(below: scope.region) { item in
            item.key.source == .linked && item.key.lineYear == year
                && (way.measure == .arranged ? item.own : item.cell.paid) != 0
        }
        return places.map { part(.place, of: $0) }
    }

    private func part(_ grouping: MoneyGrouping, of place: RegionCode) -> Part {
        let name = reference.regions.name(of: place) ?? place.description
        return Part(by: grouping, key: place.description, keyName: Label(name, name), place: place)
    }

    private func batchParts() -> [Part] {
        var byBatch: [String: Set<LineKey>] = [:]
        for line in Set(items().map(\.line)) {
            let batches = book.attributes.batches(of: line)
            for batch in batches.isEmpty ? [Self.unstated] : batches { byBatch[batch, default: []].insert(line) }
        }
        return byBatch.sorted { $0.key < $1.key }.map { batch, lines in
            let name = batch == Self.unstated ? Self.unstatedName : Label(batch, batch)
            return Part(
                by: .batch, key: batch, keyName: name, place: scope.region, includes: { lines.contains($0.line) })
        }
    }

    static let unstated = "UNSTATED"
    static let unstatedName = Label("未注明", "Not stated")
}
