public import LedgerDomain
import LedgerWorkbook

/// A workbook and the sheet of it that is to be imported.
public struct WorkbookSource {
    private static let searchedRows = HeaderSearch.rows

    private let workbook: Workbook

    /// Opens a workbook.
    ///
    /// - Throws: ``Fault`` about the file.
    public init(_ file: [UInt8]) throws(Fault) { workbook = try Workbook(file) }

    /// The table of the sheet with this name, or of the only sheet that holds data of this kind.
    ///
    /// - Throws: ``Fault`` where there is no such sheet, or several.
    func table(named name: String?, for layouts: [any RowProfile.Type]) throws(Fault) -> SheetTable {
        let sheet = try chosen(name, layouts)
        var table = try read(sheet, rows: nil)
        let hidden = workbook.sheets.filter { $0.isHidden && $0.name != sheet.name && !$0.name.hasPrefix("_") }
        if !hidden.isEmpty {
            let names = hidden.map(\.name).joined(separator: "、")
            table.notes.append(.note(0, given: names, Label("隐藏的工作表，未导入", "hidden sheets, not imported")))
        }
        if sheet.isHidden {
            table.notes.append(.note(0, given: sheet.name, Label("隐藏的工作表，已导入", "a hidden sheet, imported")))
        }
        return table
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
            let head = try read(sheet, rows: Self.searchedRows)
            if !head.rows.isEmpty { filled.append(sheet) }
            if HeaderSearch(layouts).find(in: head)?.isComplete == true { fitting.append(sheet) }
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
            remedy: Label("用 --sheet 名称 指定要导入的工作表。", "Name the sheet to import with --sheet NAME."))
    }

    /// The rows of a sheet, at most so many.
    private func read(_ sheet: WorkbookSheet, rows limit: Int?) throws(Fault) -> SheetTable {
        let collector = Collector(SheetTable(sheetName: CellText.joinedLines(CellText.trimmed(sheet.name))), limit)
        let layout = try workbook.read(sheet) { collector.add($0) }
        var table = collector.table
        table.countsFrom1904 = workbook.countsFrom1904
        table.merged = layout.merged.map { MergedRange(columns: $0.columns, rows: $0.rows) }
        if !collector.hiddenRows.isEmpty {
            let rows = collector.hiddenRows
            let list = rows.prefix(5).map(String.init).joined(separator: "、") + (rows.count > 5 ? "…" : "")
            table.notes.append(
                .note(
                    rows[0], given: list,
                    Label("隐藏或被筛选的 \(rows.count) 行，已一并导入", "\(rows.count) hidden or filtered rows, imported as well")))
        }
        for columns in layout.hiddenColumns {
            guard let width = table.rows.map(\.cells.count).max(), columns.lowerBound < width else { continue }
            let letters = columns.clamped(to: 0...width - 1).map(CellReference.letters).joined(separator: "、")
            table.notes.append(.note(0, given: letters, Label("隐藏的列，已一并读取", "hidden columns, read as well")))
        }
        return table
    }
}

/// Turns the rows of a workbook into rows of a table.
private final class Collector {
    var table: SheetTable
    var hiddenRows: [Int] = []
    private let limit: Int?

    init(_ table: SheetTable, _ limit: Int?) {
        self.table = table
        self.limit = limit
    }

    func add(_ row: WorkbookRow) -> Bool {
        var result = SheetRow(number: row.number, cells: [])
        result.isHidden = row.isHidden
        let width = (row.cells.last?.column ?? -1) + 1
        result.cells.reserveCapacity(width)
        result.kinds.reserveCapacity(width)
        for cell in row.cells {
            while result.cells.count < cell.column {
                result.cells.append("")
                result.kinds.append(.text)
            }
            let (text, kind) = Self.content(of: cell.value)
            result.cells.append(text)
            result.kinds.append(kind)
            if cell.isFormula { table.formulas[cell.column, default: (row.number, 0)].count += 1 }
        }
        guard !result.isEmpty else { return true }
        if row.isHidden { hiddenRows.append(row.number) }
        table.rows.append(result)
        return limit.map { table.rows.count < $0 } ?? true
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
