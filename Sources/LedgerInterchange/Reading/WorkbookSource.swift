public import LedgerDomain
import LedgerWorkbook

/// A workbook and the sheet of it that is to be imported.
public struct WorkbookSource {
    private let workbook: Workbook

    /// Opens a workbook.
    ///
    /// - Throws: ``Fault`` about the file.
    public init(_ file: FileBytes) throws(Fault) { workbook = try Workbook(file) }

    /// The rows of the sheet with this name, or of the only sheet that holds data of this kind.
    ///
    /// - Throws: ``Fault`` where there is no such sheet, or several.
    func rows(named name: String?, for layouts: [any RowProfile.Type]) throws(Fault) -> WorkbookRows {
        try WorkbookRows(workbook, try chosen(name, layouts))
    }

    private func chosen(_ name: String?, _ layouts: [any RowProfile.Type]) throws(Fault) -> WorkbookSheet {
        if let name {
            if let sheet = workbook.sheets.first(where: { $0.name == name }) { return sheet }
            throw Self.choice(name, workbook.sheets.map(\.name))
        }
        let visible = workbook.sheets.filter { !$0.isHidden }
        var fitting: [WorkbookSheet] = []
        var filled: [WorkbookSheet] = []
        for sheet in visible {
            let rows = try WorkbookRows(workbook, sheet, layout: SheetLayout()).head().rows
            if !rows.isEmpty { filled.append(sheet) }
            if HeaderSearch(layouts).find(in: rows, isWorkbook: true)?.isComplete == true { fitting.append(sheet) }
        }
        // A workbook with one sheet in use is read even where its header is wrong: the faults then say what is missing.
        let candidates = fitting.isEmpty ? filled : fitting
        guard let first = candidates.first, candidates.count == 1 else {
            throw Self.choice("", (candidates.isEmpty ? visible : candidates).map(\.name))
        }
        return first
    }

    private static func choice(_ given: String, _ names: [String]) -> Fault {
        // A name in the list is no reason to print a person's number.
        let names = names.map { PersonalDataScan.masked($0) }
        let list = names.joined(separator: "、")
        return Fault(
            rule: EntryCheck.syntax.rawValue, path: "", given: given,
            expected: Label("其中一个工作表：\(list)", "one of the sheets \(names.joined(separator: ", "))"),
            remedy: Label("用 \(Choice.sheet) 指定要导入的工作表。", "Name the sheet to import with \(Choice.sheet)."))
    }
}

/// The rows of one sheet of a workbook.
struct WorkbookRows: TableRows {
    let merged: [MergedRange]

    private let workbook: Workbook
    private let sheet: WorkbookSheet
    private let hiddenColumns: [ClosedRange<Int>]

    init(_ workbook: Workbook, _ sheet: WorkbookSheet) throws(Fault) {
        self.init(workbook, sheet, layout: try workbook.layout(of: sheet))
    }

    init(_ workbook: Workbook, _ sheet: WorkbookSheet, layout: SheetLayout) {
        self.workbook = workbook
        self.sheet = sheet
        merged = layout.merged.map { MergedRange(columns: $0.columns, rows: $0.rows) }
        hiddenColumns = layout.hiddenColumns
    }

    var sheetName: String? { CellText.joinedLines(CellText.trimmed(sheet.name)) }

    var countsFrom1904: Bool { workbook.countsFrom1904 }

    func read(_ body: @escaping (SheetRow) -> Bool) throws(Fault) -> TableRemarks {
        let collector = RowCollector(body)
        _ = try workbook.read(sheet) { collector.add($0) }
        var remarks = collector.remarks
        remarks.notes += sheetNotes
        if let note = collector.hiddenRowsNote { remarks.notes.append(note) }
        for columns in hiddenColumns where columns.lowerBound < collector.width {
            let letters = columns.clamped(to: 0...collector.width - 1).map(CellReference.letters).joined(separator: "、")
            remarks.notes.append(.note(0, given: letters, Label("隐藏的列，已一并读取", "hidden columns, read as well")))
        }
        return remarks
    }

    private var sheetNotes: [RowFault] {
        var notes: [RowFault] = []
        let hidden = workbook.sheets.filter { $0.isHidden && $0.name != sheet.name && !$0.name.hasPrefix("_") }
        if !hidden.isEmpty {
            let names = hidden.map(\.name).joined(separator: "、")
            notes.append(.note(0, given: names, Label("隐藏的工作表，未导入", "hidden sheets, not imported")))
        }
        if sheet.isHidden {
            notes.append(.note(0, given: sheet.name, Label("隐藏的工作表，已导入", "a hidden sheet, imported")))
        }
        return notes
    }
}

/// Turns the rows of a workbook into rows of a table.
private final class RowCollector {
    private(set) var remarks = TableRemarks()
    private(set) var width = 0
    private var hiddenRows = CappedList<Int>(limit: 5)
    private let body: (SheetRow) -> Bool

    init(_ body: @escaping (SheetRow) -> Bool) { self.body = body }

    var hiddenRowsNote: RowFault? {
        guard let first = hiddenRows.kept.first else { return nil }
        let list = hiddenRows.map(String.init).joined(separator: "、") + (hiddenRows.total > 5 ? "…" : "")
        return .note(
            first, given: list,
            Label(
                "隐藏或被筛选的 \(hiddenRows.total) 行，已一并导入", "\(hiddenRows.total) hidden or filtered rows, imported as well"))
    }

    func add(_ row: WorkbookRow) -> Bool {
        var result = SheetRow(number: row.number, cells: [])
        let count = (row.cells.last?.column ?? -1) + 1
        result.cells.reserveCapacity(count)
        result.kinds.reserveCapacity(count)
        for cell in row.cells {
            while result.cells.count < cell.column {
                result.cells.append("")
                result.kinds.append(.text)
            }
            let (text, kind) = Self.content(of: cell.value)
            result.cells.append(text)
            result.kinds.append(kind)
            if cell.isFormula { remarks.formulas[cell.column, default: (row.number, 0)].count += 1 }
        }
        guard !result.isEmpty else { return true }
        if row.isHidden { hiddenRows.append(row.number) }
        width = max(width, count)
        return body(result)
    }

    private static func content(of value: CellValue) -> (String, CellKind) {
        switch value {
        case .text(let text): (text, .text)
        case .number(let text): (text, .number)
        case .day(let day): (day.description, .day)
        case .flag(let flag): (flag ? "TRUE" : "FALSE", .flag)
        case .error(let text): (text, .error)
        case .uncomputed: ("", .uncomputed)
        case .invalid(let text): (text, .invalid)
        }
    }
}

/// The letters of a column in a workbook.
enum ColumnLetters {
    static func of(_ column: Int) -> String { CellReference.letters(column) }
}
