public import LedgerDomain

/// One record of a CSV file.
public struct CSVRecord: Sendable {
    /// The line it begins on, from 1.
    public let line: Int
    /// Its cells.
    public let cells: [String]
}

/// A fault and the line it was found on.
public struct LineFault: Error, Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1; 0 where it concerns the whole line.
    public let column: Int
    /// What is wrong.
    public let fault: Fault
}

/// Reads comma-separated text as RFC 4180 writes it.
///
/// A quote opens a cell only at its beginning; a quote inside an unquoted cell is a fault, because it usually is
/// the first half of a cell that was cut. Lines end in LF, CRLF or CR. Comma, semicolon or tab: whichever the header
/// has most of.
public struct CSVReader {
    private static let maximumCellBytes = 65_536
    private static let maximumColumns = 256

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var index = 0
    private var line = 1

    /// A reader of UTF-8 text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let header = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        delimiter =
            candidates.max { one, other in header.count { $0 == one } < header.count { $0 == other } } ?? candidates[0]
    }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: ``LineFault``. After a stray quote the reader stands at the next line; after an unclosed quote at the
    ///   end, because nobody knows where the cell ends.
    public mutating func next() throws(LineFault) -> CSVRecord? {
        guard index < bytes.count else { return nil }
        let start = line
        var cells: [String] = []
        while true {
            cells.append(try cell(column: cells.count + 1))
            guard cells.count <= Self.maximumColumns else {
                skipLine()
                throw fault(
                    start, 0, "\(cells.count)",
                    Label("至多 \(Self.maximumColumns) 列", "at most \(Self.maximumColumns) columns"),
                    Label("删除多余的列。", "Remove the columns that are not needed."))
            }
            if index < bytes.count, bytes[index] == delimiter {
                index += 1
                continue
            }
            endLine()
            return CSVRecord(line: start, cells: cells)
        }
    }

    private mutating func cell(column: Int) throws(LineFault) -> String {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedCell(column: column) }
        let start = index
        while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
            if bytes[index] == UInt8(ascii: "\"") { throw strayQuote(column) }
            index += 1
        }
        try checkLength(index - start, column)
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func quotedCell(column: Int) throws(LineFault) -> String {
        let opened = line
        index += 1
        var content: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    content.append(byte)
                    index += 1
                    continue
                }
                if index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
                    throw strayQuote(column)
                }
                try checkLength(content.count, column)
                return String(decoding: content, as: UTF8.self)
            }
            if byte == 0x0A { line += 1 }
            content.append(byte)
            index += 1
        }
        throw fault(
            opened, column, "\"", Label("成对的引号", "a closing quotation mark"),
            Label(
                "第 \(opened) 行第 \(column) 列的引号没有结束，其后内容都被当成这一格；请补上引号。",
                "The quotation mark in line \(opened), column \(column) is never closed, so all that follows belongs to this cell; close it."
            ))
    }

    private mutating func strayQuote(_ column: Int) -> LineFault {
        let found = line
        skipLine()
        return fault(
            found, column, "\"", Label("引号只包住整格", "quotation marks around a whole cell only"),
            Label(
                "这一格里有多余的引号；整格加引号，里面的引号写两次。",
                "There is a stray quotation mark in the cell; put quotes around the whole cell and double those inside."
            ))
    }

    private func checkLength(_ count: Int, _ column: Int) throws(LineFault) {
        guard count <= Self.maximumCellBytes else {
            throw fault(
                line, column, "\(count)", Label("至多 64 KiB", "at most 64 KiB"), Label("缩短内容。", "Shorten the cell."))
        }
    }

    private func fault(_ line: Int, _ column: Int, _ given: String, _ expected: Label, _ remedy: Label) -> LineFault {
        LineFault(
            line: line, column: column,
            fault: Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy))
    }

    private mutating func endLine() {
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        line += 1
    }

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        endLine()
    }
}
