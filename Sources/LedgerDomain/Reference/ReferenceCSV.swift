/// Why a reference table cannot be read.
public struct ReferenceFault: Error, Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String
}

/// Reads the comma-separated tables of this product: a header, quoted cells where needed, equal rows.
struct ReferenceCSV {
    /// The rows below the header, cells by column name.
    let rows: [ReferenceRow]

    init(_ bytes: [UInt8]) throws(ReferenceFault) {
        var lines: [[Substring]] = []
        let text = String(decoding: bytes, as: UTF8.self)
        var cells: [Substring] = []
        var start = text.utf8.startIndex
        var index = start
        var isQuoted = false
        let utf8 = text.utf8
        while index < utf8.endIndex {
            switch utf8[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                cells.append(text[start..<index])
                start = utf8.index(after: index)
            case UInt8(ascii: "\n") where !isQuoted:
                cells.append(text[start..<index])
                start = utf8.index(after: index)
                lines.append(cells)
                cells.removeAll(keepingCapacity: true)
            default: break
            }
            index = utf8.index(after: index)
        }
        if start < utf8.endIndex || !cells.isEmpty { lines.append(cells + [text[start...]]) }
        guard let header = lines.first else { throw ReferenceFault(line: 1, reason: "empty") }
        let columns = ReferenceColumns(header.map(Self.unquoted))
        var rows: [ReferenceRow] = []
        rows.reserveCapacity(lines.count)
        for (offset, line) in lines.enumerated().dropFirst() {
            guard line.count == header.count else {
                throw ReferenceFault(line: offset + 1, reason: "\(line.count) cells, expected \(header.count)")
            }
            rows.append(ReferenceRow(columns: columns, cells: line, line: offset + 1))
        }
        self.rows = rows
    }

    static func unquoted(_ cell: Substring) -> String {
        var cell = cell
        if cell.last == "\r" { cell = cell.dropLast() }
        guard cell.utf8.first == UInt8(ascii: "\"") else { return String(cell) }
        var result = ""
        var isSecondQuote = false
        for character in cell.dropFirst().dropLast() {
            if character == "\"", !isSecondQuote {
                isSecondQuote = true
                continue
            }
            isSecondQuote = false
            result.append(character)
        }
        return result
    }
}

/// The columns of a table.
final class ReferenceColumns: Sendable {
    let names: [String]
    init(_ names: [String]) { self.names = names }
}

/// One row of a reference table.
struct ReferenceRow {
    let columns: ReferenceColumns
    let cells: [Substring]
    let line: Int

    /// The cell of a column, empty where there is none.
    subscript(_ name: String) -> String {
        guard let index = columns.names.firstIndex(of: name) else { return "" }
        return ReferenceCSV.unquoted(cells[index])
    }
}
