/// Places as workbooks write them: `F12` is column 5, row 12.
public enum CellReference {
    /// The letters of a column, counted from 0: 5 is `F`.
    public static func letters(_ column: Int) -> String {
        var result = ""
        var rest = max(column, 0) + 1
        while rest > 0 {
            rest -= 1
            result.unicodeScalars.insert(
                Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26)), at: result.unicodeScalars.startIndex)
            rest /= 26
        }
        return result
    }

    /// Column and row of a reference; `nil` where it is none.
    static func parse(_ text: some Collection<UInt8>) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        var letters = 0
        var digits = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0 && letters < 3:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
                letters += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where letters > 0 && digits < 8:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
            default: return nil
            }
        }
        return letters > 0 && row > 0 ? (column - 1, row) : nil
    }

    /// A number of at most nine digits.
    static func number(_ text: some Collection<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var value = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

/// Cells merged into one.
public struct MergedCells: Sendable, Hashable {
    /// Columns, from 0.
    public let columns: ClosedRange<Int>
    /// Rows, from 1.
    public let rows: ClosedRange<Int>

    /// The range that a reference such as `A2:B5` names.
    init?(_ reference: String) {
        let parts = reference.split(separator: ":")
        guard let first = parts.first.flatMap({ CellReference.parse($0.utf8) }),
            let last = parts.last.flatMap({ CellReference.parse($0.utf8) }), parts.count <= 2,
            first.column <= last.column, first.row <= last.row
        else { return nil }
        columns = first.column...last.column
        rows = first.row...last.row
    }
}
