import LedgerDomain
import LedgerWorkbookWriter

extension SheetTemplate {
    /// As many rows are formatted and checked while they are filled in.
    private static let preparedRows = 5_000
    private static let headerRow = 1

    /// Writes the template as a workbook: notes, the sheet to fill in, the hidden lists of codes and what it is.
    ///
    /// - Parameters:
    ///   - origin: the ledger it was made for, which the importer compares and never needs.
    ///   - rows: rows that are filled in already, as text in the order of the columns.
    /// - Throws: `WorkbookWriteError`.
    public func writeWorkbook(to path: String, origin: String? = nil, rows: [[String]] = []) throws {
        let book = try WorkbookWriter(
            path: path, properties: WorkbookProperties(title: title.text(language), company: origin ?? ""))
        try addNotes(to: book)
        let data = try addData(to: book, rows)
        try addCodes(to: book, validating: data)
        try addMeta(to: book, origin)
        data.activate()
        try book.close()
    }

    private func pick(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

    private func addNotes(to book: WorkbookWriter) throws(WorkbookWriteError) {
        var layout = PageLayout()
        layout.columns = [PageLayout.Column(width: 100)]
        let sheet = try book.addSheet(pick("填报说明", "Notes"), layout)
        try sheet.add([.text(title.text(language))], styles: [CellStyle(.text, .title)])
        for note in notes { try sheet.add([.text(note.text(language))], styles: [CellStyle(.text, wraps: true)]) }
    }

    /// Ten lines and no more: nobody reads longer ones. What a column wants is said in its cells.
    private var notes: [Label] {
        [
            Label(
                "1. 在“数据”表第 4 行以下填写，一行一条；选中单元格时显示该列的要求。",
                "1. Fill in the sheet Data from row 4 on; choosing a cell tells what it wants."),
            Label(
                "2. 带 * 的列必填。其他列没有内容就留空，不要填“无”或横线。",
                "2. Columns with * must be filled. Leave others empty where there is nothing to say."),
            Label("3. 金额以元为单位，精确到分；不要填万元。", "3. Amounts are in yuan, exact to the fen."),
            Label(
                "4. 日期写成 2024-05-06；不知道日期就留空，不要猜。",
                "4. Dates are written 2024-05-06; leave unknown ones empty and do not guess."),
            Label(
                "5. 文号照原件填写完整，如 黔财农〔2024〕1号；几个文号用分号隔开。", "5. Copy document numbers whole; part several by semicolons."),
            Label("6. 代码、账号、编号列已设为文本，粘贴时请用“只粘贴值”。", "6. Columns of codes and numbers are text; paste values only."),
            Label(
                "7. 灰色示例行不会导入，可以保留。可加“合计”行，导入时用来核对。",
                "7. The grey example is never imported. A row 合计 (total) is checked against the sum."),
            Label(
                "8. 表头已锁定（没有密码），请不要改动；不用的列留空即可。",
                "8. The headings are locked (without a password); leave columns that you do not need empty."),
            Label(
                "9. 检查：linkedfund import 文件 --as \(profile.rawValue) --dry-run",
                "9. To check: linkedfund import FILE --as \(profile.rawValue) --dry-run"),
            Label(
                "10. 导入：linkedfund import 文件 --as \(profile.rawValue)",
                "10. To import: linkedfund import FILE --as \(profile.rawValue)"),
        ]
    }

    // MARK: The sheet to fill in

    private func addData(to book: WorkbookWriter, _ rows: [[String]]) throws(WorkbookWriteError) -> SheetWriter {
        var layout = PageLayout()
        layout.columns = zip(columns, headings).map { column, heading in
            PageLayout.Column(width: width(column, heading), style: style(column))
        }
        (layout.frozenRows, layout.repeatedFrom) = (Self.headerRow + 1, Self.headerRow)
        (layout.isProtected, layout.pageHeader) = (true, title.text(language))
        let sheet = try book.addSheet(pick("数据", "Data"), layout)
        let unit = pick("单位：元", "Unit: yuan")
        try sheet.add([.text("\(profile.label.text(language))　\(unit)")], styles: [CellStyle(.text, .title)])
        try sheet.add(
            headings.map { .text($0) },
            styles: columns.map { CellStyle(.text, $0.isRequired ? .requiredHeading : .heading) })
        try add(example, to: sheet, .faint)
        for row in rows { try add(row, to: sheet, .plain) }
        return sheet
    }

    private func add(_ row: [String], to sheet: SheetWriter, _ look: CellStyle.Look) throws(WorkbookWriteError) {
        var styles: [CellStyle] = []
        var cells: [WrittenCell] = []
        for (column, text) in zip(columns, row) {
            var style = style(column)
            style.look = look
            styles.append(style)
            cells.append(cell(text, column))
        }
        try sheet.add(cells, styles: styles)
    }

    /// A text as the value that a person who fills in the sheet would make of it.
    private func cell(_ text: String, _ column: RowColumn) -> WrittenCell {
        if text.isEmpty { return .empty }
        switch column.kind {
        case .amount: return Fen(text, in: .yuan).map { .amount(Int128($0.count), .yuan) } ?? .text(text)
        case .number, .year: return Int64(text).map { .integer($0) } ?? .text(text)
        case .day: return Day(text).map { .day($0) } ?? .text(text)
        // Two decimals of a per cent are exact as 分 of a 元 are.
        case .percent: return Fen(text, in: .yuan).map { .amount(Int128($0.count), .yuan) } ?? .text(text)
        case .text, .code, .choice, .flag, .region, .classCode, .documents: return .text(text)
        }
    }

    private func style(_ column: RowColumn) -> CellStyle {
        let form: CellStyle.Form =
            switch column.kind {
            case .amount: .amount(.yuan)
            case .number, .year: .integer
            case .day: .day
            case .percent: .general
            case .text, .code, .choice, .flag, .region, .classCode, .documents: .text
            }
        return CellStyle(form, isUnlocked: true)
    }

    private func width(_ column: RowColumn, _ heading: String) -> Double {
        let content: Int =
            switch column.kind {
            case .text: 16
            case .code, .choice, .flag, .classCode: (choices(column) ?? []).map(DrawnWidth.of).max() ?? 12
            case .amount: 18
            case .number, .percent, .year: 8
            case .day, .region: 12
            case .documents: 26
            }
        return Double(min(max(content, DrawnWidth.of(heading)), 32) + 2)
    }

    // MARK: Lists and checks

    /// Writes the lists of codes and puts the checks and messages on the columns. The sheet's name begins with `_`, by
    /// which the importer knows that it holds no data.
    private func addCodes(to book: WorkbookWriter, validating data: SheetWriter) throws(WorkbookWriteError) {
        var layout = PageLayout()
        layout.isHidden = true
        let name = pick("_代码表", "_codes")
        let sheet = try book.addSheet(name, layout)
        var lists: [(heading: String, values: [String])] = []
        for (index, column) in columns.enumerated() {
            var check = check(column)
            if let values = choices(column) {
                let letters = ColumnLetters.of(lists.count)
                check = .list(cells: "='\(name)'!$\(letters)$2:$\(letters)$\(values.count + 1)")
                lists.append((column.name(language), values))
                if case .classCode = column.kind, let taxonomy {
                    lists.append((pick("名称", "Names"), taxonomy.classes.map { $0.names.joined(separator: "/") }))
                }
            }
            try data.validate(
                column: index, rows: Self.headerRow + 1...Self.preparedRows,
                CellValidation(check, title: column.name(language), message: message(column)))
        }
        try sheet.add(lists.map { .text($0.heading) }, styles: [CellStyle(.text, .heading)])
        for row in 0..<(lists.map(\.values.count).max() ?? 0) {
            try sheet.add(lists.map { row < $0.values.count ? .text($0.values[row]) : .empty })
        }
    }

    private func check(_ column: RowColumn) -> CellValidation.Check {
        switch column.kind {
        case .amount, .percent: .number(atLeast: 0)
        case .number, .year: .number(atLeast: 0)
        case .day: .day
        case .text, .code, .choice, .flag, .region, .classCode, .documents: .none
        }
    }

    private func addMeta(to book: WorkbookWriter, _ origin: String?) throws(WorkbookWriteError) {
        var layout = PageLayout()
        layout.isHidden = true
        let sheet = try book.addSheet("_meta", layout)
        let members = [
            ("template", "\(profile.rawValue)/\(variant)"), ("version", String(Profile.version)),
            ("ledger", origin ?? ""), ("unit", MoneyUnit.yuan.rawValue), ("lang", language.rawValue),
        ]
        for (name, value) in members { try sheet.add([.text(name), .text(value)]) }
    }
}
