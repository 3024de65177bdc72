import MerkleLog

/// Consistency proofs, which are also what a witness is asked with (``ConsistencyProofFile``, ``Proof``,
/// ``WitnessState``).
struct ConsistencyProofTarget: FuzzTarget {
    static let name = "consistency"
    static let dictionary = ["old ", "old 0\n", "\n\n", "18446744073709551615"]

    private let log: SampleLog
    private let heads: [Checkpoint]

    init() throws {
        let log = try SampleLog()
        self.log = log
        heads = try (0...SampleLog.entries.count).map { try log.head(size: $0) }
    }

    func seeds() throws -> [[UInt8]] {
        try SampleLog.sizes.flatMap { size in
            try Set([0, 1, size / 2, size - 1, size]).sorted().map { try log.consistency(from: $0, to: size).bytes }
        }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let file = ConsistencyProofFile(bytes) else { return }
        expect(file.bytes == bytes, "written again it has other bytes")
        expect(ConsistencyProofFile(file.bytes) == file, "read again it is another proof")
        let note = try? SignedNote(file.note)
        let head = note.flatMap { try? Checkpoint(text: $0.text) }
        let tail = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
        for size in [tail, file.oldSize, .max] + (head.map { [$0.size] } ?? []) { verify(file, size, head) }
        if let note, let head { ask(file, note, head) }
    }

    private func verify(_ file: ConsistencyProofFile, _ size: UInt64, _ head: Checkpoint?) {
        let old = heads[Int(file.oldSize % UInt64(heads.count))].root
        let isOrdered = file.oldSize > 0 && file.oldSize <= size
        let wanted = isOrdered ? NaiveProofs.roots(file.oldSize, old, size, file.path[...]) : nil
        let other = head?.root ?? old
        for (before, after) in [(old, other), (wanted?.old ?? old, wanted?.new ?? other), (old, wanted?.new ?? other)] {
            // The path can hold the old root itself, so the roots are found again for the one that is claimed.
            let roots = isOrdered ? NaiveProofs.roots(file.oldSize, before, size, file.path[...]) : nil
            let holds = Proof.verifyConsistency(
                from: file.oldSize, oldRoot: before, to: size, root: after, path: file.path)
            expect(holds == (roots.map { $0 == (before, after) } ?? false), "from \(file.oldSize) to \(size): \(holds)")
        }
    }

    /// Signs what is asked for, so that the witness looks further than at the signature.
    private func ask(_ file: ConsistencyProofFile, _ note: SignedNote, _ head: Checkpoint) {
        guard let own = try? Checkpoint(origin: log.key.verifier.name, size: head.size, root: head.root),
            let signed = try? own.signed(with: log.key)
        else { fatalError("a head that cannot be signed") }
        let request = ConsistencyProofFile(oldSize: file.oldSize, path: file.path, note: signed.bytes).bytes
        let keys = [log.key.verifier]
        for seen in [0, 1, 8, heads.count - 1] {
            let state = seen == 0 ? WitnessState() : WitnessState(size: heads[seen].size, root: heads[seen].root)
            guard let answer = try? state.accepting(request, keys: keys) else { continue }
            expect(answer.state.size == own.size && answer.state.root == own.root, "the witness keeps another head")
            expect(own.size >= state.size, "the witness goes back")
            let roots = NaiveProofs.roots(state.size, state.root, own.size, file.path[...])
            expect(state.size == 0 || roots.map { $0 == (state.root, own.root) } ?? false, "the witness was deceived")
        }
    }
}
