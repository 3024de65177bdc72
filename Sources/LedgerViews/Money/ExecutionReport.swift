public import LedgerDomain

/// What an execution report is asked for.
public struct ExecutionOptions: Sendable {
    /// Lines by line id, pool or batch; none: all linked lines of the budget year.
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
/// A line that was carried into the year belongs to the year it came from. A commitment on a line that was not
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
        var notes: [Label] = []
        if !columns.isEmpty { notes.append(Label("批次：\(columns)", "Batches: \(columns)")) }
        return Report(
            name, title: Label("衔接资金支出进度", "Execution of linked funds"), columns: ExecutionRow.columns,
            rows: rows.map(\.values), evidence: rows.first?.sum.evidence ?? Evidence(), notes: notes)
    }

    /// The rows as values, the place itself first.
    public static func rows(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope,
        options: ExecutionOptions = ExecutionOptions(), reference: MoneyReference
    ) -> [ExecutionRow] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        return ExecutionTable(book: book, scope: scope, options: options, reference: reference).rows()
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
    /// The budget year.
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

    /// Net paid ÷ received; `nil` where nothing was received.
    public var execution: Ratio? { sum.received == 0 ? nil : Ratio(sum.paid, sum.received) }
    /// Full months ended ÷ 12.
    public var timeSchedule: Ratio { Ratio(Int128(monthsEnded), 12) }
    /// Execution less time schedule, from the exact fractions.
    public var lead: Ratio? { execution?.subtracting(timeSchedule) }

    static let columns: [ReportColumn] = [
        ReportColumn("region", "区划代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"),
        ReportColumn("fiscal_year", "年度", "Year", isShown: false),
        ReportColumn("by", "分组", "By", isShown: false),
        ReportColumn("key", "项", "Key"),
        ReportColumn("batches", "批次", "Batches", isShown: false),
        ReportColumn("received_fen", "接收", "Received"),
        ReportColumn("own_fen", "本级资金", "Own money", isShown: false),
        ReportColumn("issued_fen", "下达", "Issued", isShown: false),
        ReportColumn("suballotted_own_fen", "分配本级", "To own level"),
        ReportColumn("suballotted_lower_fen", "分配下级", "To lower places"),
        ReportColumn("unallocated_fen", "未分配", "Unallocated"),
        ReportColumn("committed_fen", "已安排", "Committed"),
        ReportColumn("paid_fen", "已支出", "Paid"),
        ReportColumn("carried_fen", "结转", "Carried over", isShown: false),
        ReportColumn("lapsed_fen", "结余", "Lapsed", isShown: false),
        ReportColumn("recovered_fen", "收回", "Recovered", isShown: false),
        ReportColumn("execution_bp", "支出率", "Execution"),
        ReportColumn("time_schedule_bp", "时间进度", "Time schedule"),
        ReportColumn("lead_bp", "快于时间进度", "Lead"),
        ReportColumn("reason", "原因", "Reason"),
        ReportColumn("events", "事件数", "Events", isShown: false),
        ReportColumn("first_seq", "首条位置", "First position", isShown: false),
        ReportColumn("last_seq", "末条位置", "Last position", isShown: false),
    ]

    var values: [ReportValue] {
        let reason = execution == nil ? FigureReason.zeroBase : nil
        return [
            .text(region.description), .text(regionName), .integer(Int64(fiscalYear)), .text(by.code),
            key.isEmpty ? .text("") : .code(key, keyName), .list(batches), .fen(sum.received), .fen(sum.own),
            .fen(sum.issued), .fen(sum.suballottedOwn), .fen(sum.suballottedLower), .fen(sum.unallocated),
            .fen(sum.committed), .fen(sum.paid), .fen(sum.carried), .fen(sum.lapsed), .fen(sum.recovered),
            .basisPoints(or: execution), .basisPoints(or: timeSchedule), .basisPoints(or: lead),
            reason.map { .code($0.rawValue, $0.label) } ?? .missing, .integer(sum.evidence.events),
            .position(sum.evidence.firstSeq), .position(sum.evidence.lastSeq),
        ]
    }
}
