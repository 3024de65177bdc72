import LedgerDomain
import LedgerWorkbook

/// Reads the cells of one row, noting the columns it used, what it had to tidy and the faults it met.
struct RowReader {
    let sheet: Sheet
    let record: SheetRow
    var used: Set<Int> = []
    var faults: [RowFault] = []
    /// What was tidied, by column.
    var notes: [(column: Int, note: CellNote)] = []
    /// What each column is to the profile: the first of the names it asked by.
    var fields: [String?]
    /// Columns that have a fault, so that one cell is complained about once.
    private var faulty: Set<Int> = []

    init(_ sheet: Sheet, _ record: SheetRow, fields: [String?]) {
        self.sheet = sheet
        self.record = record
        self.fields = fields
    }

    /// Where the column of a field is, by the first of its names that the sheet has.
    private mutating func index(of names: [String]) -> Int? {
        guard let index = sheet.index(ofAny: names) else { return nil }
        if fields[index] == nil { fields[index] = names.first }
        return index
    }

    /// The cell of the first of these columns that the sheet has, `nil` where the cell says nothing.
    mutating func cell(_ names: String...) -> (text: String, column: Sheet.Column)? { cell(names) }

    mutating func cell(_ names: [String]) -> (text: String, column: Sheet.Column)? {
        index(of: names).flatMap { cell(at: $0) }
    }

    /// The cell of a column, `nil` where it says nothing. Lines that were broken to fit the cell are joined.
    mutating func cell(at index: Int) -> (text: String, column: Sheet.Column)? {
        guard let found = printed(index) else { return nil }
        let joined = CellText.joinedLines(found.text)
        if joined.utf8.count != found.text.utf8.count { notes.append((index, .lineBreaks)) }
        return (joined, found.column)
    }

    /// The cell of a column with its lines as they are.
    private mutating func printed(_ index: Int) -> (text: String, column: Sheet.Column)? {
        guard let text = content(index) else { return nil }
        let column = sheet.columns[index]
        if column.unit == nil, let lost = LostCode(text, record.kind(index)) {
            if lost.isCertain {
                addFault(index, lost.fault)
                return nil
            }
            notes.append((index, .lostDigits))
        }
        guard CellNote.isFullWidthCode(text) else { return (text, column) }
        notes.append((index, .fullWidth))
        return (CellText.plain(text), column)
    }

    /// The text of a cell, a workbook's number without the digits that binary fractions leave behind.
    private mutating func content(_ index: Int) -> String? {
        used.insert(index)
        let kind = record.kind(index)
        if kind == .error || kind == .uncomputed || kind == .invalid {
            addFault(index, CellKindFault.fault(kind, record.text(index)))
            return nil
        }
        var text = CellText.trimmed(record.text(index))
        if CellText.isMissing(text) {
            if !text.isEmpty { notes.append((index, .dash)) }
            return nil
        }
        if kind == .number {
            let tidy = BinaryFraction.tidied(text, decimals: sheet.columns[index].amountUnit.decimals)
            if tidy != BinaryFraction.trimmed(text) { notes.append((index, .binaryFraction)) }
            text = tidy
        }
        return text
    }

    mutating func text(_ names: String...) -> String? { cell(names)?.text }

    /// Notes a fault of the column that has one of these names.
    mutating func fault(_ column: String, _ fault: Fault, _ names: [String] = []) {
        if let index = sheet.index(ofAny: names + [column]) ?? sheet.columns.firstIndex(where: { $0.heading == column })
        {
            addFault(index, fault)
        } else {
            faults.append(RowFault(row: record.number, column: column, fault: fault))
        }
    }

    private mutating func addFault(_ index: Int, _ fault: Fault) {
        guard faulty.insert(index).inserted else { return }
        faults.append(RowFault(row: record.number, column: sheet.heading(index), fault: fault))
    }

    /// Reads a cell with one of the readers of ``CellText``.
    mutating func value<Value>(
        _ names: [String], _ read: (String, Sheet.Column) throws(CellFault) -> Value
    ) -> Value? {
        index(of: names).flatMap { value(at: $0, read) }
    }

    /// Reads the cell of a column with one of the readers of ``CellText``.
    mutating func value<Value>(
        at index: Int, _ read: (String, Sheet.Column) throws(CellFault) -> Value
    ) -> Value? {
        guard let text = content(index) else { return nil }
        let column = sheet.columns[index]
        do throws(CellFault) {
            let value = try read(text, column)
            for note in CellNote.notes(of: text) { notes.append((index, note)) }
            return value
        } catch {
            addFault(
                index,
                Fault(
                    rule: EntryCheck.form.rawValue, path: column.name, given: text, expected: error.expected,
                    remedy: error.remedy))
            return nil
        }
    }

    mutating func day(_ names: [String]) -> Day? { index(of: names).flatMap { day(at: $0) } }

    /// A date. A number in a workbook's cell without a date format counts days from the workbook's epoch.
    mutating func day(at index: Int) -> Day? {
        if record.kind(index) == .number,
            let day = SerialDate.day(record.text(index), countsFrom1904: sheet.countsFrom1904),
            (1990...2100).contains(day.year)
        {
            used.insert(index)
            notes.append((index, .serialDate))
            return day
        }
        return value(at: index) { text, _ throws(CellFault) in try CellText.day(text) }
    }

    /// The documents a cell names, a fault for each that is not whole.
    mutating func documents(_ columns: RowColumn...) -> [DocumentReference] { documents(columns.flatMap(\.names)) }

    mutating func documents(_ names: [String]) -> [DocumentReference] {
        var result: [DocumentReference] = []
        for name in names {
            guard let index = sheet.index(of: name) else { continue }
            if fields[index] == nil { fields[index] = names.first }
            guard let (text, column) = printed(index) else { continue }
            for number in Self.numbers(in: text) {
                let reference = DocumentReference(printed: number)
                if DocumentNumber(number) == nil {
                    faults.append(
                        RowFault(
                            row: record.number, column: column.heading,
                            fault: Fault(
                                .document, path: column.name, given: number,
                                expected: Label("完整文号", "a whole document number"))))
                }
                if !result.contains(where: { $0.number == reference.number }) { result.append(reference) }
            }
        }
        return result
    }

    /// The document numbers of a cell. Semicolons part them; line breaks and 、 do where each part is a whole number.
    private static func numbers(in text: String) -> [String] {
        let joined = CellText.joinedLines(text)
        for parts in [text.split { $0.isNewline || $0 == "、" }, joined.split(separator: "、")] where parts.count > 1 {
            let numbers = parts.map { CellText.trimmed(String($0)) }.filter { !$0.isEmpty }
            if numbers.allSatisfy({ DocumentNumber($0) != nil }) { return numbers }
        }
        return DocumentNumber.split(joined)
    }
}
