import MerkleLog
import Testing

@Suite struct SignedNoteTests {
    // golang/mod, sumdb/note/example_test.go (commit fe2ec04).
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peter = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    static let enoch = "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ="
    static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let single = note(text, signedBy: "PeterNeumann", peter)
    static let double = single + "— EnochRoot \(enoch)\n".bytes

    static var keys: [NoteVerifierKey] { [NoteKeysTests.verifier, enochKey].compactMap { try? NoteVerifierKey($0) } }

    static func signers(_ bytes: [UInt8], by keys: [NoteVerifierKey] = keys) throws(NoteError) -> [String] {
        try SignedNote(bytes).verified(by: keys).map(\.name)
    }

    static func error(_ bytes: [UInt8], by keys: [NoteVerifierKey] = keys) -> NoteError? {
        failure { () throws(NoteError) in try signers(bytes, by: keys) }
    }

    @Test func readsThePublishedNote() throws {
        let note = try SignedNote(Self.double)
        #expect(note.text == Self.text)
        #expect(note.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
        #expect(note.signatures.map(\.keyID) == [0xc74f_20a3, 0xaf0c_fe78])
        #expect(note.bytes == Self.double)
        #expect(try Self.signers(Self.double) == ["PeterNeumann", "EnochRoot"])
    }

    #if os(Linux)  // Elsewhere signatures differ from call to call.
        @Test func writesThePublishedNote() throws {
            var note = SignedNote(text: Self.text)
            try note.sign(with: NoteSignerKey(NoteKeysTests.signer))
            try note.sign(with: NoteSignerKey(name: "EnochRoot", seed: [UInt8](repeating: 0, count: 32)))
            #expect(note.bytes == Self.double)
        }
    #endif

    @Test func theSpecificationsExample() throws {
        // C2SP signed-note.md, v1.0.0.
        let key = try NoteVerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        let bytes = note(
            "This is an example message.\n", signedBy: "example.com/foo",
            "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=")
        #expect(try Self.signers(bytes, by: [key]) == ["example.com/foo"])
    }

    // The key is pinned in Go's toolchain. Seen in: transparency-dev/formats log/note_test.go, a public repository's
    // mock, FiloSottile/torchwood cmd/litewitness/testdata/sumdb.txt, a public tutorial.
    static let productionHeads: [(UInt64, String, String)] = [
        (
            6_476_701, "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=",
            "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw="
        ),
        (
            19_777_102, "+g50vJoV4VVGa6aiQF3LYGUZHEP4pvGkW38vlR7WKtU=",
            "Az3griMTLHyRzj7jMuyEt85a2JnegVME6Lx3xLEBdzTd3FMDiD5y3bHV24rcl0yijOtWxV0zyygwTdo/rnaennuoqgU="
        ),
        (
            35_225_469, "vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=",
            "Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ="
        ),
        (
            52_544_510, "+TGlZfnTizQCJgyZR56QixD8+X4dd8Wefy8U1w6k0Ig=",
            "Az3grn6d1PSjcypDf9bfcFVU5fvJB7VkLc0MAbz8jqeQVnSbAj9pKcsB5dJt5VdswPDUtiFar5LPRBu+uEQAT1CDfAc="
        ),
    ]

    @Test(arguments: productionHeads) func productionHeadsVerify(size: UInt64, root: String, payload: String) throws {
        let key = try NoteVerifierKey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
        let text = "go.sum database tree\n\(size)\n\(root)\n"
        let bytes = note(text, signedBy: "sum.golang.org", payload)
        #expect(try Self.signers(bytes, by: [key]) == ["sum.golang.org"])
        let other = note(text.replacing("\(size)", with: "\(size + 1)"), signedBy: "sum.golang.org", payload)
        #expect(Self.error(other, by: [key]) == .badSignature("sum.golang.org"))
        let checkpoint = try Checkpoint(text: SignedNote(bytes).text)
        #expect(checkpoint.size == size && checkpoint.root.base64 == root && checkpoint.text == text)
    }

    @Test func unknownLinesArePassedOver() throws {
        #expect(try Self.signers(Self.double, by: [Self.keys[0]]) == ["PeterNeumann"])
        #expect(try Self.signers(Self.double, by: [Self.keys[1]]) == ["EnochRoot"])
        #expect(Self.error(Self.double, by: []) == .noKnownSignature)
        // A known name with another key's id is an unknown key, and the other way round.
        let renamed = Self.single + "— PeterNeumann \(Self.enoch)\n— EnochRoot \(Self.peter)\n".bytes
        #expect(try Self.signers(renamed) == ["PeterNeumann"])
    }

    @Test func aKnownKeysBadSignatureRefusesAll() {
        let forged = "— EnochRoot \(Self.enoch.replacing("zmZa0", with: "zmZa1"))\n".bytes
        #expect(Self.error(Self.single + forged) == .badSignature("EnochRoot"))
        #expect(Self.error(Self.double + forged) == .badSignature("EnochRoot"))
        #expect(Self.error(Self.single + forged, by: [Self.keys[0]]) == nil)
    }

    @Test func oneSignatureTwiceIsOneSigner() throws {
        #expect(try Self.signers(Self.single + "— PeterNeumann \(Self.peter)\n".bytes) == ["PeterNeumann"])
    }

    @Test func everyTruncationIsRefused() {
        for count in Self.single.indices { #expect(Self.error(Array(Self.single[..<count])) != nil, "\(count) bytes") }
        for start in Self.single.indices.dropFirst() {
            #expect(Self.error(Array(Self.single[start...])) != nil, "from byte \(start)")
        }
    }

    @Test func everyOneBitFlipIsRefused() {
        for bit in 0..<Self.single.count * 8 {
            var bytes = Self.single
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(Self.error(bytes) != nil, "bit \(bit)")
        }
    }

    @Test func theTextEndsAtTheLastEmptyLine() throws {
        let bytes = "a\n\n— b c\n\n".bytes + Array(Self.single[Self.text.utf8.count...].dropFirst())
        #expect(try SignedNote(bytes).text == "a\n\n— b c\n")
    }

    static let line = "— PeterNeumann \(peter)\n"
    static let malformed: [(String, NoteError)] = [
        ("", .noSignatures), ("\n", .noSignatures), ("text\n", .noSignatures), ("text\n\n", .noSignatures),
        ("text\n" + line, .noSignatures), ("text\n\n" + line.dropLast(), .noSignatures),
        ("text\n\n" + line + "\n", .noSignatures),
        ("text\n\n" + line + "more\n", .signatureLine), ("text\n\n-" + line.dropFirst(), .signatureLine),
        ("text\n\n—" + line.dropFirst(2), .signatureLine), ("text\n\n " + line, .signatureLine),
        ("text\n\n— PeterNeumann  \(peter)\n", .signatureLine), ("text\n\n— \(peter)\n", .signatureLine),
        ("text\n\n—  \(peter)\n", .signatureLine), ("text\n\n— Peter+Neumann \(peter)\n", .signatureLine),
        ("text\n\n— Peter\u{a0}Neumann \(peter)\n", .signatureLine),
        ("text\n\n— PeterNeumann \(peter) \n", .signatureLine), ("text\n\n— PeterNeumann \n", .signatureLine),
        ("text\n\n— PeterNeumann x08gow==\n", .signatureLine), ("text\n\n— PeterNeumann x08go/ZJ=\n", .signatureLine),
        ("text\n\n— PeterNeumann \(peter.dropLast())\n", .signatureLine),
        ("te\rxt\n\n" + line, .malformed), ("te\txt\n\n" + line, .malformed), ("te\0xt\n\n" + line, .malformed),
        ("text\r\n\r\n" + line, .malformed), ("text\n\n" + line.dropLast() + "\r\n", .malformed),
        ("te\u{1f}xt\n\n" + line, .malformed),
    ]

    @Test(arguments: malformed) func refuses(text: String, error: NoteError) {
        #expect(failure { () throws(NoteError) in try SignedNote(text.bytes) } == error)
    }

    @Test(arguments: [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x8a], [0xf4, 0x90, 0x80, 0x80]] as [[UInt8]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        #expect(Self.error("text".bytes + bytes + "\n\n\(Self.line)".bytes) == .malformed)
    }

    @Test func aHundredSignaturesAndNoMore() throws {
        let unknown = "— Nobody \(Self.enoch)\n"
        let hundred = Self.single + String(repeating: unknown, count: 99).bytes
        #expect(try Self.signers(hundred) == ["PeterNeumann"])
        #expect(Self.error(hundred + unknown.bytes) == .tooManySignatures)
    }

    @Test func aMillionBytesAndNoMore() throws {
        let end = ("\n\n" + Self.line).bytes
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000 - end.count)
        #expect(try SignedNote(text + end).signatures.count == 1)
        #expect(failure { () throws(NoteError) in try SignedNote([0x61] + text + end) } == .malformed)
    }

    @Test(arguments: ["", "text", "te\rxt\n", "te\u{1}xt\n"]) func aTextThatNoReaderTakesIsNotSigned(text: String)
        throws
    {
        var note = SignedNote(text: text)
        let key = try NoteSignerKey(NoteKeysTests.signer)
        #expect(throws: NoteError.signing) { try note.sign(with: key) }
        #expect(note.signatures.isEmpty)
    }

    @Test func textsThatLookAlikeAreDifferentNotes() {
        #expect(SignedNote(text: "\u{e9}\n") != SignedNote(text: "e\u{301}\n"))
        #expect(SignedNote(text: "\u{e9}\n") == SignedNote(text: "\u{e9}\n"))
    }
}
