import LedgerDomain
import LedgerWorkbook

/// How a cell came to its text.
enum CellKind: UInt8, Sendable {
    case text
    case number
    case day
    case flag
    case error
    case uncomputed
    case invalid
}

/// One row of a file, its cells from the first column on.
struct SheetRow: Sendable {
    /// The row as the user sees it.
    let number: Int
    /// The text of the cells.
    var cells: [String]
    /// How they came to it; empty where all are text.
    var kinds: [CellKind] = []

    func text(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }

    func kind(_ index: Int) -> CellKind { kinds.indices.contains(index) ? kinds[index] : .text }

    var isEmpty: Bool {
        kinds.allSatisfy { $0 == .text } && cells.allSatisfy { CellText.trimmed($0).isEmpty }
    }
}

/// The rows of a table in turn, as often as asked; what is in memory is one row.
protocol TableRows {
    /// The name of the sheet; `nil` for text files.
    var sheetName: String? { get }
    var countsFrom1904: Bool { get }
    /// Cells that were merged into one, known before the rows are read.
    var merged: [MergedRange] { get }

    /// Gives the rows that hold something to `body` until it answers `false`.
    ///
    /// - Returns: what was met besides them.
    /// - Throws: ``Fault`` about the file.
    func read(_ body: @escaping (SheetRow) -> Bool) throws(Fault) -> TableRemarks
}

extension TableRows {
    var isWorkbook: Bool { sheetName != nil }

    /// The first rows, where the header is looked for.
    func head() throws(Fault) -> (rows: [SheetRow], remarks: TableRemarks) {
        var rows: [SheetRow] = []
        let remarks = try read { row in
            rows.append(row)
            // A header may go on in the row below.
            return rows.count <= HeaderSearch.rows
        }
        return (rows, remarks)
    }
}

/// What was met while a table was read, besides its rows.
struct TableRemarks {
    var faults = RowFaults()
    /// Why the table could not be read to its end.
    var stop: RowFault?
    /// What was passed over or read in a way that its user should know.
    var notes: [RowFault] = []
    /// Empty rows with rows behind them.
    var emptyRows = CappedList<Int>()
    /// How many formulas each column has, and the row of the first.
    var formulas: [Int: (row: Int, count: Int)] = [:]
}

/// Cells of a workbook that were merged into one.
struct MergedRange {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>
}

/// The records of a text as rows.
struct TextRows: TableRows {
    let text: SourceText
    let sheetName: String? = nil
    let countsFrom1904 = false
    let merged: [MergedRange] = []

    func read(_ body: @escaping (SheetRow) -> Bool) throws(Fault) -> TableRemarks {
        let pieces = try text.pieces()
        var reader = CSVReader { () throws(Fault) -> [UInt8]? in try pieces.next() }
        var remarks = TableRemarks()
        var empty = CappedList<Int>()
        var isFirst = true
        var isOver = false
        while !isOver {
            do throws(LineFault) {
                guard let record = try reader.next() else { break }
                let row = SheetRow(number: record.line, cells: record.cells)
                if row.isEmpty {
                    empty.append(row.number)
                    continue
                }
                if !empty.isEmpty {
                    if !isFirst { remarks.emptyRows.append(contentsOf: empty) }
                    empty = CappedList()
                }
                isFirst = false
                isOver = !body(row)
            } catch {
                let column = error.column == 0 ? "" : "第\(error.column)列"
                let fault = RowFault(row: error.line, column: column, fault: error.fault)
                if error.isLast { remarks.stop = fault } else { remarks.faults.append(fault) }
                isOver = error.isLast
            }
        }
        return remarks
    }
}

extension RowFault {
    /// Something that was read in a way its user should know (E17); nothing is refused for it.
    static func note(_ row: Int, column: String = "", given: String = "", _ text: Label) -> RowFault {
        RowFault(
            row: row, column: column,
            fault: Fault(
                rule: EntryCheck.sheetReading.rawValue, outcome: .warn, path: "", given: given, expected: text,
                remedy: EntryCheck.sheetReading.remedy))
    }
}
