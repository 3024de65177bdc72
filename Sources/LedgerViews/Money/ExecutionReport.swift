public import LedgerDomain

/// What an execution report is asked for.
public struct ExecutionOptions: Sendable {
    /// Lines by line id, pool or batch; none: all linked lines of the year.
    public var batches: [String]
    /// The breakdown beside the place itself.
    public var by: MoneyGrouping

    /// A report of all lines, by place.
    public init(batches: [String] = [], by: MoneyGrouping = .place) {
        self.batches = batches
        self.by = by
    }
}

/// Execution of allotments (支出进度), for a named set of batches and a cut-off.
///
/// ```
/// execution = net paid on these lines and their carry-overs ÷ received on these lines
/// time      = full months of the year that have ended ÷ 12; lead = execution − time
/// 未分配     = 下达 − 收回 − 分配本级 − 分配下级
/// ```
///
/// The year is that of the money: what was carried over stays in the year that it was first issued for. A class or nature of
/// projects receives nothing, so its row has what was committed and paid alone. A commitment on a line that was not
/// distributed counts as distribution to the own level. What a place passes down to a place in its subtree is
/// received once. The money must have been folded up to the cut-off.
public enum ExecutionReport {
    /// The name on the command line.
    public static let name = "execution"

    /// The report of a place and year.
    public static func make(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope,
        options: ExecutionOptions = ExecutionOptions(), reference: MoneyReference
    ) -> Report {
        let rows = rows(
            money: money, attributes: attributes, scope: scope, options: options, reference: reference)
        let columns = options.batches.isEmpty ? "" : options.batches.joined(separator: ",")
        var notes = [MoneyByPlace.yearNote]
        if !columns.isEmpty { notes.append(Label("批次：\(columns)", "Batches: \(columns)")) }
        return Report(
            name, title: Label("衔接资金支出进度", "Execution of linked funds"), columns: ExecutionRow.columns,
            rows: rows, evidence: rows.first?.sum.evidence ?? Evidence(), notes: notes)
    }

    /// The rows as values, the place itself first.
    public static func rows(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope,
        options: ExecutionOptions = ExecutionOptions(), reference: MoneyReference
    ) -> [ExecutionRow] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        return ExecutionTable(book: book, scope: scope, options: options, reference: reference).lines().map(\.row)
    }

    /// The rows with what makes them up.
    public static func figures(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope,
        options: ExecutionOptions = ExecutionOptions(), reference: MoneyReference
    ) -> [ReportedFigure] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        let table = ExecutionTable(book: book, scope: scope, options: options, reference: reference)
        return table.lines().map { line in
            ReportedFigure(
                values: ExecutionRow.columns.values(of: line.row), numerator: line.row.sum.paid,
                denominator: line.row.received,
                evidence: line.row.sum.evidence, isHeadline: line.row.by == .total, names: [line.row.key],
                selection: { ExecutionTable.selection(of: line) })
        }
    }

    /// How many full months of a year have ended at the end of a day.
    public static func monthsEnded(of year: Int, at day: Day) -> Int {
        let (dayYear, month, number) = day.parts
        if dayYear != year { return dayYear > year ? 12 : 0 }
        return number == Day.length(of: month, in: year) ? month : month - 1
    }
}

/// Sums of execution over some lines, in 分.
public struct ExecutionSum: Sendable, Hashable {
    /// What came to these lines; what stays within the place is counted once.
    public var received: Int128 = 0
    /// Own money: received less recovered.
    public var own: Int128 = 0
    /// 下达 to lower places, to reconcile with.
    public var issued: Int128 = 0
    /// 分配本级, with commitments on lines that were not distributed.
    public var suballottedOwn: Int128 = 0
    /// 分配下级.
    public var suballottedLower: Int128 = 0
    /// 未分配.
    public var unallocated: Int128 = 0
    /// 资金安排 less 核减.
    public var committed: Int128 = 0
    /// 拨付 less 退回, on carry-overs too.
    public var paid: Int128 = 0
    /// 结转 to the next year.
    public var carried: Int128 = 0
    /// 结余.
    public var lapsed: Int128 = 0
    /// 收回.
    public var recovered: Int128 = 0
    /// The entries behind the sums.
    public var evidence = Evidence()

    /// No money.
    public init() {}
}

/// One row of the execution report.
public struct ExecutionRow: Sendable {
    /// The place it is of.
    public var region: RegionCode
    /// The name of the place.
    public var regionName: String
    /// The year of the money.
    public var fiscalYear: Int
    /// What it is one of.
    public var by: MoneyGrouping
    /// Which one, empty for the place itself.
    public var key: String
    /// The name of the key.
    public var keyName: Label
    /// The batches asked for; empty for all.
    public var batches: [String]
    /// The sums.
    public var sum: ExecutionSum
    /// How many full months have ended.
    public var monthsEnded: Int

    /// Whether money is received under what it is one of: a line has a level, a task and a batch, a class and a nature
    /// belong to projects.
    public var hasReceipts: Bool { by != .projectClass && by != .nature }
    /// What came to these lines; `nil` for a class or nature.
    public var received: Int128? { hasReceipts ? sum.received : nil }
    /// Net paid ÷ received; `nil` where nothing was received.
    public var execution: Ratio? {
        received.flatMap { $0 == 0 ? nil : Ratio(sum.paid, $0) }
    }
    /// Full months ended ÷ 12.
    public var timeSchedule: Ratio { Ratio(Int128(monthsEnded), 12) }
    /// Execution less time schedule, from the exact fractions.
    public var lead: Ratio? { execution?.subtracting(timeSchedule) }

    /// An amount that a class or nature has none of.
    private func ofLines(_ amount: Int128) -> ReportValue { hasReceipts ? .fen(amount) : .missing }

    static let columns: [Column<ExecutionRow>] =
        [
            Column("region", "区划代码", "Region", isShown: false) { .text($0.region.description) },
            Column("region_name", "地区", "Place") { .text($0.regionName) },
            Column("fiscal_year", "年度", "Year", isShown: false) { .integer(Int64($0.fiscalYear)) },
            Column("by", "分组", "By", isShown: false) { .text($0.by.code) },
            Column("key", "项", "Key") { $0.key.isEmpty ? .text("") : .code($0.key, $0.keyName) },
            Column("batches", "批次", "Batches", isShown: false) { .list($0.batches) },
            Column("received_fen", "接收", "Received") { .fen(or: $0.received) },
            Column("own_fen", "本级资金", "Own money", isShown: false) { $0.ofLines($0.sum.own) },
            Column("issued_fen", "下达", "Issued", isShown: false) { $0.ofLines($0.sum.issued) },
            Column("suballotted_own_fen", "分配本级", "To own level") { $0.ofLines($0.sum.suballottedOwn) },
            Column("suballotted_lower_fen", "分配下级", "To lower places") { $0.ofLines($0.sum.suballottedLower) },
            Column("unallocated_fen", "未分配", "Unallocated") { $0.ofLines($0.sum.unallocated) },
            Column("committed_fen", "已安排", "Committed") { .fen($0.sum.committed) },
            Column("paid_fen", "已支出", "Paid") { .fen($0.sum.paid) },
            Column("carried_fen", "结转", "Carried over", isShown: false) { $0.ofLines($0.sum.carried) },
            Column("lapsed_fen", "结余", "Lapsed", isShown: false) { $0.ofLines($0.sum.lapsed) },
            Column("recovered_fen", "收回", "Recovered", isShown: false) { $0.ofLines($0.sum.recovered) },
            Column("execution_bp", "支出率", "Execution") { .basisPoints(or: $0.execution) },
            Column("time_schedule_bp", "时间进度", "Time schedule") { .basisPoints(or: $0.timeSchedule) },
            Column("lead_bp", "快于时间进度", "Lead") { .basisPoints(or: $0.lead) },
            Column("reason", "原因", "Reason") { .reason($0.received == 0 ? .zeroBase : nil) },
        ] + Column.events(\.sum.evidence)
}
