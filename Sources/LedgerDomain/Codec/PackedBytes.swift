/// Bytes that one process writes and reads again soon after, as cells of a fold that wait in a temporary file.
///
/// They are no format: nothing outside the process reads them.
public struct PackedBytes: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// Nothing.
    public init() {}

    /// Forgets what was written and keeps the room for it.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Adds a number of any width.
    @inlinable
    public mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    /// Adds bytes.
    public mutating func append(contentsOf source: UnsafeRawBufferPointer) { bytes.append(contentsOf: source) }

    /// Adds an identifier.
    public mutating func append(_ identity: Identity) { identity.pack(into: &self) }
}

/// Reads ``PackedBytes``. What is not there reads as zero, so that a file cut short gives other cells and no trap.
public struct PackedReader {
    private let bytes: [UInt8]
    private var position = 0

    /// A reader of bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all was read.
    public var isAtEnd: Bool { position >= bytes.count }

    /// The next number.
    public mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type = Number.self) -> Number
    {
        let width = MemoryLayout<Number>.size
        guard position + width <= bytes.count else {
            position = bytes.count
            return 0
        }
        defer { position += width }
        return Number(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: Number.self))
    }

    /// The next identifier.
    public mutating func identity() -> Identity { Identity(packed: &self) }
}
