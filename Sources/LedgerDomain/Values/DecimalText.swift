/// Decimal text as entries write numbers: `0` or digits without leading zeros, with `-` before a negative.
enum DecimalText {
    /// The number, or `nil` where the text is another spelling or does not fit 64 bits.
    static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        guard !range.isEmpty else { return nil }
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        let start = isNegative ? range.lowerBound + 1 : range.lowerBound
        guard start < range.upperBound, range.upperBound - start <= 19 else { return nil }
        if bytes[start] == UInt8(ascii: "0") { return range.count == 1 ? 0 : nil }
        var value: UInt64 = 0
        for index in start..<range.upperBound {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ UInt64(digit)
        }
        if isNegative { return value <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- value) : nil }
        return Int64(exactly: value)
    }

    /// The number, or `nil` where the text is another spelling or does not fit 64 bits.
    static func number(_ text: ArraySlice<UInt8>) -> Int64? { number(text.span, 0..<text.count) }

    /// The value of plain digits, leading zeros allowed, at most nine of them.
    @inline(__always)
    static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 9 else { return nil }
        var value = 0
        for index in range {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    /// The value of plain digits, leading zeros allowed, at most nine of them.
    static func digits(_ text: ArraySlice<UInt8>) -> Int? { digits(text.span, 0..<text.count) }
}
