/// A JSON value as entries and drafts use it: no numbers and no null.
///
/// Amounts, positions and years are decimal strings, so that no reader can round them.
public enum JSONValue: Hashable, Sendable {
    /// A string.
    case string(String)
    /// `true` or `false`.
    case bool(Bool)
    /// An array, in its own order.
    case array([JSONValue])
    /// An object; the order of its members carries no meaning.
    case object([JSONMember])

    /// The text of a string, else `nil`.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The members of an object, else `nil`.
    public var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of an array, else `nil`.
    public var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The value of an object's member of this name, compared byte for byte.
    public subscript(_ name: String) -> JSONValue? {
        members?.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

/// One member of a JSON object.
public struct JSONMember: Hashable, Sendable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: JSONValue

    /// A member of any name and value.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    /// A member that holds a string.
    public init(_ name: String, _ text: String) {
        self.init(name, .string(text))
    }
}

/// The canonical form of entries: one way to write each value.
///
/// ```
/// {"amount_fen":"1250000000","line_id":"DT-2023-C","money":{"fund_level":"CENTRAL"}}
/// ```
///
/// Members stand in the byte order of their names, nothing stands between tokens, there are no numbers
/// and no null, and of the escapes only `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t` and lower-case `\u00xx` for
/// the other control characters are used. This is a subset of RFC 8785.
public enum CanonicalJSON {
    /// The canonical bytes of a value. Members of one name keep their order, so that the reader refuses them.
    public static func encode(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        append(value, to: &bytes)
        return bytes
    }

    /// Appends the canonical bytes of a value.
    public static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): append(text, to: &bytes)
        case .bool(let flag): bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in sorted(members).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Appends a string with its quotes.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x20...: bytes.append(byte)
            default: appendEscape(of: byte, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(of control: UInt8, to bytes: inout [UInt8]) {
        switch control {
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(control >> 4)])
            bytes.append(digits[Int(control & 15)])
        }
    }

    private static func sorted(_ members: [JSONMember]) -> [JSONMember] {
        var inOrder = true
        for index in members.indices.dropFirst()
        where !precedes(members[index - 1].name, members[index].name) {
            inOrder = false
            break
        }
        return inOrder ? members : members.sorted { precedes($0.name, $1.name) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
