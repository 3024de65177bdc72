import LedgerDomain

extension ViewValue {
    /// The text, or nothing where a number is stored.
    var text: String { if case .text(let text) = self { text } else { "" } }
    /// The number, or 0 where a text is stored.
    var number: Int64 { if case .integer(let number) = self { number } else { 0 } }
}

/// The order in which stored rows stand: by key, texts by their bytes.
enum ViewOrder {
    static func precedes(_ left: ViewRow, _ right: ViewRow, keyCount: Int) -> Bool {
        for column in 0..<keyCount {
            switch (left[column], right[column]) {
            case (.integer(let first), .integer(let second)):
                if first != second { return first < second }
            case (.text(let first), .text(let second)):
                if !first.utf8.elementsEqual(second.utf8) {
                    return first.utf8.lexicographicallyPrecedes(second.utf8)
                }
            case (.integer, .text): return true
            case (.text, .integer): return false
            }
        }
        return false
    }
}

/// Evidence as columns: `events`, `first_seq` and `last_seq` (−1 where there are no entries), and the
/// checksum, which needs all 64 bits, as decimal text.
extension Evidence {
    static let columns: [ViewColumn] = [
        .integer("events"), .integer("first_seq"), .integer("last_seq"), .text("positions_sum"),
    ]

    var row: ViewRow {
        [
            .integer(events), .integer(firstSeq.map { Int64(clamping: $0) } ?? -1),
            .integer(lastSeq.map { Int64(clamping: $0) } ?? -1), .text(String(positionsSum)),
        ]
    }

    init(row: ArraySlice<ViewValue>) {
        let start = row.startIndex
        self.init(
            events: row[start].number, firstSeq: UInt64(exactly: row[start + 1].number),
            lastSeq: UInt64(exactly: row[start + 2].number), positionsSum: UInt64(row[start + 3].text) ?? 0)
    }
}
