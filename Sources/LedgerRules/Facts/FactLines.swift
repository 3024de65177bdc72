import LedgerDomain

/// Lists in the texts of a fact: one record a line, its fields divided by the unit separator, which no text of an entry
/// may hold. A text holds a list of any length, where a state's numbers are limited.
enum FactLines {
    private static let newline = UInt8(ascii: "\n")
    private static let separator: UInt8 = 0x1F

    /// The records of a list.
    static func read(_ text: String) -> [[String]] {
        text.utf8.split(separator: newline).map(fields)
    }

    /// The first record whose second field is so.
    static func first(_ text: String, withSecond field: String) -> [String]? {
        text.utf8.split(separator: newline).lazy.map(fields).first { $0.count > 1 && $0[1] == field }
    }

    /// The list of some records.
    static func write(_ records: [[String]]) -> String {
        records.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\n")
    }

    private static func fields(_ line: Substring.UTF8View) -> [String] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
}

extension FactState {
    /// The list in the n-th text.
    func lines(_ index: Int) -> [[String]] { index < texts.count ? FactLines.read(texts[index]) : [] }

    /// Replaces the list in the n-th text.
    mutating func setLines(_ index: Int, _ lines: [[String]]) { setText(index, FactLines.write(lines)) }

    /// Adds a record at the end of the list in the n-th text, without reading it.
    mutating func addLine(_ index: Int, _ line: [String]) {
        let old = index < texts.count ? texts[index] : ""
        setText(index, (old.isEmpty ? "" : old + "\n") + FactLines.write([line]))
    }

    private mutating func setText(_ index: Int, _ text: String) {
        while texts.count <= index { texts.append("") }
        texts[index] = text
        // An empty text at the end says nothing, so equal states are equal arrays.
        while texts.last?.isEmpty == true { texts.removeLast() }
    }
}
