import MerkleLog
import Testing

@Suite struct KeyedHashTests {
    // RFC 4231 sections 4.2, 4.3 and 4.7 (a secret longer than a block).
    static let published: [([UInt8], String, String)] = [
        (
            [UInt8](repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "Jefe".bytes, "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]

    @Test(arguments: published) func isTheStandards(secret: [UInt8], message: String, code: String) {
        #expect(Hexadecimal.encode(KeyedHash(secret: secret).sha256(message.bytes)) == code)
    }
}
