/// Why a text is not a draft, and where.
public struct DraftSyntaxFault: Error, Hashable, Sendable {
    /// The kinds of defect.
    public enum Reason: String, Hashable, Sendable {
        /// A character that may not stand here.
        case unexpected
        /// The text ends inside a value.
        case truncated
        /// Something follows the value.
        case trailing
        /// A number: amounts and years are written as strings.
        case number
        /// `null`: a member that does not apply is left out.
        case null
        /// Two members of one name.
        case duplicateMember
        /// An escape that JSON does not know, or half of a surrogate pair.
        case escape
        /// A bare control character in a string.
        case control
        /// Not UTF-8.
        case utf8
        /// Nested deeper than ``CanonicalTape/maximumDepth``.
        case tooDeep
    }

    /// What is wrong.
    public let reason: Reason
    /// The byte it was found at, from 0.
    public let offset: Int
    /// The name of the member concerned, where it is known.
    public let member: String?
}

/// Reads drafts as people and programs write them: members in any order, white space anywhere.
///
/// Everything else is strict, because a draft becomes a record: a number, a null or a second member of
/// one name is refused instead of guessed at.
public struct DraftReader {
    private let bytes: [UInt8]
    private var index = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads one JSON value that takes up all the bytes but white space.
    ///
    /// - Throws: ``DraftSyntaxFault`` at the first defect.
    public static func read(_ bytes: [UInt8]) throws(DraftSyntaxFault) -> JSONValue {
        var reader = DraftReader(bytes)
        let value = try reader.value(depth: 0, member: nil)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.fault(.trailing) }
        return value
    }

    private func fault(_ reason: DraftSyntaxFault.Reason, member: String? = nil) -> DraftSyntaxFault {
        DraftSyntaxFault(reason: reason, offset: index, member: member)
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func peek() throws(DraftSyntaxFault) -> UInt8 {
        skipSpace()
        guard index < bytes.count else { throw fault(.truncated) }
        return bytes[index]
    }

    private mutating func value(depth: Int, member: String?) throws(DraftSyntaxFault) -> JSONValue {
        guard depth <= CanonicalTape.maximumDepth else { throw fault(.tooDeep, member: member) }
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth, member: member)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t") where take("true"): return .bool(true)
        case UInt8(ascii: "f") where take("false"): return .bool(false)
        case UInt8(ascii: "n") where take("null"): throw fault(.null, member: member)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): throw fault(.number, member: member)
        default: throw fault(.unexpected, member: member)
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let matches = word.withUTF8Buffer { bytes[index..<end].elementsEqual($0) }
        if matches { index = end }
        return matches
    }

    private mutating func object(depth: Int) throws(DraftSyntaxFault) -> JSONValue {
        index += 1
        var members: [JSONMember] = []
        var names: Set<[UInt8]> = []
        if try peek() == UInt8(ascii: "}") {
            index += 1
            return .object(members)
        }
        while true {
            guard try peek() == UInt8(ascii: "\"") else { throw fault(.unexpected) }
            let name = try string()
            guard !Self.has(name, in: members, &names) else { throw fault(.duplicateMember, member: name) }
            guard try peek() == UInt8(ascii: ":") else { throw fault(.unexpected, member: name) }
            index += 1
            members.append(JSONMember(name, try value(depth: depth + 1, member: name)))
            switch try peek() {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                index += 1
                return .object(members)
            default: throw fault(.unexpected, member: name)
            }
        }
    }

    /// Whether an object has a member of a name already. Objects of entries have few members, which are looked at one by
    /// one; of a long one, whose members would take the square of their number, `names` becomes an index.
    private static func has(_ name: String, in members: [JSONMember], _ names: inout Set<[UInt8]>) -> Bool {
        guard members.count >= 64 else { return members.contains { $0.name.utf8.elementsEqual(name.utf8) } }
        if members.count == 64 { names = Set(members.map { Array($0.name.utf8) }) }
        return !names.insert(Array(name.utf8)).inserted
    }

    private mutating func array(depth: Int, member: String?) throws(DraftSyntaxFault) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        if try peek() == UInt8(ascii: "]") {
            index += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1, member: member))
            switch try peek() {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"):
                index += 1
                return .array(elements)
            default: throw fault(.unexpected, member: member)
            }
        }
    }

    private mutating func string() throws(DraftSyntaxFault) -> String {
        index += 1
        var content: [UInt8] = []
        while true {
            guard index < bytes.count else { throw fault(.truncated) }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                guard let text = String(validating: content, as: UTF8.self) else { throw fault(.utf8) }
                return text
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0x00..<0x20: throw fault(.control)
            default:
                content.append(byte)
                index += 1
            }
        }
    }

    private mutating func escape(into content: inout [UInt8]) throws(DraftSyntaxFault) {
        guard index + 1 < bytes.count else { throw fault(.truncated) }
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
        ]
        if let byte = plain[bytes[index + 1]] {
            content.append(byte)
            index += 2
            return
        }
        guard bytes[index + 1] == UInt8(ascii: "u") else { throw fault(.escape) }
        var scalar = try hex4(at: index + 2)
        index += 6
        if (0xD800..<0xDC00).contains(scalar) {
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
            else { throw fault(.escape) }
            let low = try hex4(at: index + 2)
            guard (0xDC00..<0xE000).contains(low) else { throw fault(.escape) }
            scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            index += 6
        }
        guard let value = Unicode.Scalar(scalar) else { throw fault(.escape) }
        content.append(contentsOf: String(Character(value)).utf8)
    }

    private func hex4(at start: Int) throws(DraftSyntaxFault) -> UInt32 {
        guard start + 4 <= bytes.count else { throw fault(.truncated) }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            let character = Character(Unicode.Scalar(byte))
            guard let digit = character.hexDigitValue else { throw fault(.escape) }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
