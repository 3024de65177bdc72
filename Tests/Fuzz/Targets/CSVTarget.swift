import LedgerDomain
import LedgerInterchange

/// Comma-separated text as other programs write it (``CSVReader``): the first byte says in what pieces it comes.
///
/// How the text is cut must not matter, and what was read must come back when it is written again.
struct CSVTarget: FuzzTarget {
    static let name = "csv"
    static let maximumLength = 4_096
    static let dictionary = ["\"\"", "\",\"", "\"\r\n\"", "\r\n", "\r", ";", "\t", "\u{FEFF}", "，", "合计", "'="]

    init() {}

    func seeds() -> [[UInt8]] {
        let texts = [
            "a,b\r\n1,2\r\n", "甲;乙\n\"一\n二\";3\n", "a\tb\r\"x\"\"y\"\t\r\n\n\n", "a,\"b\n", "a,b\"c\nd,e\n",
            "\"a\"b\nc",
            "题目\n单位：万元\nline_id,amount\n1,\"8,126.73\"\n合计,8126.73", "\u{FEFF}a,b\n", ",,,\n,\n", "\r\r\r\n\n",
        ]
        return texts.flatMap { text in [0, 1, 7].map { [$0] + Array(text.utf8) } }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        // Small limits, so that they are met.
        var limits = CSVLimits()
        (limits.cellBytes, limits.columns, limits.rows) = (64, 8, 32)
        for limits in [CSVLimits(), limits] {
            // The delimiter is told by the first piece read, which holds as much as is asked for.
            let whole = Reading(text, limits, pieceBytes: text.count)
            let parts = Reading(text, limits, pieceBytes: 1 + Int(first) % 16)
            expect(whole == parts, "read in pieces it is another table: \(whole) \(parts)")
            whole.check(limits, lines: 1 + text.count)
        }
        writeAgain(Reading(text, CSVLimits(), pieceBytes: text.count))
    }

    /// Rows that were read without a fault are the same when written and read once more.
    private func writeAgain(_ reading: Reading) {
        let rows = reading.records.map { $0.cells.map { $0 + "." } }
        guard reading.faults.isEmpty, let first = rows.first, first.count > 1 else { return }
        // The guard against formulas adds a quote, which is its purpose.
        guard
            !rows.joined().contains(where: { $0.unicodeScalars.first.map("=+-@\t\r".unicodeScalars.contains) ?? false })
        else { return }
        let header = Array(repeating: "h", count: CSVLimits().columns)
        let again = Reading(
            Array(CSVText.text(of: [header] + rows, hasMark: false).utf8), CSVLimits(), pieceBytes: 1 << 16)
        expect(
            again.faults.isEmpty && again.records.dropFirst().map(\.cells) == rows,
            "written and read again: \(rows) \(again)")
    }

    /// What a reader gave.
    private struct Reading: Equatable {
        var records: [CSVRecord] = []
        var faults: [LineFault] = []

        init(_ text: [UInt8], _ limits: CSVLimits, pieceBytes: Int) {
            var rest = text[...]
            var reader = CSVReader(limits: limits) { () throws(Fault) -> [UInt8]? in
                guard !rest.isEmpty else { return nil }
                let piece = Array(rest.prefix(pieceBytes))
                rest = rest.dropFirst(pieceBytes)
                return piece
            }
            while true {
                do throws(LineFault) {
                    guard let record = try reader.next() else { return }
                    records.append(record)
                } catch {
                    faults.append(error)
                    if error.isLast { return }
                    guard faults.count <= text.count else { fatalError("more faults than bytes") }
                }
            }
        }

        func check(_ limits: CSVLimits, lines: Int) {
            expect(records.count <= limits.rows, "\(records.count) rows")
            for record in records {
                expect((1...lines).contains(record.line), "line \(record.line) of \(lines)")
                expect((1...limits.columns).contains(record.cells.count), "\(record.cells.count) columns")
                // Bytes that are no UTF-8 become U+FFFD, three for one.
                expect(record.cells.allSatisfy { $0.utf8.count <= 3 * limits.cellBytes }, "a long cell")
            }
            for (one, next) in zip(records, records.dropFirst()) {
                expect(one.line < next.line, "lines \(one.line) and \(next.line)")
            }
            for fault in faults { expect((1...lines).contains(fault.line), "a fault in line \(fault.line)") }
        }

        static func == (one: Self, other: Self) -> Bool {
            one.faults == other.faults && one.records.count == other.records.count
                && zip(one.records, other.records).allSatisfy {
                    $0.line == $1.line && $0.cells.elementsEqual($1.cells) { $0.utf8.elementsEqual($1.utf8) }
                }
        }
    }
}
