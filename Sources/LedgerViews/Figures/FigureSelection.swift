public import LedgerDomain

/// The sides of a figure that an amount can be on (指标的构成部分).
public enum FigurePart: String, CaseIterable, Sendable {
    /// 分子.
    case numerator
    /// 分母.
    case denominator
    /// Money of the numerator's kind whose level nobody split: the bounds rest on it.
    case unsplitNumerator = "unsplit_numerator"
    /// Money of the denominator's kind whose level nobody split: while there is any, there is no share.
    case unsplitDenominator = "unsplit_denominator"
    /// Money that stands in the same cells and is in neither side.
    case beside

    /// What it is called.
    public var label: Label {
        switch self {
        case .numerator: Label("分子", "numerator")
        case .denominator: Label("分母", "denominator")
        case .unsplitNumerator: Label("分子（未拆分）", "numerator, not split")
        case .unsplitDenominator: Label("分母（未拆分）", "denominator, not split")
        case .beside: Label("不计入", "in neither")
        }
    }
}

/// The quantities of a cell of money that one side of a figure adds and takes away.
public struct SignedQuantities: Hashable, Sendable {
    /// What is added.
    public var added: MoneyQuantities
    /// What is taken away.
    public var removed: MoneyQuantities

    /// Quantities from their signs; none by default.
    public init(_ added: MoneyQuantities = [], less removed: MoneyQuantities = []) {
        self.added = added
        self.removed = removed
    }

    /// All of them, whatever their sign.
    public var all: MoneyQuantities { added.union(removed) }

    /// What they come to in a cell, in 分.
    func sum(of cell: MoneyCell) -> Int128 { added.sum(of: cell) - removed.sum(of: cell) }

    /// 1, −1, or 0 for a quantity that is none of them.
    func sign(of quantity: Movement.Quantity) -> Int128 {
        let set = MoneyQuantities(quantity)
        return (added.contains(set) ? 1 : 0) - (removed.contains(set) ? 1 : 0)
    }
}

/// What a figure takes from one cell of money.
public struct MoneyTake: Hashable, Sendable {
    /// What the numerator takes.
    public var numerator = SignedQuantities()
    /// What the denominator takes.
    public var denominator = SignedQuantities()
    /// What the bounds of the numerator rest on.
    public var unsplitNumerator = SignedQuantities()
    /// What keeps the denominator unknown.
    public var unsplitDenominator = SignedQuantities()
    /// What tells how much is still free, on which a verdict rests before the close.
    public var free: MoneyQuantities = []

    /// Nothing.
    public init() {}

    /// The signed amounts of a movement in the cell; ``FigurePart/beside`` where it is on no side.
    func amounts(of movement: Movement) -> [FigureAmount] {
        let sides: [(FigurePart, SignedQuantities)] = [
            (.numerator, numerator), (.denominator, denominator), (.unsplitNumerator, unsplitNumerator),
            (.unsplitDenominator, unsplitDenominator),
        ]
        let found = sides.compactMap { part, quantities -> FigureAmount? in
            let sign = quantities.sign(of: movement.quantity)
            return sign == 0 ? nil : FigureAmount(part: part, amount: sign * Int128(movement.amount))
        }
        return found.isEmpty ? [FigureAmount(part: .beside, amount: Int128(movement.amount))] : found
    }
}

/// What one movement adds to one side of a figure.
public struct FigureAmount: Hashable, Sendable {
    /// The side.
    public let part: FigurePart
    /// In 分; negative where it takes away.
    public let amount: Int128
}

/// What makes up one figure (指标的构成): the one definition that reports sum, `why` lists, evidence bundles and working
/// papers give the positions of, and findings name.
///
/// A figure takes from cells of the views. Numerator and denominator take some quantities of a cell, each with a sign; the
/// evidence of the figure is every amount that was moved in its cells, an entry once for each amount, as the views keep
/// it. An amount in a cell that is on neither side is ``FigurePart/beside``: a payment, say, in the cell of a commitment.
public struct FigureSelection: Sendable {
    /// The cells of money.
    public private(set) var money: [MoneyCellKey: MoneyTake] = [:]
    /// The rows of loans, each on one side with a sign.
    public private(set) var loans: [LoanDays.Key: LoanTake] = [:]
    /// The rows of subsidies, all added.
    public private(set) var subsidies: Set<Subsidies.Key> = []
    /// The published figures, by the position that recorded them. They are listed and never added up.
    public private(set) var published: [UInt64: FigurePart] = [:]
    /// The least and the most of the unsplit numerator that is inside the basis, in 分, by the room that is left for it:
    /// a numerator is what its part sums to and this, where both are equal, and an interval where they differ.
    public internal(set) var unsplitInside: ClosedRange<Int128> = 0...0

    /// What a figure takes from one row of loans.
    public struct LoanTake: Hashable, Sendable {
        /// The side.
        public var part: FigurePart
        /// Whether it is taken away.
        public var isRemoved = false
    }

    /// Nothing.
    init() {}

    mutating func take(_ cell: MoneyCellKey, _ take: MoneyTake) { money[cell] = take }

    mutating func take(_ row: LoanDays.Key, _ part: FigurePart, isRemoved: Bool = false) {
        loans[row] = LoanTake(part: part, isRemoved: isRemoved)
    }

    mutating func take(_ row: Subsidies.Key) { subsidies.insert(row) }

    mutating func take(_ figure: FigureRecord, _ part: FigurePart = .numerator) { published[figure.seq] = part }

    /// What a movement of an entry adds to the figure; `nil` where it is not in its cells.
    public func amounts(of movement: Movement, _ entry: Entry) -> [FigureAmount]? {
        if movement.isOfMoney {
            return money.isEmpty ? nil : money[MoneyCellKey(movement)]?.amounts(of: movement)
        }
        if !loans.isEmpty, let key = LoanDays.key(of: movement, of: entry) {
            return loans[key].map { take in
                [FigureAmount(part: take.part, amount: Int128(movement.amount) * (take.isRemoved ? -1 : 1))]
            }
        }
        if !subsidies.isEmpty, let key = Subsidies.key(of: movement, of: entry) {
            return subsidies.contains(key)
                ? [FigureAmount(part: .numerator, amount: Int128(movement.amount))] : nil
        }
        guard movement.quantity == .record, entry.kind == .publishedFigureRecorded, entry.sign > 0,
            let part = entry.seq.flatMap({ published[$0] })
        else { return nil }
        return [FigureAmount(part: part, amount: Int128(entry.number(.value) ?? 0))]
    }
}

extension Movement {
    /// Whether it counts in a cell of money.
    public var isOfMoney: Bool { MoneyCell.holds(quantity) }
}

/// One row of a report with what makes it up.
public struct ReportedFigure {
    /// The row as the report has it, one value for each column.
    public let values: [ReportValue]
    /// The numerator as printed, in 分; `nil` where it is an interval or a published figure.
    public let numerator: Int128?
    /// The denominator as printed, in 分.
    public let denominator: Int128?
    /// The entries behind the row.
    public let evidence: Evidence
    /// Whether it is what a report is about when nothing more is said: the place itself.
    public let isHeadline: Bool
    /// The codes by which it is picked out of a report with several rows.
    public let names: [String]
    /// What makes it up.
    ///
    /// - Complexity: of the number of cells.
    public let selection: () -> FigureSelection

    init(
        values: [ReportValue], numerator: Int128?, denominator: Int128?, evidence: Evidence, isHeadline: Bool,
        names: [String], selection: @escaping () -> FigureSelection
    ) {
        self.values = values
        self.numerator = numerator
        self.denominator = denominator
        self.evidence = evidence
        self.isHeadline = isHeadline
        self.names = names
        self.selection = selection
    }

    /// A published figure by itself.
    init(_ figure: FigureRecord, _ values: [ReportValue]) {
        let names = [figure.metric, figure.region.description, figure.caliber?.rawValue, figure.programme?.rawValue]
        self.init(
            values: values, numerator: nil, denominator: nil, evidence: figure.evidence, isHeadline: true,
            names: names.compactMap { $0 }
        ) {
            var selection = FigureSelection()
            selection.take(figure)
            return selection
        }
    }
}

/// Which entries stand behind a figure, taken from the log one by one.
public struct FigureTrail: Sendable {
    /// The sums of the sides, in 分; published figures are not in them.
    public private(set) var sums: [FigurePart: Int128] = [:]
    /// The positions in order, one for each amount moved.
    public private(set) var positions: [UInt64] = []
    /// Number, ends and checksum of the positions.
    public private(set) var evidence = Evidence()

    /// No entries.
    public init() {}

    /// Adds an entry, and gives each amount that it moves on a side of the figure.
    public mutating func add(_ entry: Entry, to selection: FigureSelection, _ body: (FigureAmount) -> Void = { _ in }) {
        guard let seq = entry.seq else { return }
        Movement.each(of: entry) { movement in
            guard let amounts = selection.amounts(of: movement, entry) else { return }
            positions.append(seq)
            evidence.add(seq)
            for amount in amounts {
                if movement.quantity != .record { sums[amount.part, default: 0] += amount.amount }
                body(amount)
            }
        }
    }
}
