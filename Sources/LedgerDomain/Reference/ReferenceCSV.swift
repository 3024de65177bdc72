/// Why a reference table cannot be read.
public struct ReferenceFault: Error, Hashable, Sendable {
    /// The row, from 1 for the header.
    public let line: Int
    /// What is wrong with it.
    public let reason: String

    /// The fault of a row.
    public init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }
}

/// A comma-separated table of this product (RFC 4180): a header, quoted cells where needed, equal rows.
///
/// ```
/// code,name
/// 2130508,"""三西""农业建设专项补助"
/// ```
///
/// Cells stay ranges of the bytes until they are asked for: of the divisions' 22,000 cells, most never become
/// a `String`.
struct ReferenceCSV {
    private let bytes: [UInt8]
    private let names: [String]
    /// Start and end of each cell, row after row; the header is not among them.
    private let cells: [Range<Int>]

    /// Cuts a table into cells.
    ///
    /// - Throws: ``ReferenceFault`` where a row has more or fewer cells than the header, or a quote is not closed.
    init(_ bytes: [UInt8]) throws(ReferenceFault) {
        var names: [String] = []
        var cells: [Range<Int>] = []
        cells.reserveCapacity(bytes.count / 8)
        var line = 1
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var rowStart = 0
        while index < bytes.count {
            let cell = try Self.cell(in: bytes, from: index, line: line)
            cells.append(cell)
            var end = cell.upperBound
            if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
            let endsRow = end >= bytes.count || bytes[end] == UInt8(ascii: "\n")
            guard endsRow || bytes[end] == UInt8(ascii: ",") else {
                throw ReferenceFault(line: line, reason: "text after a quoted cell")
            }
            index = end + 1
            // A comma at the very end opens one more cell, which no further byte would bring up.
            if !endsRow, index == bytes.count { cells.append(index..<index) }
            guard endsRow || index == bytes.count else { continue }
            if line == 1 {
                names = cells.map { Self.text(bytes, $0) }
                cells.removeAll(keepingCapacity: true)
            } else if cells.count - rowStart != names.count {
                throw ReferenceFault(line: line, reason: "\(cells.count - rowStart) cells, expected \(names.count)")
            }
            rowStart = cells.count
            line += 1
        }
        guard !names.isEmpty else { throw ReferenceFault(line: 1, reason: "empty") }
        self.bytes = bytes
        self.names = names
        self.cells = cells
    }

    /// The names of the columns.
    var columns: [String] { names }

    /// The rows below the header.
    var rows: some Sequence<ReferenceRow> {
        (0..<cells.count / names.count).lazy.map { ReferenceRow(table: self, number: $0) }
    }

    /// Which column has a name.
    ///
    /// - Throws: ``ReferenceFault`` where the header lacks it.
    func column(_ name: String) throws(ReferenceFault) -> Int {
        guard let index = names.firstIndex(of: name) else {
            throw ReferenceFault(line: 1, reason: "no column \(name)")
        }
        return index
    }

    /// The bytes between the quotes of a quoted cell, or all of another, and the doubled quotes still doubled.
    func raw(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        let range = cells[row * names.count + column]
        let cell = bytes[range]
        return cell.first == UInt8(ascii: "\"") ? cell.dropFirst().dropLast() : cell
    }

    func text(_ row: Int, _ column: Int) -> String { Self.text(bytes, cells[row * names.count + column]) }

    private static func cell(in bytes: [UInt8], from start: Int, line: Int) throws(ReferenceFault) -> Range<Int> {
        var end = start
        guard bytes[start] == UInt8(ascii: "\"") else {
            while end < bytes.count, bytes[end] != UInt8(ascii: ","), bytes[end] != UInt8(ascii: "\n") { end += 1 }
            if end > start, end == bytes.count || bytes[end] == UInt8(ascii: "\n"),
                bytes[end - 1] == UInt8(ascii: "\r")
            {
                end -= 1
            }
            return start..<end
        }
        end += 1
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "\"") {
                guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\"") else { return start..<end + 1 }
                end += 1
            }
            end += 1
        }
        throw ReferenceFault(line: line, reason: "a quote is not closed")
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        guard bytes[range].first == UInt8(ascii: "\"") else { return String(decoding: bytes[range], as: UTF8.self) }
        var content: [UInt8] = []
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            content.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }
}

/// One row of a reference table; its cells by the number of their column.
struct ReferenceRow {
    let table: ReferenceCSV
    /// From 0 for the first row below the header.
    let number: Int

    /// The row as ``ReferenceFault`` counts, from 1 for the header.
    var line: Int { number + 2 }

    /// The text of a cell.
    subscript(_ column: Int) -> String { table.text(number, column) }

    /// The text of a cell, `nil` where it is empty.
    func optional(_ column: Int) -> String? {
        let text = self[column]
        return text.isEmpty ? nil : text
    }

    /// Whether a cell has no text.
    func isEmpty(_ column: Int) -> Bool { table.raw(number, column).isEmpty }

    /// The division code in a cell.
    func region(_ column: Int) -> RegionCode? {
        let digits = table.raw(number, column)
        guard digits.count == 6, let number = DecimalText.digits(digits) else { return nil }
        return RegionCode(number: Int32(number))
    }

    /// The number in a cell, plain digits without a sign.
    func digits(_ column: Int) -> Int? { DecimalText.digits(table.raw(number, column)) }

    /// The fault of this row.
    func fault(_ reason: String) -> ReferenceFault { ReferenceFault(line: line, reason: reason) }
}
