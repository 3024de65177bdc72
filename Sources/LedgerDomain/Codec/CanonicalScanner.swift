/// The strict pass over canonical text that fills a ``CanonicalTape``.
///
/// Nearly all text is member names that are known, and strings of ASCII and of ordinary Chinese characters. These
/// are taken eight bytes at a time; whatever else comes, and the last bytes, goes to the careful functions of
/// ``StrictText``, which also know what to call each fault. Every load is checked against the bounds.
enum CanonicalScanner {
    typealias Node = CanonicalTape.Node
    typealias Kind = CanonicalTape.Kind

    /// Where a member's name stands.
    struct Name {
        var start = 0
        var end = 0
        var number = NameTable.unknown
        /// The name's first bytes as a number in byte order; 0 before the first member.
        var order: UInt64 = 0
    }

    /// Reads the value at an offset and gives the offset after it.
    static func value(
        at index: Int, of bytes: Span<UInt8>, _ known: NameTable, name: Name, depth: Int,
        _ nodes: inout MutableSpan<Node>, _ count: inout Int
    ) throws(CanonicalFault) -> Int {
        guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            var end = plainStringEnd(from: index + 1, of: bytes)
            var isEscaped = false
            if end < 0 { (end, isEscaped) = try StrictText.string(from: index + 1, of: bytes) }
            guard end > index + 1 else { throw CanonicalFault(reason: .empty, offset: index) }
            add(.string, isEscaped: isEscaped, name: name, from: index + 1, to: end, &nodes, &count)
            return end + 1
        case UInt8(ascii: "{"):
            return try object(at: index, of: bytes, known, name: name, depth: depth + 1, &nodes, &count)
        case UInt8(ascii: "["):
            return try array(at: index, of: bytes, known, name: name, depth: depth + 1, &nodes, &count)
        case UInt8(ascii: "t"):
            let end = try StrictText.literal("true", at: index, of: bytes)
            add(.yes, name: name, from: index, to: end, &nodes, &count)
            return end
        case UInt8(ascii: "f"):
            let end = try StrictText.literal("false", at: index, of: bytes)
            add(.no, name: name, from: index, to: end, &nodes, &count)
            return end
        default: throw CanonicalFault(reason: .unexpected, offset: index)
        }
    }

    private static func object(
        at start: Int, of bytes: Span<UInt8>, _ known: NameTable, name: Name, depth: Int,
        _ nodes: inout MutableSpan<Node>, _ count: inout Int
    ) throws(CanonicalFault) -> Int {
        guard depth <= CanonicalTape.maximumDepth else { throw CanonicalFault(reason: .tooDeep, offset: start) }
        let own = count
        add(.object, name: name, from: start, to: start, &nodes, &count)
        var index = start + 1
        var previous = Name()
        while true {
            var member = knownName(at: index, of: bytes, known)
            if member.order <= previous.order {
                // Not a known name, or one that its first eight bytes do not put after the one before.
                member = try StrictText.memberName(at: index, of: bytes, after: previous, known)
            }
            previous = member
            index = try value(at: member.end + 2, of: bytes, known, name: member, depth: depth, &nodes, &count)
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "}") {
                close(own, at: index + 1, &nodes, count)
                return index + 1
            } else {
                throw CanonicalFault(reason: .unexpected, offset: index)
            }
        }
    }

    private static func array(
        at start: Int, of bytes: Span<UInt8>, _ known: NameTable, name: Name, depth: Int,
        _ nodes: inout MutableSpan<Node>, _ count: inout Int
    ) throws(CanonicalFault) -> Int {
        guard depth <= CanonicalTape.maximumDepth else { throw CanonicalFault(reason: .tooDeep, offset: start) }
        let own = count
        add(.array, name: name, from: start, to: start, &nodes, &count)
        var index = start + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            throw CanonicalFault(reason: .empty, offset: start)
        }
        while true {
            index = try value(at: index, of: bytes, known, name: Name(), depth: depth, &nodes, &count)
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "]") {
                close(own, at: index + 1, &nodes, count)
                return index + 1
            } else {
                throw CanonicalFault(reason: .unexpected, offset: index)
            }
        }
    }

    // MARK: Eight bytes at a time

    /// A known name of at most fifteen bytes with its quotes and colon; otherwise a name of order 0.
    @inline(__always)
    private static func knownName(at index: Int, of bytes: Span<UInt8>, _ known: NameTable) -> Name {
        let start = index + 1
        guard start + 18 <= bytes.count, bytes[index] == UInt8(ascii: "\"") else { return Name() }
        var quotes = EightBytes.zeros(in: bytes.word(at: start) ^ EightBytes.quotes)
        var end = start
        if quotes == 0 {
            end += 8
            quotes = EightBytes.zeros(in: bytes.word(at: end) ^ EightBytes.quotes)
            if quotes == 0 { return Name() }
        }
        end += quotes.trailingZeroBitCount >> 3
        guard bytes[end + 1] == UInt8(ascii: ":") else { return Name() }
        let code = NameCode(bytes, start..<end)
        let number = known.number(of: code)
        guard number != NameTable.unknown else { return Name() }
        return Name(start: start, end: end, number: number, order: code.order)
    }

    /// The closing quote of a string of ASCII and plain three-byte characters without escapes; −1 where the string
    /// is of another kind, is at fault or ends within the last bytes.
    @inline(__always)
    static func plainStringEnd(from start: Int, of bytes: Span<UInt8>) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let special = EightBytes.specials(in: bytes.word(at: index))
            if special == 0 {
                index += 8
                continue
            }
            index += special.trailingZeroBitCount >> 3
            if bytes[index] == UInt8(ascii: "\"") { return index }
            guard bytes[index] >= 0x80 else { return -1 }
            index = plainCharactersEnd(from: index, of: bytes)
            if index < 0 { return -1 }
        }
        return -1
    }

    /// The end of a run of plain three-byte characters; −1 where something else comes that is not ASCII.
    private static func plainCharactersEnd(from start: Int, of bytes: Span<UInt8>) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let word = UInt32(truncatingIfNeeded: bytes.word(at: index))
            if word & 0x80 == 0 { return index }
            guard word & 0x00C0_C0F0 == 0x0080_80E0 else { return -1 }
            let scalar = (word & 0x0F) << 12 | (word >> 8 & 0x3F) << 6 | word >> 16 & 0x3F
            // Below are characters written longer than they may be.
            guard scalar >= 0x800, TextRules.isPlain(scalar) else { return -1 }
            index += 3
        }
        return -1
    }

    // MARK: Nodes

    @inline(__always)
    private static func add(
        _ kind: Kind, isEscaped: Bool = false, name: Name, from start: Int, to end: Int,
        _ nodes: inout MutableSpan<Node>, _ count: inout Int
    ) {
        nodes[count] = Node(
            kind: kind, isEscaped: isEscaped, name: name.number, nameStart: UInt16(truncatingIfNeeded: name.start),
            nameEnd: UInt16(truncatingIfNeeded: name.end), start: UInt16(truncatingIfNeeded: start),
            end: UInt16(truncatingIfNeeded: end), next: UInt16(truncatingIfNeeded: count + 1))
        count += 1
    }

    private static func close(_ node: Int, at end: Int, _ nodes: inout MutableSpan<Node>, _ count: Int) {
        nodes[node].end = UInt16(truncatingIfNeeded: end)
        nodes[node].next = UInt16(truncatingIfNeeded: count)
    }
}

/// Tests of eight bytes at once. The lowest bit that is set stands in the first byte that is meant; bits above it
/// may be wrong, because borrows run upwards.
enum EightBytes {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080
    static let quotes: UInt64 = 0x2222_2222_2222_2222
    static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C

    /// Bytes that are zero.
    @inline(__always)
    static func zeros(in word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// Quotes, backslashes, control characters and what is not ASCII.
    @inline(__always)
    static func specials(in word: UInt64) -> UInt64 {
        let quote = word ^ quotes
        let backslash = word ^ backslashes
        let found =
            word | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
        return found & highs
    }
    /// The bytes that are no base32 digits (RFC 4648) in lower case.
    @inline(__always)
    static func strangersToBase32(in word: UInt64) -> UInt64 { strangers(in: word, digits: 2...7, letters: 1...26) }

    /// The bytes that are no hexadecimal digits in lower case.
    @inline(__always)
    static func strangersToHexadecimal(in word: UInt64) -> UInt64 {
        strangers(in: word, digits: 0...9, letters: 1...6)
    }

    /// The bytes that are neither among some digits nor among some lower-case letters, the first of which is 1.
    @inline(__always)
    private static func strangers(in word: UInt64, digits: ClosedRange<UInt64>, letters: ClosedRange<UInt64>) -> UInt64
    {
        let digit = within(word ^ 0x3030_3030_3030_3030, digits)
        let letter = within(word ^ 0x6060_6060_6060_6060, letters)
        return (word | ~(digit | letter)) & highs
    }

    /// The bytes within a range, where all are below 0x80: no addition then carries into the next byte.
    @inline(__always)
    private static func within(_ word: UInt64, _ range: ClosedRange<UInt64>) -> UInt64 {
        let bytes = word & ~highs
        return (bytes &+ ones &* (0x80 - range.lowerBound)) & ~(bytes &+ ones &* (0x7F - range.upperBound)) & highs
    }
}
