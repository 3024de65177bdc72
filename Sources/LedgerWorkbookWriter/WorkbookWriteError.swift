/// Why a workbook could not be written. A file that may lie there is no workbook.
public enum WorkbookWriteError: Error, Hashable, Sendable {
    /// The file cannot be made at this place.
    case cannotCreate(path: String)
    /// The disk, of the file or of its temporary parts, is full or cannot be written.
    case cannotWrite(path: String)
    /// More rows or columns than a sheet holds.
    case sheetFull(rows: Int)
    /// A cell's text is longer than 32,767 characters.
    case textTooLong(row: Int, column: Int)
    /// Something that the library refuses, with its number: a mistake of this program.
    case refused(code: Int32)
}
