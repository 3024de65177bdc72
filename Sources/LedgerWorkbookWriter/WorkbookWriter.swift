import CXLSXWriter
import Glibc
import Synchronization

/// Writes an `.xlsx` row by row in bounded memory, with the machine's libxlsxwriter.
///
/// Equal calls give equal bytes. Text is always written as text, so no cell becomes a formula.
///
/// ```swift
/// let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: "指标"))
/// let sheet = try book.addSheet("数据", PageLayout())
/// try sheet.add([.text("L1"), .amount(150, .yuan)], styles: [CellStyle(.text), CellStyle(.amount(.yuan))])
/// try book.close()
/// ```
public final class WorkbookWriter {
    /// Workbooks are closed one at a time (see `workbook_close_quietly`).
    private static let closing = Mutex(())

    private let path: String
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var sheets: [SheetWriter] = []
    private var isOpen = true

    /// Begins a workbook. The file appears when it is closed.
    ///
    /// - Throws: ``WorkbookWriteError/cannotCreate(path:)``.
    public init(path: String, properties: WorkbookProperties) throws(WorkbookWriteError) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else { throw .cannotCreate(path: path) }
        self.workbook = workbook
        self.path = path
        set(properties)
    }

    /// What was begun and not closed leaves no file.
    deinit { if isOpen { lxw_workbook_free(workbook) } }

    private func set(_ properties: WorkbookProperties) {
        var set = lxw_doc_properties()
        set.created = time_t(properties.created)
        // The library copies what it is given.
        properties.title.withCString { title in
            properties.subject.withCString { subject in
                properties.author.withCString { author in
                    properties.company.withCString { company in
                        set.title = UnsafePointer(title).map(UnsafeMutablePointer.init(mutating:))
                        set.subject = UnsafePointer(subject).map(UnsafeMutablePointer.init(mutating:))
                        set.author = UnsafePointer(author).map(UnsafeMutablePointer.init(mutating:))
                        set.company = UnsafePointer(company).map(UnsafeMutablePointer.init(mutating:))
                        _ = workbook_set_properties(workbook, &set)
                    }
                }
            }
        }
    }

    /// Adds a sheet behind the others. Several may be written in turn.
    ///
    /// - Parameter name: at most 31 characters without `[]:*?/\`; see ``sheetName(_:)``.
    /// - Throws: ``WorkbookWriteError/refused(code:)`` for a name that is not possible or taken.
    public func addSheet(_ name: String, _ layout: PageLayout = PageLayout()) throws(WorkbookWriteError) -> SheetWriter
    {
        let code = workbook_validate_sheet_name(workbook, name)
        guard code == LXW_NO_ERROR else { throw .refused(code: Int32(code.rawValue)) }
        guard let sheet = workbook_add_worksheet(workbook, name) else { throw .cannotWrite(path: path) }
        let writer = SheetWriter(sheet, path: path) { [unowned self] in format($0) }
        writer.set(layout)
        sheets.append(writer)
        return writer
    }

    /// A text as the name of a sheet.
    public static func sheetName(_ text: String) -> String {
        let kept = text.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
        return kept.isEmpty ? "Sheet" : String(kept)
    }

    private func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let format = formats[style] { return format }
        guard let format = workbook_add_format(workbook) else { return nil }
        style.apply(to: format)
        formats[style] = format
        return format
    }

    /// Writes the file.
    ///
    /// - Throws: ``WorkbookWriteError``; then no workbook is there.
    public func close() throws(WorkbookWriteError) {
        guard isOpen else { return }
        isOpen = false
        let isComplete = sheets.allSatisfy(\.isComplete)
        let code = Self.closing.withLock { _ in workbook_close_quietly(workbook) }
        switch code {
        case LXW_NO_ERROR where isComplete: return
        case LXW_NO_ERROR:
            unlink(path)
            throw .cannotWrite(path: path)
        case LXW_ERROR_CREATING_XLSX_FILE: throw .cannotCreate(path: path)
        case LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE, LXW_ERROR_ZIP_FILE_OPERATION,
            LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE:
            throw .cannotWrite(path: path)
        default: throw .refused(code: Int32(code.rawValue))
        }
    }
}
