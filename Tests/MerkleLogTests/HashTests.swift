import LedgerTesting
import MerkleLog
import Testing

@Suite struct HashTests {
    static let bytes = (0..<32).map { UInt8($0 * 7 + 3) }

    @Test func keepsTheOrderOfItsBytes() throws {
        let hash = try #require(Hash(Self.bytes))
        #expect(hash.bytes == Self.bytes)
        #expect(hash.hex.hasPrefix("030a11181f262d34"))
        #expect(hash.description == hash.hex)
        #expect(Hash(hex: hash.hex) == hash)
        #expect(Hash(base64: hash.base64) == hash)
        #expect(hash.withBytes { Array($0) } == Self.bytes)
    }

    @Test(arguments: [0, 1, 31, 33, 64]) func isNeverAnotherLength(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(Hash(bytes) == nil)
        #expect(Hash(hex: Hexadecimal.encode(bytes)) == nil)
        #expect(Hash(base64: Base64.encode(bytes)) == nil)
    }

    @Test func everyBitMatters() throws {
        let hash = try #require(Hash(Self.bytes))
        for bit in 0..<256 { #expect(hash.flipping(bit: bit) != hash, "bit \(bit)") }
    }

    @Test(arguments: ["0g", "AB", "abc", "é", "0 ", " 0", "+1"]) func hexadecimalIsLowerCasePairs(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    // RFC 4648 section 10.
    static let published: [(String, String)] = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: published) func base64OfTheStandard(plain: String, coded: String) {
        #expect(Base64.encode(plain.bytes) == coded)
        #expect(Base64.decode(coded) == plain.bytes)
    }

    @Test func base64HoldsEveryByte() {
        for count in 0...70 {
            for start in [0, 100, 190] {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: start + $0) }
                #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            }
        }
    }

    @Test(arguments: seeds(1)) func base64HasOneTextForEachSequence(seed: UInt64) {
        // Every text of four characters that decodes is the one that its bytes encode to.
        var generator = SeededGenerator(seed: seed)
        let characters = Array("AQgwZz09+/==-_ \n".utf8)
        for _ in 0..<20_000 {
            let text = String(
                decoding: (0..<4).map { _ in characters.randomElement(using: &generator) ?? 0 }, as: UTF8.self)
            if let bytes = Base64.decode(text) { #expect(Base64.encode(bytes) == text, "seed \(seed): \(text)") }
        }
    }

    @Test(arguments: [
        "TWF", "TWF=", "TWE==", "TR==", "T===", "====", "TW=u", "TWFu\n", " TWFu", "TW-_", "TWFuTQ", "TWé",
    ])
    func base64IsStrict(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: [("0", 0), ("7", 7), ("10", 10), ("18446744073709551615", UInt64.max)] as [(String, UInt64)])
    func decimalsHaveOneText(text: String, number: UInt64) {
        #expect(StrictDecimal.decode(text) == number)
    }

    @Test(arguments: ["", "+5", "-0", "-1", "00", "007", " 1", "1 ", "1\n", "1_0", "0x1", "１", "18446744073709551616"])
    func decimalsAreStrict(text: String) {
        #expect(StrictDecimal.decode(text) == nil)
    }
}
