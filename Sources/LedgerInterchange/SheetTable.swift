import LedgerDomain

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
    var isHidden = false

    func text(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }

    func kind(_ index: Int) -> CellKind { kinds.indices.contains(index) ? kinds[index] : .text }

    var isEmpty: Bool {
        kinds.allSatisfy { $0 == .text } && cells.allSatisfy { CellText.trimmed($0).isEmpty }
    }
}

/// The rows of a file before anybody knows which of them is the header.
struct SheetTable {
    /// The name of the sheet; `nil` for text files.
    var sheetName: String?
    var rows: [SheetRow] = []
    var faults: [RowFault] = []
    /// What was passed over or read in a way that its user should know.
    var notes: [RowFault] = []
    /// Empty rows with rows behind them.
    var emptyRows: [Int] = []
    var merged: [MergedRange] = []
    var countsFrom1904 = false
    /// How many formulas each column has, and the row of the first.
    var formulas: [Int: (row: Int, count: Int)] = [:]

    var isWorkbook: Bool { sheetName != nil }

    /// Reads all records of a text, noting every fault.
    init(_ text: SourceText) throws(Fault) {
        let pieces = try text.pieces()
        var reader = CSVReader { () throws(Fault) -> [UInt8]? in try pieces.next() }
        var empty: [Int] = []
        var isOver = false
        while !isOver {
            do throws(LineFault) {
                guard let record = try reader.next() else { break }
                let row = SheetRow(number: record.line, cells: record.cells)
                if row.isEmpty {
                    empty.append(row.number)
                    continue
                }
                emptyRows += rows.isEmpty ? [] : empty
                empty.removeAll()
                rows.append(row)
            } catch {
                let column = error.column == 0 ? "" : "第\(error.column)列"
                faults.append(RowFault(row: error.line, column: column, fault: error.fault))
                isOver = error.isLast
            }
        }
    }

    init(sheetName: String) { self.sheetName = sheetName }
}

/// Cells of a workbook that were merged into one.
struct MergedRange {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>
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
