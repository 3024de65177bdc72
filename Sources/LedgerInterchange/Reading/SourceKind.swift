public import LedgerDomain

/// What a file is, told by its first bytes and never by its name.
public enum SourceKind: Sendable {
    /// CSV or JSON Lines.
    case text
    /// A workbook (.xlsx).
    case workbook

    /// The kind of a file.
    ///
    /// - Throws: ``Fault`` for files of other programs, with what to save them as.
    public init(_ source: FileBytes) throws(Fault) {
        let file = try source.bytes(from: 0, count: 512)
        if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) || file.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .workbook
            return
        }
        if file.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw try Self.isEncrypted(source) ? Self.encrypted : Self.other(".xls")
        }
        if file.starts(with: "%PDF".utf8) { throw Self.other("PDF") }
        if file.starts(with: "{\\rtf".utf8) { throw Self.other("RTF") }
        let start = file.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        for mark in ["<html", "<!doctype html", "<table", "<?xml", "<meta"] where text.hasPrefix(mark) {
            throw Self.other("HTML/XML")
        }
        self = .text
    }

    /// An .xlsx with a password is a compound file around a stream of this name (MS-OFFCRYPTO 2.3.4.4).
    private static func isEncrypted(_ file: FileBytes) throws(Fault) -> Bool {
        var name: [UInt8] = []
        for byte in "EncryptedPackage".utf8 { name += [byte, 0] }
        var isFound = false
        var tail: [UInt8] = []
        try file.forEachPiece { _, piece in
            let window = tail + piece
            isFound = window.indices.contains { start in
                window[start] == name[0] && window[start...].starts(with: name)
            }
            tail = window.suffix(name.count - 1)
            return !isFound
        }
        return isFound
    }

    private static let encrypted = Fault(
        rule: EntryCheck.syntax.rawValue, path: "", given: "",
        expected: Label("没有密码的 .xlsx", "an .xlsx without a password"),
        remedy: Label("请先取消打开密码，再导入。", "Remove the password that opens the file, then import it."))

    private static func other(_ given: String) -> Fault {
        Fault(
            rule: EntryCheck.syntax.rawValue, path: "", given: given,
            expected: Label(".xlsx 工作簿或 CSV 文本", "an .xlsx workbook or CSV text"),
            remedy: Label("请在 Excel/WPS 中打开，另存为 .xlsx 后再导入。", "Open it in a spreadsheet program and save it as .xlsx."))
    }
}
