/// Numbers of workbooks without the digits that a binary fraction leaves behind.
///
/// A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004 and 8126.728603 as 8126.7286029999996. Rounding to 分 is taken
/// back only where it moves the amount by less than 10⁻⁶ 元; 0.125 元 and 33333.333333333336 元 stay as they are, and
/// are refused as amounts.
enum BinaryFraction {
    /// 10⁻⁶ 元 is four digits below 分, in whatever unit.
    private static let guardDigits = 4

    /// - Parameter decimals: how many decimals of the unit make 分.
    static func tidied(_ text: String, decimals: Int) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let fraction = text[text.index(after: point)...]
        if fraction.allSatisfy({ $0 == "0" }) { return String(text[..<point]) }
        guard fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
        // Rates and counts have no unit; four and eight decimals hold those that people write.
        for kept in [decimals, 4, 8] where kept >= decimals && fraction.utf8.count > kept + guardDigits {
            let tail = fraction.dropFirst(kept)
            let head = text.dropLast(tail.count)
            if tail.hasPrefix("0000") { return trimmed(String(head)) }
            // 9999 alone would move it by exactly the bound.
            if tail.hasPrefix("9999") { return trimmed(increased(head)) }
        }
        return trimmed(text)
    }

    /// The number one greater in its last place.
    private static func increased(_ text: Substring) -> String {
        var bytes = Array(text.utf8)
        var index = bytes.count - 1
        while index >= 0 {
            let byte = bytes[index]
            if byte == UInt8(ascii: "9") {
                bytes[index] = UInt8(ascii: "0")
            } else if (0x30...0x38).contains(byte) {
                bytes[index] += 1
                return String(decoding: bytes, as: UTF8.self)
            } else if byte == UInt8(ascii: "-") {
                break
            }
            index -= 1
        }
        bytes.insert(UInt8(ascii: "1"), at: index + 1)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without zeros at the end of the fraction.
    static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
