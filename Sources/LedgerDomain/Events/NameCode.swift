/// A member name or code in a form that compares in a few instructions.
///
/// Four overlapping words and the length determine every name of at most 32 bytes, so two names have equal
/// codes only if they are equal; a longer name has the code of nothing.
struct NameCode: Hashable, Sendable {
    static let maximumLength = 32

    private let head: UInt64
    private let second: UInt64
    private let third: UInt64
    private let tail: UInt64
    private let length: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        let count = range.count
        length = count <= Self.maximumLength ? count : -1
        if count >= 8 {
            head = Self.word(bytes, range.lowerBound)
            second = count > 16 ? Self.word(bytes, range.lowerBound + 8) : 0
            third = count > 24 ? Self.word(bytes, range.lowerBound + 16) : 0
            tail = Self.word(bytes, range.upperBound - 8)
        } else {
            var word: UInt64 = 0
            for index in range.reversed() { word = word << 8 | UInt64(bytes[index]) }
            (head, second, third, tail) = (word, 0, 0, 0)
        }
    }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes, bytes.indices)
    }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    }
}

/// The members a record may have, prepared for a walk along a canonical object.
final class FieldTable: Sendable {
    let names: [NameCode]
    let ordinals: [UInt8]
    /// The members of a record that stands directly in this one.
    let records: [FieldTable?]

    init(_ uses: [FieldUse]) {
        names = uses.map { NameCode($0.field.key.rawValue) }
        ordinals = uses.map { UInt8($0.field.key.ordinal) }
        records = uses.map { use in
            if case .record(let inner) = use.field.kind { FieldTable(inner) } else { nil }
        }
    }

    static func of(_ kind: EventKind) -> FieldTable { all[Int(kind.rawValue)] }

    private static let all = EventType.catalogue.map { FieldTable($0.fields) }
}

extension EnvelopeMember {
    static let codes = allCases.map { NameCode($0.rawValue) }
}

extension EventKind {
    private static let codes = EventType.catalogue.map { NameCode($0.name) }

    static func matching(_ code: NameCode) -> EventKind? {
        guard let index = codes.firstIndex(of: code) else { return nil }
        return EventKind(rawValue: UInt8(index))
    }
}
