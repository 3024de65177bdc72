import Glibc
package import LedgerDomain

/// Turns a file's bytes into UTF-8, a piece at a time; a character cut by the end of a piece waits for the next.
package struct TextDecoder: ~Copyable {
    private let converter: iconv_t
    private let encoding: TextEncoding
    private var pending: [UInt8] = []
    private var read = 0
    private var lines = 0

    /// A decoder.
    ///
    /// - Throws: ``Fault`` where this system has no table for the encoding.
    package init(_ encoding: TextEncoding) throws(Fault) {
        let name = encoding == .utf8WithMark ? TextEncoding.utf8.rawValue : encoding.rawValue
        converter = iconv_open("UTF-8", name)
        self.encoding = encoding
        guard converter != iconv_t(bitPattern: -1) else {
            throw SourceText.fault(
                encoding.rawValue, Label("UTF-8", "UTF-8"),
                Label("系统缺少该编码的转换表，请另存为 UTF-8。", "This system cannot convert the encoding; save the file as UTF-8."))
        }
    }

    deinit { if converter != iconv_t(bitPattern: -1) { iconv_close(converter) } }

    /// The text of the next piece.
    ///
    /// - Throws: ``Fault`` with the line where the encoding breaks.
    package mutating func decode(_ piece: ArraySlice<UInt8>, isLast: Bool) throws(Fault) -> [UInt8] {
        var input = pending + piece
        let count = input.count
        // The longest growth is GB18030's two bytes to three of UTF-8, and UTF-16's two to three.
        let room = count * 2 + 16
        var left = count
        var code: Int32 = 0
        let converter = converter
        let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, written in
            var free = room
            input.withUnsafeMutableBytes { source in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                buffer.withMemoryRebound(to: CChar.self) { target in
                    var to = target.baseAddress
                    if iconv(converter, &from, &left, &to, &free) == Int(bitPattern: UInt.max) { code = errno }
                }
            }
            written = room - free
        }
        lines += output.count { $0 == 0x0A }
        read += count - left
        pending = Array(input[(count - left)...])
        // EINVAL is a character that goes on in the next piece.
        if left > 0, code != EINVAL || isLast { throw broken }
        return output
    }

    private var broken: Fault {
        SourceText.fault(
            "", Label("全文同为 \(encoding.rawValue)", "all of it in \(encoding.rawValue)"),
            Label(
                "第 \(lines + 1) 行（第 \(read) 字节）编码不一致或被截断，请另存为 UTF-8，或用 \(Choice.encoding) 指明编码。",
                "Line \(lines + 1) (byte \(read)) is in another encoding or cut off; save the file as UTF-8, or name the encoding with \(Choice.encoding)."
            ))
    }
}
