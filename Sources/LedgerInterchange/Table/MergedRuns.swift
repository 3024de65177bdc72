/// Tall merged cells of a table, followed while its rows are read in turn.
struct MergedRuns {
    /// What is being repeated down a column.
    private struct Run {
        let last: Int
        let text: String
        let kind: CellKind
    }

    /// The ranges still to come, the next one last.
    private var waiting: [MergedRange]
    private var running: [Int: Run] = [:]

    /// The runs of those ranges that cover several rows.
    init(_ ranges: [MergedRange]) {
        waiting = ranges.filter { $0.rows.count > 1 }.sorted { $0.rows.lowerBound > $1.rows.lowerBound }
    }

    /// Puts what runs through a row into its empty cells; gives the columns.
    @discardableResult
    mutating func fill(_ row: inout SheetRow) -> [Int] {
        if running.isEmpty { return [] }
        var columns: [Int] = []
        for (column, run) in running {
            guard run.last >= row.number else {
                running[column] = nil
                continue
            }
            guard row.text(column).isEmpty else { continue }
            while row.cells.count <= column { row.cells.append("") }
            while row.kinds.count < row.cells.count { row.kinds.append(.text) }
            row.cells[column] = run.text
            row.kinds[column] = run.kind
            columns.append(column)
        }
        return columns
    }

    /// The ranges that begin at a row, and no longer wait.
    mutating func starting(at number: Int) -> [MergedRange] {
        var ranges: [MergedRange] = []
        while let range = waiting.last, range.rows.lowerBound <= number {
            waiting.removeLast()
            if range.rows.lowerBound == number { ranges.append(range) }
        }
        return ranges
    }

    /// Repeats the first cell of a range in the rows below.
    mutating func start(_ range: MergedRange, _ row: SheetRow) {
        let column = range.columns.lowerBound
        running[column] = Run(last: range.rows.upperBound, text: row.text(column), kind: row.kind(column))
    }
}
