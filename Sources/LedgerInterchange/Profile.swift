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

    /// Reads a file of this profile.
    public func read(_ bytes: [UInt8], _ context: ImportContext) -> ImportResult {
        if self == .events { return EventLines.read(bytes, context) }
        let sheet = Sheet(csv: bytes)
        guard !sheet.columns.isEmpty else { return ImportResult(faults: sheet.faults) }
        switch self {
        case .plan: return SheetImport(sheet, context).run(PlanRows.self)
        case .allotments: return SheetImport(sheet, context).run(AllotmentRows.self)
        case .subsidies:
            return SheetImport(sheet, context).run(
                sheet.has("voucher_no") || sheet.has("支付凭证号") ? SubsidyDetailRows.self : SubsidyRows.self)
        case .statistics: return SheetImport(sheet, context).run(StatisticsRows.variant(of: sheet))
        case .notices: return SheetImport(sheet, context).run(NoticeRows.self)
        case .disbursements: return SheetImport(sheet, context).run(DisbursementRows.self)
        case .microloans: return SheetImport(sheet, context).run(MicroloanRows.self)
        case .events: return ImportResult()
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

    init(_ sheet: Sheet)

    /// The events of one row. Faults stay in the reader.
    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft]
}

/// Runs a profile over a sheet.
struct SheetImport {
    let sheet: Sheet
    let context: ImportContext

    init(_ sheet: Sheet, _ context: ImportContext) {
        self.sheet = sheet
        self.context = context
    }

    func run(_ type: any RowProfile.Type) -> ImportResult {
        var result = ImportResult(faults: sheet.faults)
        result.variant = type.variant
        let missing = type.columns.filter { names in !names.contains { sheet.index(of: $0) != nil } }
        if !missing.isEmpty {
            for names in missing {
                result.faults.append(
                    RowFault(
                        row: 1, column: names[0],
                        fault: Fault(
                            rule: EntryCheck.missing.rawValue, path: names[0], given: "",
                            expected: Label(
                                "有“\(names.joined(separator: "”或“"))”列", "a column \(names.joined(separator: " or "))"),
                            remedy: Label("核对 --as 的模板是否正确，并补上该列。", "Check the profile after --as, and add the column.")
                        )))
            }
            return result
        }
        var profile = type.init(sheet)
        var used: Set<Int> = []
        for record in sheet.rows {
            var row = RowReader(sheet, record)
            let drafts = profile.drafts(&row, context)
            used.formUnion(row.used)
            result.faults += row.faults
            result.rows += 1
            for (ordinal, draft) in drafts.enumerated() {
                var draft = draft
                if draft.id.isEmpty { draft.id = context.rowID(record.line, ordinal) }
                result.drafts.append(RowDraft(row: record.line, draft: draft))
            }
        }
        if result.rows == 0, result.faults.isEmpty {
            result.faults.append(
                RowFault(
                    row: 1, column: "",
                    fault: Fault(.missing, path: "", expected: Label("至少一行数据", "at least one row of data"))))
        }
        result.mapping = used.sorted().map { (sheet.columns[$0].heading, sheet.columns[$0].name) }
        result.unused = sheet.columns.indices.filter { !used.contains($0) }.map { sheet.columns[$0].heading }
        result.unit = sheet.columns.compactMap(\.unit).first
        checkTotal(type, &result)
        return result
    }

    /// Adds up the amounts and holds the sum against the sheet's own.
    private func checkTotal(_ type: any RowProfile.Type, _ result: inout ImportResult) {
        guard let name = type.totalColumn, let index = sheet.index(of: name) else { return }
        let unit = sheet.columns[index].unit ?? .yuan
        let parts = sheet.rows.compactMap { try? CellText.amount($0.cells[index], in: unit) }
        result.total = parts.reduce(0) { $0 + Int128($1.count) }
        guard let total = sheet.totalRow, let stated = try? CellText.amount(total.cells[index], in: unit) else {
            return
        }
        if let fault = StatedTotal.fault(parts: parts, stated: stated, unit: unit) {
            result.faults.append(RowFault(row: total.line, column: sheet.columns[index].heading, fault: fault))
        }
    }
}

/// A stated total against the sum of its parts (A51, A52).
public enum StatedTotal {
    /// A52 where the parts do not add up; A51 where they would if one part were in another unit. Nothing is repaired.
    public static func fault(parts: [Fen], stated: Fen, unit: MoneyUnit) -> Fault? {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.count) }
        let difference = Int128(stated.count) - sum
        guard difference != 0 else { return nil }
        let isSlip = parts.contains { part in
            let larger = Int128(part.count) * 9_999
            return difference == larger
                || (part.count % 10_000 == 0 && difference == Int128(part.count) / 10_000 - Int128(part.count))
        }
        return Fault(
            rule: isSlip ? "A51" : "A52", path: "total", given: stated.text(in: unit),
            expected: Label(Fen.text(of: sum, in: unit), Fen.text(of: sum, in: unit)),
            remedy: isSlip
                ? Label(
                    "有一项的单位错了（元与万元），请改正该项。", "One part is in the wrong unit (yuan against 10,000 yuan); correct it.")
                : Label("核对各项与合计，改正后重新导入。", "Check the parts and the total, correct them and import again."),
            difference: Fen.text(of: difference, in: unit))
    }
}
