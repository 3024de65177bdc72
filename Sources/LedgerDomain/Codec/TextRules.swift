@_spi(_Unicode) import Swift

/// What text an entry may hold: Unicode normalisation form C, and only characters that every reader knows.
///
/// Two spellings of one text would be two contents to the hash and one to the eye, so one spelling is
/// allowed. Private-use characters look different on every machine; characters newer than Unicode 14.0 have
/// no settled normal form in older readers.
public enum TextRules {
    /// Why a text is refused.
    public enum Defect: Hashable, Sendable {
        /// Not in normalisation form C.
        case notNormalised
        /// A noncharacter, a private-use character, or one that Unicode 14.0 does not assign.
        case unknownCharacter(Unicode.Scalar)
    }

    /// The first defect of a text, else `nil`.
    public static func defect(in text: String) -> Defect? {
        var plain = true
        for scalar in text.unicodeScalars {
            if isPlain(scalar.value) { continue }
            plain = false
            if !isKnown(scalar) { return .unknownCharacter(scalar) }
        }
        return plain || isNormalised(text) ? nil : .notNormalised
    }

    /// The text in normalisation form C.
    public static func normalised(_ text: String) -> String {
        text.unicodeScalars.allSatisfy { isPlain($0.value) } ? text : composed(text)
    }

    /// Whether a scalar is assigned, public, and never changed by normalisation whatever stands beside it.
    ///
    /// The ranges are those of ordinary Chinese and Latin text; anything else takes the slow way.
    static func isPlain(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x300, 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x2328, 0x2460...0x26FF, 0x3000...0x3029,
            0x3041...0x3096, 0x30A0...0x30FF, 0x3400...0x9FFC, 0xFF01...0xFFBE, 0x20000...0x2A6DD:
            true
        default: false
        }
    }

    private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age, (age.major, age.minor) <= (14, 0) else { return false }
        let value = scalar.value
        let isNoncharacter = (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
        return scalar.properties.generalCategory != .privateUse && !isNoncharacter && value != 0xFFFD
    }

    private static func isNormalised(_ text: String) -> Bool {
        composed(text).unicodeScalars.elementsEqual(text.unicodeScalars)
    }

    private static func composed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text._nfc)
        return String(scalars)
    }
}
