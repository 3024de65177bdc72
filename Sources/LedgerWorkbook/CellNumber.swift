/// Numbers of cells as decimal text. They never become a `Double`: what the file says is kept to its last digit.
///
/// ```
/// "1.2E+3"              → "1200"
/// "1.0E-2"              → "0.010"
/// "0.30000000000000004" → the same; who reads it as money judges what is left over
/// ```
enum CellNumber {
    /// Exponents beyond this are no amounts, counts or dates; such text stays as it is.
    private static let maximumExponent = 40

    /// The number without an exponent; `nil` where the text is no number.
    static func plain(_ text: some StringProtocol) -> String? {
        let bytes = text.utf8
        var digits: [UInt8] = []
        var wholeCount = 0
        var exponent = 0
        var isNegative = false
        var hasPoint = false
        var index = bytes.startIndex
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index = bytes.index(after: index)
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits.append(byte)
                if !hasPoint { wholeCount += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if byte == UInt8(ascii: "E") || byte == UInt8(ascii: "e"), !digits.isEmpty {
                guard let found = Int(String(text[bytes.index(after: index)...])) else { return nil }
                exponent = found
                break
            } else {
                return nil
            }
            index = bytes.index(after: index)
        }
        guard !digits.isEmpty else { return nil }
        guard exponent != 0 else { return String(text.drop { $0 == "+" }.prefix { $0 != "E" && $0 != "e" }) }
        guard exponent.magnitude <= maximumExponent, digits.count <= maximumExponent else { return String(text) }
        return (isNegative ? "-" : "") + shifted(digits, point: wholeCount + exponent)
    }

    private static func shifted(_ digits: [UInt8], point: Int) -> String {
        var digits = digits
        var point = point
        if point <= 0 {
            digits.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 1 - point), at: 0)
            point = 1
        }
        if point > digits.count {
            digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
        }
        let whole = digits[..<point].drop { $0 == UInt8(ascii: "0") }
        let text = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
        return point == digits.count ? text : text + "." + String(decoding: digits[point...], as: UTF8.self)
    }
}
