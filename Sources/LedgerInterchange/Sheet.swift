import LedgerDomain

/// A table with its header understood: columns by name, rows of data, totals apart.
struct Sheet {
    /// One column.
    struct Column {
        /// As printed.
        let heading: String
        /// The names it goes by, without spaces and unit, the best first.
        let names: [String]
        /// The unit its heading names.
        let unit: MoneyUnit?
        /// Its letters in a workbook, else empty.
        let letters: String
        /// The unit of its amounts: the heading's, else the sheet's, else 元.
        var amountUnit = MoneyUnit.yuan

        var name: String { names.first ?? "" }
    }

    /// A row that says 合计, 小计 or the like.
    struct Total {
        let row: SheetRow
        /// How many rows of data stand before it.
        let position: Int
        let isPart: Bool
    }

    private(set) var columns: [Column] = []
    private(set) var rows: [SheetRow] = []
    private(set) var totals: [Total] = []
    private(set) var faults: [RowFault]
    private(set) var notes: [RowFault]
    /// The unit that a line above the header names.
    private(set) var unit: MoneyUnit?
    let headerRow: Int
    let sheetName: String?
    let countsFrom1904: Bool

    /// Where each name stands; of two equal ones the first.
    private var places: [String: Int] = [:]

    init(_ table: SheetTable, for layouts: [any RowProfile.Type]) {
        faults = table.faults
        notes = table.notes
        sheetName = table.sheetName
        countsFrom1904 = table.countsFrom1904
        guard let header = HeaderSearch(layouts).find(in: table) else {
            headerRow = 1
            if faults.isEmpty {
                faults.append(
                    RowFault(
                        row: 0, column: "",
                        fault: Fault(.syntax, path: "", expected: Label("表头和数据行", "a header and rows"))))
            }
            return
        }
        headerRow = table.rows[header.index].number
        unit = UnitLine.unit(in: table.rows[..<header.index])
        columns = header.columns.map { column in
            var column = column
            column.amountUnit = column.unit ?? unit ?? .yuan
            return column
        }
        // Later names are poorer guesses, so all first names are placed before them.
        for rank in 0..<(columns.map(\.names.count).max() ?? 0) {
            for (index, column) in columns.enumerated().reversed() where rank < column.names.count {
                let name = column.names[rank]
                if rank == 0 || places[name] == nil { places[name] = index }
            }
        }
        let lastHeaderRow = table.rows[header.index + header.depth - 1].number
        noteEmptyRows(table, after: lastHeaderRow)
        for row in table.rows[(header.index + header.depth)...] { add(row, table) }
        fillMerged(table.merged)
        for (column, found) in table.formulas.sorted(by: { $0.key < $1.key }) where columns.indices.contains(column) {
            notes.append(
                .note(
                    found.row, column: heading(column),
                    Label(
                        "\(found.count) 格是公式，已采用文件中最后计算的值",
                        "\(found.count) formulas, read by the last results in the file")))
        }
    }

    func heading(_ index: Int) -> String { columns.indices.contains(index) ? columns[index].heading : "" }

    private mutating func noteEmptyRows(_ table: SheetTable, after header: Int) {
        for number in table.emptyRows where number > header {
            faults.append(
                RowFault(
                    row: number, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "",
                        expected: Label("数据行之间没有空行", "no empty rows between rows"),
                        remedy: Label("删除空行，或确认没有漏填。", "Remove the empty row, or check that nothing is missing."))))
        }
    }

    private mutating func add(_ row: SheetRow, _ table: SheetTable) {
        let words = RowWords(row)
        if rows.isEmpty, words.areColumnNumbers { return }
        if words.isExample {
            notes.append(.note(row.number, Label("示例行，未导入", "an example, not imported")))
            return
        }
        if words.isRemark {
            notes.append(.note(row.number, Label("说明或签名行，未作为数据读取", "a remark, not read as data")))
            return
        }
        guard let row = fitted(row, table) else { return }
        if let isPart = words.total {
            totals.append(Total(row: row, position: rows.count, isPart: isPart))
            return
        }
        for (index, cell) in row.cells.enumerated() {
            if let damage = DamagedText.damage(in: cell) {
                faults.append(RowFault(row: row.number, column: place(index), fault: DamagedText.fault(damage)))
            }
        }
        rows.append(row)
    }

    /// A row with as many cells as there are columns. A text's row must have them; a workbook leaves empty ones out.
    private mutating func fitted(_ row: SheetRow, _ table: SheetTable) -> SheetRow? {
        if row.cells.count == columns.count { return row }
        let rest = row.cells.dropFirst(columns.count)
        if !table.isWorkbook, row.cells.count < columns.count || rest.contains(where: { !$0.isEmpty }) {
            faults.append(
                RowFault(
                    row: row.number, column: "",
                    fault: Fault(
                        rule: EntryCheck.syntax.rawValue, path: "", given: "\(row.cells.count)",
                        expected: Label("\(columns.count) 格", "\(columns.count) cells"),
                        remedy: Label("核对该行是否多了或少了逗号。", "Check the row for a comma too many or too few."))))
            return nil
        }
        var row = row
        if !rest.isEmpty {
            let place = ColumnLetters.of(columns.count)
            notes.append(.note(row.number, given: place, Label("表头之外的内容，未读取", "outside the header, not read")))
            row.cells.removeLast(rest.count)
            row.kinds.removeLast(min(rest.count, row.kinds.count))
        }
        while row.cells.count < columns.count {
            row.cells.append("")
            if !row.kinds.isEmpty { row.kinds.append(.text) }
        }
        return row
    }

    /// Repeats what merged cells say in the rows they cover: places, years, documents, units, names. An amount over
    /// several rows is refused, because nobody knows the share of each.
    private mutating func fillMerged(_ merged: [MergedRange]) {
        let tall = merged.filter { $0.rows.count > 1 && columns.indices.contains($0.columns.lowerBound) }
            .sorted { ($0.columns.lowerBound, $0.rows.lowerBound) < ($1.columns.lowerBound, $1.rows.lowerBound) }
        guard !tall.isEmpty else { return }
        let places = Dictionary(rows.indices.map { (rows[$0].number, $0) }, uniquingKeysWith: { first, _ in first })
        var filled: [Int: (row: Int, count: Int)] = [:]
        var last: MergedRange?
        for range in tall {
            let column = range.columns.lowerBound
            // Ranges of one column never overlap; a file that says so would make this slow.
            if let last, last.columns.lowerBound == column, last.rows.upperBound >= range.rows.lowerBound { continue }
            last = range
            guard let first = places[range.rows.lowerBound] else { continue }
            let (text, kind) = (rows[first].text(column), rows[first].kind(column))
            guard !text.isEmpty else { continue }
            if kind == .number, columns[column].unit != nil || unit != nil || columns[column].name.contains("金额") {
                faults.append(
                    RowFault(
                        row: range.rows.lowerBound, column: heading(column),
                        fault: Fault(
                            rule: EntryCheck.form.rawValue, path: "", given: text,
                            expected: Label("每行各自的数值", "a figure in each row"),
                            remedy: Label("取消合并单元格，并填写每一行的数值。", "Unmerge the cells and fill in each row."))))
                continue
            }
            // Walks the rows there are, however tall the range says it is.
            var index = first + 1
            while index < rows.count, range.rows.contains(rows[index].number) {
                if rows[index].text(column).isEmpty {
                    rows[index].cells[column] = text
                    if !rows[index].kinds.isEmpty { rows[index].kinds[column] = kind }
                    filled[column, default: (range.rows.lowerBound, 0)].count += 1
                }
                index += 1
            }
        }
        for (column, found) in filled.sorted(by: { $0.key < $1.key }) {
            notes.append(
                .note(
                    found.row, column: heading(column),
                    Label("合并单元格的内容已填入 \(found.count) 行", "merged cells, repeated in \(found.count) rows")))
        }
    }

    /// How a person finds a column: by its heading, else by its place.
    private func place(_ index: Int) -> String {
        heading(index).isEmpty ? "第\(index + 1)列" : heading(index)
    }

    func index(of name: String) -> Int? { places[name] }

    func index(ofAny names: [String]) -> Int? { names.lazy.compactMap { places[$0] }.first }

    func has(_ names: String...) -> Bool { names.allSatisfy { index(of: $0) != nil } }
}
