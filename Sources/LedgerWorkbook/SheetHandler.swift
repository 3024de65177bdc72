import LedgerDomain

/// Reads the elements of a sheet into rows.
///
/// WPS and other writers leave out `r` of rows and cells: they then stand behind the one before.
final class SheetHandler: XMLPartHandler {
    private(set) var fault: Fault?
    private(set) var isDone = false
    private(set) var layout = SheetLayout()

    private let strings: SharedStrings
    private let formats: CellFormats
    private let countsFrom1904: Bool
    private let limits: WorkbookLimits
    /// Takes the rows; `nil` where only the layout is wanted.
    private let body: ((WorkbookRow) -> Bool)?

    private var row = 0
    private var isHidden = false
    private var cells: [WorkbookCell] = []
    private var cellCount = 0

    private var column = -1
    private var type = CellType.number
    private var style = 0
    private var hasFormula = false
    private var isValue = false
    private var runs = TextRuns()
    private var text: [UInt8] = []

    private enum CellType { case number, shared, inline, string, flag, error, day }

    init(
        _ strings: SharedStrings, _ formats: CellFormats, countsFrom1904: Bool, _ limits: WorkbookLimits,
        _ body: ((WorkbookRow) -> Bool)?
    ) {
        self.strings = strings
        self.formats = formats
        self.countsFrom1904 = countsFrom1904
        self.limits = limits
        self.body = body
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "c" {
            if body != nil { startCell(attributes) }
        } else if name == "v" {
            isValue = body != nil
            text.removeAll(keepingCapacity: true)
        } else if name == "row" {
            startRow(attributes)
        } else if name == "f" {
            hasFormula = true
        } else if type == .inline {
            runs.start(name)
        } else if name == "col" {
            addColumn(attributes)
        } else if name == "mergeCell", let range = attributes.text("ref").flatMap({ MergedCells($0) }) {
            layout.merged.append(range)
            if layout.merged.count > limits.lists {
                refuse("mergeCell", Label("至多 \(limits.lists) 处合并", "at most \(limits.lists) merged ranges"))
            }
        }
    }

    func end(_ name: XMLName) {
        if name == "c" {
            if body != nil { endCell() }
        } else if name == "v" {
            isValue = false
        } else if name == "row" {
            endRow()
        } else if type == .inline {
            runs.end(name)
        }
    }

    func characters(_ part: UnsafeBufferPointer<UInt8>) {
        guard isValue || runs.isText else { return }
        text.append(contentsOf: part)
        if text.count > limits.cellBytes {
            refuse(place, Label("每格至多 \(limits.cellBytes >> 10) KiB", "at most \(limits.cellBytes >> 10) KiB a cell"))
        }
    }

    private var place: String { CellReference.letters(column) + String(row) }

    private func refuse(_ given: String, _ expected: Label) {
        if fault == nil { fault = WorkbookFault.tooLarge(given, expected) }
    }

    private func startRow(_ attributes: XMLAttributes) {
        let next = attributes.number("r") ?? row + 1
        guard next > row else {
            fault = WorkbookFault.broken("row \(next)")
            return
        }
        row = next
        if row > limits.rows { refuse("\(row)", Label("至多 \(limits.rows) 行", "at most \(limits.rows) rows")) }
        // A height of nothing hides a row as well as the menu does.
        isHidden = attributes.flag("hidden") || attributes.text("ht") == "0"
        column = -1
        cells.removeAll(keepingCapacity: true)
    }

    private func endRow() {
        guard fault == nil, !cells.isEmpty, let body else { return }
        if !body(WorkbookRow(number: row, isHidden: isHidden, cells: cells)) { isDone = true }
    }

    private func addColumn(_ attributes: XMLAttributes) {
        guard let first = attributes.number("min"), let last = attributes.number("max"), first >= 1, first <= last,
            attributes.flag("hidden") || attributes.text("width") == "0"
        else { return }
        layout.hiddenColumns.append(first - 1...last - 1)
        if layout.hiddenColumns.count > limits.lists { refuse("col", Label("至多 16384 列", "at most 16384 columns")) }
    }

    private func startCell(_ attributes: XMLAttributes) {
        if let reference = attributes.bytes("r") {
            guard let found = CellReference.parse(reference), found.row == row, found.column > column else {
                fault = WorkbookFault.broken(String(decoding: reference, as: UTF8.self))
                return
            }
            column = found.column
        } else {
            column += 1
        }
        style = attributes.number("s") ?? 0
        hasFormula = false
        type = attributes.bytes("t").map(Self.type) ?? .number
        text.removeAll(keepingCapacity: true)
    }

    private static func type(_ name: UnsafeBufferPointer<UInt8>) -> CellType {
        // One letter for nearly all cells, so no string is made of it.
        if name.count == 1 {
            switch name[0] {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "b"): return .flag
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .day
            default: return .number
            }
        }
        if name.elementsEqual("inlineStr".utf8) { return .inline }
        return name.elementsEqual("str".utf8) ? .string : .number
    }

    private func endCell() {
        defer {
            type = .number
            runs = TextRuns()
        }
        guard fault == nil else { return }
        if text.isEmpty {
            // An empty result of a formula is an empty cell; no result at all is a gap.
            if hasFormula, type != .string { add(.uncomputed) }
            return
        }
        let given = String(decoding: text, as: UTF8.self)
        switch type {
        case .inline, .string: add(.text(EscapedText.decoded(text)))
        case .shared:
            guard let string = CellReference.number(text).flatMap({ strings[$0] }) else { return add(.invalid(given)) }
            if !string.isEmpty { add(.text(string)) }
        case .flag: add(.flag(given == "1" || given == "true"))
        case .error: add(.error(given))
        case .day: add(SerialDate.day(iso: given).map { .day($0) } ?? .invalid(given))
        case .number: addNumber(given)
        }
    }

    private func addNumber(_ given: String) {
        guard let number = CellNumber.plain(given) else { return add(.invalid(given)) }
        if formats.isDate.indices.contains(style), formats.isDate[style] {
            return add(SerialDate.day(number, countsFrom1904: countsFrom1904).map { .day($0) } ?? .invalid(number))
        }
        add(.number(number))
    }

    private func add(_ value: CellValue) {
        cellCount += 1
        if column >= limits.columns {
            refuse(place, Label("至多 \(limits.columns) 列", "at most \(limits.columns) columns"))
        }
        if cellCount > limits.cells {
            refuse(place, Label("至多 \(limits.cells) 格", "at most \(limits.cells) cells"))
        }
        cells.append(WorkbookCell(column: column, value: value, isFormula: hasFormula))
    }
}
