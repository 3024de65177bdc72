/// A table for people: columns as wide as the terminal draws them, Chinese characters two cells.
struct TextTable {
    var headings: [String]
    var rows: [[String]] = []
    /// Columns whose values are numbers, set to the right.
    var numeric: Set<Int> = []

    /// How many cells a terminal draws a text in (Unicode Standard Annex 11: wide and full-width take two).
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            2
        case 0..<0x20, 0x7F..<0xA0: 0
        default: scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }

    /// The table as CSV.
    var csv: String { CSVText.text(of: [headings] + rows) }

    /// The table for people; one without rows says so.
    var text: String {
        rows.isEmpty ? grid + "\n" + Words.pick("无数据", "No data") : grid
    }

    private var grid: String {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { Self.width($0[column]) }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - Self.width(cell))
                return numeric.contains(column) ? space + cell : cell + space
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([line(headings), rule] + rows.map(line)).joined(separator: "\n")
    }
}
