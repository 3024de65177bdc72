import LedgerDomain
public import LedgerWorkbookWriter

/// Tables as sheets of a workbook: title and scope, a header with units that stays in sight and is printed on each
/// page, number formats, and a sheet of evidence.
///
/// ```swift
/// let book = try WorkbookWriter(path: path, properties: TableWorkbook.properties(of: table, style))
/// try TableWorkbook.addSheet(of: table, named: "支出进度", to: book, style)
/// try TableWorkbook.addEvidence(of: [table], to: book, style)
/// try book.close()
/// ```
public enum TableWorkbook {
    /// No column is wider; longer texts go on in further lines.
    public static let maximumWidth = 44
    /// The header's row, counted from 0: the title and the scope with the unit stand above it.
    public static let headerRow = 2

    /// A workbook of one table and its evidence.
    ///
    /// - Throws: ``WorkbookWriteError``.
    public static func write(_ table: DataTable, to path: String, _ style: TableStyle) throws(WorkbookWriteError) {
        let book = try WorkbookWriter(path: path, properties: properties(of: table, style))
        try addSheet(of: table, named: table.title.text(style.language), to: book, style)
        try addEvidence(of: [table], to: book, style)
        try book.close()
    }

    /// What such a workbook says about itself.
    public static func properties(of table: DataTable, _ style: TableStyle) -> WorkbookProperties {
        WorkbookProperties(
            title: table.title.text(style.language), subject: table.scope,
            company: table.evidence.first { $0.label.english == "Origin" }?.text ?? "")
    }

    /// Adds a table as a sheet.
    ///
    /// - Parameter widest: no column is wider, in characters.
    /// - Throws: ``WorkbookWriteError``.
    public static func addSheet(
        of table: DataTable, named name: String, to book: WorkbookWriter, _ style: TableStyle,
        widest: Int = maximumWidth
    ) throws(WorkbookWriteError) {
        let shown = table.shownColumns
        let headings = shown.map { style.cellHeading(table.columns[$0]) }
        let blanks = table.blanks.map { $0.text(style.language) }
        let widths = self.widths(of: table, shown, headings, style)
        var layout = PageLayout()
        layout.columns = widths.map { PageLayout.Column(width: Double(min($0, widest)) + 2) }
        layout.columns += blanks.map { PageLayout.Column(width: Double(max(12, DrawnWidth.of($0) + 2))) }
        (layout.frozenRows, layout.repeatedFrom) = (headerRow + 1, headerRow)
        let title = table.title.text(style.language)
        layout.pageHeader = [title, table.scope].filter { !$0.isEmpty }.joined(separator: "  ")
        let sheet = try book.addSheet(WorkbookWriter.sheetName(name), layout)
        try sheet.add([.text(title)], styles: [CellStyle(.text, .title)])
        try sheet.add([.text(scopeLine(table, shown, style))], styles: [CellStyle(.text, .faint)])
        try sheet.add(
            (headings + blanks).map { .text($0) },
            styles: headings.map { _ in CellStyle(.text, .heading) } + [CellStyle(.text, .requiredHeading)])
        let numeric = shown.map { table.isNumeric($0) }
        for row in table.rows {
            let cells = shown.map { cell(row[$0], style) }
            let styles = shown.indices.map { index in
                cellStyle(row[shown[index]], isNumeric: numeric[index], style, wraps: widths[index] > widest)
            }
            // Not every program makes rows as high as their longest text.
            let lines = shown.map { (width(of: row[$0], style) + widest - 1) / widest }.max() ?? 1
            try sheet.add(
                cells + blanks.map { _ in .empty },
                styles: styles
                    + blanks.map { _ in CellStyle(.general, wraps: true, isUnlocked: true, hasBorder: true) },
                height: lines > 1 ? 15 * Double(min(lines, 20)) : nil)
        }
        sheet.filter(headerRow: headerRow, columns: shown.count + blanks.count)
        if !table.notes.isEmpty { try sheet.add([]) }
        for note in table.notes {
            try sheet.add([.text(note.text(style.language))], styles: [CellStyle(.text, .faint)])
        }
    }

    /// Adds the evidence of tables as a sheet (依据).
    ///
    /// - Throws: ``WorkbookWriteError``.
    public static func addEvidence(
        of tables: [DataTable], to book: WorkbookWriter, _ style: TableStyle
    ) throws(WorkbookWriteError) {
        let isChinese = style.language == .chinese
        var layout = PageLayout()
        layout.columns = [PageLayout.Column(width: 24), PageLayout.Column(width: 78)]
        let sheet = try book.addSheet(isChinese ? "依据" : "Evidence", layout)
        try sheet.add([.text(isChinese ? "依据" : "Evidence")], styles: [CellStyle(.text, .title)])
        for table in tables {
            let head = [
                TableFact("表", "Table", table.title.text(style.language)), TableFact("范围", "Scope", table.scope),
            ]
            for fact in head + table.evidence where !fact.text.isEmpty {
                try sheet.add(
                    [.text(fact.label.text(style.language)), .text(fact.text)],
                    styles: [CellStyle(.text, .heading), CellStyle(.text, wraps: true, hasBorder: true)])
            }
            try sheet.add([])
        }
    }

    /// The scope and, where there are amounts, their unit, as readers of sheets expect it (单位：元).
    private static func scopeLine(_ table: DataTable, _ shown: [Int], _ style: TableStyle) -> String {
        let hasAmounts = shown.contains { table.columns[$0].isAmount }
        let unit = style.unit.label.text(style.language)
        let parts = [table.scope, hasAmounts ? style.language == .chinese ? "单位：\(unit)" : "Unit: \(unit)" : ""]
        return parts.filter { !$0.isEmpty }.joined(separator: "　")
    }

    private static func widths(
        of table: DataTable, _ shown: [Int], _ headings: [String], _ style: TableStyle
    ) -> [Int] {
        shown.indices.map { index in
            // A heading may take two lines, and has a button beside it.
            let heading = max(8, (DrawnWidth.of(headings[index]) + 1) / 2 + 4)
            return table.rows.reduce(heading) { max($0, width(of: $1[shown[index]], style)) }
        }
    }

    private static func width(of value: ReportValue, _ style: TableStyle) -> Int {
        switch value {
        case .fen(let amount): Fen.text(of: amount, in: style.unit, isGrouped: true).utf8.count + 4
        case .day: 11
        default: DrawnWidth.of(value.plain(style.language))
        }
    }

    private static func cell(_ value: ReportValue, _ style: TableStyle) -> WrittenCell {
        switch value {
        case .fen(let amount): .amount(amount, style.unit)
        case .basisPoints(let points): .basisPoints(points)
        case .progress(let permille): .permille(permille ?? 0)
        case .integer(let number): .integer(number)
        case .day(let day): .day(day)
        case .text, .code, .list: .text(value.plain(style.language))
        case .missing: .text("—")
        }
    }

    private static func cellStyle(
        _ value: ReportValue, isNumeric: Bool, _ style: TableStyle, wraps: Bool
    ) -> CellStyle {
        let form: CellStyle.Form =
            switch value {
            case .fen: .amount(style.unit)
            case .basisPoints: .percent
            case .progress: .percentTenths
            case .integer: .integer
            case .day: .day
            case .text, .code, .list: .text
            // The dash stands where the number would.
            case .missing: isNumeric ? .integer : .text
            }
        return CellStyle(form, wraps: wraps, hasBorder: true)
    }
}
