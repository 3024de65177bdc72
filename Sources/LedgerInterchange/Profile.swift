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
        case .events: Label("事件（JSON Lines）", "Events as JSON Lines")
        }
    }

    /// Whether its rows are published or historical, so that over-allotment and missing fields are noted and not
    /// refused.
    public var isPublishedHistory: Bool {
        switch self {
        case .plan, .allotments, .subsidies, .statistics, .notices, .events: true
        case .disbursements, .microloans: false
        }
    }

    /// Reads a text file of this profile.
    ///
    /// - Throws: ``Fault`` where its encoding breaks.
    public func read(_ text: SourceText, _ context: ImportContext) throws(Fault) -> ImportResult {
        if self == .events { return EventLines.read(try text.whole(), context) }
        return read(try SheetTable(text), context)
    }

    /// Reads a workbook of this profile: the sheet with this name, else the only one that fits.
    ///
    /// - Throws: ``Fault`` about the file, or where the sheet cannot be told.
    public func read(
        _ workbook: WorkbookSource, sheet: String?, _ context: ImportContext
    ) throws(Fault) -> ImportResult {
        read(try workbook.table(named: sheet, for: layouts), context)
    }

    private func read(_ table: SheetTable, _ context: ImportContext) -> ImportResult {
        let sheet = Sheet(table, for: layouts)
        guard !sheet.columns.isEmpty else { return ImportResult(faults: sheet.faults) }
        return SheetImport(sheet, context).run(layout(of: sheet))
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
