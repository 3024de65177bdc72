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
public struct SourceText: Sendable {
    /// How the file was encoded.
    public let encoding: TextEncoding

    private let file: [UInt8]
    private let start: Int
    /// Whether the bytes behind `start` are known to be UTF-8 already.
    private let isChecked: Bool

    /// Recognises a file's encoding, unless one is given. UTF-8 is taken where the bytes are valid UTF-8, else GB18030,
    /// which holds GBK and GB2312.
    ///
    /// - Throws: ``Fault`` for an empty or binary file.
    public init(_ file: [UInt8], as given: TextEncoding? = nil) throws(Fault) {
        if file.isEmpty {
            throw Self.fault(
                "0", Label("有内容的文件", "a file with content"),
                Label("文件为空，请核对文件。", "The file is empty; check which file it is."))
        }
        if let kind = try? SourceKind(file), kind == .workbook {
            throw Self.fault(
                "xlsx/zip", Label("CSV 或 JSON Lines 文本", "CSV or JSON Lines text"),
                Label("请在 Excel/WPS 中另存为 CSV UTF-8。", "Save the workbook as CSV UTF-8."))
        }
        let found = given ?? Self.encoding(of: file)
        encoding = found
        start = file.starts(with: found.mark) ? found.mark.count : 0
        self.file = file
        let isUTF16 = found == .utf16LittleEndian || found == .utf16BigEndian
        if !isUTF16, file.contains(0) {
            throw Self.fault(
                "", Label("文本文件", "a text file"),
                Label("这是二进制文件，请核对文件。", "This is a binary file; check which file it is."))
        }
        isChecked = (found == .utf8 || found == .utf8WithMark) && Self.isUTF8(file)
    }

    static func encoding(of file: [UInt8]) -> TextEncoding {
        for encoding in [TextEncoding.utf8WithMark, .utf16LittleEndian, .utf16BigEndian]
        where file.starts(with: encoding.mark) { return encoding }
        // UTF-16 without a mark: digits and commas leave a zero at every second place.
        let sample = file.prefix(1_024)
        let zeros = sample.indices.filter { sample[$0] == 0 }
        if zeros.count > 3, file.count % 2 == 0 {
            if zeros.allSatisfy({ $0 % 2 == 1 }) { return .utf16LittleEndian }
            if zeros.allSatisfy({ $0 % 2 == 0 }) { return .utf16BigEndian }
        }
        return isUTF8(file) ? .utf8 : .gb18030
    }

    private static func isUTF8(_ file: [UInt8]) -> Bool { (try? UTF8Span(validating: file.span)) != nil }

    static func fault(_ given: String, _ expected: Label, _ remedy: Label) -> Fault {
        Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy)
    }

    /// Hands the text to `body` in UTF-8, a piece at a time.
    ///
    /// - Throws: ``Fault`` where the bytes are not in the encoding.
    func pieces() throws(Fault) -> TextPieces { try TextPieces(file, from: start, encoding, isChecked: isChecked) }

    /// The text as a whole, for JSON Lines.
    ///
    /// - Throws: ``Fault`` where the bytes are not in the encoding, or are damaged.
    public func whole() throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.count)
        let pieces = try pieces()
        while let piece = try pieces.next() { bytes += piece }
        if let line = Self.firstBrokenLine(bytes) {
            throw Self.fault(
                "", Label("UTF-8 或 GB18030 文本", "text in UTF-8 or GB18030"),
                Label(
                    "第 \(line) 行有不能识别的字符，请另存为 UTF-8 后再导入。",
                    "Line \(line) has characters that cannot be read; save the file as UTF-8."))
        }
        return bytes
    }

    /// The first line with a replacement or private-use character, which mixed or damaged encodings leave.
    private static func firstBrokenLine(_ bytes: [UInt8]) -> Int? {
        var line = 1
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\n" { line += 1 }
            if DamagedText.isDamage(scalar) { return line }
        }
        return nil
    }
}

/// The pieces of a text in turn.
final class TextPieces {
    private static let pieceBytes = 1 << 16

    private let file: [UInt8]
    private var index: Int
    private let isChecked: Bool
    private var decoder: TextDecoder

    fileprivate init(_ file: [UInt8], from start: Int, _ encoding: TextEncoding, isChecked: Bool) throws(Fault) {
        self.file = file
        index = start
        self.isChecked = isChecked
        decoder = try TextDecoder(encoding)
    }

    /// The next piece in UTF-8; `nil` at the end.
    func next() throws(Fault) -> [UInt8]? {
        guard index < file.count else { return nil }
        let end = min(index + Self.pieceBytes, file.count)
        defer { index = end }
        if isChecked { return Array(file[index..<end]) }
        return try decoder.decode(file[index..<end], isLast: end == file.count)
    }
}
