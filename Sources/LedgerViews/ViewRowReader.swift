import LedgerDomain

/// Reads the columns of a stored row one after the other; a missing or strange one reads as empty or 0.
struct ViewRowReader {
    private let row: ViewRow
    private var next = 0

    init(_ row: ViewRow) {
        self.row = row
    }

    mutating func text() -> String {
        defer { next += 1 }
        return next < row.count ? row[next].text : ""
    }

    mutating func integer() -> Int64 {
        defer { next += 1 }
        return next < row.count ? row[next].number : 0
    }

    mutating func evidence() -> Evidence {
        let end = next + Evidence.columns.count
        guard end <= row.count else { return Evidence() }
        defer { next = end }
        return Evidence(row: row[next..<end])
    }
}
