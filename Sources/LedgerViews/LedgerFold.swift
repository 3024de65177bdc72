public import LedgerDomain

/// All projections of a ledger, folded together in one pass over the log.
public struct LedgerFold: Sendable {
    /// Money by place, year, kind and line.
    public var money = MoneyCells()
    /// What describes lines and pools.
    public var attributes = LineAttributes()
    /// Policy parameters.
    public var policies = Policies()
    /// Published figures.
    public var figures = Figures()
    /// Loans by day.
    public var loans = LoanDays()
    /// Subsidies.
    public var subsidies = Subsidies()

    /// The fold of no entries.
    public init() {}

    /// Adds an entry.
    ///
    /// The members are named here beside their list in ``StoredView``, because this is done millions of times; a test
    /// holds it to that list.
    public mutating func apply(_ entry: Entry) {
        Movement.each(of: entry) { movement in
            money.apply(movement, of: entry)
            attributes.apply(movement, of: entry)
            policies.apply(movement, of: entry)
            figures.apply(movement, of: entry)
            loans.apply(movement, of: entry)
            subsidies.apply(movement, of: entry)
        }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LedgerFold) {
        for view in StoredView.allCases { view.member.merge(later, into: &self) }
    }
}

// MARK: Rows

extension LedgerFold {
    /// The rows of a view, sorted by key.
    public func rows(of view: StoredView) -> [ViewRow] {
        var rows: [ViewRow] = []
        eachRow(of: view) { rows.append($0) }
        return rows
    }

    /// Gives each row of a view to `body`, sorted by key.
    public func eachRow<E: Error>(of view: StoredView, _ body: (ViewRow) throws(E) -> Void) throws(E) {
        try view.member.eachRow(of: self, body)
    }

    /// Gives the bytes of each row of a view to `body`, sorted by key.
    public func eachPackedRow<E: Error>(of view: StoredView, _ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        try view.member.eachPackedRow(of: self, body)
    }

    /// The fold that the stored rows of each view stand for.
    public init<E: Error>(rows: (StoredView) throws(E) -> [ViewRow]) throws(E) {
        for view in StoredView.allCases { view.member.read(try rows(view), into: &self) }
    }
}

// MARK: Parts

/// A fold by parts: the cells of many places need not be in memory at once.
extension LedgerFold {
    /// How much memory the cells of places take, roughly.
    public var cellBytes: Int {
        StoredView.allCases.reduce(0) { $0 + ($1.member.cells?.byteCount(in: self) ?? 0) }
    }

    /// Gives the cells of each view and group of places as bytes, and forgets them.
    public mutating func unload<E: Error>(
        _ body: (_ view: StoredView, _ group: Int, PackedBytes) throws(E) -> Void
    ) throws(E) {
        for view in StoredView.allCases {
            guard let cells = view.member.cells else { continue }
            try cells.unload(from: &self) { group, bytes throws(E) in try body(view, group, bytes) }
        }
    }

    /// Adds cells that were unloaded; a view that has no places has none.
    public mutating func load(_ view: StoredView, _ bytes: [UInt8]) {
        view.member.cells?.load(bytes, into: &self)
    }

    /// The lowest and the highest code of a group of places.
    public static func places(ofGroup group: Int) -> (first: RegionCode, last: RegionCode) {
        let number = Int32(clamping: group) &* 100
        return (RegionCode(number: number) ?? .nation, RegionCode(number: number + 99) ?? .nation)
    }

    /// The group of a place.
    public static func group(of place: RegionCode) -> Int { place.group }
}
