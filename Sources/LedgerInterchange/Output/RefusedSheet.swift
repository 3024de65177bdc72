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
    private let table: (any TableRows)?
    private let headings: [String]

    /// Looks at the file again. One that cannot be read has no copy, only a list of faults.
    ///
    /// - Parameters:
    ///   - sheet: the sheet of a workbook; `nil` for the only one that fits.
    ///   - encoding: the encoding of a text, where it was given.
    ///   - faults: its faults, in order.
    public init(
        _ file: FileBytes, as profile: Profile, sheet: String?, encoding: TextEncoding?, faults: [SheetFault],
        _ language: Language
    ) {
        let source = try? ImportSource(file, as: profile, encoding: encoding, sheet: sheet)
        table = profile == .events ? nil : source.flatMap { try? profile.table(of: $0) }
        let rows = (try? table?.head().rows) ?? []
        let header = HeaderSearch(profile.layouts).find(in: rows, isWorkbook: table?.isWorkbook == true)
        headRows = header.map { rows[...($0.index + $0.depth - 1)].map(\.number) } ?? []
        headings = header?.columns.map(\.heading) ?? []
        name = table?.sheetName ?? (language == .chinese ? "数据" : "Data")
        (self.faults, self.language) = (faults, language)
    }

    /// Gives all rows, in order, with the faults of each.
    func eachRow(_ body: (Row) throws(WorkbookWriteError) -> Void) throws(WorkbookWriteError) {
        let byRow = Dictionary(grouping: faults, by: \.row)
        var failure: WorkbookWriteError?
        withoutActuallyEscaping(body) { body in
            read { row in
                do throws(WorkbookWriteError) { try body(Row(row: row, faults: byRow[row.number] ?? [])) } catch {
                    failure = error
                }
                return failure == nil
            }
        }
        if let failure { throw failure }
    }

    /// Gives the rows in turn with what tall merged cells say in each row they cover, so that a row can stand alone.
    private func read(_ body: @escaping (SheetRow) -> Bool) {
        // Merged cells of the header mean something else.
        var merged = MergedRuns((table?.merged ?? []).filter { $0.rows.lowerBound > headRows.last ?? 0 })
        _ = try? table?.read { row in
            var row = row
            merged.fill(&row)
            for range in merged.starting(at: row.number) { merged.start(range, row) }
            return body(row)
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
        var record = 0
        read { row in
            if !isHead(row) { record += 1 }
            if !isHead(row), wanted.contains(row.number) { records[row.number] = record }
            return true
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
                fault.difference ?? "", fault.rule, fault.remedy.text(language), file, table?.sheetName ?? "",
                item.letters,
            ]
        }
        return CSVText.text(of: [heading] + lines)
    }

    /// The failed rows with what stands above them, to be corrected and imported.
    public func failedRowsCSV() -> String {
        let failed = Set(faults.map(\.row))
        var rows: [[String]] = []
        read { row in
            if isHead(row) || failed.contains(row.number) { rows.append(row.cells) }
            return true
        }
        return CSVText.text(of: rows)
    }
}
