public import LedgerDomain

/// How a sample is drawn (抽样方法).
public enum SampleMethod: String, CaseIterable, Sendable {
    /// Simple random sampling without replacement (随机抽样): every set of entries is as likely as any other.
    case random
    /// Monetary-unit sampling (货币单元抽样): every 分 is as likely as any other.
    case mus
    /// Random sampling within strata (分层抽样).
    case stratified

    /// What it is called.
    public var label: Label {
        switch self {
        case .random: Label("随机抽样", "random")
        case .mus: Label("货币单元抽样", "monetary-unit sampling")
        case .stratified: Label("分层抽样", "stratified")
        }
    }
}

/// What strata are made of.
public enum SampleStrata: String, CaseIterable, Sendable {
    /// Bands of amounts, each ten times as wide as the one before: below 1万元, 10万元, 100万元, 1000万元, and above.
    case amount
    /// Places.
    case region
}

/// One entry that may be drawn.
public struct SampleItem: Hashable, Sendable {
    /// Its position.
    public let seq: UInt64
    /// Its place.
    public let region: RegionCode
    /// Its amount, in 分; more than 0.
    public let amount: Int64

    /// An item from its parts.
    public init(seq: UInt64, region: RegionCode, amount: Int64) {
        (self.seq, self.region, self.amount) = (seq, region, amount)
    }
}

/// A group of entries from which a part of a sample comes (层).
public struct SampleStratum: Hashable, Sendable {
    /// The code of the place, or the number of the band from 0.
    public let key: String
    /// What it is called; of places the code.
    public let label: Label
    /// How many entries it has.
    public let size: Int
    /// How many of them were drawn.
    public let drawn: Int
}

/// One entry that was drawn.
public struct DrawnItem: Hashable, Sendable {
    /// The entry.
    public let item: SampleItem
    /// How many monetary units of it were hit; 1 in the other methods.
    public let hits: Int
    /// The number of its stratum in ``AuditSample/strata``; 0 in the other methods.
    public let stratum: Int
}

/// A sample of entries that the same seed draws again from the same population (审计抽样).
///
/// ```
/// MUS: interval = sum ÷ count; start random in [0, interval); the entry that holds start + k × interval is hit,
///      k = 0 … count − 1. An entry of at least the interval is always hit, and listed once with its hits.
/// stratified: count × size of the stratum ÷ size of the population, by largest remainders, at least 1 each.
/// ```
///
/// Source: the methods of the profession (中国注册会计师审计准则第1314号——审计抽样和其他选取测试项目的方法).
public struct AuditSample: Hashable, Sendable {
    /// The entries drawn, by position.
    public let drawn: [DrawnItem]
    /// The strata in order; none in the other methods.
    public let strata: [SampleStratum]
    /// The interval of a monetary-unit sample, in 分, rounded up: entries of this or more are always drawn.
    public let interval: Int128?

    /// Draws a sample.
    ///
    /// - Parameters:
    ///   - population: the entries in the order of the log.
    ///   - count: how many are asked for; more than there are draws all. In monetary-unit samples the hits; below 1 draws
    ///     none.
    ///   - strata: what strata are made of, where the method has some.
    public init(
        of population: [SampleItem], _ method: SampleMethod, count: Int, seed: UInt64, strata: SampleStrata = .amount
    ) {
        var random = SeededRandom(seed: seed)
        switch method {
        case .random:
            let count = min(max(0, count), population.count)
            drawn = random.choice(of: count, from: population.count).map {
                DrawnItem(item: population[$0], hits: 1, stratum: 0)
            }
            (self.strata, interval) = ([], nil)
        case .mus:
            (drawn, interval) = Self.monetaryUnits(population, count: max(0, count), &random)
            self.strata = []
        case .stratified:
            (drawn, self.strata) = Self.stratified(population, by: strata, count: max(0, count), &random)
            interval = nil
        }
    }

    // MARK: Monetary units

    /// Amounts are multiplied by the count instead of dividing the sum by it, so that no 分 is lost to rounding and the
    /// hits are exactly as many as asked for.
    private static func monetaryUnits(
        _ population: [SampleItem], count: Int, _ random: inout SeededRandom
    ) -> (drawn: [DrawnItem], interval: Int128?) {
        let total = population.reduce(Int128(0)) { $0 + Int128($1.amount) }
        guard total > 0, count > 0 else { return ([], nil) }
        let factor = Int128(count)
        var next = Int128(random.number(below: UInt128(total)))
        var end: Int128 = 0
        var drawn: [DrawnItem] = []
        for item in population {
            end += Int128(item.amount) * factor
            guard next < end else { continue }
            let hits = (end - next - 1) / total + 1
            next += hits * total
            drawn.append(DrawnItem(item: item, hits: Int(hits), stratum: 0))
        }
        return (drawn, (total + factor - 1) / factor)
    }

    // MARK: Strata

    private static func stratified(
        _ population: [SampleItem], by strata: SampleStrata, count: Int, _ random: inout SeededRandom
    ) -> (drawn: [DrawnItem], strata: [SampleStratum]) {
        let groups = Dictionary(grouping: population) { strata.rank(of: $0) }.sorted { $0.key < $1.key }
        let shares = allocation(of: count, to: groups.map(\.value.count))
        var drawn: [DrawnItem] = []
        var found: [SampleStratum] = []
        for (index, (group, share)) in zip(groups, shares).enumerated() {
            let (key, label) = strata.name(ofRank: group.key)
            found.append(SampleStratum(key: key, label: label, size: group.value.count, drawn: share))
            drawn += random.choice(of: share, from: group.value.count).map {
                DrawnItem(item: group.value[$0], hits: 1, stratum: index)
            }
        }
        return (drawn.sorted { $0.item.seq < $1.item.seq }, found)
    }

    /// How many come from each stratum: in proportion to its size by largest remainders, at least one, at most all.
    ///
    /// - Parameter sizes: of strata that are not empty.
    static func allocation(of count: Int, to sizes: [Int]) -> [Int] {
        let total = sizes.reduce(0, +)
        guard count > 0, total > 0 else { return sizes.map { _ in 0 } }
        let wanted = min(max(count, sizes.count), total)
        // Products of two counts of entries fit 128 bits.
        func surplus(_ index: Int, _ share: Int) -> Int128 {
            Int128(share) * Int128(total) - Int128(wanted) * Int128(sizes[index])
        }
        var shares = sizes.map { max(1, Int(Int128(wanted) * Int128($0) / Int128(total))) }
        var missing = wanted - shares.reduce(0, +)
        // The least surplus has the largest remainder; strata raised to one have none left.
        let order = sizes.indices.sorted { (surplus($0, shares[$0]), $0) < (surplus($1, shares[$1]), $1) }
        for index in order where missing > 0 {
            shares[index] += 1
            missing -= 1
        }
        while missing < 0 {
            guard
                let most = sizes.indices.filter({ shares[$0] > 1 }).max(by: {
                    (surplus($0, shares[$0]), $0) < (surplus($1, shares[$1]), $1)
                })
            else { break }
            shares[most] -= 1
            missing += 1
        }
        return shares
    }
}

extension SampleStrata {
    private static let bands = [
        Label("1万元以下", "below 10,000 yuan"), Label("1万–10万元", "10,000 to 100,000 yuan"),
        Label("10万–100万元", "100,000 to 1 million yuan"), Label("100万–1000万元", "1 to 10 million yuan"),
        Label("1000万元及以上", "10 million yuan and above"),
    ]
    /// The least amount of each band after the first, in 分.
    private static let limits: [Int64] = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000]

    /// Where the stratum of an item stands among all.
    fileprivate func rank(of item: SampleItem) -> Int {
        switch self {
        case .amount: Self.limits.firstIndex { item.amount < $0 } ?? Self.limits.count
        case .region: Int(item.region.number)
        }
    }

    fileprivate func name(ofRank rank: Int) -> (key: String, label: Label) {
        switch self {
        case .amount: return (String(rank), Self.bands[min(max(0, rank), Self.bands.count - 1)])
        case .region:
            let code = (RegionCode(number: Int32(clamping: rank)) ?? .nation).description
            return (code, Label(code, code))
        }
    }
}
