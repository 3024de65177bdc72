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
        guard let blank = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            return nil
        }
        var lines = bytes[..<blank].split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }[...]
        guard lines.popFirst() == Self.header else { return nil }
        if let extra = lines.first, extra.hasPrefix("extra ") {
            guard Base64.decode(extra.dropFirst(6)) != nil else { return nil }
            lines = lines.dropFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "),
            let index = StrictDecimal.decode(line.dropFirst(6)), lines.count <= 63
        else { return nil }
        let hashes = lines.compactMap { Hash(base64: $0) }
        guard hashes.count == lines.count else { return nil }
        self.init(index: index, path: hashes, note: Array(bytes[(blank + 2)...]))
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
}
