/// How wide texts are drawn (Unicode Standard Annex 11: wide and full-width characters take two cells).
public enum DrawnWidth {
    /// How many cells a terminal or a sheet draws a text in.
    public static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            2
        case 0..<0x20, 0x7F..<0xA0: 0
        default: scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}
