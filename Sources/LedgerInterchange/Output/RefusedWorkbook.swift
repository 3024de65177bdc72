import LedgerDomain
import LedgerWorkbookWriter

extension RefusedSheet {
    /// Writes a copy of the sheet with its bad cells coloured and commented, and a sheet with the list of faults (检查结果).
    ///
    /// - Throws: `WorkbookWriteError`.
    public func writeWorkbook(to path: String) throws {
        let list = list
        let style = TableStyle(language, in: .yuan)
        let book = try WorkbookWriter(path: path, properties: TableWorkbook.properties(of: list, style))
        try addCopy(to: book, failedAlone: false)
        try TableWorkbook.addSheet(of: list, named: list.title.text(language), to: book, style)
        try book.close()
    }

    /// Writes the failed rows alone, with what stands above them.
    ///
    /// - Throws: `WorkbookWriteError`.
    public func writeFailedRows(to path: String) throws {
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: name))
        try addCopy(to: book, failedAlone: true)
        try book.close()
    }

    private func addCopy(to book: WorkbookWriter, failedAlone: Bool) throws(WorkbookWriteError) {
        var layout = PageLayout()
        layout.columns = widths.map { PageLayout.Column(width: Double($0)) }
        layout.frozenRows = failedAlone ? headRows.count : headRows.last ?? 0
        layout.repeatedFrom = max(0, layout.frozenRows - 1)
        let sheet = try book.addSheet(WorkbookWriter.sheetName(name), layout)
        try eachRow { item throws(WorkbookWriteError) in
            let isHead = isHead(item.row)
            if failedAlone, !isHead, item.faults.isEmpty { return }
            // Rows that hold nothing keep their place, so that the numbers of the others are right.
            while !failedAlone, sheet.nextRow < item.row.number - 1 { try sheet.add([]) }
            try add(item, to: sheet, isHead: isHead, isMarked: !failedAlone)
        }
    }

    private func add(_ item: Row, to sheet: SheetWriter, isHead: Bool, isMarked: Bool) throws(WorkbookWriteError) {
        let row = item.row
        let isHeader = row.number == headRows.last
        var marks: [Int: [SheetFault]] = [:]
        if isMarked { for fault in item.faults { marks[column(of: fault) ?? 0, default: []].append(fault) } }
        let width = max(row.cells.count, (marks.keys.max() ?? -1) + 1)
        let cells = (0..<width).map { cell(row.text($0), row.kind($0)) }
        let styles = (0..<width).map { index -> CellStyle in
            let look: CellStyle.Look =
                marks[index] != nil ? .wrong : isHeader ? .heading : marks.isEmpty || isHead ? .plain : .noted
            return CellStyle(form(row.kind(index)), look)
        }
        let place = sheet.nextRow
        try sheet.add(cells, styles: styles)
        for (column, faults) in marks.sorted(by: { $0.key < $1.key }) {
            sheet.comment(row: place, column: column, faults.map { $0.fault.text(language) }.joined(separator: "\n"))
        }
    }

    /// A cell as it was: numbers stay numbers as far as a workbook holds all their digits.
    private func cell(_ text: String, _ kind: CellKind) -> WrittenCell {
        switch kind {
        case .number: Fen(text, in: .yiYuan).map { .amount(Int128($0.count), .yiYuan) } ?? .text(text)
        case .day: Day(text).map { .day($0) } ?? .text(text)
        case .text, .flag, .error, .uncomputed, .invalid: text.isEmpty ? .empty : .text(text)
        }
    }

    private func form(_ kind: CellKind) -> CellStyle.Form {
        switch kind {
        case .number: .general
        case .day: .day
        case .text, .flag, .error, .uncomputed, .invalid: .text
        }
    }

    private var widths: [Int] {
        var widths: [Int] = []
        try? eachRow { item throws(WorkbookWriteError) in
            for (index, cell) in item.row.cells.enumerated() {
                while widths.count <= index { widths.append(8) }
                // Titles run over the cells beside them.
                if index > 0 || item.row.cells.count > 1 {
                    widths[index] = min(30, max(widths[index], DrawnWidth.of(cell) + 2))
                }
            }
        }
        return widths
    }

    /// The faults as a table.
    private var list: DataTable {
        DataTable(
            Label("检查结果", "Result"),
            scope: language == .chinese ? "\(name)：\(faults.count) 处错误" : "\(name): \(faults.count) faults",
            columns: [
                ReportColumn("row", "行", "Row"), ReportColumn("column", "列", "Column"),
                ReportColumn("given", "给出", "Given"), ReportColumn("expected", "应为", "Expected"),
                ReportColumn("difference", "相差", "Difference"), ReportColumn("rule", "规则", "Rule"),
                ReportColumn("remedy", "改法", "Remedy"),
            ],
            rows: faults.map { item in
                let place = [item.letters, item.column.isEmpty ? item.fault.path : item.column]
                return [
                    item.row == 0 ? .text("") : .integer(Int64(item.row)),
                    .text(place.filter { !$0.isEmpty }.joined(separator: " ")), .text(item.fault.given),
                    .text(item.fault.expected.text(language)), .text(item.fault.difference ?? ""),
                    .text(item.fault.rule), .text(item.fault.remedy.text(language)),
                ]
            })
    }
}
