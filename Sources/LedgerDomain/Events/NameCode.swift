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

    init(_ bytes: [UInt8], _ range: Range<Int>) { self.init(bytes.span, range) }

    @inline(__always)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let (start, count) = (range.lowerBound, range.count)
        length = count <= Self.maximumLength ? count : -1
        if count >= 8 {
            head = bytes.word(at: start)
            second = count > 16 ? bytes.word(at: start + 8) : 0
            third = count > 24 ? bytes.word(at: start + 16) : 0
            tail = bytes.word(at: start + count - 8)
        } else {
            var word: UInt64 = 0
            if start + 8 <= bytes.count {
                word = bytes.word(at: start) & ((1 << UInt64(8 * count)) - 1)
            } else {
                for index in range.reversed() { word = word << 8 | UInt64(bytes[index]) }
            }
            (head, second, third, tail) = (word, 0, 0, 0)
        }
    }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes, bytes.indices)
    }

    /// What ``NameTable`` multiplies. Names are few and known when this is written, so nobody can choose them to
    /// collide.
    ///
    /// The factor of the tail is even: in a name of eight bytes the tail is the head once more, and the sum of both
    /// must still tell all heads apart.
    @inline(__always)
    var mixed: UInt64 {
        head &+ tail &* 0xFF51_AFD7_ED55_8CCC &+ second &* 0xC4CE_B9FE_1A85_EC53 &+ UInt64(truncatingIfNeeded: length)
    }

    /// The code that no bytes have.
    static let nothing = NameCode()

    private init() {
        (head, second, third, tail, length) = (0, 0, 0, 0, -2)
    }

    /// The first eight bytes as a number that orders names as their bytes do, as far as these decide.
    @inline(__always)
    var order: UInt64 { head.byteSwapped }
}

extension Span<UInt8> {
    /// Eight bytes, the first in the lowest place.
    ///
    /// - Precondition: all eight are in the span; this is checked.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

/// Every member name that entries use, numbered: first the keys of bodies, by their ordinals, then what only
/// stands outside them.
enum MemberNames {
    static let known = NameTable(
        Key.allCases.map(\.rawValue) + EnvelopeMember.allCases.map(\.rawValue) + ["no", "import", "row"])

    /// The ordinal of the envelope member with a name's number, or ``NameTable/unknown``.
    static let envelope: [UInt8] = {
        var ordinals = [UInt8](repeating: NameTable.unknown, count: 256)
        for member in EnvelopeMember.allCases {
            ordinals[Int(known.number(of: NameCode(member.rawValue)))] = UInt8(member.ordinal)
        }
        return ordinals
    }()
}

/// The members a record may have, by the numbers of their names.
final class FieldTable: Sendable {
    /// 0 where the record has no such member, 1 for a value, 2 and more for a record directly in this one.
    let places: [UInt8]
    /// The members of the records directly in this one, from place 2 on.
    let records: [FieldTable]

    init(_ uses: [FieldUse]) {
        var places = [UInt8](repeating: 0, count: 256)
        var records: [FieldTable] = []
        for use in uses {
            if case .record(let inner) = use.field.kind {
                records.append(FieldTable(inner))
                places[use.field.key.ordinal] = UInt8(records.count + 1)
            } else {
                places[use.field.key.ordinal] = 1
            }
        }
        self.places = places
        self.records = records
    }

    static func of(_ kind: EventKind) -> FieldTable { all[Int(kind.rawValue)] }

    private static let all = EventType.catalogue.map { FieldTable($0.fields) }
}

extension EventKind {
    private static let names = NameTable(EventType.catalogue.map(\.name))

    static func matching(_ code: NameCode) -> EventKind? { EventKind(rawValue: names.number(of: code)) }
}
