/// A table for people: columns as wide as the terminal draws them, Chinese characters two cells.
public struct TextTable {
    /// The headings.
    public var headings: [String]
    /// The rows, each with as many cells as there are headings.
    public var rows: [[String]] = []
    /// Columns whose values are numbers, set to the right.
    public var numeric: Set<Int> = []

    /// A table from its parts; `numeric` are the columns set to the right.
    public init(headings: [String], rows: [[String]] = [], numeric: Set<Int> = []) {
        (self.headings, self.rows, self.numeric) = (headings, rows, numeric)
    }

    /// Headings, a rule and the rows, without a line break at the end.
    public var text: String {
        // A cell of several lines would tear its row apart.
        let rows = rows.map { $0.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") } }
        let widths = headings.indices.map { column in
            ([headings] + rows).map { DrawnWidth.of($0[column]) }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - DrawnWidth.of(cell))
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
