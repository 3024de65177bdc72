public import LedgerDomain

/// A source file, recognised by its content and never by its name.
public struct ImportSource {
    /// What it holds.
    enum Content {
        case text(SourceText)
        case workbook(WorkbookSource)
    }

    let content: Content
    /// The sheet of a workbook to read; `nil` for the only one that fits.
    let sheet: String?

    /// Recognises a file.
    ///
    /// - Parameters:
    ///   - encoding: the encoding of a text; `nil` for the one that its bytes show.
    ///   - sheet: the sheet of a workbook.
    /// - Throws: ``Fault`` for files that cannot be imported, each with what to do.
    public init(
        _ file: FileBytes, as profile: Profile, encoding: TextEncoding? = nil, sheet: String? = nil
    ) throws(Fault) {
        self.sheet = sheet
        if profile != .events, file.count > 0, try SourceKind(file) == .workbook {
            content = .workbook(try WorkbookSource(file))
        } else {
            content = .text(try SourceText(file, as: encoding))
        }
    }

    /// Whether it is text, which is read from its first byte to its last.
    public var isText: Bool {
        if case .text = content { true } else { false }
    }

    /// The name of its encoding, or XLSX.
    public var encoding: String {
        switch content {
        case .text(let text): text.encoding.rawValue
        case .workbook: "XLSX"
        }
    }
}
