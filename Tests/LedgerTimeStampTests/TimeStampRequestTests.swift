import Foundation
import LedgerTimeStamp
import Testing

@Suite struct TimeStampRequestTests {
    static let imprint = [UInt8](0..<32)

    @Test func isTheDERThatTheFormatSays() throws {
        let request = try TimeStampRequest.encode(imprint: Self.imprint, nonce: [0x11, 2, 3, 4, 5, 6, 7, 8])
        let expected = """
            3043 020101 3031 300d 0609608648016503040201 0500
            0420 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            0208 1102030405060708 0101ff
            """
        #expect(Self.hex(request) == expected.filter { !$0.isWhitespace })
    }

    static let nonces: [([UInt8], String)] = [
        ([0x11, 2, 3, 4, 5, 6, 7, 8], "0x1102030405060708"),
        ([0x80, 0, 0, 0, 0, 0, 0, 0], "0x8000000000000000"),
        ([0, 0, 0, 0, 0, 0, 0x90, 1], "0x9001"),
        ([0, 0, 0, 0, 0, 0, 0, 0x7f], "0x7F"),
        ([0, 0, 0, 0, 0, 0, 0, 0], "0x0"),
    ]

    @Test(arguments: nonces) func opensslReadsIt(nonce: [UInt8], printed: String) throws {
        let authority = try TestAuthority()
        try authority.write(TimeStampRequest.encode(imprint: Self.imprint, nonce: nonce), "request.tsq")
        let text = try authority.openssl(["ts", "-query", "-in", "request.tsq", "-text"])
        #expect(text.contains("Version: 1\n"))
        #expect(text.contains("Hash Algorithm: sha256\n"))
        #expect(text.contains("Certificate required: yes\n"))
        #expect(text.contains("Nonce: \(printed)\n"))
        // Written again by openssl it is the same, so every number is in its shortest form.
        try authority.openssl(
            ["ts", "-query", "-cert", "-no_nonce", "-sha256", "-out", "bare.tsq", "-digest"]
                + [Self.hex(Self.imprint)])
        let bare = try authority.read("bare.tsq")
        let request = try authority.read("request.tsq")
        #expect(request[2..<56] == bare[2..<56])
        #expect(request.suffix(3) == bare.suffix(3))
        #expect(request.count == Int(request[1]) + 2)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }

    @Test func otherLengthsAreRefused() {
        #expect(throws: TimeStampError.wrongLength(31, expected: 32)) {
            try TimeStampRequest.encode(imprint: Array(Self.imprint.dropLast()), nonce: [1, 2, 3, 4, 5, 6, 7, 8])
        }
        #expect(throws: TimeStampError.wrongLength(9, expected: 8)) {
            try TimeStampRequest.encode(imprint: Self.imprint, nonce: [1, 2, 3, 4, 5, 6, 7, 8, 9])
        }
    }
}
