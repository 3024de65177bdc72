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
    private let table: SheetTable?
    private let headerIndex: Int?
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
        name = table?.sheetName ?? (language == .chinese ? "数据" : "Data")
        (self.table, headerIndex, self.faults, self.language) = (table, last, faults, language)
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
        for row in table?.rows ?? [] { try body(Row(row: row, faults: byRow[row.number] ?? [])) }
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
        guard let table, let headerIndex else { return [:] }
        let wanted = Set(faults.map(\.row))
        var records: [Int: Int] = [:]
        for (record, row) in table.rows.dropFirst(headerIndex + 1).enumerated() where wanted.contains(row.number) {
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
        let rows = faults.map { item in
            let fault = item.fault
            return [
                records[item.row].map { String($0) } ?? "", String(item.row),
                item.column.isEmpty ? fault.path : item.column, fault.given, fault.expected.text(language),
                fault.difference ?? "", fault.rule, fault.remedy.text(language), file, table?.sheetName ?? "",
                item.letters,
            ]
        }
        return CSVText.text(of: [heading] + rows)
    }

    /// The failed rows with what stands above them, to be corrected and imported.
    public func failedRowsCSV() -> String {
        let failed = Set(faults.map(\.row))
        let rows = (table?.rows ?? []).filter { isHead($0) || failed.contains($0.number) }
        return CSVText.text(of: rows.map(\.cells))
    }
}
