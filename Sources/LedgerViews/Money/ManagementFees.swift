public import LedgerDomain

/// The management fee of a place and year of the money against the money that it is taken from (项目管理费).
///
/// ```
/// fee = net commitments to class 07, or net payments where they are more, of linked funds of one level
/// base = own money of the lines of that level, or of both levels, that the fee draws on, and of those that they were
///        carried over from
/// ```
///
/// A line of level `CENTRAL_PROV` is counted whole, so that a fee above the cap is above it however the line is split.
public struct ManagementFee: Sendable {
    /// The place.
    public let region: RegionCode
    /// The year that the money was first issued for.
    public let fiscalYear: Int
    /// The level of the fee.
    public let level: FundLevel
    /// The lines and pools that it draws on, in byte order.
    public let holders: [LineReference]
    /// In 分.
    public let fee: Int128
    /// In 分.
    public let base: Int128
    /// Whether ``fee`` is what was paid, which is more than what was committed.
    public let isOfPayments: Bool
    /// Whether all projects of all these lines are in the log (项目列全).
    public let isComplete: Bool

    /// The taxonomy's group of fees, 07.
    public static let group = 7

    /// The fees of each line or pool by itself, in the order of place, year, level and holder.
    public static func ofBatches(money: MoneyCells, attributes: LineAttributes, regions: RegionTable)
        -> [ManagementFee]
    {
        let table = FeeTable(MoneyByPlace(money, attributes.index, regions))
        return table.fees.keys.map { table.fee(of: [$0]) }.sorted(by: isOrdered)
    }

    /// The fees of each place, year and level over all lines that they draw on.
    public static func ofYears(money: MoneyCells, attributes: LineAttributes, regions: RegionTable) -> [ManagementFee] {
        let table = FeeTable(MoneyByPlace(money, attributes.index, regions))
        return Dictionary(grouping: table.fees.keys) { FeeTable.Year($0) }.values.map(table.fee).sorted(by: isOrdered)
    }

    /// The levels of money that a fee of one level is taken from.
    static func baseLevels(of level: FundLevel) -> Set<FundLevel> {
        level == .centralAndProvincial
            ? [.central, .provincial, .centralAndProvincial] : [level, .centralAndProvincial]
    }

    private static func isOrdered(_ left: ManagementFee, _ right: ManagementFee) -> Bool {
        if left.region != right.region { return left.region < right.region }
        if left.fiscalYear != right.fiscalYear { return left.fiscalYear < right.fiscalYear }
        if left.level != right.level { return left.level.rawValue < right.level.rawValue }
        guard let first = left.holders.first, let second = right.holders.first else { return false }
        return first.precedes(second)
    }
}

/// Fees by place, year, level and line or pool.
struct FeeTable {
    struct Key: Hashable {
        let region: RegionCode
        let lineYear: Int32
        let level: FundLevel
        let holder: LineReference
    }

    struct Year: Hashable {
        let region: RegionCode
        let lineYear: Int32
        let level: FundLevel

        init(_ key: Key) {
            (region, lineYear, level) = (key.region, key.lineYear, key.level)
        }
    }

    private struct LineYear: Hashable {
        let line: LineKey
        let lineYear: Int32
        let level: FundLevel
    }

    /// Committed and paid.
    var fees: [Key: (committed: Int128, paid: Int128)] = [:]
    private var own: [LineYear: Int128] = [:]
    private let book: MoneyByPlace

    init(_ book: MoneyByPlace) {
        self.book = book
        for item in book.items(in: .nation, where: { $0.key.source == .linked }) {
            guard let level = item.key.level else { continue }
            let key = item.key
            own[LineYear(line: item.line, lineYear: key.lineYear, level: level), default: 0] +=
                Self.base(item).sum(of: item.cell)
            guard key.projectClass?.level1 == ManagementFee.group, item.cell.committed != 0 || item.cell.paid != 0
            else {
                continue
            }
            let fee = Key(region: key.region, lineYear: key.lineYear, level: level, holder: key.holder)
            fees[fee, default: (0, 0)].committed += item.cell.committed
            fees[fee, default: (0, 0)].paid += item.cell.paid
        }
        fees = fees.filter { $0.value.committed > 0 || $0.value.paid > 0 }
    }

    /// What of a line is base of a fee.
    static func base(_ item: MoneyByPlace.Item) -> SignedQuantities { .own(countsArrival: item.countsArrival) }

    /// The lines that some lines and pools of a place draw on: money that was carried over was received on another.
    static func lines(behind holders: [LineReference], of region: RegionCode, _ book: MoneyByPlace) -> Set<LineKey> {
        Set(book.lines(behind: holders, of: region).flatMap { book.attributes.lineage(of: $0, [.carriedFrom]) })
    }

    /// One fee over some holders of one place, year and level; there is at least one.
    func fee(of keys: [Key]) -> ManagementFee {
        let keys = keys.sorted { $0.holder.precedes($1.holder) }
        let first = keys[0]
        let lines = Self.lines(behind: keys.map(\.holder), of: first.region, book)
        let levels = ManagementFee.baseLevels(of: first.level)
        let base = lines.reduce(Int128(0)) { sum, line in
            levels.reduce(sum) {
                $0 + own[LineYear(line: line, lineYear: first.lineYear, level: $1), default: 0]
            }
        }
        let committed = keys.reduce(Int128(0)) { $0 + (fees[$1]?.committed ?? 0) }
        let paid = keys.reduce(Int128(0)) { $0 + (fees[$1]?.paid ?? 0) }
        return ManagementFee(
            region: first.region, fiscalYear: Int(first.lineYear), level: first.level, holders: keys.map(\.holder),
            fee: max(committed, paid), base: base, isOfPayments: paid > committed,
            isComplete: !lines.isEmpty && lines.allSatisfy { book.attributes.hasAllProjects($0) })
    }
}
