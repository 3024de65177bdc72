public import LedgerDomain

/// What a cell holds.
public enum CellValue: Sendable, Hashable {
    case text(String)
    /// A number in decimal text without exponent, as exact as the file has it.
    case number(String)
    /// A number shown as a date.
    case day(Day)
    case flag(Bool)
    /// `#N/A`, `#REF!` and the like.
    case error(String)
    /// A formula whose value no program has written into the file.
    case uncomputed
    /// What cannot be a value: a string that is not there, a number that is none, a date outside the calendar.
    case invalid(String)
}

/// One cell that holds something.
public struct WorkbookCell: Sendable, Hashable {
    /// The column, from 0.
    public let column: Int
    /// What it holds.
    public let value: CellValue
    /// Whether the value is the last result of a formula.
    public let isFormula: Bool
}

/// One row that holds something.
public struct WorkbookRow: Sendable {
    /// The row as the user sees it, from 1.
    public let number: Int
    /// Whether it is hidden or filtered out.
    public let isHidden: Bool
    /// Its cells that hold something, from left to right.
    public let cells: [WorkbookCell]
}

/// What a sheet says besides its rows; known once they are read.
public struct SheetLayout: Sendable {
    /// Columns that are not shown, from 0.
    public internal(set) var hiddenColumns: [ClosedRange<Int>] = []
    /// Merged cells.
    public internal(set) var merged: [MergedCells] = []

    /// A layout that says nothing.
    public init() {}
}

/// A workbook of Excel, WPS or LibreOffice (.xlsx, ECMA-376), read and never written.
///
/// Rows come one at a time and are not kept; what is kept are the shared strings and the formats. A file that is
/// broken, encrypted or larger than ``WorkbookLimits`` is refused as a whole.
public final class Workbook {
    /// The sheets in the order of their tabs.
    public let sheets: [WorkbookSheet]
    /// Whether day 0 is 1904-01-01.
    public let countsFrom1904: Bool

    private let package: ZipPackage
    private let parts: [String]
    private let strings: SharedStrings
    private let formats: CellFormats
    private let limits: WorkbookLimits

    /// Opens a workbook.
    ///
    /// - Throws: ``Fault`` about the file.
    public init(_ file: FileBytes, limits: WorkbookLimits = WorkbookLimits()) throws(Fault) {
        let package = try ZipPackage(file, limits)
        try Self.refuseOthers(package)
        let index = try WorkbookIndex(package)
        var strings = SharedStrings()
        if let name = index.sharedStrings { strings = try SharedStrings.read(name, of: package, limits) }
        var formats = CellFormats()
        if let name = index.styles { formats = try CellFormats.read(name, of: package, limits) }
        (sheets, parts, countsFrom1904) = (index.sheets.map(\.sheet), index.sheets.map(\.part), index.countsFrom1904)
        (self.package, self.strings, self.formats, self.limits) = (package, strings, formats, limits)
    }

    /// Gives the rows of a sheet to `body` until it answers `false`.
    ///
    /// - Throws: ``Fault`` about the file. Rows given before it are not to be used.
    public func read(_ sheet: WorkbookSheet, _ body: @escaping (WorkbookRow) -> Bool) throws(Fault) -> SheetLayout {
        guard parts.indices.contains(sheet.index) else { throw WorkbookFault.missing(part: sheet.name) }
        let handler = SheetHandler(strings, formats, countsFrom1904: countsFrom1904, limits, body)
        try XMLPart.read(parts[sheet.index], of: package, handler)
        return handler.layout
    }

    /// What a sheet says besides its rows, without making rows: merged cells stand behind all of them in the file.
    ///
    /// - Throws: ``Fault`` about the file.
    public func layout(of sheet: WorkbookSheet) throws(Fault) -> SheetLayout {
        guard parts.indices.contains(sheet.index) else { throw WorkbookFault.missing(part: sheet.name) }
        let handler = SheetHandler(strings, formats, countsFrom1904: countsFrom1904, limits, nil)
        try XMLPart.read(parts[sheet.index], of: package, handler)
        return handler.layout
    }

    /// Packages of other programs, each with what to do.
    private static func refuseOthers(_ package: ZipPackage) throws(Fault) {
        let others = [
            ("xl/workbook.bin", "xlsb"), ("content.xml", "ods"), ("word/document.xml", "docx"),
            ("ppt/presentation.xml", "pptx"),
        ]
        for (part, name) in others where package.has(part) {
            throw WorkbookFault.fault(
                name, Label(".xlsx 工作簿", "an .xlsx workbook"),
                Label("请在 Excel/WPS 中另存为 .xlsx。", "Save it as .xlsx."))
        }
    }
}
