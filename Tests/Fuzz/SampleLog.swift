import MerkleLog

/// A small published log, and notes of others, to start from.
struct SampleLog {
    // transparency-dev/tessera, testdata/log (commit 1811ae1).
    static let entries = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
        "fourten", "fivten",
    ].map { Array($0.utf8) }
    private static let signer =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"

    /// Published notes with the keys that signed them: golang/mod sumdb/note/example_test.go (commit fe2ec04), C2SP
    /// signed-note v1.0.0, sum.golang.org, and a head with a witness's signature.
    static let published: [(keys: [String], note: String)] = [
        (
            [
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
            ],
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            — EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=

            """
        ),
        (
            ["example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"],
            """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

            """
        ),
        (
            ["sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"],
            """
            go.sum database tree
            6476701
            mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

            — sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=

            """
        ),
        (
            [
                "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
                "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            ],
            """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==

            """
        ),
    ]

    /// The log's key.
    let key: NoteSignerKey
    /// A witness's key.
    let witness: NoteSignerKey
    private let leaves = Self.entries.map { MerkleTree.leafHash($0) }

    init() throws {
        key = try NoteSignerKey(Self.signer)
        witness = try NoteSignerKey(
            name: "witness.example.org/auditor1", kind: .cosignature, seed: [UInt8](repeating: 1, count: 32))
    }

    /// The keys of the log and its witness, and of the published notes.
    func keys() throws -> [NoteVerifierKey] {
        try [key.verifier, witness.verifier] + Self.published.flatMap { try $0.keys.map { try NoteVerifierKey($0) } }
    }

    /// The head over the first entries.
    func head(size: Int) throws -> Checkpoint {
        var tree = Frontier()
        for leaf in leaves.prefix(size) { tree.append(leaf) }
        return try Checkpoint(origin: key.verifier.name, size: UInt64(size), root: tree.root)
    }

    /// The signed and cosigned head over the first entries.
    func note(size: Int) throws -> SignedNote {
        var note = try head(size: size).signed(with: key)
        note.signatures.append(try Cosignature.sign(note.text, time: 1_767_600_000, with: witness))
        return note
    }

    /// Sizes worth a seed: around powers of two, and the whole.
    static let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15]

    func inclusion(of index: Int, in size: Int) throws -> InclusionProofFile {
        let path = Proof.inclusion(of: UInt64(index), in: UInt64(size), subtree)
        return InclusionProofFile(index: UInt64(index), path: path, note: try note(size: size).bytes)
    }

    func consistency(from old: Int, to size: Int) throws -> ConsistencyProofFile {
        let path = Proof.consistency(from: UInt64(old), to: UInt64(size), subtree)
        return ConsistencyProofFile(oldSize: UInt64(old), path: path, note: try note(size: size).bytes)
    }

    private func subtree(_ level: Int, _ index: UInt64) -> Hash {
        let width = 1 << level
        var tree = Frontier()
        for leaf in leaves[Int(index) * width..<(Int(index) + 1) * width] { tree.append(leaf) }
        return tree.root
    }
}
