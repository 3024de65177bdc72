/// Text of cells, in which `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    /// The text with its escapes resolved.
    static func decoded(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "_", let found = escape(rest.prefix(7)) {
                result.append(found)
                rest = rest.dropFirst(7)
            } else {
                result.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }

    private static func escape(_ text: Substring.UnicodeScalarView) -> Unicode.Scalar? {
        let text = String(text)
        guard text.utf8.count == 7, text.hasPrefix("_x"), text.hasSuffix("_"),
            let code = UInt32(text.dropFirst(2).dropLast(), radix: 16)
        else { return nil }
        return Unicode.Scalar(code)
    }
}
