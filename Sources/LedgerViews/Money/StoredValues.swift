import LedgerDomain

extension ViewValue {
    /// The text, or nothing where a number is stored.
    var text: String { if case .text(let text) = self { text } else { "" } }
    /// A sum that may pass 64 bits, as decimal text; most do not, and 128 bits are slow to write.
    static func sum(_ value: Int128) -> ViewValue { .text(Int64(exactly: value).map { String($0) } ?? String(value)) }

    /// The number, or 0 where a text is stored.
    var number: Int64 { if case .integer(let number) = self { number } else { 0 } }
}

/// Evidence as columns: `events`, `first_seq` and `last_seq` (−1 where there are no entries), and the
/// checksum, which needs all 64 bits, as decimal text.
extension Evidence {
    static let columns: [ViewColumn] = [
        .integer("events"), .integer("first_seq"), .integer("last_seq"), .text("positions_sum"),
    ]

    func append(to row: inout ViewRow) {
        row.append(.integer(events))
        row.append(.integer(firstSeq.map { Int64(clamping: $0) } ?? -1))
        row.append(.integer(lastSeq.map { Int64(clamping: $0) } ?? -1))
        row.append(.text(String(positionsSum)))
    }

    init(row: ArraySlice<ViewValue>) {
        let start = row.startIndex
        self.init(
            events: row[start].number, firstSeq: UInt64(exactly: row[start + 1].number),
            lastSeq: UInt64(exactly: row[start + 2].number), positionsSum: UInt64(row[start + 3].text) ?? 0)
    }
}
