/// Why a text is no checkpoint.
public enum CheckpointError: Error, Hashable, Sendable {
    /// Not three lines.
    case malformed
    /// An empty origin, or one that a cosignature's text could be taken for.
    case origin
    /// No decimal number.
    case size
    /// No hash in base64, or size 0 with another root than the empty tree's.
    case root
}

/// The head of a log: which log, how many entries, and the root over them (C2SP tlog-checkpoint v1.0.0).
public struct Checkpoint: Hashable, Sendable {
    /// Which log.
    public let origin: String
    /// The number of entries.
    public let size: UInt64
    /// The root of the tree over them.
    public let root: Hash

    /// A head of a log.
    ///
    /// - Throws: ``CheckpointError``.
    public init(origin: String, size: UInt64, root: Hash) throws(CheckpointError) {
        guard !origin.isEmpty, !origin.contains("\n"), !origin.hasPrefix("cosignature/v1") else { throw .origin }
        guard size > 0 || root == MerkleTree.emptyRoot else { throw .root }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a note.
    ///
    /// - Throws: ``CheckpointError``.
    public init(text: String) throws(CheckpointError) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        guard lines.count == 4, lines[3].isEmpty else { throw .malformed }
        guard let size = StrictDecimal.decode(lines[1]) else { throw .size }
        guard let root = Hash(base64: lines[2]) else { throw .root }
        try self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// The text that is signed.
    public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

    /// The signed note.
    ///
    /// - Throws: ``NoteError/signing``.
    public func signed(with key: NoteSignerKey) throws(NoteError) -> SignedNote {
        var note = SignedNote(text: text)
        try note.sign(with: key)
        return note
    }
}
