public import LedgerDomain

/// What money moved, by place, years, kind of money and line (资金明细账).
///
/// Every money figure is a sum over some of these cells: balances, the industry share, execution. A cell
/// holds each quantity by itself, because figures combine them in different ways, and nothing in a cell
/// depends on what came before, so cells add up in any grouping.
public struct MoneyCells: StoredProjection {
    /// The name of the view.
    public static let name = "money"
    /// The version of its rows.
    public static let version = 1

    private(set) var sums = SumTable<MoneyCellKey, MoneyCell>()

    /// The sums, under their key.
    ///
    /// - Complexity: of the number of cells.
    public var cells: [MoneyCellKey: MoneyCell] { sums.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard movement.isOfMoney else { return }
        sums.change(MoneyCellKey(movement), from: MoneyCell()) { $0.add(movement, at: entry.seq ?? 0) }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: MoneyCells) {
        later.sums.each { key, cell in sums.change(key, from: MoneyCell()) { $0.add(cell) } }
    }

    /// Gives each cell to `body`, in no order that means anything.
    func each(_ body: (MoneyCellKey, MoneyCell) -> Void) { sums.each(body) }

    func eachInOrder<E: Error>(_ body: (MoneyCellKey, MoneyCell) throws(E) -> Void) throws(E) {
        try sums.eachInOrder(body)
    }

    mutating func unload<E: Error>(_ body: (_ group: Int, PackedBytes) throws(E) -> Void) throws(E) {
        try sums.unload(body)
    }

    mutating func load(_ reader: inout PackedReader) { sums.load(&reader, from: MoneyCell()) { $0.add($1) } }

    mutating func replace(_ key: MoneyCellKey, _ cell: MoneyCell) { sums.change(key, from: cell) { $0 = cell } }
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

    /// The kind of money in one word.
    private var codes: UInt64 {
        let classNumber = UInt64(UInt32(bitPattern: projectClass?.number ?? -1))
        return classNumber << 32 | discriminator(of: source) << 24 | discriminator(of: level) << 16
            | discriminator(of: task) << 8 | discriminator(of: nature)
    }

    /// The same in the order of stored rows.
    private var ranks: UInt64 {
        let classNumber = UInt64(UInt32(bitPattern: (projectClass?.number ?? -1) + 1))
        return StoredCodeOrder.source.rank(of: source) << 56 | StoredCodeOrder.level.rank(of: level) << 48
            | StoredCodeOrder.task.rank(of: task) << 40 | classNumber << 8 | StoredCodeOrder.nature.rank(of: nature)
    }

    private var places: UInt64 {
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
        hasher.combine(places)
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
        hash.add(places, codes)
        hash.add(holder)
    }
}

/// The sums of one cell, in 分.
///
/// A sum of fewer than 2⁶⁴ amounts of 64 bits fits `Int128`, so no fold of a log overflows.
public struct MoneyCell: Sendable, Hashable {
    /// 下达 to lower places, to reconcile with.
    public var issued: Int128 = 0
    /// 接收.
    public var received: Int128 = 0
    /// 分解 to the own level.
    public var distributedOwn: Int128 = 0
    /// 分解 to lower places.
    public var passedDown: Int128 = 0
    /// What a distribution brought to this line.
    public var arrived: Int128 = 0
    /// 结转 out.
    public var carriedOut: Int128 = 0
    /// 结转 in.
    public var carriedIn: Int128 = 0
    /// 结余.
    public var lapsed: Int128 = 0
    /// 收回.
    public var recovered: Int128 = 0
    /// 资金安排 less 核减.
    public var committed: Int128 = 0
    /// 拨付 less 退回.
    public var paid: Int128 = 0
    /// How many receipts stand; while there is one, it replaces what a distribution brought.
    public var receipts: Int64 = 0
    /// The entries behind the sums.
    public var evidence = Evidence()

    /// No money.
    public init() {}

    mutating func add(_ movement: Movement, at seq: UInt64) {
        let amount = Int128(movement.amount)
        switch movement.quantity {
        case .issued: issued += amount
        case .received:
            received += amount
            receipts += movement.count
        case .distributedToOwn: distributedOwn += amount
        case .passedDown: passedDown += amount
        case .arrived: arrived += amount
        case .carriedOut: carriedOut += amount
        case .carriedIn: carriedIn += amount
        case .lapsed: lapsed += amount
        case .recovered: recovered += amount
        case .committed: committed += amount
        case .paid: paid += amount
        case .householdSubsidy, .interestSubsidy, .loanDisbursed, .loanRepaid, .loanOverdue, .loanWrittenOff,
            .interestPaid, .record:
            return
        }
        evidence.add(seq)
    }

    /// Adds another cell.
    public mutating func add(_ other: MoneyCell) {
        issued += other.issued
        received += other.received
        distributedOwn += other.distributedOwn
        passedDown += other.passedDown
        arrived += other.arrived
        carriedOut += other.carriedOut
        carriedIn += other.carriedIn
        lapsed += other.lapsed
        recovered += other.recovered
        committed += other.committed
        paid += other.paid
        receipts += other.receipts
        evidence.add(other.evidence)
    }
}
