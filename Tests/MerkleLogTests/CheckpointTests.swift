import MerkleLog
import Testing

@Suite struct CheckpointTests {
    // transparency-dev/tessera, testdata/log (commit 1811ae1).
    static let entries = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
        "fourten", "fivten",
    ]
    static let origin = "example.com/log/testdata"
    static let verifier = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    static let signer = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
    static let heads: [(Int, String, String)] = [
        (
            0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc="
        ),
        (
            1, "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
            "M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM="
        ),
        (
            8, "bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=",
            "M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews="
        ),
        (
            15, "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
            "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI="
        ),
    ]

    @Test(arguments: heads) func headsOfAPublishedLog(size: Int, root: String, payload: String) throws {
        var frontier = Frontier()
        for entry in Self.entries.prefix(size) { frontier.append(MerkleTree.leafHash(entry.bytes)) }
        #expect(frontier.root.base64 == root)

        let published = note("\(Self.origin)\n\(size)\n\(root)\n", signedBy: Self.origin, payload)
        let read = try SignedNote(published)
        let checkpoint = try Checkpoint(text: read.text)
        #expect(checkpoint == (try Checkpoint(origin: Self.origin, size: UInt64(size), root: frontier.root)))
        #expect(try read.verified(by: [NoteVerifierKey(Self.verifier)]).map(\.name) == [Self.origin])

        let signed = try checkpoint.signed(with: NoteSignerKey(Self.signer))
        #expect(try signed.verified(by: [NoteVerifierKey(Self.verifier)]).count == 1)
        #if os(Linux)  // Elsewhere signatures differ from call to call.
            #expect(signed.bytes == published)
        #endif
    }

    static let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    static let one = "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek="
    static let refused: [(String, CheckpointError)] = [
        ("", .malformed), ("origin\n1\n", .malformed), ("origin\n1\n\(one)", .malformed),
        ("origin\n1\n\(one)\nextension\n", .malformed), ("origin\n1\n\(one)\n\n", .malformed),
        ("\n1\n\(one)\n", .origin), ("cosignature/v1\n1\n\(one)\n", .origin), ("or\rigin\n1\n\(one)\n", .origin),
        ("origin\r\n1\n\(one)\n", .origin),
        ("origin\n\n\(one)\n", .size), ("origin\n01\n\(one)\n", .size), ("origin\n+1\n\(one)\n", .size),
        ("origin\n-1\n\(one)\n", .size), ("origin\n 1\n\(one)\n", .size), ("origin\n1\r\n\(one)\n", .size),
        ("origin\n18446744073709551616\n\(one)\n", .size),
        ("origin\n1\n\n", .root), ("origin\n1\n\(one.dropLast())\n", .root), ("origin\n1\n\(one) \n", .root),
        // One bit more than the hash has, which lenient decoders drop.
        ("origin\n1\n\(one.dropLast(2))l=\n", .root), ("origin\n1\nTWFu\n", .root), ("origin\n0\n\(one)\n", .root),
    ]

    @Test(arguments: refused) func says(text: String, error: CheckpointError) {
        #expect(failure { () throws(CheckpointError) in try Checkpoint(text: text) } == error)
    }

    @Test(arguments: ["origin\n0\n\(empty)\n", "origin\n1\n\(one)\n", "乡村振兴 2026\n18446744073709551615\n\(one)\n"])
    func readsAndWrites(text: String) throws {
        #expect(try Checkpoint(text: text).text == text)
    }

    @Test(arguments: ["", "a\nb", "a\r\nb", "a\r", "\u{1}", "cosignature/v1", "cosignature/v1\nx"])
    func originsThatCannotBe(origin: String) {
        #expect(
            failure { () throws(CheckpointError) in
                try Checkpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)
            } == .origin)
    }

    @Test func originsThatLookAlikeAreDifferentLogs() throws {
        let root = MerkleTree.leafHash([])
        let composed = try Checkpoint(origin: "\u{e9}", size: 1, root: root)
        #expect(composed != (try Checkpoint(origin: "e\u{301}", size: 1, root: root)))
        #expect(composed == (try Checkpoint(origin: "\u{e9}", size: 1, root: root)))
        #expect(composed != (try Checkpoint(origin: "\u{e9}", size: 2, root: root)))
        #expect(composed != (try Checkpoint(origin: "\u{e9}", size: 1, root: MerkleTree.emptyRoot)))
    }
}
