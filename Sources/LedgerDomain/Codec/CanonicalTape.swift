/// Why bytes are not the canonical form of anything.
public struct CanonicalFault: Error, Hashable, Sendable {
    /// The kinds of defect.
    public enum Reason: String, Hashable, Sendable {
        /// More than ``CanonicalTape/maximumBytes``.
        case tooLong
        /// Nested deeper than ``CanonicalTape/maximumDepth``.
        case tooDeep
        /// A character that may not stand here: white space, a number, null, or a broken token.
        case unexpected
        /// The bytes end inside a value.
        case truncated
        /// Bytes after the value.
        case trailing
        /// A member name other than `[a-z0-9_]+`.
        case memberName
        /// A member that stands before its predecessor in byte order.
        case memberOrder
        /// Two members of one name.
        case duplicateMember
        /// An empty string, array or object; what does not apply is left out.
        case empty
        /// An escape that the canonical form does not use.
        case escape
        /// A bare control character.
        case control
        /// Not UTF-8.
        case utf8
        /// Not in normalisation form C.
        case normalisation
        /// A private-use character, a noncharacter or one newer than Unicode 14.0.
        case character
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset of the first byte that is wrong.
    public let offset: Int
}

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
        public internal(set) var kind: Kind
        /// Whether a string holds an escape.
        public internal(set) var isEscaped = false
        /// The bytes of the member's name; empty in arrays.
        public internal(set) var nameStart: UInt16
        /// The end of the member's name.
        public internal(set) var nameEnd: UInt16
        /// The first byte: of a string, the one after its quote.
        public internal(set) var start: UInt16
        /// The byte after the last: of a string, its closing quote.
        public internal(set) var end: UInt16
        /// The index of the node after this one and all within it.
        public internal(set) var next: UInt16
    }

    /// The values in the order of the text; the first is the whole.
    public private(set) var nodes: [Node] = []

    /// An empty tape.
    public init() {}

    /// Reads one value that takes up all the bytes.
    ///
    /// - Throws: ``CanonicalFault`` at the first byte that is not canonical.
    public mutating func read(_ bytes: [UInt8]) throws(CanonicalFault) {
        nodes.removeAll(keepingCapacity: true)
        guard bytes.count <= Self.maximumBytes else { throw CanonicalFault(reason: .tooLong, offset: bytes.count) }
        let span = bytes.span
        let end = try value(at: 0, of: span, name: 0..<0, depth: 0)
        guard end == span.count else { throw CanonicalFault(reason: .trailing, offset: end) }
    }

    private mutating func value(
        at index: Int, of bytes: Span<UInt8>, name: Range<Int>, depth: Int
    ) throws(CanonicalFault) -> Int {
        guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            let (end, isEscaped) = try string(from: index + 1, of: bytes)
            guard end > index + 1 else { throw CanonicalFault(reason: .empty, offset: index) }
            add(.string, isEscaped: isEscaped, name: name, from: index + 1, to: end)
            return end + 1
        case UInt8(ascii: "{"): return try object(at: index, of: bytes, name: name, depth: depth + 1)
        case UInt8(ascii: "["): return try array(at: index, of: bytes, name: name, depth: depth + 1)
        case UInt8(ascii: "t"): return try literal("true", .yes, at: index, of: bytes, name: name)
        case UInt8(ascii: "f"): return try literal("false", .no, at: index, of: bytes, name: name)
        default: throw CanonicalFault(reason: .unexpected, offset: index)
        }
    }

    private mutating func object(
        at start: Int, of bytes: Span<UInt8>, name: Range<Int>, depth: Int
    ) throws(CanonicalFault) -> Int {
        guard depth <= Self.maximumDepth else { throw CanonicalFault(reason: .tooDeep, offset: start) }
        let own = open(.object, at: start, name: name)
        var index = start + 1
        var previous = 0..<0
        while true {
            let member = try memberName(at: index, of: bytes, after: previous)
            previous = member
            index = try value(at: member.upperBound + 2, of: bytes, name: member, depth: depth)
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "}") {
                close(own, at: index + 1)
                return index + 1
            } else {
                throw CanonicalFault(reason: .unexpected, offset: index)
            }
        }
    }

    private mutating func array(
        at start: Int, of bytes: Span<UInt8>, name: Range<Int>, depth: Int
    ) throws(CanonicalFault) -> Int {
        guard depth <= Self.maximumDepth else { throw CanonicalFault(reason: .tooDeep, offset: start) }
        let own = open(.array, at: start, name: name)
        var index = start + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            throw CanonicalFault(reason: .empty, offset: start)
        }
        while true {
            index = try value(at: index, of: bytes, name: 0..<0, depth: depth)
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "]") {
                close(own, at: index + 1)
                return index + 1
            } else {
                throw CanonicalFault(reason: .unexpected, offset: index)
            }
        }
    }

    /// The range of a member's name; the colon after it has been checked.
    private func memberName(
        at index: Int, of bytes: Span<UInt8>, after previous: Range<Int>
    ) throws(CanonicalFault) -> Range<Int> {
        guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        guard bytes[index] == UInt8(ascii: "\"") else {
            let isEmpty = bytes[index] == UInt8(ascii: "}") && previous.isEmpty
            let reason: CanonicalFault.Reason = isEmpty ? .empty : .unexpected
            throw CanonicalFault(reason: reason, offset: index)
        }
        var end = index + 1
        while end < bytes.count, Self.isNameByte(bytes[end]) { end += 1 }
        guard end + 1 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: end) }
        guard end > index + 1, bytes[end] == UInt8(ascii: "\"") else {
            throw CanonicalFault(reason: .memberName, offset: end)
        }
        guard bytes[end + 1] == UInt8(ascii: ":") else { throw CanonicalFault(reason: .unexpected, offset: end + 1) }
        let name = (index + 1)..<end
        guard previous.isEmpty || Self.precedes(previous, name, in: bytes) else {
            let isSame = previous.count == name.count && !Self.precedes(name, previous, in: bytes)
            throw CanonicalFault(reason: isSame ? .duplicateMember : .memberOrder, offset: name.lowerBound)
        }
        return name
    }

    /// The end of a string's content, and whether it holds an escape.
    private func string(from start: Int, of bytes: Span<UInt8>) throws(CanonicalFault) -> (Int, Bool) {
        var index = start
        var isEscaped = false
        var isASCII = true
        while true {
            while index + 8 <= bytes.count {
                let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                if Self.holdsSpecial(word) { break }
                index += 8
            }
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                if !isASCII { try checkText(start..<index, of: bytes) }
                return (index, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                index = try escape(at: index, of: bytes)
            case 0x00..<0x20: throw CanonicalFault(reason: .control, offset: index)
            case 0x80...:
                isASCII = false
                index += 1
            default: index += 1
            }
        }
    }

    private func escape(at index: Int, of bytes: Span<UInt8>) throws(CanonicalFault) -> Int {
        guard index + 1 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index + 2
        case UInt8(ascii: "u"):
            guard index + 5 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            guard let control = Self.control(bytes[index + 2], bytes[index + 3], bytes[index + 4], bytes[index + 5])
            else { throw CanonicalFault(reason: .escape, offset: index) }
            let hasShortForm = control == 8 || control == 9 || control == 10 || control == 12 || control == 13
            guard !hasShortForm else { throw CanonicalFault(reason: .escape, offset: index) }
            return index + 6
        default: throw CanonicalFault(reason: .escape, offset: index)
        }
    }

    /// The control character that `\u00xx` in lower case means, else `nil`.
    private static func control(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> UInt8? {
        guard a == 0x30, b == 0x30, c == 0x30 || c == 0x31 else { return nil }
        let low: UInt8
        switch d {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): low = d - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): low = d - UInt8(ascii: "a") + 10
        default: return nil
        }
        return (c - 0x30) << 4 | low
    }

    private func checkText(_ range: Range<Int>, of bytes: Span<UInt8>) throws(CanonicalFault) {
        var index = range.lowerBound
        var isPlain = true
        while index < range.upperBound {
            guard let (scalar, length) = UTF8Scalar.decode(bytes, at: index, end: range.upperBound) else {
                throw CanonicalFault(reason: .utf8, offset: index)
            }
            if !TextRules.isPlain(scalar) { isPlain = false }
            index += length
        }
        if isPlain { return }
        var copy: [UInt8] = []
        for index in range { copy.append(bytes[index]) }
        switch TextRules.defect(in: String(decoding: copy, as: UTF8.self)) {
        case nil: return
        case .notNormalised: throw CanonicalFault(reason: .normalisation, offset: range.lowerBound)
        case .unknownCharacter: throw CanonicalFault(reason: .character, offset: range.lowerBound)
        }
    }

    private mutating func literal(
        _ text: StaticString, _ kind: Kind, at index: Int, of bytes: Span<UInt8>, name: Range<Int>
    ) throws(CanonicalFault) -> Int {
        let end = index + text.utf8CodeUnitCount
        guard end <= bytes.count else { throw CanonicalFault(reason: .truncated, offset: bytes.count) }
        let matches = text.withUTF8Buffer { expected in
            for offset in expected.indices where bytes[index + offset] != expected[offset] { return false }
            return true
        }
        guard matches else { throw CanonicalFault(reason: .unexpected, offset: index) }
        add(kind, isEscaped: false, name: name, from: index, to: end)
        return end
    }

    private mutating func add(_ kind: Kind, isEscaped: Bool, name: Range<Int>, from start: Int, to end: Int) {
        nodes.append(
            Node(
                kind: kind, isEscaped: isEscaped, nameStart: UInt16(name.lowerBound), nameEnd: UInt16(name.upperBound),
                start: UInt16(start), end: UInt16(end), next: UInt16(nodes.count + 1)))
    }

    private mutating func open(_ kind: Kind, at start: Int, name: Range<Int>) -> Int {
        add(kind, isEscaped: false, name: name, from: start, to: start)
        return nodes.count - 1
    }

    private mutating func close(_ node: Int, at end: Int) {
        nodes[node].end = UInt16(end)
        nodes[node].next = UInt16(nodes.count)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func precedes(_ left: Range<Int>, _ right: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for offset in 0..<min(left.count, right.count) {
            let (a, b) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if a != b { return a < b }
        }
        return left.count < right.count
    }

    /// Whether one of eight bytes is a quote, a backslash, a control character or not ASCII.
    private static func holdsSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let found =
            word | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
        return found & highs != 0
    }
}

/// Strict decoding of one UTF-8 scalar (Unicode 15, table 3-7).
enum UTF8Scalar {
    /// The scalar at an offset and its length in bytes, or `nil` where the bytes are not UTF-8.
    static func decode(_ bytes: Span<UInt8>, at index: Int, end: Int) -> (UInt32, Int)? {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let length: Int
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard index + length <= end else { return nil }
        var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        let isShortest = scalar >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000)
        guard isShortest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
        return (scalar, length)
    }
}
