import Foundation
import LedgerTimeStamp
import Testing

/// What an answer says, and that it is checked against the request and the authority.
@Suite struct TimeStampAnswerTests {
    static let imprint = [UInt8](repeating: 0xab, count: 32)
    static let nonce: [UInt8] = [0x91, 2, 3, 4, 5, 6, 7, 8]

    let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    @Test func whatAnAuthorityAnswersVerifies() throws {
        let before = Int64(Date().timeIntervalSince1970)
        let request = try TimeStampRequest.encode(imprint: Self.imprint, nonce: Self.nonce)
        let answer = try TimeStampAnswer(authority.answer(request))
        #expect((before...Int64(Date().timeIntervalSince1970)).contains(answer.time))
        #expect(answer.imprint == Self.imprint)
        #expect(answer.nonce == Self.nonce)
        #expect(answer.authority == "CN=时间戳 tsa,O=测试,C=CN")
        #expect(answer.policy == "1.2.3.4.1")
        try answer.verify(imprint: Self.imprint, nonce: Self.nonce, trusted: authority.root)
        try answer.verify(imprint: Self.imprint, nonce: nil, trusted: authority.root)
    }

    @Test func anotherDigestNonceOrAuthorityIsRefused() throws {
        let request = try TimeStampRequest.encode(imprint: Self.imprint, nonce: Self.nonce)
        let answer = try TimeStampAnswer(authority.answer(request))
        let other = [UInt8](repeating: 0xac, count: 32)
        #expect(throws: TimeStampError.otherImprint) {
            try answer.verify(imprint: other, nonce: Self.nonce, trusted: authority.root)
        }
        #expect(throws: TimeStampError.otherNonce) {
            try answer.verify(imprint: Self.imprint, nonce: Self.nonce.reversed(), trusted: authority.root)
        }
        let stranger = try TestAuthority()
        try expectDistrust(answer, trusting: stranger.root)
        // Of many authorities it is enough that one is the right one.
        try answer.verify(imprint: Self.imprint, nonce: Self.nonce, trusted: stranger.root + authority.root)
    }

    @Test func aNonceWithZerosInFrontIsTheSame() throws {
        let nonce: [UInt8] = [0, 0, 0, 0, 0, 0, 0x90, 1]
        let answer = try TimeStampAnswer(
            authority.answer(TimeStampRequest.encode(imprint: Self.imprint, nonce: nonce)))
        #expect(answer.nonce == nonce)
        try answer.verify(imprint: Self.imprint, nonce: nonce, trusted: authority.root)
    }

    @Test func anAnswerWithoutNonceAnswersNoRequest() throws {
        let answer = try TimeStampAnswer(authority.forge(TestStampInfo()))
        #expect(answer.nonce == nil)
        #expect(throws: TimeStampError.otherNonce) {
            try answer.verify(imprint: Self.imprint, nonce: Self.nonce, trusted: authority.root)
        }
        try answer.verify(imprint: Self.imprint, nonce: nil, trusted: authority.root)
        let negative = try TimeStampAnswer(authority.forge(TestStampInfo(nonce: [0x91, 2, 3, 4, 5, 6, 7, 8])))
        #expect(negative.nonce == nil)
    }

    static let times: [(String, Int64?)] = [
        ("20200401000000Z", 1_585_699_200),
        ("20200401000000.75Z", 1_585_699_200),
        ("20400229235959Z", 2_214_172_799),
        ("20200401000000+0800", nil),
        ("20201301000000Z", nil),
        ("20200401", nil),
    ]

    @Test(arguments: times) func readsTheTime(text: String, expected: Int64?) throws {
        let bytes = try authority.forge(TestStampInfo(time: text))
        if let expected {
            #expect(try TimeStampAnswer(bytes).time == expected)
        } else {
            #expect(throws: TimeStampError.malformed("the time cannot be read")) { try TimeStampAnswer(bytes) }
        }
    }

    @Test(arguments: ["sha512", "sm3"]) func anotherKindOfDigestIsNamed(name: String) throws {
        try authority.write(Array("head".utf8), "head")
        try authority.openssl(["ts", "-query", "-data", "head", "-\(name)", "-cert", "-out", "other.tsq"])
        let bytes = try authority.answer(authority.read("other.tsq"))
        #expect(throws: TimeStampError.otherDigest(name)) { try TimeStampAnswer(bytes) }
    }

    @Test func aShortDigestIsRefused() throws {
        let bytes = try authority.forge(TestStampInfo(imprint: [UInt8](repeating: 0xab, count: 31)))
        #expect(throws: TimeStampError.malformed("a SHA-256 digest that has not 32 bytes")) {
            try TimeStampAnswer(bytes)
        }
    }

    @Test func aRefusalSaysWhy() throws {
        try authority.write(Array("head".utf8), "head")
        try authority.openssl(
            ["ts", "-query", "-data", "head", "-sha256", "-tspolicy", "1.2.3.9", "-out", "other.tsq"])
        let bytes = try authority.answer(authority.read("other.tsq"))
        #expect(
            throws: TimeStampError.notGranted("rejection, unacceptedPolicy: Requested policy is not supported.")
        ) { try TimeStampAnswer(bytes) }
    }

    @Test func aRefusalCannotWriteOnTheScreen() throws {
        let words = DER.sequence(DER.value(0x0c, Array("no\u{1b}[2J\u{202e}\nyes".utf8)))
        let bytes = DER.sequence(DER.sequence(DER.integer([2]) + words))
        #expect(throws: TimeStampError.notGranted(#"rejection: no\1B[2J\E2\80\AE\0Ayes"#)) {
            try TimeStampAnswer(bytes)
        }
    }

    @Test func authoritiesThatCannotBeReadAreNamedSo() throws {
        let answer = try TimeStampAnswer(authority.forge(TestStampInfo()))
        var broken = authority.root
        broken[broken.count / 2] = UInt8(ascii: "!")
        // libcrypto would ask for its passphrase at the terminal, and the test would stand still there.
        let locked = String(decoding: authority.root, as: UTF8.self).replacingOccurrences(
            of: "-----BEGIN CERTIFICATE-----\n",
            with: """
                -----BEGIN CERTIFICATE-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,000102030405060708090A0B0C0D0E0F


                """)
        for pem in [
            [], Array("no certificate".utf8), Array(locked.utf8), broken, authority.root + broken,
            authority.root.dropLast(40),
        ] {
            do throws(TimeStampError) {
                try answer.verify(imprint: Self.imprint, nonce: nil, trusted: pem)
                Issue.record("verified with \(pem.count) bytes of authorities")
            } catch {
                guard case .noAuthorities(let reason) = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(!reason.isEmpty)
            }
        }
    }
}

/// Expects that the stamp is not believed, with a reason that contains these words.
func expectDistrust(
    _ answer: TimeStampAnswer, trusting authorities: [UInt8], because words: String = "",
    at location: SourceLocation = #_sourceLocation
) throws {
    do throws(TimeStampError) {
        try answer.verify(imprint: answer.imprint, nonce: nil, trusted: authorities)
        Issue.record("verified", sourceLocation: location)
    } catch {
        guard case .notTrusted(let reason) = error, !reason.isEmpty, words.isEmpty || reason.contains(words) else {
            Issue.record("\(error)", sourceLocation: location)
            return
        }
    }
}
