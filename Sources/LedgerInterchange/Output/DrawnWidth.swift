/// How wide texts are drawn (Unicode Standard Annex 11: wide and full-width characters take two cells).
public enum DrawnWidth {
    /// How many cells a terminal or a sheet draws a text in.
    ///
    /// Quotation marks, dashes and ellipses of Chinese texts are of ambiguous width; terminals give them one cell.
    public static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// Signs that are joined to one emoji, such as flags and families, are drawn as one; other marks stand on their
    /// letter and take no room.
    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        let isEmoji = scalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
        return isEmoji ? 2 : scalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: return 0
        // Vowels and final consonants of Hangul stand in the cell of their first consonant.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        // The soft hyphen is a format character that terminals draw.
        case 0xAD: return 1
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    /// The blocks of wide and full-width characters, besides emoji.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
