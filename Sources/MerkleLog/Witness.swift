/// Why a witness does not sign, with the status that C2SP tlog-witness answers.
public enum WitnessRefusal: Error, Hashable, Sendable {
    /// The request is no consistency file (400).
    case malformed
    /// The old size is larger than the new one (400).
    case oldIsLarger
    /// No valid signature of a known key (403).
    case notSigned
    /// A log that the witness does not follow (404).
    case unknownOrigin
    /// The old size is not the newest that the witness has seen (409).
    case otherSize(UInt64)
    /// The proof does not hold, or equal sizes have different roots (422).
    case inconsistent

    /// The status of the answer.
    public var status: Int {
        switch self {
        case .malformed, .oldIsLarger: 400
        case .notSigned: 403
        case .unknownOrigin: 404
        case .otherSize: 409
        case .inconsistent: 422
        }
    }
}

/// What a witness keeps of a log: the newest head that it signed (C2SP tlog-witness).
public struct WitnessState: Hashable, Sendable {
    /// The number of entries; 0 before the first head.
    public let size: UInt64
    /// The root over them.
    public let root: Hash

    /// The state before the first head.
    public init() {
        size = 0
        root = MerkleTree.emptyRoot
    }

    /// A state from its parts.
    public init(size: UInt64, root: Hash) {
        self.size = size
        self.root = root
    }

    /// The state after a request that the witness may sign. It must be kept durably before the signature is given away;
    /// checking and keeping are one step, or two requests at once are signed for two logs.
    ///
    /// - Parameters:
    ///   - request: an `add-checkpoint` request: a consistency file.
    ///   - keys: the keys of the logs that the witness follows.
    /// - Throws: ``WitnessRefusal``.
    /// - Returns: the new state, and the text of the head to sign.
    public func accepting(
        _ request: [UInt8], keys: [NoteVerifierKey]
    ) throws(WitnessRefusal) -> (state: WitnessState, text: String) {
        guard let file = ConsistencyProofFile(request), let note = try? SignedNote(file.note),
            let head = try? Checkpoint(text: note.text)
        else { throw .malformed }
        let own = keys.filter { $0.name.utf8.elementsEqual(head.origin.utf8) }
        guard !own.isEmpty else { throw .unknownOrigin }
        guard (try? note.verified(by: own)) != nil else { throw .notSigned }
        guard file.oldSize <= head.size else { throw .oldIsLarger }
        // The very head that was signed last may be signed again: a signature may get lost on its way.
        if size > 0, head.size == size, head.root == root { return (self, note.text) }
        guard file.oldSize == size else { throw .otherSize(size) }
        let isConsistent =
            size == 0
            ? file.path.isEmpty
            : Proof.verifyConsistency(from: size, oldRoot: root, to: head.size, root: head.root, path: file.path)
        guard isConsistent else { throw .inconsistent }
        return (WitnessState(size: head.size, root: head.root), note.text)
    }
}
