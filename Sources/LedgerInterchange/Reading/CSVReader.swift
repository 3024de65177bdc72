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
    /// Whether nothing can be read after it.
    public var isLast = false
}

/// How large a CSV file may be.
public struct CSVLimits: Sendable {
    /// Bytes of one cell.
    public var cellBytes = 65_536
    /// Columns.
    public var columns = 256
    /// Records.
    public var rows = 5_000_000
    /// Bytes at the beginning by which the delimiter is told.
    public var headBytes = 1 << 16

    /// The product's limits.
    public init() {}
}

/// Reads comma-separated text as RFC 4180 writes it, a piece at a time: what is kept is one piece and one record.
///
/// A quote opens a cell only at its beginning; a quote inside an unquoted cell is a fault, because it usually is
/// the first half of a cell that was cut. Lines end in LF, CRLF or CR. Comma, semicolon or tab: whichever a line of the
/// first twenty has most of, because titles above the header have none.
public struct CSVReader {
    private static let linesForDelimiter = 20

    private let source: () throws(Fault) -> [UInt8]?
    private let limits: CSVLimits
    private var bytes: [UInt8] = []
    private var index = 0
    private var delimiter: UInt8 = 0
    private var line = 1
    private var rows = 0
    private var hasEnded = false
    /// Whether the last byte was a CR, whose LF may come with the next piece.
    private var skipsLineFeed = false

    /// A reader of UTF-8 text that comes in pieces, `nil` after the last.
    public init(limits: CSVLimits = CSVLimits(), _ source: @escaping () throws(Fault) -> [UInt8]?) {
        self.source = source
        self.limits = limits
    }

    /// A reader of UTF-8 text.
    public init(_ bytes: [UInt8], limits: CSVLimits = CSVLimits()) {
        var rest: [UInt8]? = bytes
        self.init(limits: limits) { () throws(Fault) -> [UInt8]? in
            defer { rest = nil }
            return rest
        }
    }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: ``LineFault``. After a stray quote the reader stands at the next line; after an unclosed quote at the
    ///   end, because nobody knows where the cell ends.
    public mutating func next() throws(LineFault) -> CSVRecord? {
        guard try peek() != nil else { return nil }
        if skipsLineFeed {
            skipsLineFeed = false
            if try peek() == 0x0A { index += 1 }
            guard try peek() != nil else { return nil }
        }
        let start = line
        rows += 1
        guard rows <= limits.rows else {
            throw stop(
                fault(
                    start, 0, "\(rows)", Label("至多 \(limits.rows) 行", "at most \(limits.rows) rows"),
                    Label("拆成几个文件。", "Split it into several files.")))
        }
        var cells: [String] = []
        while true {
            cells.append(try cell(column: cells.count + 1))
            guard cells.count <= limits.columns else {
                try skipLine()
                throw fault(
                    start, 0, "\(cells.count)", Label("至多 \(limits.columns) 列", "at most \(limits.columns) columns"),
                    Label("删除多余的列。", "Remove the columns that are not needed."))
            }
            if try peek() == delimiter {
                index += 1
                continue
            }
            try endLine()
            return CSVRecord(line: start, cells: cells)
        }
    }

    /// The byte at hand; `nil` at the end of the text.
    private mutating func peek() throws(LineFault) -> UInt8? {
        while index == bytes.count {
            guard !hasEnded else { return nil }
            do throws(Fault) {
                guard var piece = try source() else {
                    hasEnded = true
                    return nil
                }
                if delimiter == 0 {
                    while piece.count < limits.headBytes, let more = try source() { piece += more }
                    delimiter = Self.delimiter(of: piece)
                }
                bytes = piece
                index = 0
            } catch {
                hasEnded = true
                throw stop(LineFault(line: line, column: 0, fault: error))
            }
        }
        return bytes[index]
    }

    private static func delimiter(of text: [UInt8]) -> UInt8 {
        let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        var best = (delimiter: candidates[0], count: 0)
        var counts = [0, 0, 0]
        var lines = 0
        var isQuoted = false
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let found = candidates.firstIndex(of: byte) { counts[found] += 1 }
            guard byte == 0x0A || byte == 0x0D || index == text.count - 1 else { continue }
            for (candidate, count) in zip(candidates, counts) where count > best.count { best = (candidate, count) }
            counts = [0, 0, 0]
            lines += 1
            if lines == linesForDelimiter { break }
        }
        return best.delimiter
    }

    private func ends(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    private mutating func cell(column: Int) throws(LineFault) -> String {
        guard let first = try peek() else { return "" }
        if first == UInt8(ascii: "\"") { return try quotedCell(column: column) }
        var content: [UInt8] = []
        while true {
            let start = index
            while index < bytes.count, !ends(bytes[index]) {
                if bytes[index] == UInt8(ascii: "\"") { throw try strayQuote(column) }
                index += 1
            }
            // Nearly all cells lie within one piece.
            if index < bytes.count, content.isEmpty {
                try checkLength(index - start, column)
                return String(decoding: bytes[start..<index], as: UTF8.self)
            }
            content += bytes[start..<index]
            try checkLength(content.count, column)
            guard let byte = try peek(), !ends(byte) else { return String(decoding: content, as: UTF8.self) }
        }
    }

    private mutating func quotedCell(column: Int) throws(LineFault) -> String {
        let opened = line
        index += 1
        var content: [UInt8] = []
        while let byte = try peek() {
            index += 1
            if byte == UInt8(ascii: "\"") {
                let following = try peek()
                if following == UInt8(ascii: "\"") {
                    content.append(byte)
                    index += 1
                    continue
                }
                if let following, !ends(following) { throw try strayQuote(column) }
                return String(decoding: content, as: UTF8.self)
            }
            if byte == 0x0A { line += 1 }
            content.append(byte)
            // A quote that nobody closed runs through the rest of the file: the limit ends it.
            if content.count > limits.cellBytes { break }
        }
        throw stop(
            fault(
                opened, column, "\"", Label("成对的引号", "a closing quotation mark"),
                Label(
                    "第 \(opened) 行第 \(column) 列的引号没有结束，其后内容都被当成这一格；请补上引号。",
                    "The quotation mark in line \(opened), column \(column) is never closed, so all that follows belongs to this cell; close it."
                )))
    }

    private mutating func strayQuote(_ column: Int) throws(LineFault) -> LineFault {
        let found = line
        try skipLine()
        return fault(
            found, column, "\"", Label("引号只包住整格", "quotation marks around a whole cell only"),
            Label(
                "这一格里有多余的引号；整格加引号，里面的引号写两次。",
                "There is a stray quotation mark in the cell; put quotes around the whole cell and double those inside."
            ))
    }

    private mutating func checkLength(_ count: Int, _ column: Int) throws(LineFault) {
        guard count > limits.cellBytes else { return }
        throw stop(
            fault(
                line, column, "\(count)",
                Label("至多 \(limits.cellBytes >> 10) KiB", "at most \(limits.cellBytes >> 10) KiB"),
                Label("缩短内容。", "Shorten the cell.")))
    }

    private func fault(_ line: Int, _ column: Int, _ given: String, _ expected: Label, _ remedy: Label) -> LineFault {
        LineFault(
            line: line, column: column,
            fault: Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy))
    }

    /// Ends the reading with a fault.
    private mutating func stop(_ fault: LineFault) -> LineFault {
        hasEnded = true
        index = bytes.count
        var fault = fault
        fault.isLast = true
        return fault
    }

    private mutating func endLine() throws(LineFault) {
        if let byte = try peek() {
            index += 1
            skipsLineFeed = byte == 0x0D
        }
        line += 1
    }

    private mutating func skipLine() throws(LineFault) {
        while let byte = try peek(), byte != 0x0A, byte != 0x0D { index += 1 }
        try endLine()
    }
}
