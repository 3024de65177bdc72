import MerkleLog
import Testing

/// A whole small log: entries, heads, cosignature and proofs. Derived here and reproduced byte for byte by two
/// implementations, OpenSSL through Python and BoringSSL through swift-crypto.
@Suite struct ProofFilesTests {
    static let entries = [
        #"{"actor":"system","body":{"currency":"CNY","origin":"example.org/funds/2026"},"effective_on":"2026-01-01","id":"00000000-0000-4000-8000-000000000000","recorded_at":"2026-01-01T00:00:00Z","seq":"0","type":"ledger.opened","v":"1"}"#,
        #"{"actor":"u:zhang","body":{"account":"2050201","amount_fen":"1250000000","note":"义务教育 — 公用经费"},"effective_on":"2026-01-01","id":"00000000-0000-4000-8000-000000000001","recorded_at":"2026-01-02T08:30:00Z","seq":"1","type":"budget.appropriated","v":"1"}"#,
        #"{"actor":"u:li","body":{"account":"2050201","amount_fen":"9007199254740993","payee":"\"甲\" \\ 乙\t丙"},"effective_on":"2026-01-05","id":"00000000-0000-4000-8000-000000000002","recorded_at":"2026-01-05T02:00:00Z","seq":"2","type":"payment.made","v":"1"}"#,
    ]
    static let origin = "example.org/funds/2026"
    static var tree: NaiveTree { NaiveTree(leaves: entries.map { MerkleTree.leafHash($0.bytes) }) }
    static let proof = """
        c2sp.org/tlog-proof@v1
        index 1
        V4bOr3pwmJwsD1rqITX/i3VTD7LvYVlsMfxJMN9DpLw=
        /a1md0tXRWIwQgisrm5e8HCWw4ZRYFQGv1hon1kmRa0=

        example.org/funds/2026
        3
        rDK3eaQBBlkEX0m4W6ZRUU/bz4bbfh2WQcdaSH+pciU=

        — example.org/funds/2026 0gXuGfr1elHMAFboGG2OIlC6sM50YqFBwqhp6v95mmlGTXSVYef2oOyWOG49xAPJIGnDFj1QX82bsQHR81hayBfnugU=
        — witness.example.org/auditor1 eJpXwQAAAABpW2+AEsfS6y18GQu3RCpUqanI2WaAgfrOzQhFggXxXTZqOb4FmNmTDP2tnYI4z9VreDO9zNezFqbHyNzpO8+ECnRkDA==

        """

    static func logKey() throws -> NoteSignerKey {
        try NoteSignerKey(name: origin, seed: [UInt8](repeating: 0, count: 32))
    }

    static func witnessKey() throws -> NoteSignerKey {
        try NoteSignerKey(
            name: "witness.example.org/auditor1", kind: .cosignature, seed: [UInt8](repeating: 1, count: 32))
    }

    static func head(_ size: Int) throws -> SignedNote {
        try Checkpoint(origin: origin, size: UInt64(size), root: tree.root(size)).signed(with: logKey())
    }

    @Test func leavesAndRoots() {
        #expect(Self.entries.map(\.utf8.count) == [228, 269, 256])
        #expect(
            Self.tree.leaves.map(\.hex) == [
                "5786ceaf7a70989c2c0f5aea2135ff8b75530fb2ef61596c31fc4930df43a4bc",
                "8d3a3dc120214414e36a5007534508500e299e2836b1729c4e4198170d1e8b04",
                "fdad66774b574562304208acae6e5ef07096c38651605406bf58689f592645ad",
            ])
        #expect(
            Self.tree.frontier(2).root.hex == "b39e25b6c1efc7b82120eeac690a52f8084e1d8734b3f6f52d4098f8c1d15729")
        #expect(
            Self.tree.frontier(3).root.hex == "ac32b779a4010659045f49b85ba651514fdbcf86db7e1d9641c75a487fa97225")
    }

    @Test func tiles() throws {
        let bundle = try #require(EntryBundle.encode(Self.entries.map(\.bytes)))
        #expect(bundle.count == 759)
        #expect(
            MerkleTree.sha256(bundle).hex == "04ef43f7815aebdfe067c6a1afb7366812626c870278502602e5c2801fee5e6e")
        let hashes = Self.tree.leaves.flatMap(\.bytes)
        #expect(
            MerkleTree.sha256(hashes).hex == "f40f466d86c01f8393701535fbeb29349f8a8e2ef6cf802699bae7e1e25b1728")
    }

    @Test func keys() throws {
        #expect(
            try Self.logKey().verifier.description
                == "example.org/funds/2026+d205ee19+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")
        #expect(
            try Self.witnessKey().verifier.description
                == "witness.example.org/auditor1+789a57c1+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")
    }

    @Test func theProofVerifies() throws {
        let file = try #require(InclusionProofFile(Self.proof.bytes))
        let note = try SignedNote(file.note)
        let keys = try [Self.logKey().verifier, Self.witnessKey().verifier]
        #expect(try note.verified(by: keys) == keys)
        let head = try Checkpoint(text: note.text)
        #expect(head.origin == Self.origin)
        #expect(
            Proof.verifyInclusion(
                of: MerkleTree.leafHash(Self.entries[1].bytes), at: file.index, in: head.size, root: head.root,
                path: file.path))
        #expect(file.bytes == Self.proof.bytes)
    }

    #if os(Linux)  // Elsewhere signatures differ from call to call.
        @Test func signaturesOfSmallHeads() throws {
            let lines = try [0, 1].map { size in
                let signature = try Self.head(size).signatures[0]
                return Base64.encode([0xd2, 0x05, 0xee, 0x19] + signature.payload)
            }
            #expect(
                lines == [
                    "0gXuGUTH/jax+3t8/WiMzYgDUxN5OrzFgyxwHlqXZZ69nZwVA58NeCjHjbgUHHCV7V5ocGrVtb87x8kp++VfpxMX2Qs=",
                    "0gXuGWGn5Nc/Sz4jINAYBrJ06NedS9SpFzU8aEE5sMxR/2CgYC1fIuN3n3ee2P5P9uoZUjRPXN2df/y4KMSITL4PmAE=",
                ])
        }

        @Test func theProofIsReproduced() throws {
            var note = try Self.head(3)
            note.signatures.append(try Cosignature.sign(note.text, time: 1_767_600_000, with: Self.witnessKey()))
            let path = Proof.inclusion(of: 1, in: 3, Self.tree.subtree)
            let bytes = InclusionProofFile(index: 1, path: path, note: note.bytes).bytes
            #expect(bytes == Self.proof.bytes)
            #expect(bytes.count == 451)
            #expect(
                MerkleTree.sha256(bytes).hex == "174e171b4528dc2b9c010fca72cbc20bc2011e6b17476ed815ef77c4c70a0235")
        }
    #endif

    static let consistency: [(Int, [String])] = [
        (1, ["jTo9wSAhRBTjalAHU0UIUA4pnig2sXKcTkGYFw0eiwQ=", "/a1md0tXRWIwQgisrm5e8HCWw4ZRYFQGv1hon1kmRa0="]),
        (2, ["/a1md0tXRWIwQgisrm5e8HCWw4ZRYFQGv1hon1kmRa0="]),
    ]

    @Test(arguments: consistency) func consistencyFiles(old: Int, path: [String]) throws {
        let made = Proof.consistency(from: UInt64(old), to: 3, Self.tree.subtree)
        #expect(made.map(\.base64) == path)
        let head = try Self.head(3).bytes
        let file = ConsistencyProofFile(oldSize: UInt64(old), path: made, note: head)
        #expect(file.bytes == ("old \(old)\n" + path.map { $0 + "\n" }.joined() + "\n").bytes + head)
        #expect(ConsistencyProofFile(file.bytes) == file)
    }

    static let hash = "V4bOr3pwmJwsD1rqITX/i3VTD7LvYVlsMfxJMN9DpLw="

    @Test func anExtraLineIsPassedOver() throws {
        let text = "c2sp.org/tlog-proof@v1\nextra TWFu\nindex 0\n\nnote"
        let file = try #require(InclusionProofFile(text.bytes))
        #expect(file.index == 0 && file.path.isEmpty && file.note == "note".bytes)
        #expect(InclusionProofFile("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n".bytes) != nil)
    }

    @Test(arguments: [
        "", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\n\nindex 1\n\n", "c2sp.org/tlog-proof@v2\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1 \nindex 1\n\n", "c2sp.org/tlog-proof@v1\r\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 01\n\n", "c2sp.org/tlog-proof@v1\nindex  1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1 \n\n", "c2sp.org/tlog-proof@v1\nindex +1\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n", "c2sp.org/tlog-proof@v1\nindex 1\r\n\n",
        "c2sp.org/tlog-proof@v1\nINDEX 1\n\n", "c2sp.org/tlog-proof@v1\nextra TWE\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nextra TWFu\nextra TWFu\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nextra TWFu\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nTWFu\n\n", "c2sp.org/tlog-proof@v1\nindex 1\n\(hash) \n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n\(hash)\n", "\nc2sp.org/tlog-proof@v1\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\n",
    ])
    func otherProofsAreRefused(text: String) {
        #expect(InclusionProofFile(text.bytes) == nil)
    }

    @Test(arguments: [
        "", "old 1\n", "old\n\n", "old 01\n\n", "old -1\n\n", "new 1\n\n", "old 1 \n\n", "old 1\r\n\n", "\nold 1\n\n",
        "old 1\nTWFu\n\n", "old 1\n\(hash)", "old 1\n\(hash)\n", "old 0\n\(hash)\n\n", "old 1\n\(hash)\r\n\n",
    ])
    func otherConsistencyProofsAreRefused(text: String) {
        #expect(ConsistencyProofFile(text.bytes) == nil)
    }

    @Test func sixtyThreeHashesAndNoMore() {
        let lines = String(repeating: Self.hash + "\n", count: 63)
        let longer = lines + Self.hash + "\n"
        let header = "c2sp.org/tlog-proof@v1\nindex 1\n"
        #expect(InclusionProofFile("\(header)\(lines)\n".bytes)?.path.count == 63)
        #expect(InclusionProofFile("\(header)\(longer)\n".bytes) == nil)
        #expect(ConsistencyProofFile("old 1\n\(lines)\n".bytes)?.path.count == 63)
        #expect(ConsistencyProofFile("old 1\n\(longer)\n".bytes) == nil)
    }

    @Test func theNoteIsKeptVerbatim() throws {
        let note = "a\n\nb\n\n\r\u{1}".bytes + [0xff]
        #expect(InclusionProofFile("c2sp.org/tlog-proof@v1\nindex 1\n\n".bytes + note)?.note == note)
        #expect(ConsistencyProofFile("old 0\n\n".bytes + note)?.note == note)
        #expect(ConsistencyProofFile("old 3\n\n".bytes)?.path.isEmpty == true)
    }
}
