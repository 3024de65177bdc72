/// One column of a table that people or programs read: a report, a list, a working paper.
public struct ReportColumn: Sendable {
    /// The member's name in JSON; never renamed. `…_fen` are amounts, `…_bp` basis points, `…_permille` tenths of a per cent.
    public let key: String
    /// The heading people see, without the unit.
    public let label: Label
    /// Whether it is shown in tables and workbooks for people, or in JSON and CSV alone.
    public let isShown: Bool

    /// A column from its parts.
    public init(_ key: String, _ chinese: String, _ english: String, isShown: Bool = true) {
        self.key = key
        label = Label(chinese, english)
        self.isShown = isShown
    }

    /// Whether its values are amounts, so that its heading names their unit.
    public var isAmount: Bool { key.hasSuffix("_fen") || key == "value" }

    /// Whether its values are ratios.
    public var isRatio: Bool { key.hasSuffix("_bp") || key.hasSuffix("_permille") }
}

/// A column of a table together with how its value comes from a row (表列).
public struct Column<Row>: Sendable {
    /// The column as readers of the table know it.
    public let column: ReportColumn
    /// Gives the value of a row.
    public let value: @Sendable (Row) -> ReportValue

    /// A column from its parts.
    public init(
        _ key: String, _ chinese: String, _ english: String, isShown: Bool = true,
        _ value: @escaping @Sendable (Row) -> ReportValue
    ) {
        column = ReportColumn(key, chinese, english, isShown: isShown)
        self.value = value
    }
}

extension Array {
    /// The values of a row, one for each column.
    public func values<Row>(of row: Row) -> [ReportValue] where Element == Column<Row> { map { $0.value(row) } }
}

/// One value of a table.
public enum ReportValue: Sendable, Hashable {
    /// An amount in 分: a decimal string in JSON, 元 or 万元 for people.
    case fen(Int128)
    /// A ratio in basis points, rounded half up once: a number in JSON, per cent for people.
    case basisPoints(Int64)
    /// A progress in tenths of a per cent, rounded half up once; `nil` for a zero base, which is `null` in JSON and 0 for
    /// people (the layout of the supervision system alone).
    case progress(Int64?)
    /// A whole number: a number in JSON.
    case integer(Int64)
    /// A day: a date in a workbook.
    case day(Day)
    /// Text.
    case text(String)
    /// A code with its name: the code in JSON, the name for people.
    case code(String, Label)
    /// Several codes: an array in JSON.
    case list([String])
    /// No value: `null` in JSON, a dash for people. The row's `reason` says why.
    case missing

    /// Whether people expect it at the right of its column.
    public var isNumeric: Bool {
        switch self {
        case .fen, .basisPoints, .progress, .integer, .missing: true
        case .day, .text, .code, .list: false
        }
    }

    /// The value in plain words, without its unit and without thousands commas; nothing where there is none.
    public func plain(_ language: Language, in unit: MoneyUnit = .yuan) -> String {
        switch self {
        case .fen(let amount): Fen.text(of: amount, in: unit)
        case .basisPoints(let points): Ratio.percentText(points)
        case .progress(let permille): Ratio.permilleText(permille ?? 0)
        case .integer(let number): String(number)
        case .day(let day): day.description
        case .text(let text): text
        case .code(_, let label): label.text(language)
        case .list(let codes): codes.joined(separator: ";")
        case .missing: ""
        }
    }
}
