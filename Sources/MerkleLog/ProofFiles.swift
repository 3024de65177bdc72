/// An inclusion proof as a file (C2SP tlog-proof): index, path and the checkpoint it leads to.
public struct InclusionProofFile: Hashable, Sendable {
    /// The position of the entry.
    public let index: UInt64
    /// The path, the leaf's sibling first.
    public let path: [Hash]
    /// The signed checkpoint, verbatim.
    public let note: [UInt8]

    private static let header = "c2sp.org/tlog-proof@v1"

    /// A proof from its parts.
    public init(index: UInt64, path: [Hash], note: [UInt8]) {
        self.index = index
        self.path = path
        self.note = note
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var text = "\(Self.header)\nindex \(index)\n"
        for hash in path { text += hash.base64 + "\n" }
        return Array((text + "\n").utf8) + note
    }

    /// Reads a file; `nil` where it is no such proof. An `extra` line is passed over: nothing authenticates it.
    public init?(_ bytes: [UInt8]) {
        guard var parts = ProofFileParts(bytes), parts.next(after: Self.header)?.isEmpty == true else { return nil }
        if let extra = parts.next(after: "extra ") {
            guard Base64.decode(extra) != nil else { return nil }
        }
        guard let number = parts.next(after: "index "), let index = StrictDecimal.decode(number),
            let path = parts.path()
        else { return nil }
        self.init(index: index, path: path, note: parts.note)
    }
}

/// A consistency proof as a file: the body of a witness's `add-checkpoint` request (C2SP tlog-witness), so that
/// the same file can be sent to any witness.
public struct ConsistencyProofFile: Hashable, Sendable {
    /// The size of the older head.
    public let oldSize: UInt64
    /// The path.
    public let path: [Hash]
    /// The newer signed checkpoint, verbatim.
    public let note: [UInt8]

    /// A proof from its parts.
    public init(oldSize: UInt64, path: [Hash], note: [UInt8]) {
        self.oldSize = oldSize
        self.path = path
        self.note = note
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var text = "old \(oldSize)\n"
        for hash in path { text += hash.base64 + "\n" }
        return Array((text + "\n").utf8) + note
    }

    /// Reads a file; `nil` where it is no such proof, and for hashes that lead from the empty tree: there are none.
    public init?(_ bytes: [UInt8]) {
        guard var parts = ProofFileParts(bytes), let number = parts.next(after: "old "),
            let oldSize = StrictDecimal.decode(number), let path = parts.path(), oldSize > 0 || path.isEmpty
        else { return nil }
        self.init(oldSize: oldSize, path: path, note: parts.note)
    }
}

/// What both files are made of: lines, an empty line, and a checkpoint. Cut between bytes, so that a line ends at a
/// newline and nowhere else.
private struct ProofFileParts {
    private var lines: ArraySlice<ArraySlice<UInt8>>
    let note: [UInt8]

    init?(_ bytes: [UInt8]) {
        guard let blank = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            return nil
        }
        lines = bytes[..<blank].split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        note = Array(bytes[(blank + 2)...])
    }

    /// What follows a prefix on the next line, which is then used up; `nil` where that line begins otherwise.
    mutating func next(after prefix: String) -> String? {
        guard let line = lines.first, line.starts(with: prefix.utf8) else { return nil }
        lines = lines.dropFirst()
        return String(decoding: line.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    /// The remaining lines; a path in a tree of 64-bit positions has at most 63 hashes.
    func path() -> [Hash]? {
        let hashes = lines.compactMap { Hash(base64: String(decoding: $0, as: UTF8.self)) }
        return hashes.count == lines.count && hashes.count <= 63 ? hashes : nil
    }
}
