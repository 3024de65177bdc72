import MerkleLog

/// Inclusion proofs (``InclusionProofFile``, ``Proof``).
///
/// Any size can stand in a checkpoint, so the proof is also tried in trees of a size taken from its last bytes.
struct InclusionProofTarget: FuzzTarget {
    static let name = "inclusion"
    static let dictionary = ["c2sp.org/tlog-proof@v1\n", "index ", "extra ", "\n\n", "18446744073709551615"]

    private let log: SampleLog

    init() throws { log = try SampleLog() }

    func seeds() throws -> [[UInt8]] {
        try SampleLog.sizes.flatMap { size in
            try Set([0, size / 2, size - 1]).sorted().map { try log.inclusion(of: $0, in: size).bytes }
        }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let file = InclusionProofFile(bytes) else { return }
        expect(InclusionProofFile(file.bytes) == file, "written and read again it is another proof")
        // An `extra` line says nothing that holds, and is not written.
        let isPlain = !bytes.split(separator: 0x0A).contains { $0.starts(with: "extra ".utf8) }
        if isPlain { expect(file.bytes == bytes, "written again it has other bytes") }

        var sizes = [bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }, file.index &+ 1, .max]
        let head = (try? SignedNote(file.note)).flatMap { try? Checkpoint(text: $0.text) }
        if let head { sizes.append(head.size) }
        let leaf = MerkleTree.leafHash(SampleLog.entries[Int(file.index % UInt64(SampleLog.entries.count))])
        for size in sizes {
            let wanted = NaiveProofs.root(leaf, file.index, size, file.path[...])
            let other = head?.root ?? leaf
            for root in Set([wanted ?? other, other]) {
                let holds = Proof.verifyInclusion(of: leaf, at: file.index, in: size, root: root, path: file.path)
                expect(holds == (root == wanted), "of \(file.index) in \(size): \(holds)")
            }
        }
    }
}
