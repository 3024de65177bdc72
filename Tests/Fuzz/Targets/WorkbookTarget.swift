import LedgerDomain
import LedgerInterchange
import LedgerWorkbook
import WorkbookSamples

/// Packages from outside (``Workbook``, ``ZipPackage``): what is no zip, is cut, or contradicts its own directory.
struct WorkbookTarget: FuzzTarget {
    static let name = "workbook"
    static let maximumLength = 8_192
    static let findsLeaks = true
    static let dictionary = ["PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "xl/workbook.xml", "../"]

    init() {}

    func seeds() -> [[UInt8]] {
        SampleSheets.workbooks.flatMap { [$0.bytes(), StoredZip.bytes(SheetTarget.parts(of: $0))] }
    }

    mutating func run(_ bytes: [UInt8]) { SheetReading.read(bytes) }
}

/// The parts of a workbook in a sound package: the sheet, shared strings, styles, the list of sheets and the relations
/// of the book, with a form feed between them.
struct SheetTarget: FuzzTarget {
    static let name = "sheet"
    static let maximumLength = 8_192
    static let findsLeaks = true
    static let dictionary = [
        "<row r=\"", "<c r=\"", " t=\"s\"", " t=\"inlineStr\"", " t=\"str\"", " t=\"b\"", " t=\"e\"", " s=\"1\"", "<v>",
        "</v>", "</c>", "</row>", "<f>", "<is><t>", "<rPh>", "<si>", "<r><t>", "<mergeCell ref=\"A1:B2\"/>",
        "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", "XFD1048576", "hidden=\"1\"", "date1904=\"1\"",
        "state=\"veryHidden\"",
        "numFmtId=\"14\"", "formatCode=\"yyyy\"", "<!DOCTYPE x>", "<!ENTITY x \"y\">", "&amp;", "&#x10FFFF;",
        "<![CDATA[",
        "_x000D_", "1.2E+3", "9223372036854775807", "-1e-400", "0.30000000000000004", "44931", "<sheet name=\"",
        "Target=\"", "xl/worksheets/sheet1.xml", "\u{C}",
    ]

    private static let names = [
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ]
    private static let separator: UInt8 = 0x0C

    private let context: ImportContext

    init() throws { context = try SampleSheets.context() }

    static func parts(of book: SampleWorkbook) -> [(name: String, content: ArraySlice<UInt8>)] {
        book.parts.map { ($0.name, Array($0.content.utf8)[...]) }
    }

    func seeds() -> [[UInt8]] {
        SampleSheets.workbooks.map { book in
            Array(Self.names.map { Array(book.content($0).utf8) }.joined(separator: [Self.separator]))
        }
    }

    mutating func run(_ bytes: [UInt8]) {
        let contents = bytes.split(separator: Self.separator, omittingEmptySubsequences: false)
        var parts = Self.parts(of: SampleWorkbook([]))
        parts.removeAll { Self.names.contains($0.name) }
        for (name, content) in zip(Self.names, contents) where !content.isEmpty { parts.append((name, content)) }
        let package = StoredZip.bytes(parts)
        SheetReading.read(package)
        SampleSheets.read(package, as: .allotments, context)
    }
}

/// Reads all sheets of a package, and holds the rows to what a reader is promised.
private enum SheetReading {
    static func read(_ package: [UInt8]) {
        // Small limits keep a run short, and are met.
        var limits = WorkbookLimits()
        (limits.unpackedBytes, limits.ratioFloor, limits.sharedBytes) = (4 << 20, 1 << 16, 1 << 20)
        (limits.cells, limits.lists, limits.cellBytes) = (10_000, 1_000, 4_096)
        do throws(Fault) {
            let book = try Workbook(FileBytes(package), limits: limits)
            for sheet in book.sheets.prefix(4) { try read(sheet, of: book, limits) }
        } catch {
            expect(!error.expected.chinese.isEmpty && !error.remedy.chinese.isEmpty, "a fault without words: \(error)")
        }
    }

    private static func read(_ sheet: WorkbookSheet, of book: Workbook, _ limits: WorkbookLimits) throws(Fault) {
        let rows = Rows(limits)
        let layout = try book.read(sheet) { rows.take($0) }
        for merged in layout.merged {
            expect(merged.rows.lowerBound >= 1 && merged.columns.lowerBound >= 0, "merged cells before the first")
        }
        let again = try book.layout(of: sheet)
        expect(again.merged.count == layout.merged.count, "another layout when read without rows")
    }

    private final class Rows {
        private let limits: WorkbookLimits
        private var last = 0

        init(_ limits: WorkbookLimits) { self.limits = limits }

        func take(_ row: WorkbookRow) -> Bool {
            expect(row.number > last && row.number <= limits.rows, "row \(row.number) after \(last)")
            last = row.number
            expect(!row.cells.isEmpty && row.cells.count <= limits.columns, "\(row.cells.count) cells")
            for (one, next) in zip(row.cells, row.cells.dropFirst()) {
                expect(one.column < next.column, "columns \(one.column) and \(next.column)")
            }
            for cell in row.cells {
                switch cell.value {
                case .number(let text):
                    expect(
                        !text.isEmpty && text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) },
                        "the number \(text)"
                    )
                case .text(let text): expect(text.utf8.count <= limits.cellBytes, "a text of \(text.utf8.count) bytes")
                default: break
                }
            }
            return true
        }
    }
}
