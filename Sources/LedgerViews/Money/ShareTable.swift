import LedgerDomain

/// Makes the rows of one industry share report.
struct ShareTable {
    let book: MoneyByPlace
    /// The industry targets in force.
    let targets: [PolicyRecord]
    let scope: ReportScope
    let options: ShareOptions
    let reference: MoneyReference

    /// One part of the money: what it is called, and which cells it takes.
    struct Part {
        var by: MoneyGrouping = .total
        var key = ""
        var keyName = Label("", "")
        var place: RegionCode
        var source: FundSource = .linked
        var levels: Set<FundLevel>?
        /// Narrows the cells, of numerator and denominator alike.
        var includes: (MoneyByPlace.Item) -> Bool = { _ in true }
        /// Replaces industry in the numerator.
        var counts: ((MoneyCellKey) -> Bool)?
    }

    /// How one figure is computed.
    struct Way {
        var basis: ShareBasis
        var measure: ShareMeasure
        var classes: ShareClasses
    }

    // MARK: Rows

    /// One figure of each of some places.
    func rows(of places: [RegionCode], _ way: Way) -> [ShareRow] {
        places.map { place in
            let part = Part(by: .place, key: place.description, place: place)
            return row(
                of: part, way, items(of: part, way.measure, year: scope.year),
                prior: items(of: part, way.measure, year: scope.year - 1))
        }
    }

    /// The place itself: all bases, measures and classes, or those asked for.
    func totals() -> [ShareRow] {
        let part = Part(place: scope.region)
        // Cells are many and large: those of a measure are picked once for all its figures.
        let measures = options.measure.map { [$0] } ?? ShareMeasure.allCases
        let picked = measures.map { (items(of: part, $0, year: scope.year), items(of: part, $0, year: scope.year - 1)) }
        var rows: [ShareRow] = []
        for basis in options.basis.map({ [$0] }) ?? ShareBasis.allCases {
            for (measure, items) in zip(measures, picked) {
                for classes in options.classes.map({ [$0] }) ?? ShareClasses.allCases {
                    let way = Way(basis: basis, measure: measure, classes: classes)
                    rows.append(row(of: part, way, items.0, prior: items.1))
                }
            }
        }
        return rows
    }

    /// The rows of a breakdown, by default of the headline figure.
    func breakdown(by grouping: MoneyGrouping, bases: [ShareBasis] = [.central]) -> [ShareRow] {
        let wanted = options.basis.map { [$0] } ?? bases
        return wanted.flatMap { basis in
            let way = Way(basis: basis, measure: options.measure ?? .arranged, classes: options.classes ?? .all)
            let rows = parts(by: grouping, way).map { part in
                row(
                    of: part, way, items(of: part, way.measure, year: scope.year),
                    prior: items(of: part, way.measure, year: scope.year - 1))
            }
            return grouping == .place || grouping == .province ? rows.sorted(by: ShareTable.standsOut) : rows
        }
    }

    private func row(
        of part: Part, _ way: Way, _ items: [MoneyByPlace.Item], prior priorItems: [MoneyByPlace.Item]
    ) -> ShareRow {
        let figure = figure(of: part, way, items)
        let prior = self.figure(of: part, way, priorItems).ratio
        let isOfPlace = [.total, .place, .province].contains(part.by)
        let target = isOfPlace ? target(of: part.place, way) : nil
        let isClosed = options.closed.contains {
            $0.year == scope.year && reference.regions.contains($0.region, part.place)
        }
        let judgement = TargetJudgement(figure, way.measure, target, prior: prior, isClosed: isClosed)
        let isShareOfAll = part.counts != nil
        let national = isOfPlace && part.place != .nation ? self.target(of: .nation, way)?.fraction(prior: nil) : nil
        return ShareRow(
            region: part.place, regionName: reference.regions.name(of: part.place) ?? part.place.description,
            fiscalYear: scope.year, by: part.by, key: part.key, keyName: part.keyName, basis: way.basis,
            measure: way.measure, classes: way.classes, source: part.source,
            numerator: figure.isInterval ? nil : figure.numerator, denominator: figure.denominator,
            share: figure.ratio, reason: judgement.reason,
            bounds: figure.isInterval ? figure.lower...figure.upper : nil,
            committed: isShareOfAll && way.measure == .arranged
                ? (figure.isInterval ? nil : figure.numerator) : figure.committed,
            uncommitted: way.measure == .arranged && !isShareOfAll ? figure.free : nil, target: judgement.fraction,
            verdict: judgement.verdict, priorShare: prior, reference: national,
            isAboveReference: national.flatMap { goal in figure.ratio?.compare(to: goal).map { $0 >= 0 } },
            recovered: figure.recovered, doubtful: figure.doubtful, evidence: figure.evidence)
    }

    /// The cells of a part that belong to a year, whatever their level.
    private func items(of part: Part, _ measure: ShareMeasure, year: Int) -> [MoneyByPlace.Item] {
        let year = Int32(clamping: year)
        return book.items(in: part.place) { item in
            item.key.source == part.source
                && (measure == .arranged ? item.key.lineYear : item.key.fiscalYear) == year && part.includes(item)
        }
    }

    private func figure(of part: Part, _ way: Way, _ items: [MoneyByPlace.Item]) -> ShareFigure {
        ShareSum.figure(of: question(part, way), over: items, book)
    }

    private func question(_ part: Part, _ way: Way) -> ShareQuestion {
        let doubtful: (MoneyCellKey) -> Bool = { key in
            key.projectClass.flatMap { reference.taxonomy[$0]?.industry } == .doubtful
        }
        return ShareQuestion(
            measure: way.measure, levels: part.levels ?? way.basis.levels,
            counts: part.counts ?? industry(way.classes, doubtful), isDoubtful: doubtful)
    }

    /// The cells that the figure of a place takes from, and whether each is in the numerator.
    func sources(of place: RegionCode, _ way: Way) -> [(item: MoneyByPlace.Item, isCounted: Bool)] {
        let part = Part(place: place)
        var question = question(part, way)
        question.keepsItems = true
        let figure = ShareSum.figure(of: question, over: items(of: part, way.measure, year: scope.year), book)
        return figure.items.map { ($0, question.counts($0.key)) }
    }

    private func industry(
        _ classes: ShareClasses, _ isDoubtful: @escaping (MoneyCellKey) -> Bool
    ) -> (MoneyCellKey) -> Bool {
        { key in
            guard let code = key.projectClass, code.level1 == TaxonomyTable.industryGroup else { return false }
            switch classes {
            case .all: return true
            case .noDoubtful: return !isDoubtful(key)
            case .noMicroloanSubsidy: return code.number != Self.microloanSubsidy
            }
        }
    }

    /// 小额贷款贴息, 01.05.01.
    private static let microloanSubsidy: Int32 = 10_501

    private func target(of place: RegionCode, _ way: Way) -> IndustryTarget? {
        IndustryTarget.find(
            in: targets, place: place, basis: way.basis, measure: way.measure, year: scope.year,
            regions: reference.regions)
    }

    // MARK: Order

    /// Places that miss their target stand first, then those below the national number, the furthest off
    /// before the others; those without a figure stand last.
    static func standsOut(_ left: ShareRow, _ right: ShareRow) -> Bool {
        let (first, second) = (rank(left), rank(right))
        if first != second { return first < second }
        if let gap = left.gap ?? left.gapToReference, let other = right.gap ?? right.gapToReference,
            let order = gap.compare(to: other), order != 0
        {
            return order < 0
        }
        return left.region < right.region
    }

    private static func rank(_ row: ShareRow) -> Int {
        switch row.verdict {
        case .missed: 0
        case .aimNotMet: 1
        case .open: 2
        case .met, .noTarget: row.isAboveReference == false ? 3 : 4
        case .undefined: 5
        }
    }
}

extension ShareRow {
    /// Share less the national number.
    var gapToReference: Ratio? {
        guard let share, let reference else { return nil }
        return share.subtracting(reference)
    }
}
