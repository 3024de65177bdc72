public import LedgerDomain

/// Rows for people with what they are and what proves them: the one model of which tables on the terminal, CSV and
/// workbooks are made.
public struct DataTable: Sendable {
    /// What it is called, and the name of its sheet.
    public var title: Label
    /// The place, the year and the cut-offs it holds for.
    public var scope: String
    /// The columns in order.
    public var columns: [ReportColumn]
    /// The rows, each with one value for each column.
    public var rows: [[ReportValue]]
    /// What proves the rows (依据): log, size, root, cut-offs, versions.
    public var evidence: [TableFact]
    /// What a reader must know, printed below the rows.
    public var notes: [Label]
    /// The headings of columns that stand after the others in a workbook, empty, to be filled in by hand (待填).
    public var blanks: [Label] = []

    /// A table from its parts.
    public init(
        _ title: Label, scope: String = "", columns: [ReportColumn], rows: [[ReportValue]] = [],
        evidence: [TableFact] = [], notes: [Label] = []
    ) {
        (self.title, self.scope, self.columns, self.rows) = (title, scope, columns, rows)
        (self.evidence, self.notes) = (evidence, notes)
    }

    /// The columns that people are shown: those that are for people and hold something.
    public var shownColumns: [Int] {
        columns.indices.filter { index in
            columns[index].isShown
                && (rows.isEmpty || rows.contains { $0[index] != .missing && $0[index] != .text("") })
        }
    }

    /// Whether all values of a column are numbers.
    func isNumeric(_ column: Int) -> Bool { rows.allSatisfy { $0[column].isNumeric } }
}

/// One line of an evidence block.
public struct TableFact: Sendable, Hashable {
    /// What it is.
    public let label: Label
    /// Its value; long ones as hashes are written whole.
    public let text: String

    /// A line from its parts.
    public init(_ chinese: String, _ english: String, _ text: String) {
        label = Label(chinese, english)
        self.text = text
    }
}

/// How the values of a table are written.
public struct TableStyle: Sendable {
    /// The language of headings and codes.
    public var language: Language
    /// The unit of amounts.
    public var unit: MoneyUnit

    /// A style from its parts.
    public init(_ language: Language, in unit: MoneyUnit) { (self.language, self.unit) = (language, unit) }

    /// A heading with its unit in it.
    public func heading(_ column: ReportColumn) -> String {
        let name = column.label.text(language)
        let unit = column.isAmount ? unit.label.text(language) : column.isRatio ? "%" : ""
        return unit.isEmpty ? name : language == .chinese ? "\(name)（\(unit)）" : "\(name) (\(unit))"
    }

    /// The heading over cells that show the sign of per cent themselves.
    func cellHeading(_ column: ReportColumn) -> String {
        column.isRatio ? column.label.text(language) : heading(column)
    }
}

extension DataTable {
    /// The rows as CSV, all columns.
    ///
    /// - Parameters:
    ///   - hasMark: whether it begins with a byte order mark, as spreadsheet programs need.
    ///   - namesUnits: whether headings of amounts name the unit.
    public func csv(_ style: TableStyle, hasMark: Bool = true, namesUnits: Bool = true) -> String {
        let headings = columns.map { column in
            column.isAmount && !namesUnits ? column.label.text(style.language) : style.heading(column)
        }
        let cells = rows.map { row in row.map { $0.plain(style.language, in: style.unit) } }
        return CSVText.text(of: [headings] + cells, hasMark: hasMark)
    }

    /// The rows as a table on the terminal, the shown columns alone; without title, evidence and notes.
    public func text(_ style: TableStyle) -> String {
        // Of a table without rows the headings stand, and that there are none.
        let shown = shownColumns
        let table = TextTable(
            headings: shown.map { style.cellHeading(columns[$0]) },
            rows: rows.map { row in shown.map { Self.cell(row[$0], style) } },
            numeric: Set(shown.indices.filter { isNumeric(shown[$0]) })
        ).text
        return rows.isEmpty ? table + "\n" + Label("无数据", "No data").text(style.language) : table
    }

    private static func cell(_ value: ReportValue, _ style: TableStyle) -> String {
        switch value {
        case .fen(let amount): Fen.text(of: amount, in: style.unit, isGrouped: true)
        case .basisPoints(let points): Ratio.percentText(points) + " %"
        case .progress: value.plain(style.language) + " %"
        case .list(let codes): codes.joined(separator: ", ")
        case .missing: "—"
        case .integer, .day, .text, .code: value.plain(style.language)
        }
    }
}
