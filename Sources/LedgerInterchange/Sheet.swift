import LedgerDomain

/// A table as read from a file: headings and rows of cells.
struct Sheet {
    /// One heading.
    struct Column {
        let heading: String
        let name: String
        let unit: MoneyUnit?
    }

    private(set) var columns: [Column] = []
    private(set) var rows: [CSVRecord] = []
    private(set) var faults: [RowFault] = []
    /// The row that says 合计, where there is one.
    private(set) var totalRow: CSVRecord?

    /// Reads all records, noting every fault.
    init(csv bytes: [UInt8]) {
        var reader = CSVReader(bytes)
        var emptyLines: [Int] = []
        while true {
            do throws(LineFault) {
                guard let record = try reader.next() else { break }
                if record.cells.allSatisfy({ CellText.trimmed($0).isEmpty }) {
                    emptyLines.append(record.line)
                    continue
                }
                add(record, &emptyLines)
            } catch {
                faults.append(
                    RowFault(row: error.line, column: error.column == 0 ? "" : "第\(error.column)列", fault: error.fault))
            }
        }
        if columns.isEmpty, faults.isEmpty {
            faults.append(
                RowFault(
                    row: 0, column: "",
                    fault: Fault(.syntax, path: "", expected: Label("表头和数据行", "a header and rows"))))
        }
    }

    private mutating func add(_ record: CSVRecord, _ emptyLines: inout [Int]) {
        if columns.isEmpty {
            columns = record.cells.map { cell in
                let (name, unit) = CellText.heading(cell)
                return Column(heading: CellText.trimmed(cell), name: name, unit: unit)
            }
            for (index, column) in columns.enumerated().reversed() { places[column.name] = index }
            return
        }
        for line in emptyLines {
            faults.append(
                RowFault(
                    row: line, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "",
                        expected: Label("数据行之间没有空行", "no empty rows between rows"),
                        remedy: Label("删除空行，或确认没有漏填。", "Remove the empty row, or check that nothing is missing."))))
        }
        emptyLines.removeAll()
        guard record.cells.count == columns.count else {
            faults.append(
                RowFault(
                    row: record.line, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "\(record.cells.count)",
                        expected: Label("\(columns.count) 格", "\(columns.count) cells"),
                        remedy: Label("核对该行是否多了或少了逗号。", "Check the row for a comma too many or too few."))))
            return
        }
        let first = record.cells.map(CellText.plain).first { !$0.isEmpty } ?? ""
        let isTotal = ["合计", "总计", "小计"].contains(first) || first.lowercased() == "total"
        if isTotal { totalRow = record } else { rows.append(record) }
    }

    /// Where each heading stands; of two equal ones the first.
    private var places: [String: Int] = [:]

    func index(of name: String) -> Int? { places[name] }

    func has(_ names: String...) -> Bool { names.allSatisfy { index(of: $0) != nil } }
}

/// Reads the cells of one row, noting the columns it used and the faults it met.
struct RowReader {
    let sheet: Sheet
    let record: CSVRecord
    var used: Set<Int> = []
    var faults: [RowFault] = []

    init(_ sheet: Sheet, _ record: CSVRecord) {
        self.sheet = sheet
        self.record = record
    }

    /// The cell of the first of these columns that the sheet has, `nil` where the cell says nothing.
    mutating func cell(_ names: String...) -> (text: String, column: Sheet.Column)? { cell(names) }

    mutating func cell(_ names: [String]) -> (text: String, column: Sheet.Column)? {
        for name in names {
            if let index = sheet.index(of: name) { return cell(at: index) }
        }
        return nil
    }

    /// The cell of a column, `nil` where it says nothing.
    mutating func cell(at index: Int) -> (text: String, column: Sheet.Column)? {
        used.insert(index)
        let text = CellText.trimmed(record.cells[index])
        return CellText.isMissing(text) ? nil : (text, sheet.columns[index])
    }

    mutating func text(_ names: String...) -> String? { cell(names)?.text }

    /// A cell that must hold something.
    mutating func required(_ names: String...) -> String {
        if let found = cell(names) { return found.text }
        fault(names[0], Fault(.missing, path: names[0], expected: Label("必填", "required")))
        return ""
    }

    mutating func fault(_ column: String, _ fault: Fault) {
        faults.append(RowFault(row: record.line, column: column, fault: fault))
    }

    /// Reads a cell with one of the readers of ``CellText``.
    mutating func value<Value>(
        _ names: [String], _ read: (String, Sheet.Column) throws(CellFault) -> Value
    ) -> Value? {
        self.read(cell(names), read)
    }

    /// Reads the cell of a column with one of the readers of ``CellText``.
    mutating func value<Value>(
        at index: Int, _ read: (String, Sheet.Column) throws(CellFault) -> Value
    ) -> Value? {
        self.read(cell(at: index), read)
    }

    private mutating func read<Value>(
        _ cell: (text: String, column: Sheet.Column)?,
        _ read: (String, Sheet.Column) throws(CellFault) -> Value
    ) -> Value? {
        guard let (text, column) = cell else { return nil }
        do throws(CellFault) { return try read(text, column) } catch {
            fault(
                column.heading,
                Fault(
                    rule: EntryCheck.form.rawValue, path: column.name, given: text, expected: error.expected,
                    remedy: error.remedy))
            return nil
        }
    }

    mutating func amount(_ names: String...) -> Fen? {
        value(names) { text, column throws(CellFault) in try CellText.amount(text, in: column.unit ?? .yuan) }
    }

    mutating func day(_ names: String...) -> Day? {
        value(names) { text, _ throws(CellFault) in try CellText.day(text) }
    }

    /// The documents a cell names, a fault for each that is not whole.
    mutating func documents(_ names: String...) -> [DocumentReference] {
        var result: [DocumentReference] = []
        for name in names {
            guard let (text, column) = cell([name]) else { continue }
            for number in DocumentNumber.split(text) {
                let reference = DocumentReference(printed: number)
                if DocumentNumber(number) == nil {
                    fault(
                        column.heading,
                        Fault(
                            .document, path: column.name, given: number,
                            expected: Label("完整文号", "a whole document number")))
                }
                if !result.contains(where: { $0.number == reference.number }) { result.append(reference) }
            }
        }
        return result
    }
}
