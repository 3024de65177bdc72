import LedgerDomain

/// Tells rows of data from totals, examples and remarks, and gives them the form of their header.
struct RowSorter {
    /// What a row is.
    enum Sorted {
        case data(SheetRow)
        /// A row that says 合计, or 小计 and the like, which adds up only some.
        case total(SheetRow, isPart: Bool)
        case other
    }

    private(set) var faults = RowFaults()
    private(set) var notes = CappedList<RowFault>(limit: 1_000)

    private let sheet: Sheet
    private let isWorkbook: Bool
    private var merged: MergedColumns
    private var hasData = false

    init(_ sheet: Sheet, of table: some TableRows) {
        self.sheet = sheet
        isWorkbook = table.isWorkbook
        merged = MergedColumns(table.merged, in: sheet)
    }

    mutating func sort(_ row: SheetRow) -> Sorted {
        let words = RowWords(row)
        if !hasData, words.areColumnNumbers { return .other }
        if words.isExample {
            notes.append(.note(row.number, Label("示例行，未导入", "an example, not imported")))
            return .other
        }
        if words.isRemark {
            notes.append(.note(row.number, Label("说明或签名行，未作为数据读取", "a remark, not read as data")))
            return .other
        }
        guard var row = fitted(row) else { return .other }
        if let isPart = words.total { return .total(row, isPart: isPart) }
        hasData = true
        for (index, cell) in row.cells.enumerated() {
            if let damage = DamagedText.damage(in: cell) {
                faults.append(
                    RowFault(row: row.number, column: sheet.place(index), fault: DamagedText.fault(damage)))
            }
        }
        merged.fill(&row, &faults)
        return .data(row)
    }

    /// Ends the table: what can be told only now.
    mutating func end(_ remarks: TableRemarks) {
        for number in remarks.emptyRows where number > sheet.lastHeaderRow {
            faults.append(
                RowFault(
                    row: number, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "",
                        expected: Label("数据行之间没有空行", "no empty rows between rows"),
                        remedy: Label("删除空行，或确认没有漏填。", "Remove the empty row, or check that nothing is missing."))))
        }
        notes.append(contentsOf: merged.notes)
        for (column, found) in remarks.formulas.sorted(by: { $0.key < $1.key })
        where sheet.columns.indices.contains(column) {
            notes.append(
                .note(
                    found.row, column: sheet.heading(column),
                    Label(
                        "\(found.count) 格是公式，已采用文件中最后计算的值",
                        "\(found.count) formulas, read by the last results in the file")))
        }
    }

    /// A row with as many cells as there are columns. A text's row must have them; a workbook leaves empty ones out.
    private mutating func fitted(_ row: SheetRow) -> SheetRow? {
        let count = sheet.columns.count
        if row.cells.count == count { return row }
        let rest = row.cells.dropFirst(count)
        if !isWorkbook, row.cells.count < count || rest.contains(where: { !$0.isEmpty }) {
            faults.append(
                RowFault(
                    row: row.number, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "\(row.cells.count)",
                        expected: Label("\(count) 格", "\(count) cells"),
                        remedy: Label("核对该行是否多了或少了逗号。", "Check the row for a comma too many or too few."))))
            return nil
        }
        var row = row
        if !rest.isEmpty {
            let place = ColumnLetters.of(count)
            notes.append(.note(row.number, given: place, Label("表头之外的内容，未读取", "outside the header, not read")))
            row.cells.removeLast(rest.count)
            row.kinds.removeLast(min(rest.count, row.kinds.count))
        }
        while row.cells.count < count {
            row.cells.append("")
            if !row.kinds.isEmpty { row.kinds.append(.text) }
        }
        return row
    }
}

/// Repeats what merged cells say in the rows they cover: places, years, documents, units, names. An amount over several
/// rows is refused, because nobody knows the share of each.
private struct MergedColumns {
    private let sheet: Sheet
    private var runs: MergedRuns
    private var filled: [Int: (row: Int, count: Int)] = [:]

    init(_ ranges: [MergedRange], in sheet: Sheet) {
        self.sheet = sheet
        runs = MergedRuns(ranges.filter { sheet.columns.indices.contains($0.columns.lowerBound) })
    }

    var notes: [RowFault] {
        filled.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }.map { column, found in
            .note(
                found.row, column: sheet.heading(column),
                Label("合并单元格的内容已填入 \(found.count) 行", "merged cells, repeated in \(found.count) rows"))
        }
    }

    mutating func fill(_ row: inout SheetRow, _ faults: inout RowFaults) {
        for column in runs.fill(&row) { filled[column]?.count += 1 }
        for range in runs.starting(at: row.number) { start(range, row, &faults) }
    }

    private mutating func start(_ range: MergedRange, _ row: SheetRow, _ faults: inout RowFaults) {
        let column = range.columns.lowerBound
        let (text, kind) = (row.text(column), row.kind(column))
        guard !text.isEmpty else { return }
        if sheet.holdsAmounts(column) || kind == .number && sheet.unit != nil {
            faults.append(
                RowFault(
                    row: row.number, column: sheet.heading(column),
                    fault: Fault(
                        rule: EntryCheck.form.rawValue, path: "", given: text,
                        expected: Label("每行各自的数值", "a figure in each row"),
                        remedy: Label("取消合并单元格，并填写每一行的数值。", "Unmerge the cells and fill in each row."))))
            return
        }
        runs.start(range, row)
        if filled[column] == nil { filled[column] = (row.number, 0) }
    }
}
