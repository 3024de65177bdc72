public import LedgerDomain

/// A fold by parts: the cells of many places need not be in memory at once.
extension LedgerFold {
    /// The views whose cells begin with a place. The others hold one row for each of a few entries.
    public static let placedViews = [MoneyCells.name, LineAttributes.name, LoanDays.name, Subsidies.name]

    /// How much memory the cells of places take, roughly.
    public var cellBytes: Int {
        money.sums.byteCount + attributes.sums.byteCount + loans.totals.byteCount + subsidies.totals.byteCount
    }

    /// Gives the cells of each view and group of places as bytes, and forgets them.
    public mutating func unload<E: Error>(
        _ body: (_ view: String, _ group: Int, PackedBytes) throws(E) -> Void
    ) throws(E) {
        try money.unload { group, bytes throws(E) in try body(MoneyCells.name, group, bytes) }
        try attributes.unload { group, bytes throws(E) in try body(LineAttributes.name, group, bytes) }
        try loans.unload { group, bytes throws(E) in try body(LoanDays.name, group, bytes) }
        try subsidies.unload { group, bytes throws(E) in try body(Subsidies.name, group, bytes) }
    }

    /// Adds cells that were unloaded.
    public mutating func load(_ view: String, _ bytes: [UInt8]) {
        var reader = PackedReader(bytes)
        switch view {
        case MoneyCells.name: money.load(&reader)
        case LineAttributes.name: attributes.load(&reader)
        case LoanDays.name: loans.load(&reader)
        case Subsidies.name: subsidies.load(&reader)
        default: return
        }
    }

    /// The lowest and the highest code of a group of places.
    public static func places(ofGroup group: Int) -> (first: RegionCode, last: RegionCode) {
        let number = Int32(clamping: group) &* 100
        return (RegionCode(number: number) ?? .nation, RegionCode(number: number + 99) ?? .nation)
    }

    /// The group of a place.
    public static func group(of place: RegionCode) -> Int { place.group }

    /// Gives the bytes of each row of a view to `body`, sorted by key.
    public func eachPackedRow<E: Error>(of view: String, _ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        switch view {
        case MoneyCells.name: try money.eachPackedRow(body)
        case LineAttributes.name: try attributes.eachPackedRow(body)
        case Policies.name: try policies.eachPackedRow(body)
        case Figures.name: try figures.eachPackedRow(body)
        case LoanDays.name: try loans.eachPackedRow(body)
        case Subsidies.name: try subsidies.eachPackedRow(body)
        default: return
        }
    }
}
