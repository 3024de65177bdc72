public import LedgerDomain
import LedgerWorkbookWriter

/// A fault at a place of a sheet, with the letters of its column in a workbook.
public struct SheetFault: Sendable {
    /// The row as its user sees it; 0 where it concerns the file.
    public let row: Int
    /// The heading of the column; empty where it concerns the row.
    public let column: String
    /// The letters of the column in a workbook, else empty.
    public let letters: String
    /// What is wrong.
    public let fault: Fault

    /// A fault at a place.
    public init(row: Int, column: String, letters: String, fault: Fault) {
        (self.row, self.column, self.letters, self.fault) = (row, column, letters, fault)
    }
}

/// A sheet that was refused, with its faults: a copy with the bad cells marked, the list of faults, the failed rows alone.
///
/// What a cell says goes over as it is; formulas by their last results. Rows keep their numbers in the copy.
public struct RefusedSheet {
    /// A row of the file and its faults.
    struct Row {
        let row: SheetRow
        let faults: [SheetFault]
    }

    let name: String
    let language: Language
    let faults: [SheetFault]
    private let rows: [SheetRow]
    private let sheetName: String?
    private let headings: [String]

    /// Reads the file again. A file that cannot be read has no copy, only a list of faults.
    ///
    /// - Parameters:
    ///   - sheet: the sheet of a workbook; `nil` for the only one that fits.
    ///   - encoding: the encoding of a text, where it was given.
    ///   - faults: its faults, in order.
    public init(
        _ file: [UInt8], as profile: Profile, sheet: String?, encoding: TextEncoding?, faults: [SheetFault],
        _ language: Language
    ) {
        let table = try? Self.table(file, profile, sheet, encoding)
        let header = table.flatMap { HeaderSearch(profile.layouts).find(in: $0) }
        let last = header.map { $0.index + $0.depth - 1 }
        headings = header?.columns.map(\.heading) ?? []
        headRows = (table?.rows ?? []).prefix((last ?? -1) + 1).map(\.number)
        let head = headRows.last ?? 0
        rows = table.map { Self.filled($0, below: head) } ?? []
        sheetName = table?.sheetName
        name = sheetName ?? (language == .chinese ? "数据" : "Data")
        (self.faults, self.language) = (faults, language)
    }

    private static func table(
        _ file: [UInt8], _ profile: Profile, _ sheet: String?, _ encoding: TextEncoding?
    ) throws(Fault) -> SheetTable? {
        if profile == .events { return nil }
        if !file.isEmpty, try SourceKind(file) == .workbook {
            return try WorkbookSource(file).table(named: sheet, for: profile.layouts)
        }
        return try SheetTable(try SourceText(file, as: encoding))
    }

    /// Gives all rows, in order, with the faults of each.
    func eachRow(_ body: (Row) throws(WorkbookWriteError) -> Void) throws(WorkbookWriteError) {
        let byRow = Dictionary(grouping: faults, by: \.row)
        for row in rows { try body(Row(row: row, faults: byRow[row.number] ?? [])) }
    }

    /// The rows with what tall merged cells say in each row they cover, so that a row can stand alone.
    ///
    /// - Parameter head: the last row of the header, whose merged cells mean something else.
    private static func filled(_ table: SheetTable, below head: Int) -> [SheetRow] {
        let tall = table.merged.filter { $0.rows.count > 1 && $0.rows.lowerBound > head }
        let starts = Dictionary(grouping: tall, by: \.rows.lowerBound)
        guard !starts.isEmpty else { return table.rows }
        var open: [Int: (until: Int, text: String, kind: CellKind)] = [:]
        return table.rows.map { row in
            var row = row
            for (column, cell) in open where row.number <= cell.until && row.text(column).isEmpty {
                while row.cells.count <= column { row.cells.append("") }
                while row.kinds.count < row.cells.count { row.kinds.append(.text) }
                (row.cells[column], row.kinds[column]) = (cell.text, cell.kind)
            }
            for range in starts[row.number] ?? [] {
                let column = range.columns.lowerBound
                open[column] = (range.rows.upperBound, row.text(column), row.kind(column))
            }
            return row
        }
    }

    /// The numbers of the header's rows and of those above it.
    let headRows: [Int]

    /// Whether a row stands in the header or above it.
    func isHead(_ row: SheetRow) -> Bool { row.number <= headRows.last ?? 0 }

    /// Where the column of a fault is, from 0; `nil` where it concerns the row.
    func column(of fault: SheetFault) -> Int? {
        if !fault.letters.isEmpty { return headings.indices.first { ColumnLetters.of($0) == fault.letters } }
        return fault.column.isEmpty ? nil : headings.firstIndex(of: fault.column)
    }

    /// Which rows of data, from 1, the rows with faults are.
    private var records: [Int: Int] {
        let wanted = Set(faults.map(\.row))
        var records: [Int: Int] = [:]
        for (record, row) in rows.dropFirst(headRows.count).enumerated() where wanted.contains(row.number) {
            records[row.number] = record + 1
        }
        return records
    }

    // MARK: Text

    /// The faults as CSV: record, row, field, given, expected, difference, rule, remedy, then the place in a workbook.
    public func faultsCSV(file: String) -> String {
        let heading = [
            "record", "row", "field", "given", "expected", "difference", "rule", "remedy", "file", "sheet", "letters",
        ]
        let records = records
        let lines = faults.map { item in
            let fault = item.fault
            return [
                records[item.row].map { String($0) } ?? "", String(item.row),
                item.column.isEmpty ? fault.path : item.column, fault.given, fault.expected.text(language),
                fault.difference ?? "", fault.rule, fault.remedy.text(language), file, sheetName ?? "",
                item.letters,
            ]
        }
        return CSVText.text(of: [heading] + lines)
    }

    /// The failed rows with what stands above them, to be corrected and imported.
    public func failedRowsCSV() -> String {
        let failed = Set(faults.map(\.row))
        let kept = rows.filter { isHead($0) || failed.contains($0.number) }
        return CSVText.text(of: kept.map(\.cells))
    }
}
