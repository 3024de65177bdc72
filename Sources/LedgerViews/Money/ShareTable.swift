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

    /// A row with what it is of.
    struct Line {
        let row: ShareRow
        let part: Part
        let way: Way
    }

    /// One figure of each of some places.
    func rows(of places: [RegionCode], _ way: Way) -> [ShareRow] {
        places.map { place in
            let part = Part(by: .place, key: place.description, place: place)
            return line(
                of: part, way, items(of: part, year: scope.year), prior: items(of: part, year: scope.year - 1)
            ).row
        }
    }

    /// The rows asked for: the place itself, then its breakdowns.
    func lines() -> [Line] {
        switch options.by {
        case .total?: totals()
        case let grouping?: totals() + breakdown(by: grouping)
        case nil: totals() + breakdown(by: .projectClass, bases: ShareBasis.allCases) + breakdown(by: .place)
        }
    }

    /// The place itself: all bases, measures and classes, or those asked for.
    func totals() -> [Line] {
        let part = Part(place: scope.region)
        // Cells are many and large: they are picked once for all figures.
        let (items, before) = (items(of: part, year: scope.year), items(of: part, year: scope.year - 1))
        var lines: [Line] = []
        for basis in options.basis.map({ [$0] }) ?? ShareBasis.allCases {
            for measure in options.measure.map({ [$0] }) ?? ShareMeasure.allCases {
                for classes in options.classes.map({ [$0] }) ?? ShareClasses.allCases {
                    let way = Way(basis: basis, measure: measure, classes: classes)
                    lines.append(line(of: part, way, items, prior: before))
                }
            }
        }
        return lines
    }

    /// The rows of a breakdown, by default of the headline figure.
    func breakdown(by grouping: MoneyGrouping, bases: [ShareBasis] = [.central]) -> [Line] {
        let wanted = options.basis.map { [$0] } ?? bases
        return wanted.flatMap { basis in
            let way = Way(basis: basis, measure: options.measure ?? .arranged, classes: options.classes ?? .all)
            let lines = parts(by: grouping, way).map { part in
                line(of: part, way, items(of: part, year: scope.year), prior: items(of: part, year: scope.year - 1))
            }
            return grouping == .place || grouping == .province
                ? lines.sorted { ShareTable.standsOut($0.row, $1.row) } : lines
        }
    }

    private func line(
        of part: Part, _ way: Way, _ items: [MoneyByPlace.Item], prior priorItems: [MoneyByPlace.Item]
    ) -> Line {
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
        let row = ShareRow(
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
        return Line(row: row, part: part, way: way)
    }

    /// The cells of a part with money of a year, whatever their level.
    private func items(of part: Part, year: Int) -> [MoneyByPlace.Item] {
        let year = Int32(clamping: year)
        return book.items(in: part.place) { item in
            item.key.source == part.source && item.key.lineYear == year && part.includes(item)
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

    /// What makes up the figure of a part of the money.
    func selection(of part: Part, _ way: Way) -> FigureSelection {
        var question = question(part, way)
        question.keepsSelection = true
        return ShareSum.figure(of: question, over: items(of: part, year: scope.year), book).selection
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
