import Testing

@testable import LedgerDomain

@Suite struct IdentityTests {
    /// Texts of every length around the words, with zeros and with bytes above ASCII in them.
    static let texts: [String] =
        (0...18).flatMap { count in
            [
                String(repeating: "a", count: count), String(repeating: "a", count: count) + "\u{0}",
                String(repeating: "a", count: count) + "b", String(repeating: "汉", count: count),
                String(repeating: "\u{0}", count: count),
            ]
        }

    @Test func orderAndEqualityAreThoseOfTheBytes() {
        for left in Self.texts {
            for right in Self.texts {
                let (a, b) = (Identity(left), Identity(right))
                #expect(
                    (a == b) == left.utf8.elementsEqual(right.utf8),
                    "\(left.debugDescription) \(right.debugDescription)")
                #expect(
                    (a < b) == left.utf8.lexicographicallyPrecedes(right.utf8),
                    "\(left.debugDescription) \(right.debugDescription)")
                #expect(a != b || a.hashValue == b.hashValue && a.words == b.words)
            }
        }
    }

    @Test func showsItsText() {
        for text in Self.texts { #expect(Identity(text).description.utf8.elementsEqual(text.utf8)) }
    }

    /// The same wherever it stands in an entry: near the end it is read byte by byte.
    @Test func placeInTheEntryDoesNotMatter() {
        for text in Self.texts {
            for padding in [0, 3, 40] {
                let bytes = Array("xx".utf8) + Array(text.utf8) + [UInt8](repeating: 0x79, count: padding)
                let found = Identity(bytes.span, 2..<(2 + text.utf8.count))
                #expect(found == Identity(text), "\(text.debugDescription) \(padding)")
            }
        }
    }
}
