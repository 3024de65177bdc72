/// A SHA-256 hash: a leaf, a node or a root of the tree.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
    /// The length in bytes.
    public static let length = 32

    private let words: SIMD4<UInt64>

    /// A hash of exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        var words = SIMD4<UInt64>.zero
        for (index, byte) in bytes.enumerated() { words[index >> 3] |= UInt64(byte) << UInt64((index & 7) * 8) }
        self.words = words
    }

    /// A hash of exactly 32 bytes of memory; without this, every byte goes through the generic path.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.length else { return nil }
        self.init(digest: bytes)
    }

    init(digest: UnsafeRawBufferPointer) {
        words = digest.loadUnaligned(as: SIMD4<UInt64>.self)
    }

    /// A hash of 64 hexadecimal digits in lower case.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes)
    }

    /// A hash in standard base64.
    public init?(base64: some StringProtocol) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes)
    }

    /// Hashes one after the other; `nil` where the bytes are no multiple of 32.
    public static func array(of bytes: UnsafeRawBufferPointer) -> [Hash]? {
        guard bytes.count.isMultiple(of: length) else { return nil }
        return stride(from: 0, to: bytes.count, by: length).map { start in
            Hash(digest: UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        }
    }

    /// Hashes one after the other; `nil` where the bytes are no multiple of 32.
    public static func array(of bytes: [UInt8]) -> [Hash]? { bytes.withUnsafeBytes { array(of: $0) } }

    /// The 32 bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Gives the 32 bytes without copying them to the heap.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: words, body)
    }

    /// Lower-case hexadecimal.
    public var hex: String { Hexadecimal.encode(bytes) }
    /// Standard base64.
    public var base64: String { Base64.encode(bytes) }
    /// Lower-case hexadecimal.
    public var description: String { hex }
}

/// Lower-case hexadecimal.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The text of bytes.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; `nil` where it is no lower-case hexadecimal.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let source = Array(text.utf8)
        guard source.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: source.count, by: 2) {
            guard let high = digits.firstIndex(of: source[index]), let low = digits.firstIndex(of: source[index + 1])
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

/// Standard base64 with padding (RFC 4648 section 4), strict: one text for each sequence of bytes.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (index, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(index) }
        return values
    }()

    /// The text of bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let word = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[word >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; `nil` where it is not what ``encode(_:)`` writes.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let source = Array(text.utf8)
        guard source.count.isMultiple(of: 4) else { return nil }
        let padding = source.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        var bytes: [UInt8] = []
        var word = 0
        for (index, byte) in source.dropLast(padding).enumerated() {
            guard values[Int(byte)] != 255 else { return nil }
            word = word << 6 | Int(values[Int(byte)])
            if index % 4 == 3 {
                bytes += [UInt8(word >> 16 & 255), UInt8(word >> 8 & 255), UInt8(word & 255)]
                word = 0
            }
        }
        if padding == 1 {
            guard word & 3 == 0 else { return nil }
            bytes += [UInt8(word >> 10 & 255), UInt8(word >> 2 & 255)]
        } else if padding == 2 {
            guard word & 15 == 0 else { return nil }
            bytes.append(UInt8(word >> 4 & 255))
        }
        return bytes
    }
}

/// Decimal numbers as notes write them: digits without sign or leading zeros.
public enum StrictDecimal {
    /// The number of a text; `nil` where it is written otherwise or does not fit.
    public static func decode(_ text: some StringProtocol) -> UInt64? {
        guard let number = UInt64(text), String(number).utf8.elementsEqual(text.utf8) else { return nil }
        return number
    }
}
