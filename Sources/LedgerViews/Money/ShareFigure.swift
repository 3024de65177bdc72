import LedgerDomain

/// The share of money that goes to some classes of projects, over some cells of money.
///
/// ```
/// ARRANGED: net commitments to the classes ÷ own money
/// PAID:     net payments to the classes    ÷ net payments
/// ```
///
/// Both of money of the year, which is the year that it was first issued for.
///
/// Money whose level is not split (a pool of central and provincial lines, level `CENTRAL_PROV`) has only bounds
/// on a basis that takes part of it: at least what cannot have come from outside the basis, at most what fits
/// inside. 大同区 2023, central: 4197 of 6132 万元 on a pool of 3174 central and 2958 provincial, so 1239 to 3174.
struct ShareFigure: Sendable {
    /// Money of the classes: of sure level where the figure has bounds, then less than the whole.
    var numerator: Int128 = 0
    /// What is measured against; `nil` where part of it has no level.
    var denominator: Int128?
    /// The least and the most the numerator can be.
    var lower: Int128 = 0
    var upper: Int128 = 0
    /// Commitments on the basis; `nil` where part of them has no level.
    var committed: Int128?
    /// What can still be arranged, or paid, on the basis; `nil` where unknown.
    var free: Int128?
    var recovered: Int128 = 0
    /// Money of classes on which sources differ (`DOUBTFUL`), of sure level.
    var doubtful: Int128 = 0
    var evidence = Evidence()
    /// Why there is no share.
    var reason: FigureReason?
    /// What it takes from each cell, where the question keeps that.
    var selection = FigureSelection()

    /// The share; `nil` where it is undefined.
    var ratio: Ratio? {
        guard reason == nil, let denominator else { return nil }
        return Ratio(numerator, denominator)
    }

    /// Whether the numerator is an interval.
    var isInterval: Bool { lower != upper }
}

/// What a share counts.
struct ShareQuestion {
    var measure: ShareMeasure
    /// The levels that are in.
    var levels: Set<FundLevel>
    /// Whether money of this cell is in the numerator.
    var counts: (MoneyCellKey) -> Bool
    /// Whether the class is doubtful.
    var isDoubtful: (MoneyCellKey) -> Bool
    /// Whether the figure is to say what it takes from each cell.
    var keepsSelection = false

    /// How a level lies to the basis.
    enum Standing { case inside, outside, unsplit }

    func standing(_ level: FundLevel?) -> Standing {
        guard let level else { return levels == Set(FundLevel.allCases) ? .inside : .outside }
        if levels.contains(level) { return .inside }
        guard level == .centralAndProvincial else { return .outside }
        switch (levels.contains(.central), levels.contains(.provincial)) {
        case (true, true): return .inside
        case (false, false): return .outside
        case (true, false), (false, true): return .unsplit
        }
    }
}

extension ShareQuestion {
    /// What is arranged, or paid.
    func used(_ item: MoneyByPlace.Item) -> Int128 { measure == .arranged ? item.cell.committed : item.cell.paid }

    /// What the share is of.
    func base(_ item: MoneyByPlace.Item) -> Int128 { measure == .arranged ? item.own : item.cell.paid }

    /// What can still be arranged, or paid.
    func free(_ item: MoneyByPlace.Item) -> Int128 {
        let cell = item.cell
        switch measure {
        case .arranged: return item.own - cell.committed
        case .paid: return item.own + cell.carriedIn - cell.carriedOut - cell.lapsed - cell.paid
        }
    }

    /// The quantities that these amounts are sums of, as the share takes them from a cell.
    func take(_ item: MoneyByPlace.Item, _ place: ShareFigure.Place) -> MoneyTake {
        let own = SignedQuantities.own(countsArrival: item.countsArrival)
        let used = SignedQuantities(measure == .arranged ? .committed : .paid)
        let base = measure == .arranged ? own : used
        var take = MoneyTake()
        switch place {
        case .sure:
            if counts(item.key) { take.numerator = used }
            take.denominator = base
            take.free = own.all.union(measure == .arranged ? .committed : [.carriedIn, .carriedOut, .lapsed, .paid])
        case .unsplit:
            if counts(item.key) { take.unsplitNumerator = used }
            take.unsplitDenominator = base
        case .beside: break
        }
        return take
    }
}

extension ShareFigure {
    /// How a cell that is behind a figure enters it.
    enum Place {
        /// Its money is inside the basis.
        case sure
        /// Nobody knows how much of it is.
        case unsplit
        /// Its pool is known to be outside, or it is used up.
        case beside
    }
}

extension ShareBasis {
    /// The levels whose money the basis takes.
    var levels: Set<FundLevel> {
        switch self {
        case .central: [.central]
        case .centralAndProvincial: [.central, .provincial, .centralAndProvincial]
        case .allLevels: Set(FundLevel.allCases)
        }
    }
}

/// Works out one share from the cells of a place.
struct ShareSum {
    private let question: ShareQuestion
    private let book: MoneyByPlace
    private var figure = ShareFigure()
    private var denominator: Int128 = 0
    private var committed: Int128 = 0
    private var free: Int128 = 0
    private var hasUnsplitLine = false
    private var hasUnsplitCommitment = false
    private var isIncomplete = false
    /// Money at work on lines that bounds or completeness ask for, by level; a line that the source does not
    /// split may have commitments whose level is known.
    private var lines: [LineLevel: LineSums] = [:]
    private var pools: [LineKey: [MoneyByPlace.Item]] = [:]

    private struct LineLevel: Hashable {
        var number: Int
        var level: FundLevel?
    }

    private struct LineSums {
        var own: Int128 = 0
        var committed: Int128 = 0
        var counted: Int128 = 0
        var used: Int128 = 0
    }

    /// The share of `items`, which are all of the year and source that is asked for.
    static func figure(
        of question: ShareQuestion, over items: [MoneyByPlace.Item], _ book: MoneyByPlace
    ) -> ShareFigure {
        var sum = ShareSum(question: question, book: book)
        for item in items { sum.add(item) }
        sum.addUnsplitLines()
        for (pool, items) in sum.pools { sum.addPool(pool, items) }
        return sum.finished()
    }

    private init(question: ShareQuestion, book: MoneyByPlace) {
        self.question = question
        self.book = book
    }

    private mutating func add(_ item: MoneyByPlace.Item) {
        if case .pool = item.key.holder {
            pools[item.line, default: []].append(item)
            return
        }
        let standing = question.standing(item.key.level)
        let line = book.lines[item.number]
        if !line.hasAllProjects || line.isInPool || standing == .unsplit { addToLine(item) }
        switch standing {
        case .inside: addSure(item)
        case .unsplit: take(item, .unsplit)
        case .outside: break
        }
    }

    /// Puts a cell behind the figure.
    private mutating func take(_ item: MoneyByPlace.Item, _ place: ShareFigure.Place) {
        figure.evidence.add(item.cell.evidence)
        if question.keepsSelection { figure.selection.take(item.key, question.take(item, place)) }
    }

    private mutating func addToLine(_ item: MoneyByPlace.Item) {
        let key = LineLevel(number: item.number, level: item.key.level)
        var sums = lines[key] ?? LineSums()
        sums.own += item.own
        sums.committed += item.cell.committed
        sums.used += question.used(item)
        if question.counts(item.key) { sums.counted += question.used(item) }
        lines[key] = sums
    }

    private mutating func addSure(_ item: MoneyByPlace.Item) {
        take(item, .sure)
        let amount = question.used(item)
        if amount != 0, question.counts(item.key) {
            figure.numerator += amount
            figure.lower += amount
            figure.upper += amount
            if question.isDoubtful(item.key) { figure.doubtful += amount }
        }
        figure.recovered += item.cell.recovered
        committed += item.cell.committed
        denominator += question.base(item)
        free += question.free(item)
    }

    /// Lines of level `CENTRAL_PROV` on a basis that takes one of the two: any part may be inside. Also finds
    /// lines whose projects are not all in the log; a line that kept no money has no projects to list.
    private mutating func addUnsplitLines() {
        for (line, sums) in lines {
            let standing = question.standing(line.level)
            guard standing != .outside else { continue }
            let atWork = question.measure == .arranged ? sums.own : sums.used
            if atWork != 0, !book.lines[line.number].hasAllProjects { isIncomplete = true }
            guard standing == .unsplit else { continue }
            if atWork != 0 { hasUnsplitLine = true }
            if sums.committed != 0 { hasUnsplitCommitment = true }
            figure.upper += max(0, min(sums.counted, atWork))
        }
    }

    /// A pool is known by its level, else by the lines it draws on, else not at all.
    private mutating func addPool(_ pool: LineKey, _ items: [MoneyByPlace.Item]) {
        // An attribution takes from the pool at the level of the line it goes to; only what is left positive
        // shows the level under which the pool was used.
        var byLevel: [FundLevel?: Int128] = [:]
        for item in items { byLevel[item.key.level, default: 0] += question.used(item) }
        let isUnsplit = byLevel.contains { $0.value > 0 && question.standing($0.key) == .unsplit }
        // A pool that has any money without a level stands behind the figure with all its cells.
        let isMixed = items.contains { question.standing($0.key.level) == .unsplit }
        guard isUnsplit else {
            for item in items {
                if question.standing(item.key.level) == .inside {
                    addSure(item)
                } else if isMixed {
                    take(item, .beside)
                }
            }
            return
        }
        let (inside, outside) = room(for: pool)
        let total = items.reduce(Int128(0)) { $0 + question.used($1) }
        let counted = items.reduce(Int128(0)) { $0 + (question.counts($1.key) ? question.used($1) : 0) }
        if outside == 0, let inside, inside > 0 {
            for item in items { addSure(item) }
            return
        }
        if inside == 0, let outside, outside > 0 {
            for item in items { take(item, .beside) }
            return
        }
        for item in items { take(item, .unsplit) }
        if total != 0 { hasUnsplitCommitment = true }
        // A pool that commits more than its lines hold has its bounds the wrong way round.
        let bounds = [outside.map { max(0, counted - $0) } ?? 0, max(0, min(counted, inside ?? counted))].sorted()
        figure.lower += bounds[0]
        figure.upper += bounds[1]
    }

    /// What the lines of a pool still hold, inside and outside the basis, after what was committed on them
    /// directly; `nil` where the lines are not known.
    private func room(for pool: LineKey) -> (inside: Int128?, outside: Int128?) {
        var inside: Int128 = 0
        var outside: Int128 = 0
        var isKnown = false
        for line in book.attributes.lines(ofPool: pool) {
            guard let number = book.numbers[LineKey(pool.region, line)] else { continue }
            for level in FundLevel.allCases.map(Optional.some) + [nil] {
                guard let sums = lines[LineLevel(number: number, level: level)], sums.own != 0 else { continue }
                isKnown = true
                let left = max(0, sums.own - sums.committed)
                switch question.standing(level) {
                case .inside: inside += left
                case .outside: outside += left
                case .unsplit: return (nil, nil)
                }
            }
        }
        guard isKnown else { return (nil, nil) }
        return (inside, outside)
    }

    private func finished() -> ShareFigure {
        var figure = figure
        figure.denominator = hasUnsplitLine ? nil : denominator
        figure.committed = hasUnsplitCommitment ? nil : committed
        figure.free = hasUnsplitLine || hasUnsplitCommitment ? nil : free
        if figure.denominator == 0 {
            figure.reason = .zeroBase
        } else if isIncomplete {
            figure.reason = .incompletePlan
        } else if figure.isInterval || figure.denominator == nil {
            figure.reason = .mixedSplitUnknown
        }
        figure.selection.unsplitInside = figure.lower - figure.numerator...figure.upper - figure.numerator
        figure.numerator = figure.isInterval ? figure.numerator : figure.lower
        return figure
    }
}
