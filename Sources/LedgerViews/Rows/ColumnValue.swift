import LedgerDomain

/// A value of one column: how it is stored, and how it waits as bytes within the process.
protocol ColumnValue: Sendable {
    /// Whether it is stored as a whole number; otherwise as text.
    static var isInteger: Bool { get }

    var stored: ViewValue { get }
    /// `nil` where a stored value is none of this type.
    init?(stored: ViewValue)

    /// Adds what is stored, without making a string where there is none.
    func append(to row: inout ViewRowBytes)

    func pack(into bytes: inout PackedBytes)
    /// `nil` where the bytes are no value of this type.
    static func unpack(_ reader: inout PackedReader) -> Self?
}

extension ViewValue {
    /// The text, or nothing where a number is stored.
    var text: String { if case .text(let text) = self { text } else { "" } }
    /// The number, or 0 where a text is stored.
    var number: Int64 { if case .integer(let number) = self { number } else { 0 } }
}

// MARK: Numbers

/// A number that fits 64 bits is stored as one.
extension ColumnValue where Self: FixedWidthInteger & BitwiseCopyable {
    static var isInteger: Bool { true }
    var stored: ViewValue { .integer(Int64(clamping: self)) }
    init?(stored: ViewValue) { self.init(clamping: stored.number) }
    func append(to row: inout ViewRowBytes) { row.append(Int64(clamping: self)) }
    func pack(into bytes: inout PackedBytes) { bytes.append(self) }
    static func unpack(_ reader: inout PackedReader) -> Self? { reader.next() }
}

extension Int32: ColumnValue {}
extension Int64: ColumnValue {}
extension Int: ColumnValue {}

/// A sum that may pass 64 bits, as decimal text. Most do not, and 128 bits are slow to write.
extension Int128: ColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(Int64(exactly: self).map { String($0) } ?? String(self)) }
    init?(stored: ViewValue) { self = Int128(stored.text) ?? 0 }
    func append(to row: inout ViewRowBytes) { row.append(decimal: self) }
}

/// A checksum, which needs all 64 bits, as decimal text.
extension UInt64: ColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(String(self)) }
    init?(stored: ViewValue) { self = UInt64(stored.text) ?? 0 }
    func append(to row: inout ViewRowBytes) { row.append(decimal: self) }
}

// MARK: Texts

extension String: ColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(self) }
    init?(stored: ViewValue) { self = stored.text }
    func append(to row: inout ViewRowBytes) { row.append(text: self) }
    func pack(into bytes: inout PackedBytes) { bytes.append(Identity(self)) }
    static func unpack(_ reader: inout PackedReader) -> String? { reader.identity().description }
}

extension Identity: ColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(description) }
    init?(stored: ViewValue) { self.init(stored.text) }
    func append(to row: inout ViewRowBytes) { row.append(text: self) }
    func pack(into bytes: inout PackedBytes) { bytes.append(self) }
    static func unpack(_ reader: inout PackedReader) -> Identity? { reader.identity() }
}

/// A division as its six digits.
extension RegionCode: ColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(description) }
    init?(stored: ViewValue) { self.init(stored.text) }
    func append(to row: inout ViewRowBytes) { row.append(self) }
    func pack(into bytes: inout PackedBytes) { bytes.append(number) }
    static func unpack(_ reader: inout PackedReader) -> RegionCode? { RegionCode(number: reader.next()) }
}

// MARK: Texts that may be absent

/// A value that is stored as text, and as the empty text where there is none.
protocol OptionalColumnValue: Sendable {
    var storedText: String { get }
    init?(storedText: String)
    static func pack(_ value: Self?, into bytes: inout PackedBytes)
    static func unpackOptional(_ reader: inout PackedReader) -> Self?
}

extension Optional: ColumnValue where Wrapped: OptionalColumnValue {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(self?.storedText ?? "") }
    init?(stored: ViewValue) { self = Wrapped(storedText: stored.text) }
    func append(to row: inout ViewRowBytes) { row.append(text: self?.storedText ?? "") }
    func pack(into bytes: inout PackedBytes) { Wrapped.pack(self, into: &bytes) }
    static func unpack(_ reader: inout PackedReader) -> Wrapped?? { .some(Wrapped.unpackOptional(&reader)) }
}

extension ClassCode: OptionalColumnValue {
    var storedText: String { description }
    init?(storedText: String) { self.init(storedText) }
    static func pack(_ value: ClassCode?, into bytes: inout PackedBytes) { bytes.append(value?.number ?? -1) }
    static func unpackOptional(_ reader: inout PackedReader) -> ClassCode? { ClassCode(number: reader.next()) }
}

extension Day: OptionalColumnValue {
    var storedText: String { description }
    init?(storedText: String) { self.init(storedText) }

    static func pack(_ value: Day?, into bytes: inout PackedBytes) {
        bytes.append(value.map { Int64($0.ordinal) } ?? .min)
    }

    static func unpackOptional(_ reader: inout PackedReader) -> Day? {
        let ordinal: Int64 = reader.next()
        return ordinal == .min ? nil : Day(ordinal: Int32(clamping: ordinal))
    }
}
