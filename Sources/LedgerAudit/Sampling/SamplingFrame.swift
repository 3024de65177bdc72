public import LedgerDomain

/// The entries from which a sample may be drawn (抽样总体): those with an amount of money that stand. What was reversed, and
/// the reversals, are counted and left out.
public struct SamplingFrame {
    /// Which entries are asked for.
    public struct Scope: Sendable {
        /// The budget year.
        public var year: Int?
        /// The place and all below it.
        public var region: RegionCode?
        /// The type.
        public var type: EventKind?

        /// All entries.
        public init() {}
    }

    private let scope: Scope
    private let contains: (RegionCode, RegionCode) -> Bool
    private var items: [SampleItem] = []
    private var reversed: Set<UInt64> = []
    private var kinds: Set<EventKind> = []
    private var reversals = 0

    /// An empty frame.
    ///
    /// - Parameter contains: whether a place lies in another, which comes first.
    public init(_ scope: Scope, contains: @escaping (_ place: RegionCode, _ other: RegionCode) -> Bool) {
        (self.scope, self.contains) = (scope, contains)
    }

    /// Takes the next entry in.
    public mutating func apply(_ entry: Entry) {
        guard let seq = entry.seq, let region = entry.region, let kind = entry.kind else { return }
        if entry.ownKind == .entryReversed, let original = entry.corrects { reversed.insert(original) }
        if let year = scope.year, entry.fiscalYear != year { return }
        if let place = scope.region, !contains(place, region) { return }
        if let type = scope.type, kind != type { return }
        guard let amount = Self.amount(of: entry) else { return }
        if entry.sign < 0 {
            reversals += 1
            return
        }
        kinds.insert(kind)
        items.append(SampleItem(seq: seq, region: region, amount: amount))
    }

    /// The amount of money that an entry says moved, in 分; `nil` where it moved none.
    private static func amount(of entry: Entry) -> Int64? {
        guard let amount = entry.number(.amountFen) ?? entry.number(.principalFen), amount > 0 else { return nil }
        var isMoney = false
        Movement.each(of: entry) { if $0.quantity != .record { isMoney = true } }
        return isMoney ? amount : nil
    }

    /// What may be drawn, and what was left out.
    public var population: SamplingPopulation {
        let standing = items.filter { !reversed.contains($0.seq) }
        return SamplingPopulation(
            items: standing, reversed: items.count - standing.count, reversals: reversals, kindCount: kinds.count)
    }
}

/// What a sample is drawn from.
public struct SamplingPopulation: Sendable {
    /// The entries that stand, in the order of the log.
    public let items: [SampleItem]
    /// How many entries were left out because they were reversed.
    public let reversed: Int
    /// How many reversals were left out.
    public let reversals: Int
    /// How many types of entries there are. One sum of money may appear in several, as allotment, commitment and payment.
    public let kindCount: Int

    /// The sum of amounts, in 分.
    public var sum: Int128 { items.reduce(0) { $0 + Int128($1.amount) } }
}
