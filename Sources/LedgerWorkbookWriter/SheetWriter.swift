public import LedgerDomain
import CXLSXWriter
import Glibc

/// What a cell is given.
public enum WrittenCell: Hashable, Sendable {
    /// Nothing; its style alone.
    case empty
    case text(String)
    /// A sum of 分 in a unit: a number, or text where no number stands for it alone (see ``WrittenNumber``).
    case amount(Int128, MoneyUnit)
    case integer(Int64)
    /// A ratio in basis points.
    case basisPoints(Int64)
    /// A ratio in tenths of a per cent.
    case permille(Int64)
    case day(Day)
}

/// One sheet of a workbook that is being written. Rows come in order.
public final class SheetWriter {
    /// How many rows a sheet holds.
    public static let maximumRows = 1_048_576
    private static let maximumColumns = 16_384

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let path: String
    private let format: (CellStyle) -> UnsafeMutablePointer<lxw_format>?
    /// The row that comes next, counted from 0.
    public private(set) var nextRow = 0

    init(
        _ sheet: UnsafeMutablePointer<lxw_worksheet>, path: String,
        format: @escaping (CellStyle) -> UnsafeMutablePointer<lxw_format>?
    ) {
        (self.sheet, self.path, self.format) = (sheet, path, format)
    }

    func set(_ layout: PageLayout) {
        for (index, column) in layout.columns.prefix(Self.maximumColumns).enumerated() {
            let place = lxw_col_t(index)
            _ = worksheet_set_column(sheet, place, place, min(column.width, 80), column.style.flatMap(format))
        }
        if layout.frozenRows > 0 || layout.frozenColumns > 0 {
            worksheet_freeze_panes(sheet, lxw_row_t(layout.frozenRows), lxw_col_t(layout.frozenColumns))
        }
        if layout.frozenRows > layout.repeatedFrom {
            _ = worksheet_repeat_rows(sheet, lxw_row_t(layout.repeatedFrom), lxw_row_t(layout.frozenRows - 1))
        }
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6)
        if !layout.pageHeader.isEmpty {
            // An ampersand begins a code of the header's own.
            let text = String(layout.pageHeader.replacing("&", with: "&&").prefix(200))
            _ = worksheet_set_header(sheet, "&L&9" + text)
        }
        _ = worksheet_set_footer(sheet, "&C&9&P / &N")
        if layout.isHidden { worksheet_hide(sheet) }
        if layout.isProtected { protect() }
    }

    /// Locks what is not unlocked; everything else that can be done to a sheet stays allowed.
    private func protect() {
        var allowed = lxw_protection()
        (allowed.format_cells, allowed.format_columns, allowed.format_rows) = (1, 1, 1)
        (allowed.insert_columns, allowed.insert_rows, allowed.delete_rows) = (1, 1, 1)
        (allowed.sort, allowed.autofilter) = (1, 1)
        worksheet_protect(sheet, nil, &allowed)
    }

    /// Makes this the sheet that is seen first.
    public func activate() {
        worksheet_activate(sheet)
    }

    /// Writes the next row. Cells beyond the styles take the last one.
    ///
    /// - Parameter height: in points, where the program that opens the file should not choose it.
    /// - Throws: ``WorkbookWriteError/sheetFull(rows:)``, ``WorkbookWriteError/textTooLong(row:column:)``.
    public func add(_ cells: [WrittenCell], styles: [CellStyle] = [], height: Double? = nil) throws(WorkbookWriteError)
    {
        guard nextRow < Self.maximumRows, cells.count <= Self.maximumColumns else {
            throw .sheetFull(rows: Self.maximumRows)
        }
        let row = lxw_row_t(nextRow)
        if let height { _ = worksheet_set_row(sheet, row, height, nil) }
        for (index, cell) in cells.enumerated() {
            let style = index < styles.count ? styles[index] : styles.last
            let code = write(cell, row, lxw_col_t(index), style.flatMap(format))
            switch code {
            case LXW_NO_ERROR: continue
            case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED: throw .textTooLong(row: nextRow + 1, column: index + 1)
            default: throw .refused(code: Int32(code.rawValue))
            }
        }
        nextRow += 1
    }

    private func write(
        _ cell: WrittenCell, _ row: lxw_row_t, _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
    ) -> lxw_error {
        switch cell {
        case .empty: return format == nil ? LXW_NO_ERROR : worksheet_write_blank(sheet, row, column, format)
        case .text(let text):
            if text.isEmpty { return write(.empty, row, column, format) }
            return worksheet_write_string(sheet, row, column, Self.writable(text), format)
        case .amount(let fen, let unit):
            guard let number = WrittenNumber.number(for: fen, in: unit) else {
                return worksheet_write_string(sheet, row, column, Fen.text(of: fen, in: unit), format)
            }
            return worksheet_write_number(sheet, row, column, number, format)
        case .integer(let count):
            guard let number = WrittenNumber.number(for: count) else {
                return worksheet_write_string(sheet, row, column, String(count), format)
            }
            return worksheet_write_number(sheet, row, column, number, format)
        case .basisPoints(let points):
            return worksheet_write_number(sheet, row, column, Double(points) / 10_000, format)
        case .permille(let permille):
            return worksheet_write_number(sheet, row, column, Double(permille) / 1_000, format)
        case .day(let day):
            let parts = day.parts
            // A spreadsheet's calendar begins in 1900, and is wrong in its first two months.
            guard (1901...9999).contains(parts.year) else {
                return worksheet_write_string(sheet, row, column, day.description, format)
            }
            var moment = lxw_datetime()
            (moment.year, moment.month, moment.day) = (Int32(parts.year), Int32(parts.month), Int32(parts.day))
            return worksheet_write_datetime(sheet, row, column, &moment, format)
        }
    }

    /// Text without what XML cannot hold and the library would write all the same.
    private static func writable(_ text: String) -> String {
        let isClean = text.unicodeScalars.allSatisfy { isWritable($0) && $0.value != 0 }
        return isClean
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.map { isWritable($0) ? $0 : "\u{FFFD}" }))
    }

    private static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0xFFFD, 0x10000...0x10FFFF, 0x09, 0x0A: true
        default: false
        }
    }

    /// Notes something at a cell (批注). The cell may be in any row.
    public func comment(row: Int, column: Int, _ text: String) {
        var options = lxw_comment_options()
        options.width = 320
        options.height = UInt16(clamping: 40 + 18 * (text.unicodeScalars.count / 24))
        "linkedfund".withCString { author in
            options.author = UnsafeMutablePointer(mutating: author)
            _ = worksheet_write_comment_opt(
                sheet, lxw_row_t(row), lxw_col_t(column), String(text.prefix(2_000)), &options)
        }
    }

    /// Puts a validation on the cells of a column.
    ///
    /// - Throws: ``WorkbookWriteError/refused(code:)``.
    public func validate(column: Int, rows: ClosedRange<Int>, _ validation: CellValidation) throws(WorkbookWriteError) {
        var set = lxw_data_validation()
        set.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        set.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        set.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
        set.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        set.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        var list = ""
        switch validation.check {
        case .none: set.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .list(let cells):
            set.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            list = cells
        case .number(let minimum):
            set.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            set.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
            set.value_number = Double(minimum)
        case .day:
            set.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
            set.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            (set.minimum_datetime.year, set.minimum_datetime.month, set.minimum_datetime.day) = (1990, 1, 1)
            (set.maximum_datetime.year, set.maximum_datetime.month, set.maximum_datetime.day) = (2100, 12, 31)
        }
        let code = String(validation.title.prefix(32)).withCString { title in
            String(validation.message.prefix(255)).withCString { message in
                list.withCString { list in
                    set.input_title = UnsafeMutablePointer(mutating: title)
                    set.input_message = UnsafeMutablePointer(mutating: message)
                    if set.validate == UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue) {
                        set.value_formula = UnsafeMutablePointer(mutating: list)
                    }
                    return worksheet_data_validation_range(
                        sheet, lxw_row_t(rows.lowerBound), lxw_col_t(column), lxw_row_t(rows.upperBound),
                        lxw_col_t(column), &set)
                }
            }
        }
        guard code == LXW_NO_ERROR else { throw .refused(code: Int32(code.rawValue)) }
    }

    /// Puts filter buttons on a header row, down to the last row written.
    public func filter(headerRow: Int, columns: Int) {
        guard nextRow > headerRow + 1, columns > 0 else { return }
        _ = worksheet_autofilter(sheet, lxw_row_t(headerRow), 0, lxw_row_t(nextRow - 1), lxw_col_t(columns - 1))
    }

    /// Whether the rows written so far reached the disk; the library does not ask.
    var isComplete: Bool {
        guard let file = sheet.pointee.optimize_tmpfile else { return true }
        return fflush(file) == 0 && ferror(file) == 0
    }
}
