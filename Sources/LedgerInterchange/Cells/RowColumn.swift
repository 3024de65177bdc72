import LedgerDomain

/// One column of sheets, described once: a profile reads its rows by it, and its template shows it.
struct RowColumn: Sendable {
    /// What its cells hold.
    enum Kind: Sendable {
        case text
        case code(CodeList)
        /// One of these names, for what is no code of entries.
        case choice([Label])
        case amount
        case number
        /// A yearly rate in per cent.
        case percent
        case flag
        case day
        case year
        case region
        case classCode
        case documents
    }

    /// The names it may have: the field's, the Chinese one of templates, then others.
    let names: [String]
    let kind: Kind
    let isRequired: Bool
    let help: Label?

    init(
        _ field: String, _ chinese: String, _ kind: Kind = .text, isRequired: Bool = false, also: [String] = [],
        help: Label? = nil
    ) {
        names = [field, chinese] + also
        (self.kind, self.isRequired, self.help) = (kind, isRequired, help)
    }

    /// A column of text by its names: the field's, the Chinese one of templates, then others.
    init(_ names: [String], isRequired: Bool = false) {
        self.init(names[0], names[1], isRequired: isRequired, also: Array(names.dropFirst(2)))
    }

    /// The name that a template gives it.
    func name(_ language: Language) -> String { names[language == .chinese ? 1 : 0] }
}

extension RowColumn {
    // Columns that sheets of several kinds have.
    static let region = RowColumn("region_code6", "区划代码", .region, isRequired: true)
    static let year = RowColumn("fiscal_year", "年度", .year, isRequired: true)
    static let amount = RowColumn("amount", "金额", .amount, isRequired: true)
    static let fundLevel = RowColumn("fund_level", "资金级次", .code(CodeList(FundLevel.self)))
    static let fundSource = RowColumn(
        "fund_source", "资金来源", .code(CodeList(FundSource.self)),
        help: Label("不填为衔接资金。", "The linked fund where empty."))
    static let task = RowColumn("task", "任务方向", .code(CodeList(TaskDirection.self)))
    static let documents = RowColumn("document_no", "文号", .documents)
    static let status = RowColumn("status", "状态", help: Label("不填为 public。", "public where empty."))
    static let source = RowColumn("source", "来源")
    static let periodFrom = RowColumn("period_from", "期间起", .day)
    static let periodTo = RowColumn("period_to", "期间止", .day)

    /// The same column where a sheet must have it.
    var required: RowColumn {
        RowColumn(names[0], names[1], kind, isRequired: true, also: Array(names.dropFirst(2)), help: help)
    }

    /// The same column where a sheet may leave it out.
    var optional: RowColumn {
        RowColumn(names[0], names[1], kind, also: Array(names.dropFirst(2)), help: help)
    }
}

extension RowReader {
    mutating func cell(_ column: RowColumn) -> (text: String, column: Sheet.Column)? { cell(column.names) }

    mutating func text(_ column: RowColumn) -> String? { cell(column.names)?.text }

    /// A code by its name in either language or by itself; other text as it is, for the checks to refuse.
    mutating func code(_ column: RowColumn) -> String? {
        guard let text = text(column) else { return nil }
        guard case .code(let list) = column.kind else { return text }
        return list.codes.first { $0.label.chinese == text || $0.label.english == text }?.code ?? text
    }

    /// A cell that must hold something.
    mutating func required(_ column: RowColumn) -> String {
        if let found = code(column) { return found }
        missing(column)
        return ""
    }

    /// Notes that a cell which must hold something is empty.
    mutating func missing(_ column: RowColumn, path: String? = nil, expected: Label = Label("必填", "required")) {
        fault(column.names[0], Fault(.missing, path: path ?? column.names[0], expected: expected), column.names)
    }

    mutating func amount(_ column: RowColumn) -> Fen? {
        value(column.names) { text, column throws(CellFault) in try CellText.amount(text, in: column.amountUnit) }
    }

    mutating func day(_ column: RowColumn) -> Day? { day(column.names) }

    mutating func number(_ column: RowColumn) -> Int64? {
        value(column.names) { text, _ throws(CellFault) in try CellText.number(text) }
    }

    mutating func flag(_ column: RowColumn) -> Bool? {
        value(column.names) { text, _ throws(CellFault) in try CellText.flag(text) }
    }

    /// A decimal times a power of ten.
    mutating func scaled(_ column: RowColumn, decimals: Int) -> Int64? {
        value(column.names) { text, _ throws(CellFault) in try CellText.scaled(text, decimals: decimals) }
    }
}
