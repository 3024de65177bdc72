/// A cell of a sample sheet.
public enum SampleCell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case none
    case text(String)
    /// A number as the file writes it, and the number of its format.
    case number(String, style: Int = 0)
    /// A formula and its last result, `nil` where none was written.
    case formula(String, result: String?)
    case flag(Bool)
    case error(String)
    /// The whole element, for what the others cannot say.
    case raw(String)

    public init(stringLiteral value: String) { self = value.isEmpty ? .none : .text(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
}

/// A sheet to be written as some program writes it.
public struct SampleSheet: Sendable {
    public var name: String
    public var rows: [[SampleCell]]
    public var state = "visible"
    public var hiddenRows: Set<Int> = []
    public var columns = ""
    public var merged: [String] = []
    /// The number of the first row.
    public var firstRow = 1

    public init(_ name: String, _ rows: [[SampleCell]]) {
        self.name = name
        self.rows = rows
    }
}

/// A workbook written by hand, part by part, so that every oddity of other programs can be had.
public struct SampleWorkbook: Sendable {
    /// Whose habits the parts follow.
    public enum Writer: Sendable, CaseIterable {
        /// References everywhere, shared strings, a dimension.
        case excel
        /// No `r`, no dimension, strings inline, as WPS and many report generators write.
        case wps
    }

    public var parts: [(name: String, content: String)] = []

    /// Formats of the style sheet: 0 general, 1 date (14), 2 `yyyy"年"m"月"d"日"`, 3 `#,##0.00`, 4 `h:mm`, 5 text.
    public static let formats = [0, 14, 176, 4, 20, 49]

    public init(_ sheets: [SampleSheet], writer: Writer = .excel, countsFrom1904: Bool = false) {
        var shared: [String] = []
        let bodies = sheets.map { Self.xml(of: $0, writer, &shared) }
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        parts.append(
            (
                "[Content_Types].xml",
                Self.head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
            ))
        parts.append(("_rels/.rels", Self.relations([("rId1", kind + "/officeDocument", "xl/workbook.xml")])))
        var list = ""
        var relations: [(String, String, String)] = []
        for (index, sheet) in sheets.enumerated() {
            list +=
                "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(index + 7)\" state=\"\(sheet.state)\" r:id=\"s\(index)\"/>"
            relations.append(("s\(index)", kind + "/worksheet", "worksheets/sheet\(index + 1).xml"))
        }
        parts.append(
            (
                "xl/workbook.xml",
                Self.head
                    + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(kind)\"><workbookPr date1904=\"\(countsFrom1904 ? 1 : 0)\"/><sheets>\(list)</sheets></workbook>"
            ))
        relations.append(("st", kind + "/styles", "/xl/styles.xml"))
        if !shared.isEmpty { relations.append(("ss", kind + "/sharedStrings", "sharedStrings.xml")) }
        parts.append(("xl/_rels/workbook.xml.rels", Self.relations(relations)))
        parts.append(
            (
                "xl/styles.xml",
                Self.head
                    + "<styleSheet xmlns=\"\(Self.main)\"><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                    + Self.formats.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"
            ))
        if !shared.isEmpty {
            parts.append(
                (
                    "xl/sharedStrings.xml",
                    Self.head + "<sst xmlns=\"\(Self.main)\">"
                        + shared.map { "<si><t xml:space=\"preserve\">\(Self.escaped($0))</t></si>" }.joined()
                        + "</sst>"
                ))
        }
        for (index, body) in bodies.enumerated() { parts.append(("xl/worksheets/sheet\(index + 1).xml", body)) }
    }

    /// Replaces the content of a part, or adds it; `nil` removes it.
    public mutating func set(_ name: String, _ content: String?) {
        parts.removeAll { $0.name == name }
        if let content { parts.append((name, content)) }
    }

    public func content(_ name: String) -> String { parts.first { $0.name == name }?.content ?? "" }

    /// The package.
    public func bytes() -> [UInt8] {
        SamplePackage.bytes(parts.map { ($0.name, .bytes(Array($0.content.utf8))) })
    }

    public static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    public static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    private static func relations(_ all: [(String, String, String)]) -> String {
        head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + all.map { "<Relationship Id=\"\($0.0)\" Type=\"\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
            + "</Relationships>"
    }

    public static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    private static func xml(of sheet: SampleSheet, _ writer: Writer, _ shared: inout [String]) -> String {
        var text = head + "<worksheet xmlns=\"\(main)\">"
        if writer == .excel { text += "<dimension ref=\"A1:Z\(sheet.rows.count)\"/>" }
        text += sheet.columns.isEmpty ? "" : "<cols>\(sheet.columns)</cols>"
        text += "<sheetData>"
        for (index, cells) in sheet.rows.enumerated() {
            let number = sheet.firstRow + index
            let reference = writer == .excel || number != index + 1 ? " r=\"\(number)\"" : ""
            text += "<row\(reference)\(sheet.hiddenRows.contains(number) ? " hidden=\"1\"" : "")>"
            for (column, cell) in cells.enumerated() {
                let place = writer == .excel ? " r=\"\(letters(column))\(number)\"" : ""
                text += xml(of: cell, place, writer, &shared)
            }
            text += "</row>"
        }
        text += "</sheetData>"
        if !sheet.merged.isEmpty {
            text += "<mergeCells>" + sheet.merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
        }
        return text + "</worksheet>"
    }

    private static func xml(of cell: SampleCell, _ place: String, _ writer: Writer, _ shared: inout [String]) -> String
    {
        switch cell {
        case .none: return writer == .excel ? "" : "<c/>"
        case .text(let text) where writer == .excel:
            shared.append(text)
            return "<c\(place) t=\"s\"><v>\(shared.count - 1)</v></c>"
        case .text(let text):
            return "<c\(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        case .number(let text, let style): return "<c\(place)\(style == 0 ? "" : " s=\"\(style)\"")><v>\(text)</v></c>"
        case .formula(let formula, let result):
            return "<c\(place)><f>\(escaped(formula))</f>\(result.map { "<v>\($0)</v>" } ?? "")</c>"
        case .flag(let flag): return "<c\(place) t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
        case .error(let text): return "<c\(place) t=\"e\"><v>\(text)</v></c>"
        case .raw(let text): return text
        }
    }

    public static func letters(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? letter : letters(column / 26 - 1) + letter
    }
}
