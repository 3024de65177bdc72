public import LedgerDomain

/// The encodings in which sheets arrive.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8-BOM"
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"

    fileprivate var mark: [UInt8] {
        switch self {
        case .utf8, .gb18030: []
        case .utf8WithMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }
}

/// A source file of text, and the encoding it came in.
public struct SourceText {
    /// How the file was encoded.
    public let encoding: TextEncoding

    private let file: FileBytes
    private let start: Int
    /// Whether the bytes behind `start` are known to be UTF-8 already.
    private let isChecked: Bool

    /// Recognises a file's encoding, unless one is given. UTF-8 is taken where the bytes are valid UTF-8, else GB18030,
    /// which holds GBK and GB2312. Reads the file once.
    ///
    /// - Throws: ``Fault`` for an empty or binary file.
    public init(_ file: FileBytes, as given: TextEncoding? = nil) throws(Fault) {
        if file.count == 0 {
            throw Self.fault(
                "0", Label("有内容的文件", "a file with content"),
                Label("文件为空，请核对文件。", "The file is empty; check which file it is."))
        }
        if let kind = try? SourceKind(file), kind == .workbook {
            throw Self.fault(
                "xlsx/zip", Label("CSV 或 JSON Lines 文本", "CSV or JSON Lines text"),
                Label("请在 Excel/WPS 中另存为 CSV UTF-8。", "Save the workbook as CSV UTF-8."))
        }
        let head = try file.bytes(from: 0, count: 1_024)
        let marked = Self.markedEncoding(head, of: file.count)
        var look = TextLook()
        try file.forEachPiece { _, piece in
            look.take(piece)
            return true
        }
        look.end()
        let found = given ?? marked ?? (look.isUTF8 ? .utf8 : .gb18030)
        encoding = found
        start = head.starts(with: found.mark) ? found.mark.count : 0
        self.file = file
        let isUTF16 = found == .utf16LittleEndian || found == .utf16BigEndian
        if !isUTF16, look.hasZero {
            throw Self.fault(
                "", Label("文本文件", "a text file"),
                Label("这是二进制文件，请核对文件。", "This is a binary file; check which file it is."))
        }
        isChecked = (found == .utf8 || found == .utf8WithMark) && look.isUTF8
    }

    /// The encoding that a mark tells, or the zeros of UTF-16.
    private static func markedEncoding(_ head: [UInt8], of count: Int) -> TextEncoding? {
        for encoding in [TextEncoding.utf8WithMark, .utf16LittleEndian, .utf16BigEndian]
        where head.starts(with: encoding.mark) { return encoding }
        // UTF-16 without a mark: digits and commas leave a zero at every second place.
        let zeros = head.indices.filter { head[$0] == 0 }
        if zeros.count > 3, count % 2 == 0 {
            if zeros.allSatisfy({ $0 % 2 == 1 }) { return .utf16LittleEndian }
            if zeros.allSatisfy({ $0 % 2 == 0 }) { return .utf16BigEndian }
        }
        return nil
    }

    static func fault(_ given: String, _ expected: Label, _ remedy: Label) -> Fault {
        Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy)
    }

    /// The text in UTF-8, a piece at a time.
    ///
    /// - Throws: ``Fault`` where the encoding is not known to this system.
    func pieces() throws(Fault) -> TextPieces { try TextPieces(file, from: start, encoding, isChecked: isChecked) }
}

/// What the bytes of a file show while they pass by.
private struct TextLook {
    private(set) var isUTF8 = true
    private(set) var hasZero = false
    private var tail: [UInt8] = []

    mutating func take(_ piece: [UInt8]) {
        if !hasZero { hasZero = piece.contains(0) }
        guard isUTF8 else { return }
        var bytes = tail + piece
        // A character that goes on in the next piece has at most three bytes here, the first of them 0xC0 or more.
        let cut = bytes.indices.suffix(3).last { bytes[$0] >= 0xC0 } ?? bytes.count
        let needed = cut == bytes.count ? 1 : bytes[cut] >= 0xF0 ? 4 : bytes[cut] >= 0xE0 ? 3 : 2
        tail = bytes.count - cut < needed ? Array(bytes[cut...]) : []
        bytes.removeLast(tail.count)
        isUTF8 = (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// Whether all of it was UTF-8, the end included.
    mutating func end() { if !tail.isEmpty { isUTF8 = false } }
}

/// The pieces of a text in turn.
final class TextPieces {
    private let file: FileBytes
    private var offset: Int
    private let isChecked: Bool
    private var decoder: TextDecoder

    fileprivate init(_ file: FileBytes, from start: Int, _ encoding: TextEncoding, isChecked: Bool) throws(Fault) {
        self.file = file
        offset = start
        self.isChecked = isChecked
        decoder = try TextDecoder(encoding)
    }

    /// The next piece in UTF-8; `nil` at the end.
    func next() throws(Fault) -> [UInt8]? {
        let piece = try file.bytes(from: offset, count: FileBytes.pieceBytes)
        if piece.isEmpty { return nil }
        offset += piece.count
        return isChecked ? piece : try decoder.decode(piece[...], isLast: offset == file.count)
    }
}
