import LedgerDomain

/// CSV for people: CRLF, quotes where they are needed, and no text that a spreadsheet would run.
public enum CSVText {
    /// The whole text of rows of cells.
    ///
    /// - Parameter hasMark: whether a byte order mark stands before it, without which spreadsheet programs take UTF-8
    ///   for GB18030.
    public static func text(of rows: [[String]], hasMark: Bool = true) -> String {
        (hasMark ? "\u{FEFF}" : "") + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// One cell. Text that begins like a formula gets a quote before it; numbers do not.
    static func cell(_ text: String) -> String {
        let startsLikeFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let guarded = startsLikeFormula && Fen(text, in: .yiYuan) == nil ? "'" + text : text
        // By scalars: CR and LF together are one character.
        let needsQuotes = guarded.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
    }
}
