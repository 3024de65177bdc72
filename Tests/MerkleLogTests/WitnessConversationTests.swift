import MerkleLog
import Testing

/// Heads and proofs as a witness received them: FiloSottile/torchwood, cmd/litewitness/testdata/litewitness.txt
/// (commit 341dc2f).
@Suite struct WitnessConversationTests {
    static let origin = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
    static let publicKey = "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f"
    static let heads: [Int: (root: String, payload: String)] = [
        1: (
            "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY="
        ),
        3: (
            "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=",
            "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go="
        ),
        5: (
            "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=",
            "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww="
        ),
    ]
    /// Leaf hashes, not entries: 0x2A, the index, and zeros.
    static var tree: NaiveTree {
        NaiveTree(leaves: (0..<5).compactMap { Hash([0x2A, UInt8($0)] + [UInt8](repeating: 0, count: 30)) })
    }

    static func leaf(_ index: Int) -> String { tree.leaves[index].base64 }

    @Test func theKeyIsTheOrigins() throws {
        let bytes = try #require(Hexadecimal.decode(Self.publicKey))
        #expect(Self.origin.hasSuffix(MerkleTree.sha256(bytes).hex))
        #expect(try NoteVerifierKey(name: Self.origin, kind: .ed25519, publicKey: bytes).keyID == 0x5202_289b)
    }

    @Test(arguments: [1, 3, 5]) func headsVerify(size: Int) throws {
        let head = try #require(Self.heads[size])
        let bytes = try #require(Hexadecimal.decode(Self.publicKey))
        let key = try NoteVerifierKey(name: Self.origin, kind: .ed25519, publicKey: bytes)
        let signed = try SignedNote(
            note("\(Self.origin)\n\(size)\n\(head.root)\n", signedBy: Self.origin, head.payload))
        #expect(try signed.verified(by: [key]) == [key])
        #expect(try Checkpoint(text: signed.text).root == Self.tree.frontier(size).root)
    }

    static let proofs: [(Int, Int, [String])] = [
        (1, 3, [leaf(1), leaf(2)]),
        (3, 5, [leaf(2), leaf(3), "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", leaf(4)]),
        (1, 5, [leaf(1), "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=", leaf(4)]),
    ]

    @Test(arguments: proofs) func proofsVerify(old: Int, size: Int, path: [String]) throws {
        let made = Proof.consistency(from: UInt64(old), to: UInt64(size), Self.tree.subtree)
        #expect(made.map(\.base64) == path)
        let oldRoot = try #require(Self.heads[old].flatMap { Hash(base64: $0.root) })
        let root = try #require(Self.heads[size].flatMap { Hash(base64: $0.root) })
        #expect(
            Proof.verifyConsistency(
                from: UInt64(old), oldRoot: oldRoot, to: UInt64(size), root: root,
                path: path.compactMap { Hash(base64: $0) }))
    }
}
