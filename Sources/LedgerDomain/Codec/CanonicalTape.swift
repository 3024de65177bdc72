/// Where the values of a canonical JSON text stand, found in one strict pass.
///
/// Reading makes no strings and, once its storage has grown, no allocation: the same tape is read into
/// again and again when a log is replayed. What passes is canonical: writing it again gives the same bytes.
public struct CanonicalTape: Sendable {
    /// An entry holds at most this many bytes.
    public static let maximumBytes = 32_768
    /// Objects and arrays nest at most this deep.
    public static let maximumDepth = 8

    /// What a node is.
    public enum Kind: UInt8, Sendable {
        /// A string.
        case string
        /// `true`.
        case yes
        /// `false`.
        case no
        /// An array.
        case array
        /// An object.
        case object
    }

    /// One value. A node's members or elements follow it, up to ``next``.
    public struct Node: Sendable {
        /// What it is.
        public internal(set) var kind = Kind.string
        /// Whether a string holds an escape.
        public internal(set) var isEscaped = false
        /// The number of the member's name in ``MemberNames``; ``NameTable/unknown`` for other names and in arrays.
        var name = NameTable.unknown
        /// The bytes of the member's name; empty in arrays.
        public internal(set) var nameStart: UInt16 = 0
        /// The end of the member's name.
        public internal(set) var nameEnd: UInt16 = 0
        /// The first byte: of a string, the one after its quote.
        public internal(set) var start: UInt16 = 0
        /// The byte after the last: of a string, its closing quote.
        public internal(set) var end: UInt16 = 0
        /// The index of the node after this one and all within it.
        public internal(set) var next: UInt16 = 0
    }

    /// The values in the order of the text; the first is the whole. What follows its ``Node/next`` is left from
    /// earlier texts.
    public private(set) var nodes: [Node] = []

    /// An empty tape.
    public init() {}

    /// Reads one value that takes up all the bytes.
    ///
    /// - Throws: ``CanonicalFault`` at the first byte that is not canonical.
    public mutating func read(_ bytes: [UInt8]) throws(CanonicalFault) {
        guard bytes.count <= Self.maximumBytes else { throw CanonicalFault(reason: .tooLong, offset: bytes.count) }
        // A value has at least two bytes of its own, but for the objects and arrays that are still open.
        let most = bytes.count / 2 + Self.maximumDepth + 1
        if nodes.count < most { nodes = [Node](repeating: Node(), count: most) }
        var writer = nodes.mutableSpan
        var count = 0
        let end = try CanonicalScanner.value(
            at: 0, of: bytes.span, MemberNames.known, name: CanonicalScanner.Name(), depth: 0, &writer, &count)
        guard end == bytes.count else { throw CanonicalFault(reason: .trailing, offset: end) }
    }

    /// Moves the nodes to where they stand in a text of the same shape.
    mutating func move(_ match: borrowing ChangedStrings) {
        var writer = nodes.mutableSpan
        match.move(&writer)
    }
}
