/// Why a text is no checkpoint.
public enum CheckpointError: Error, Hashable, Sendable {
    /// Not three lines.
    case malformed
    /// An empty origin, one with control characters, or one that a cosignature's text could be taken for.
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
        // Over bytes: a `String` holds CRLF as one character, which is not a newline.
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 >= 0x20 }),
            !origin.utf8.starts(with: "cosignature/v1".utf8)
        else { throw .origin }
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

    /// Byte by byte: origins that only look alike are different logs.
    public static func == (one: Checkpoint, other: Checkpoint) -> Bool {
        one.size == other.size && one.root == other.root && one.origin.utf8.elementsEqual(other.origin.utf8)
    }

    /// The signed note.
    ///
    /// - Throws: ``NoteError/signing``.
    public func signed(with key: NoteSignerKey) throws(NoteError) -> SignedNote {
        var note = SignedNote(text: text)
        try note.sign(with: key)
        return note
    }
}
