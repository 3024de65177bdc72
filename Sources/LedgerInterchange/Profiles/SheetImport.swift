import LedgerDomain

/// Runs a profile over the rows of a sheet.
///
/// A class, because the function that takes the rows is called from inside the file's reader.
final class SheetImport {
    private let sheet: Sheet
    private let type: any RowProfile.Type
    private let context: ImportContext
    private let take: (ImportedRow) -> Bool

    private var result = ImportResult()
    private var sorter: RowSorter
    private var profile: any RowProfile
    private var row: RowReader
    private var totals: SheetTotals?
    private var tidied: [Int: [CellNote: (row: Int, count: Int)]] = [:]

    /// Gives the events of a table to `take` until it answers `false`.
    ///
    /// - Throws: ``Fault`` about the file.
    static func run(
        _ table: some TableRows, _ layouts: [any RowProfile.Type], variant: (Sheet) -> any RowProfile.Type,
        _ context: ImportContext, _ take: @escaping (ImportedRow) -> Bool
    ) throws(Fault) -> ImportResult {
        let head = try table.head()
        guard let sheet = Sheet(head.rows, of: table, for: layouts) else {
            var result = ImportResult()
            result.faults = head.remarks.faults
            if let stop = head.remarks.stop { result.sheetFaults.append(stop) }
            if result.faults.isEmpty, !result.isBroken {
                result.sheetFaults.append(
                    RowFault(
                        row: 0, column: "",
                        fault: Fault(.syntax, path: "", expected: Label("表头和数据行", "a header and rows"))))
            }
            return result
        }
        let type = variant(sheet)
        let missing = type.columns.filter { sheet.index(ofAny: $0) == nil }
        let reading = SheetImport(sheet, table, type, context, take)
        guard missing.isEmpty else {
            for names in missing { reading.result.sheetFaults.append(reading.missingColumn(names)) }
            return reading.result
        }
        let remarks = try table.read { reading.read($0) }
        reading.end(remarks)
        return reading.result
    }

    private init(
        _ sheet: Sheet, _ table: some TableRows, _ type: any RowProfile.Type, _ context: ImportContext,
        _ take: @escaping (ImportedRow) -> Bool
    ) {
        self.sheet = sheet
        self.type = type
        self.context = context
        self.take = take
        sorter = RowSorter(sheet, of: table)
        profile = type.init(sheet)
        row = RowReader(sheet)
        totals = type.totalColumn.flatMap { name in
            sheet.index(ofAny: type.columns.first { $0.contains(name) } ?? [name])
        }
        .map { SheetTotals(sheet, $0, context.total) }
        result.variant = type.variant
        result.sheet = sheet.sheetName
        result.headerRow = sheet.headerRow
        result.unit = sheet.columns.compactMap(\.unit).first ?? sheet.unit
        for column in sheet.columns where !column.letters.isEmpty {
            for name in [column.heading] + column.names where result.letters[name] == nil {
                result.letters[name] = column.letters
            }
        }
    }

    private func missingColumn(_ names: [String]) -> RowFault {
        RowFault(
            row: sheet.headerRow, column: names[0],
            fault: Fault(
                rule: EntryCheck.missing.rawValue, path: names[0], given: "",
                expected: Label("有“\(names.joined(separator: "”或“"))”列", "a column \(names.joined(separator: " or "))"),
                remedy: Label(
                    "核对 \(Choice.profile)的模板是否正确，并补上该列。", "Check the profile \(Choice.profile), and add the column.")))
    }

    private func read(_ record: SheetRow) -> Bool {
        guard record.number > sheet.lastHeaderRow else { return true }
        switch sorter.sort(record) {
        case .other: return true
        case .total(let record, let isPart):
            totals?.add(record, isPart: isPart)
            return true
        case .data(let record):
            totals?.add(record)
            return readData(record)
        }
    }

    private func readData(_ record: SheetRow) -> Bool {
        row.begin(record)
        var drafts = profile.drafts(&row, context)
        result.rows += 1
        result.faults.append(contentsOf: row.faults)
        if !row.notes.isEmpty {
            for tidy in Set(row.notes.map(Tidied.init)) {
                tidied[tidy.column, default: [:]][tidy.note, default: (record.number, 0)].count += 1
            }
        }
        result.identities += row.identities.count
        if let seq = row.repeated { result.repeats.append((record.number, seq)) }
        result.events += drafts.count
        for ordinal in drafts.indices where drafts[ordinal].id.isEmpty {
            drafts[ordinal].id = context.rowID(sheet.sheetName ?? "", record.number, ordinal)
        }
        return take(ImportedRow(number: record.number, drafts: drafts, identities: row.identities))
    }

    private func end(_ remarks: TableRemarks) {
        sorter.end(remarks)
        result.faults.formUnion(remarks.faults)
        result.faults.formUnion(sorter.faults)
        if let stop = remarks.stop { result.sheetFaults.append(stop) }
        result.warnings = remarks.notes + sorter.notes.kept
        for column in tidied.keys.sorted() {
            for note in CellNote.allCases {
                guard let found = tidied[column]?[note] else { continue }
                result.warnings.append(.note(found.row, column: sheet.heading(column), note.label(found.count)))
            }
        }
        let used = sheet.columns.indices.filter { row.used[$0] }
        noteAmbiguities(used)
        result.mapping = used.map { index in
            (sheet.heading(index), row.fields[index] ?? described(sheet.columns[index]) ?? sheet.columns[index].name)
        }
        result.unused = sheet.columns.indices.filter { !row.used[$0] }.map { sheet.heading($0) }
            .filter { !$0.isEmpty }
        if result.rows == 0, result.faults.isEmpty, !result.isBroken {
            result.sheetFaults.append(
                RowFault(
                    row: sheet.headerRow, column: "",
                    fault: Fault(.missing, path: "", expected: Label("至少一行数据", "at least one row of data"))))
        }
        guard let totals else { return }
        result.total = totals.sum
        result.stated = totals.stated
        if totals.hasNoUnit, result.events > 0 {
            result.warnings.append(
                .note(
                    sheet.headerRow, column: totals.column.heading,
                    Label("没有写金额单位，按元读取", "no unit is named; read as yuan")))
        }
        result.warnings += totals.outliers
        result.sheetFaults.append(contentsOf: totals.faults)
    }

    /// Two columns of one name, of which nobody can say which is meant; and amounts whose heading names another unit than
    /// the line above.
    private func noteAmbiguities(_ used: [Int]) {
        for index in used {
            let column = sheet.columns[index]
            let others = sheet.columns.indices.filter {
                $0 != index && !row.used[$0] && sheet.columns[$0].name == column.name
            }
            if !column.name.isEmpty, !others.isEmpty {
                result.sheetFaults.append(
                    RowFault(
                        row: sheet.headerRow, column: column.heading,
                        fault: Fault(
                            rule: EntryCheck.syntax.rawValue, path: column.name, given: column.heading,
                            expected: Label("每个列名只出现一次", "each heading once"),
                            remedy: Label("改正其中一列的列名，或删除多余的列。", "Rename one of the columns, or remove it."))))
            }
            guard let own = column.unit, let line = sheet.unit, own != line else { continue }
            result.warnings.append(
                .note(
                    sheet.headerRow, column: column.heading, given: line.label.chinese,
                    Label("与表头上方写的单位不同，已按列名的单位读取", "another unit than the line above says; read by the heading")))
        }
    }

    /// The field of an event type that a column is.
    private func described(_ column: Sheet.Column) -> String? {
        for field in type.kinds.lazy.flatMap({ $0.type.fields.map(\.field) }) {
            let names = FieldColumnRows.names(of: field)
            if names.contains(where: { column.names.contains($0) }) { return names[1] }
        }
        return nil
    }

    private struct Tidied: Hashable {
        let column: Int
        let note: CellNote
    }
}
