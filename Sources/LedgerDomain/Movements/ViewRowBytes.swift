/// A row of a view as bytes, to be compared with a stored row without making strings.
///
/// The columns stand in the order of the table: a whole number as eight bytes, a text as its length in eight and its
/// bytes.
public struct ViewRowBytes: Sendable {
    private var packed = PackedBytes()

    /// A row without columns.
    public init() {}

    /// The row of values.
    public init(_ row: ViewRow) {
        for value in row {
            switch value {
            case .integer(let number): append(number)
            case .text(let text): append(text: text)
            }
        }
    }

    /// The bytes.
    public var bytes: [UInt8] { packed.bytes }

    /// Begins another row.
    public mutating func removeAll() { packed.removeAll() }

    /// Adds a whole number.
    public mutating func append(_ number: Int64) { packed.append(number) }

    /// Adds a text.
    public mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
    }

    /// Adds a text.
    public mutating func append(text: UnsafeRawBufferPointer) {
        packed.append(Int64(text.count))
        packed.append(contentsOf: text)
    }

    /// Adds an identifier as text.
    public mutating func append(text identity: Identity) { identity.withBytes { append(text: $0) } }

    /// Adds a whole number as decimal text.
    public mutating func append(decimal number: Int128) {
        guard let small = Int64(exactly: number) else { return append(text: String(number)) }
        append(decimal: small.magnitude, isNegative: small < 0)
    }

    /// Adds a whole number as decimal text.
    public mutating func append(decimal number: UInt64) { append(decimal: number, isNegative: false) }

    private mutating func append(decimal number: UInt64, isNegative: Bool) {
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { digits in
            var start = digits.count
            var rest = number
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if isNegative {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            append(text: UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Adds a division code as its six digits.
    public mutating func append(_ region: RegionCode) {
        withUnsafeTemporaryAllocation(byteCount: 6, alignment: 1) { digits in
            var rest = region.number
            for index in (0..<6).reversed() {
                digits[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            append(text: UnsafeRawBufferPointer(digits))
        }
    }
}
