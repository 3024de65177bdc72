import Glibc
public import LedgerDomain

/// The encodings in which sheets arrive.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8-BOM"
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
}

/// A source file as UTF-8 text, and the encoding it came in.
public struct SourceText: Sendable {
    /// The text in UTF-8, without a byte order mark.
    public let bytes: [UInt8]
    /// How the file was encoded.
    public let encoding: TextEncoding

    /// Decodes a file. UTF-8 is taken where the bytes are valid UTF-8, else GB18030, which holds GBK and GB2312.
    ///
    /// - Throws: ``Fault`` for an empty or binary file, or one that is in no encoding as a whole.
    public init(_ file: [UInt8]) throws(Fault) {
        if file.isEmpty {
            throw Self.fault(
                "0", Label("有内容的文件", "a file with content"),
                Label("文件为空，请核对文件。", "The file is empty; check which file it is."))
        }
        if file.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes = Array(file.dropFirst(3))
            encoding = .utf8WithMark
        } else if file.starts(with: [0xFF, 0xFE]) {
            bytes = try Self.convert(Array(file.dropFirst(2)), from: .utf16LittleEndian)
            encoding = .utf16LittleEndian
        } else if file.starts(with: [0xFE, 0xFF]) {
            bytes = try Self.convert(Array(file.dropFirst(2)), from: .utf16BigEndian)
            encoding = .utf16BigEndian
        } else if String(validating: file, as: UTF8.self) != nil {
            bytes = file
            encoding = .utf8
        } else {
            try Self.refuseBinary(file)
            bytes = try Self.convert(file, from: .gb18030)
            encoding = .gb18030
        }
        try Self.refuseBinary(bytes)
        if let line = Self.firstBrokenLine(bytes) {
            throw Self.fault(
                "", Label("UTF-8 或 GB18030 文本", "text in UTF-8 or GB18030"),
                Label(
                    "第 \(line) 行有不能识别的字符，请另存为 UTF-8 后再导入。",
                    "Line \(line) has characters that cannot be read; save the file as UTF-8."))
        }
    }

    private static func fault(_ given: String, _ expected: Label, _ remedy: Label) -> Fault {
        Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy)
    }

    private static func refuseBinary(_ bytes: [UInt8]) throws(Fault) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw fault(
                "xlsx/zip", Label("CSV 或 JSON Lines 文本", "CSV or JSON Lines text"),
                Label("请在 Excel/WPS 中另存为 CSV UTF-8。", "Save the workbook as CSV UTF-8."))
        }
        guard bytes.contains(0) else { return }
        throw fault(
            "", Label("文本文件", "a text file"), Label("这是二进制文件，请核对文件。", "This is a binary file; check which file it is."))
    }

    /// The first line with a replacement or private-use character, which mixed or damaged encodings leave.
    private static func firstBrokenLine(_ bytes: [UInt8]) -> Int? {
        var line = 1
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\n" { line += 1 }
            if scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value) { return line }
        }
        return nil
    }

    private static func convert(_ file: [UInt8], from encoding: TextEncoding) throws(Fault) -> [UInt8] {
        let converter = iconv_open("UTF-8", encoding.rawValue)
        guard converter != iconv_t(bitPattern: -1) else {
            throw fault(
                encoding.rawValue, Label("UTF-8", "UTF-8"),
                Label("系统缺少该编码的转换表，请另存为 UTF-8。", "This system cannot convert the encoding; save the file as UTF-8."))
        }
        defer { iconv_close(converter) }
        var input = file
        var output = [UInt8](repeating: 0, count: file.count * 2 + 16)
        let (read, written) = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var room = target.count
                _ = iconv(converter, &from, &left, &to, &room)
                return (source.count - left, target.count - room)
            }
        }
        guard read == file.count else {
            let line = file[..<read].count { $0 == 0x0A } + 1
            throw fault(
                "", Label("全文同为 UTF-8 或同为 GB18030", "all of it in UTF-8, or all in GB18030"),
                Label(
                    "第 \(line) 行（第 \(read) 字节）编码不一致或被截断，请另存为 UTF-8。",
                    "Line \(line) (byte \(read)) is in another encoding or cut off; save the file as UTF-8."))
        }
        return Array(output[..<written])
    }
}
