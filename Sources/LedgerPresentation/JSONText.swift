public import LedgerDomain

/// JSON that people and programs are given: keys in the order given, whole numbers as numbers, amounts as strings.
public indirect enum JSONText {
    /// A text.
    case string(String)
    /// A whole number.
    case integer(Int64)
    /// Yes or no.
    case bool(Bool)
    /// Nothing.
    case null
    /// Values in order.
    case array([JSONText])
    /// Members in order.
    case object([(String, JSONText)])

    /// A text, or null.
    public static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
    /// A position, or null.
    public static func optional(_ seq: UInt64?) -> JSONText { seq.map { .integer(Int64(clamping: $0)) } ?? .null }

    /// One line.
    public var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): CanonicalJSON.append(text, to: &bytes)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .bool(let flag): bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                CanonicalJSON.append(member.0, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.1.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

extension JSONValue {
    /// An entry's own value as output.
    public var output: JSONText {
        switch self {
        case .string(let text): .string(text)
        case .bool(let flag): .bool(flag)
        case .array(let elements): .array(elements.map(\.output))
        case .object(let members): .object(members.map { ($0.name, $0.value.output) })
        }
    }
}
