/// The bytes of a source file, read a piece at a time and as often as asked, so that its size costs no memory.
public struct FileBytes {
    /// What is read in one go.
    public static let pieceBytes = 1 << 16

    /// How many bytes the file has.
    public let count: Int

    private let read: (_ offset: Int, _ count: Int) throws(Fault) -> [UInt8]

    /// A file behind a function that answers with the bytes from an offset on, as many as asked unless the file ends.
    public init(count: Int, read: @escaping (_ offset: Int, _ count: Int) throws(Fault) -> [UInt8]) {
        self.count = count
        self.read = read
    }

    /// A file in memory.
    public init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { (offset, count) throws(Fault) -> [UInt8] in
            Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
        }
    }

    /// The bytes from an offset on, fewer where the file ends.
    ///
    /// - Throws: ``Fault`` where the file cannot be read.
    public func bytes(from offset: Int, count wanted: Int) throws(Fault) -> [UInt8] {
        let length = min(wanted, max(0, count - offset))
        return length > 0 ? try read(offset, length) : []
    }

    /// Hands the bytes to `body` from an offset on, a piece at a time, until the end or until it answers `false`.
    ///
    /// - Throws: ``Fault`` where the file cannot be read.
    public func forEachPiece(from start: Int = 0, _ body: (_ offset: Int, _ piece: [UInt8]) -> Bool) throws(Fault) {
        var offset = start
        while offset < count {
            let piece = try bytes(from: offset, count: Self.pieceBytes)
            guard !piece.isEmpty, body(offset, piece) else { return }
            offset += piece.count
        }
    }
}
