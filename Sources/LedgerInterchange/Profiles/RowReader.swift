import LedgerDomain
import LedgerWorkbook

/// Reads the cells of a row at a time, noting what it had to tidy and the faults it met, and over all rows the columns
/// that were used.
struct RowReader {
    let sheet: Sheet
    private(set) var record = SheetRow(number: 0, cells: [])
    private(set) var faults: [RowFault] = []
    /// What was tidied, by column.
    private(set) var notes: [(column: Int, note: CellNote)] = []
    /// Which columns were read.
    private(set) var used: [Bool]
    /// What each column is to the profile: the first of the names it asked by.
    private(set) var fields: [String?]
    /// The tokens made for this row, with what they stand for.
    private(set) var tokens: [RowToken] = []
    /// Where the log holds what the row says.
    var repeated: UInt64?
    /// What the row tells the vault.
    var identities: [PersonalRecord] = []
    private var lookups: [NameList: Int] = [:]
    /// Columns that have a fault, so that one cell is complained about once.
    private var faulty: Set<Int> = []

    init(_ sheet: Sheet) {
        self.sheet = sheet
        used = Array(repeating: false, count: sheet.columns.count)
        fields = Array(repeating: nil, count: sheet.columns.count)
    }

    /// Goes on to another row.
    mutating func begin(_ record: SheetRow) {
        self.record = record
        if !faults.isEmpty { faults.removeAll() }
        if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
        if !tokens.isEmpty { tokens.removeAll(keepingCapacity: true) }
        repeated = nil
        if !identities.isEmpty { identities.removeAll(keepingCapacity: true) }
        if !faulty.isEmpty { faulty.removeAll() }
    }

    /// Where the column of a field is, by the first of its names that the sheet has. Looked up once for all rows.
    private mutating func index(of names: [String]) -> Int? {
        let key = NameList(names)
        if let known = lookups[key] { return known >= 0 ? known : nil }
        let index = sheet.index(ofAny: names)
        lookups[key] = index ?? -1
        if let index, fields[index] == nil { fields[index] = names.first }
        return index
    }

    /// A list of names, told from the others of its profile by its ends and its length.
    private struct NameList: Hashable {
        let first: String?
        let last: String?
        let count: Int

        init(_ names: [String]) { (first, last, count) = (names.first, names.last, names.count) }
    }

    /// The cell of the first of these columns that the sheet has, `nil` where the cell says nothing.
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
        used[index] = true
        let kind = record.kind(index)
        if kind == .error || kind == .uncomputed || kind == .invalid {
            addFault(index, CellKindFault.fault(kind, record.text(index)))
            return nil
        }
        let given = record.text(index)
        if CellText.hasInvisible(given) { notes.append((index, .invisible)) }
        var text = CellText.trimmed(given)
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

    /// Notes that a column which must hold something does not.
    mutating func missing(_ names: [String]) {
        fault(names[0], Fault(.missing, path: names[0], expected: Label("必填", "required")), names)
    }

    /// The token of a value. What it stands for is noted for the vault.
    ///
    /// - Parameter isPerson: whether the value is a person's, and not a bank's.
    mutating func token(_ kind: TokenKind, _ value: String, isPerson: Bool = true, _ context: ImportContext) -> String {
        let token = context.token(kind, value)
        tokens.append(RowToken(kind: kind, value: value, token: token, isPerson: isPerson))
        return token
    }

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
            used[index] = true
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
