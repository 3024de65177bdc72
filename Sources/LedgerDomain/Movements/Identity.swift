/// An identifier as its bytes in the log, in a form that hashes and compares in a few instructions.
///
/// Two words hold up to fifteen bytes, which most identifiers have; nothing is then allocated. Order and equality
/// are those of the bytes.
public struct Identity: Sendable, Hashable, Comparable, CustomStringConvertible {
    private static let inlineLength = 15
    private static let longMark: UInt64 = 0xFF

    /// The first eight bytes as one number in byte order, zeros where there are fewer.
    private let head: UInt64
    /// The next seven bytes, and in the lowest place the length or ``longMark``.
    private let tail: UInt64
    /// All bytes of a long identifier.
    private let long: [UInt8]?

    /// The identity of a text.
    public init(_ text: String) {
        var copy = text
        self = copy.withUTF8 { buffer in Identity(buffer.span, buffer.indices) }
    }

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let count = range.count
        var words: (head: UInt64, tail: UInt64) = (0, 0)
        if range.lowerBound + 16 <= bytes.count {
            words.head = bytes.word(at: range.lowerBound).byteSwapped
            words.tail = bytes.word(at: range.lowerBound + 8).byteSwapped
            if count < 8 { words = (count == 0 ? 0 : words.head & ~0 << UInt64(64 - 8 * count), 0) }
            if count < 16 { words.tail &= count <= 8 ? 0 : ~0 << UInt64(128 - 8 * count) }
            words.tail &= ~0xFF
        } else {
            for offset in 0..<min(count, Self.inlineLength) {
                let byte = UInt64(bytes[range.lowerBound + offset])
                if offset < 8 {
                    words.head |= byte << UInt64(56 - 8 * offset)
                } else {
                    words.tail |= byte << UInt64(120 - 8 * offset)
                }
            }
        }
        head = words.head
        if count <= Self.inlineLength {
            tail = words.tail | UInt64(count)
            long = nil
        } else {
            tail = words.tail | Self.longMark
            var copy: [UInt8] = []
            copy.reserveCapacity(count)
            for index in range { copy.append(bytes[index]) }
            long = copy
        }
    }

    /// The text.
    public var description: String {
        if let long { return String(decoding: long, as: UTF8.self) }
        let count = Int(tail & 0xFF)
        return String(unsafeUninitializedCapacity: count) { buffer in
            for offset in 0..<count {
                let word = offset < 8 ? head >> UInt64(56 - 8 * offset) : tail >> UInt64(120 - 8 * offset)
                buffer[offset] = UInt8(truncatingIfNeeded: word)
            }
            return count
        }
    }

    /// Two words that short identifiers differ in and that long ones nearly always do, for hashes of keys.
    public var words: (UInt64, UInt64) {
        guard let long else { return (head, tail) }
        var mixed = tail
        for byte in long { mixed = (mixed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (head, mixed)
    }

    /// Two numbers that order identities as far as they decide; two identities that are not long are equal where
    /// these are.
    public var orderWords: (UInt64, UInt64) { (head, tail) }

    /// Whether it has bytes that ``orderWords`` does not hold.
    public var isLong: Bool { long != nil }

    public static func == (left: Identity, right: Identity) -> Bool {
        left.head == right.head && left.tail == right.tail && (left.long == nil || left.long == right.long)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(head)
        hasher.combine(tail)
        if let long { hasher.combine(long) }
    }

    public static func < (left: Identity, right: Identity) -> Bool {
        if left.head != right.head { return left.head < right.head }
        if left.tail >> 8 != right.tail >> 8 { return left.tail < right.tail }
        // The first fifteen bytes are equal, or a shorter identifier is followed by zeros in the longer one.
        guard left.long != nil || right.long != nil else { return left.tail < right.tail }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private var bytes: [UInt8] { long ?? Array(description.utf8) }
}

extension Identity {
    func pack(into bytes: inout PackedBytes) {
        bytes.append(head)
        bytes.append(tail)
        guard let long else { return }
        bytes.append(UInt32(truncatingIfNeeded: long.count))
        long.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    init(packed reader: inout PackedReader) {
        head = reader.next()
        tail = reader.next()
        guard tail & 0xFF == Self.longMark else {
            long = nil
            return
        }
        var content: [UInt8] = []
        for _ in 0..<reader.next(UInt32.self) { content.append(reader.next()) }
        long = content
    }

    /// Gives the bytes without making a string.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        if let long { return long.withUnsafeBytes(body) }
        withUnsafeBytes(of: (head.bigEndian, tail.bigEndian)) { words in
            body(UnsafeRawBufferPointer(rebasing: words[0..<Int(tail & 0xFF)]))
        }
    }
}
