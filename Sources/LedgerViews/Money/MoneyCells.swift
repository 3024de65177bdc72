public import LedgerDomain

/// What money moved, by place, years, kind of money and line (资金明细账).
///
/// Every money figure is a sum over some of these cells: balances, the industry share, execution. A cell
/// holds each quantity by itself, because figures combine them in different ways, and nothing in a cell
/// depends on what came before, so cells add up in any grouping.
public struct MoneyCells: Projection, CellView {
    /// The name of the view.
    public static let name = StoredView.money.rawValue
    /// The version of its rows.
    public static let version = 1

    static let table = ViewTable(name, key: MoneyCellKey.self, MoneyCell.self)

    var totals = SumTable<MoneyCellKey, MoneyCell>()

    /// The sums, under their key.
    ///
    /// - Complexity: of the number of cells.
    public var cells: [MoneyCellKey: MoneyCell] { totals.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard MoneyCell.holds(movement.quantity) else { return }
        totals.change(MoneyCellKey(movement), from: MoneyCell()) { $0.add(movement, at: entry.seq ?? 0) }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: MoneyCells) { totals.merge(later.totals) }
}

/// What a cell of money is about.
public struct MoneyCellKey: Hashable, Sendable, PlacedKey {
    /// The place.
    public var region: RegionCode
    /// The budget year.
    public var fiscalYear: Int32
    /// The year for which the money was first issued; 0 where the event names none.
    public var lineYear: Int32
    /// The class of the project.
    public var projectClass: ClassCode?
    /// The source.
    public var source: FundSource?
    /// The level.
    public var level: FundLevel?
    /// The task direction.
    public var task: TaskDirection?
    /// Who the project serves.
    public var nature: ProjectNature?
    /// The line or pool.
    public var holder: LineReference

    init() {
        (region, fiscalYear, lineYear, holder) = (.nation, 0, 0, .none)
    }

    /// The key of a movement.
    public init(_ movement: Movement) {
        region = movement.region
        fiscalYear = Int32(clamping: movement.fiscalYear)
        lineYear = Int32(clamping: movement.money.lineYear)
        projectClass = movement.money.projectClass
        source = movement.money.source
        level = movement.money.level
        task = movement.money.task
        nature = movement.money.nature
        holder = movement.line
    }

    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        visitor.column("region", &region)
        visitor.column("fiscal_year", &fiscalYear)
        visitor.column("line_year", &lineYear)
        visitor.column("source", &source)
        visitor.column("level", &level)
        visitor.column("task", &task)
        visitor.column("class", &projectClass)
        visitor.column("nature", &nature)
        holder.visitColumns(&visitor)
    }

    /// The kind of money in one word.
    private var codes: UInt64 {
        let classNumber = UInt64(UInt32(bitPattern: projectClass?.number ?? -1))
        return classNumber << 32 | discriminator(of: source) << 24 | discriminator(of: level) << 16
            | discriminator(of: task) << 8 | discriminator(of: nature)
    }

    /// The same in the order of stored rows.
    private var ranks: UInt64 {
        let classNumber = UInt64(UInt32(bitPattern: (projectClass?.number ?? -1) + 1))
        return FundSource.list.rank(of: source) << 56 | FundLevel.list.rank(of: level) << 48
            | TaskDirection.list.rank(of: task) << 40 | classNumber << 8 | ProjectNature.list.rank(of: nature)
    }

    /// Region and years in one word.
    private var regionAndYears: UInt64 {
        UInt64(UInt32(bitPattern: region.number)) << 32 | UInt64(UInt16(truncatingIfNeeded: fiscalYear)) << 16
            | UInt64(UInt16(truncatingIfNeeded: lineYear))
    }

    /// Whether all parts are equal.
    public static func == (left: Self, right: Self) -> Bool {
        left.region == right.region && left.fiscalYear == right.fiscalYear && left.lineYear == right.lineYear
            && left.codes == right.codes && left.holder == right.holder
    }

    /// Hashes the parts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(regionAndYears)
        hasher.combine(codes)
        hasher.combine(holder)
    }

    var sortWords: SortWords {
        let (kind, head, _) = holder.sortWords
        let years = SortWords.ordered(fiscalYear) << 32 | SortWords.ordered(lineYear)
        return SortWords(UInt64(region.number), years, ranks, kind << 62 | head >> 2)
    }

    /// The order of stored rows.
    public static func < (left: Self, right: Self) -> Bool {
        left.sortWords == right.sortWords ? left.holder.precedes(right.holder) : left.sortWords < right.sortWords
    }

    func mix(into hash: inout MixedHash) {
        hash.add(regionAndYears, codes)
        hash.add(holder)
    }
}

/// The sums of one cell, in 分: one for each quantity of money that moves, in the order of the quantities.
///
/// A sum of fewer than 2⁶⁴ amounts of 64 bits fits `Int128`, so no fold of a log overflows.
public struct MoneyCell: Sendable, Equatable {
    /// The columns of the sums. A test holds them to the quantities.
    static let columns = [
        "issued_fen", "received_fen", "distributed_own_fen", "passed_down_fen", "arrived_fen", "carried_out_fen",
        "carried_in_fen", "lapsed_fen", "recovered_fen", "committed_fen", "paid_fen",
    ]

    private var sums = InlineArray<11, Int128>(repeating: 0)
    /// How many receipts stand; while there is one, it replaces what a distribution brought.
    public private(set) var receipts: Int64 = 0
    /// The entries behind the sums.
    public private(set) var evidence = Evidence()

    /// No money.
    public init() {}

    /// 下达 to lower places, to reconcile with.
    public var issued: Int128 { self[.issued] }
    /// 接收.
    public var received: Int128 { self[.received] }
    /// 分解 to the own level.
    public var distributedOwn: Int128 { self[.distributedToOwn] }
    /// 分解 to lower places.
    public var passedDown: Int128 { self[.passedDown] }
    /// What a distribution brought to this line.
    public var arrived: Int128 { self[.arrived] }
    /// 结转 out.
    public var carriedOut: Int128 { self[.carriedOut] }
    /// 结转 in.
    public var carriedIn: Int128 { self[.carriedIn] }
    /// 结余.
    public var lapsed: Int128 { self[.lapsed] }
    /// 收回.
    public var recovered: Int128 { self[.recovered] }
    /// 资金安排 less 核减.
    public var committed: Int128 { self[.committed] }
    /// 拨付 less 退回.
    public var paid: Int128 { self[.paid] }

    /// The sum of a quantity; 0 of one that is not of money on lines.
    public subscript(_ quantity: Movement.Quantity) -> Int128 {
        Self.holds(quantity) ? sums[Int(quantity.rawValue)] : 0
    }

    /// Whether a quantity is of money on lines.
    static func holds(_ quantity: Movement.Quantity) -> Bool { quantity.rawValue <= Movement.Quantity.paid.rawValue }

    /// Whether all sums are equal, of the same entries.
    public static func == (left: Self, right: Self) -> Bool {
        left.sums.indices.allSatisfy { left.sums[$0] == right.sums[$0] } && left.receipts == right.receipts
            && left.evidence == right.evidence
    }

    /// Adds a movement of a quantity that ``holds(_:)``.
    mutating func add(_ movement: Movement, at seq: UInt64) {
        sums[Int(movement.quantity.rawValue)] += Int128(movement.amount)
        if movement.quantity == .received { receipts += movement.count }
        evidence.add(seq)
    }
}

extension MoneyCell: CellSum {
    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        for index in sums.indices { visitor.column(Self.columns[index], &sums[index]) }
        visitor.column("receipts", &receipts)
        evidence.visitColumns(&visitor)
    }

    /// Adds another cell.
    public mutating func add(_ other: MoneyCell) {
        for index in sums.indices { sums[index] += other.sums[index] }
        receipts += other.receipts
        evidence.add(other.evidence)
    }
}
