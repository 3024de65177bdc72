import MerkleLog
import Testing

@Suite struct NoteKeysTests {
    // golang/mod, sumdb/note/example_test.go (commit fe2ec04).
    static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let seed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173"

    @Test(arguments: [
        verifier,
        // The same package: the seed is 32 zero bytes.
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        // C2SP signed-note.md, v1.0.0.
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        // Pinned in Go's toolchain.
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        // transparency-dev/tessera, testdata/log (commit 1811ae1).
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        // A log and a witness of May 2026.
        "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    ])
    func readsAndWritesPublishedKeys(text: String) throws {
        #expect(try NoteVerifierKey(text).description == text)
    }

    @Test func kindsAreTold() throws {
        #expect(try NoteVerifierKey(Self.verifier).kind == .ed25519)
        #expect(
            try NoteVerifierKey("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2").kind
                == .cosignature)
    }

    @Test func readsAndWritesThePublishedSigner() throws {
        let key = try NoteSignerKey(Self.signer)
        #expect(key.text == Self.signer)
        #expect(key.verifier.description == Self.verifier)
        let seed = try #require(Hexadecimal.decode(Self.seed))
        #expect(try NoteSignerKey(name: "PeterNeumann", seed: seed).text == Self.signer)
        #expect(
            Hexadecimal.encode(key.verifier.publicKey)
                == "1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6")
    }

    @Test func aSeedOfZeros() throws {
        let key = try NoteSignerKey(name: "EnochRoot", seed: [UInt8](repeating: 0, count: 32))
        #expect(key.verifier.description == "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")
    }

    // note_test.go of the same package refuses every substring and every byte that is one higher.
    @Test func everyOtherByteIsRefused() {
        for (place, original) in Self.verifier.utf8.enumerated() {
            for byte in UInt8(0)..<128 where byte != original {
                var bytes = Self.verifier.bytes
                bytes[place] = byte
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(failure { () throws(NoteKeyError) in try NoteVerifierKey(text) } != nil, "\(text)")
            }
        }
    }

    @Test func everySubstringIsRefused() {
        let bytes = Self.verifier.bytes
        for start in bytes.indices {
            for end in start...bytes.count where start > 0 || end < bytes.count {
                let text = String(decoding: bytes[start..<end], as: UTF8.self)
                #expect(failure { () throws(NoteKeyError) in try NoteVerifierKey(text) } != nil, "\(text)")
            }
        }
    }

    static let refused: [(String, NoteKeyError)] = [
        ("", .malformed), ("++", .malformed), ("PeterNeumann", .malformed), ("PeterNeumann+c74f20a3", .malformed),
        ("PeterNeumann+c74f20a3+", .malformed),
        ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyID),
        ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
        ("PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
        // note_test.go: a key that is too long, and the kind 0x65, both with a key id that fits.
        ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .malformed),
        ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .kind),
        ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
        ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
        ("Peter\u{3000}Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
        ("Peter\u{85}+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
        ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=", .key),
    ]

    @Test(arguments: refused) func says(text: String, error: NoteKeyError) {
        #expect(failure { () throws(NoteKeyError) in try NoteVerifierKey(text) } == error)
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\tb", "a\u{2028}b", "\u{1}"]) func namesThatCannotBe(name: String) {
        let seed = [UInt8](repeating: 0, count: 32)
        #expect(failure { () throws(NoteKeyError) in try NoteSignerKey(name: name, seed: seed) } == .name)
    }

    static let refusedSigners: [(String, NoteKeyError)] = [
        ("PRIVATE+KEY+PeterNeumann+c74f20a3", .malformed),
        ("PUBLIC+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .malformed),
        // The Kelvin sign, which `String` takes for a K.
        ("PRIVATE+\u{212A}EY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .malformed),
        ("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .keyID),
        ("PRIVATE+KEY+PeterNeumann+C74F20A3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .keyID),
        ("PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .kind),
        ("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKA==", .key),
    ]

    @Test(arguments: refusedSigners) func saysOfSigners(text: String, error: NoteKeyError) {
        #expect(failure { () throws(NoteKeyError) in try NoteSignerKey(text) } == error)
    }

    @Test func namesThatLookAlikeAreDifferentKeys() throws {
        let seed = [UInt8](repeating: 3, count: 32)
        let composed = try NoteSignerKey(name: "\u{e9}", seed: seed).verifier
        let decomposed = try NoteSignerKey(name: "e\u{301}", seed: seed).verifier
        #expect(composed.keyID != decomposed.keyID)
        #expect(composed != decomposed)
    }

    @Test func aSignatureIsOverOneMessage() throws {
        let key = try NoteSignerKey(Self.signer)
        let signature = try key.sign("message".bytes)
        #expect(key.verifier.isValid(signature, over: "message".bytes))
        #expect(!key.verifier.isValid(signature, over: "messages".bytes))
        #expect(!key.verifier.isValid(signature.dropLast(), over: "message".bytes))
        #expect(!key.verifier.isValid(signature + [0], over: "message".bytes))
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifier.isValid(changed, over: "message".bytes), "bit \(bit)")
        }
    }
}
