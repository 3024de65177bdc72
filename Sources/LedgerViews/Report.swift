public import LedgerDomain

/// A report as a value: what it is called, its columns, its rows and what lies behind them.
///
/// Tables, JSON and CSV are made of it at the edge.
public struct Report: Sendable {
    /// The name on the command line, as `industry-share`.
    public let name: String
    /// The title people see.
    public let title: Label
    /// The columns in order. JSON uses their keys, tables and CSV their labels.
    public let columns: [ReportColumn]
    /// The rows, each with one value for each column.
    public var rows: [[ReportValue]]
    /// What lies behind all rows together.
    public var evidence: Evidence
    /// What a reader must know about this edition, printed below the rows.
    public var notes: [Label]

    /// A report from its parts.
    public init(
        _ name: String, title: Label, columns: [ReportColumn], rows: [[ReportValue]] = [],
        evidence: Evidence = Evidence(), notes: [Label] = []
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.rows = rows
        self.evidence = evidence
        self.notes = notes
    }

    /// A report of some rows, whose columns say how their values come from a row.
    init<Row>(
        _ name: String, title: Label, columns: [Column<Row>], rows: [Row], evidence: Evidence = Evidence(),
        notes: [Label] = []
    ) {
        self.init(
            name, title: title, columns: columns.map(\.column), rows: rows.map { columns.values(of: $0) },
            evidence: evidence, notes: notes)
    }
}

extension Column {
    /// The three columns that say which entries are behind a row.
    static func evidence(
        _ labels: (events: Label, first: Label, last: Label), _ evidence: @escaping @Sendable (Row) -> Evidence?
    ) -> [Column<Row>] {
        [
            Column("events", labels.events.chinese, labels.events.english, isShown: false) {
                .integer(or: evidence($0)?.events)
            },
            Column("first_seq", labels.first.chinese, labels.first.english, isShown: false) {
                .position(evidence($0)?.firstSeq)
            },
            Column("last_seq", labels.last.chinese, labels.last.english, isShown: false) {
                .position(evidence($0)?.lastSeq)
            },
        ]
    }

    /// Those of reports about money.
    static func events(_ evidence: @escaping @Sendable (Row) -> Evidence?) -> [Column<Row>] {
        self.evidence(
            (Label("事件数", "Events"), Label("首条位置", "First position"), Label("末条位置", "Last position")), evidence)
    }

    /// Those of reports about loans and published figures.
    static func records(_ evidence: @escaping @Sendable (Row) -> Evidence?) -> [Column<Row>] {
        self.evidence((Label("记录数", "Events"), Label("首条", "First"), Label("末条", "Last")), evidence)
    }
}

/// Why a figure has no value, or a value to be read with care.
public enum FigureReason: String, CaseIterable, Sendable {
    case zeroBase = "ZERO_BASE"
    case noBaseYear = "NO_BASE_YEAR"
    case mixedSplitUnknown = "MIXED_SPLIT_UNKNOWN"
    case incompletePlan = "INCOMPLETE_PLAN"
    case caliberMismatch = "CALIBER_MISMATCH"
    case boundOnly = "BOUND_ONLY"
    case partialYear = "PARTIAL_YEAR"
    /// A flag, not an undefined value: an input was derived from the answer.
    case circular = "CIRCULAR"
    case toConfirm = "TO_CONFIRM"

    /// What it means.
    public var label: Label {
        switch self {
        case .zeroBase: Label("基数为零", "the base is zero")
        case .noBaseYear: Label("没有可比的上年数", "no comparable figure of the year before")
        case .mixedSplitUnknown: Label("混合资金未拆分，只能给出区间", "mixed money is not split; only an interval is known")
        case .incompletePlan: Label("项目未列全", "not all projects are listed")
        case .caliberMismatch: Label("统计口径不同，不可比较", "the calibers differ; not comparable")
        case .boundOnly: Label("只有界限值，没有准确值", "only a bound is known, no exact value")
        case .partialYear: Label("年度未满", "the year is not complete")
        case .circular: Label("基数由结果推算而来（循环）", "the base was derived from the answer")
        case .toConfirm: Label("数据待确认，不参与计算", "to be confirmed; not computed with")
        }
    }
}

/// How a figure stands against its target.
public enum TargetVerdict: String, CaseIterable, Sendable {
    case met = "MET"
    case missed = "MISSED"
    case aimNotMet = "AIM_NOT_MET"
    case open = "OPEN"
    case noTarget = "NO_TARGET"
    case undefined = "UNDEFINED"

    /// What it means.
    public var label: Label {
        switch self {
        case .met: Label("达标", "met")
        case .missed: Label("未达标", "missed")
        case .aimNotMet: Label("未达力争目标", "aim not met")
        case .open: Label("未定", "open")
        case .noTarget: Label("无目标", "no target")
        case .undefined: Label("不可计算", "undefined")
        }
    }
}

/// Which place, year and edition a report is about.
public struct ReportScope: Sendable {
    /// The place; rows are of it and of all below it.
    public var region: RegionCode
    /// The year.
    public var year: Int
    /// The last business day counted, where one was asked for.
    public var effectiveTo: Day?
    /// The day the report is made on: decides whether a year has ended. Never read from a clock in here.
    public var today: Day

    /// A scope from its parts.
    ///
    /// Entries of a forged log name any number as a year. One beyond ±5 million, where ``Day`` ends, becomes the last one
    /// within, in which nothing ever happened.
    public init(region: RegionCode, year: Int, effectiveTo: Day? = nil, today: Day) {
        self.region = region
        self.year = min(max(year, -5_000_000), 5_000_000)
        self.effectiveTo = effectiveTo
        self.today = today
    }
}
