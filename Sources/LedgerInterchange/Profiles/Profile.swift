public import LedgerDomain

/// What a sheet is about: which events its rows become (导入模板).
public enum Profile: String, CaseIterable, Sendable {
    case plan
    case allotments
    case disbursements
    case subsidies
    case microloans
    case statistics
    case notices
    case households
    case events

    /// Raised when the same file gives other events.
    public static let version = 1

    /// The name people see.
    public var label: Label {
        switch self {
        case .plan: Label("项目资金安排计划", "Project plan")
        case .allotments: Label("指标", "Allotments")
        case .disbursements: Label("拨付与退回", "Disbursements and returns")
        case .subsidies: Label("贴息与补助", "Subsidies")
        case .microloans: Label("小额信贷", "Microloans")
        case .statistics: Label("公布的统计数据和目标", "Published statistics and targets")
        case .notices: Label("公示公告", "Notices")
        case .households: Label("农户登记", "Register of households")
        case .events: Label("事件（JSON Lines）", "Events as JSON Lines")
        }
    }

    /// Whether its rows are published or historical, so that over-allotment and missing fields are noted and not
    /// refused.
    public var isPublishedHistory: Bool {
        switch self {
        case .plan, .allotments, .subsidies, .statistics, .notices, .events: true
        case .disbursements, .microloans, .households: false
        }
    }

    /// Gives the events of a file to `take`, in the order of its rows, until it answers `false`. Reads the file once or
    /// twice, and keeps one row of it.
    ///
    /// - Throws: ``Fault`` about the file as a whole.
    public func read(
        _ source: ImportSource, _ context: ImportContext, _ take: @escaping (ImportedRow) -> Bool
    ) throws(Fault) -> ImportResult {
        if self == .events, case .text(let text) = source.content { return try EventLines.read(text, context, take) }
        return try read(table(of: source), context, take)
    }

    /// The rows of a file.
    ///
    /// - Throws: ``Fault`` where the sheet of a workbook cannot be told.
    func table(of source: ImportSource) throws(Fault) -> any TableRows {
        switch source.content {
        case .text(let text): TextRows(text: text)
        case .workbook(let workbook): try workbook.rows(named: source.sheet, for: layouts)
        }
    }

    private func read(
        _ table: some TableRows, _ context: ImportContext, _ take: @escaping (ImportedRow) -> Bool
    ) throws(Fault) -> ImportResult {
        try SheetImport.run(table, layouts, variant: layout, context, take)
    }

    /// The kinds of sheets that it reads.
    var layouts: [any RowProfile.Type] {
        switch self {
        case .plan: [PlanRows.self]
        case .allotments: [AllotmentRows.self]
        case .subsidies: [SubsidyDetailRows.self, SubsidyRows.self]
        case .statistics: [TargetRows.self, FundTotalRows.self, PublishedFigureRows.self, MicroloanReportRows.self]
        case .notices: [NoticeRows.self]
        case .disbursements: [DisbursementRows.self]
        case .microloans: [MicroloanRows.self]
        case .households: [HouseholdRows.self]
        case .events: []
        }
    }

    /// Which of its kinds a sheet is, by its headings.
    private func layout(of sheet: Sheet) -> any RowProfile.Type {
        switch self {
        case .plan, .events: PlanRows.self
        case .allotments: AllotmentRows.self
        case .subsidies:
            sheet.has("voucher_no") || sheet.has("支付凭证号") ? SubsidyDetailRows.self : SubsidyRows.self
        case .statistics: StatisticsRows.variant(of: sheet)
        case .notices: NoticeRows.self
        case .disbursements: DisbursementRows.self
        case .microloans: MicroloanRows.self
        case .households: HouseholdRows.self
        }
    }
}

/// How the rows of one kind of sheet become events.
protocol RowProfile {
    /// The name of the variant, kept in `source.imported`.
    static var variant: String { get }
    /// The columns without which it is no sheet of this kind.
    static var columns: [[String]] { get }
    /// The heading whose amounts the 合计 row adds up.
    static var totalColumn: String? { get }
    /// The types of events whose fields its columns may be.
    static var kinds: [EventKind] { get }
    /// The columns of its template, in order; empty where there is none.
    static var template: [RowColumn] { get }

    init(_ sheet: Sheet)

    /// The events of one row. Faults stay in the reader.
    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft]
}

extension RowProfile {
    static var kinds: [EventKind] { [] }
    static var template: [RowColumn] { [] }
}
