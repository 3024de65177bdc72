import LedgerDomain
import LedgerFiles
import MerkleLog
import LedgerWorkbookWriter

/// Files that commands write. They are new files, outside the ledger: no slip of a path may cost a log, a key or a
/// device (输出文件).
public enum FileOutput {
    /// Refuses a place where no file may be made. To be asked before any work is done.
    ///
    /// - Throws: ``ServiceError/usage(_:)`` for no path, ``ServiceError/noOutput(path:_:)`` for one that is taken or
    ///   inside the ledger.
    public static func check(_ path: String, outside ledger: String?) throws(ServiceError) {
        try atBorder {
            try require(path, outside: ledger)
            guard !Files.isTaken(path) else { throw taken(path) }
        }
    }

    /// The same for a directory, which may be there.
    static func check(directory path: String, outside ledger: String) throws {
        try require(path, outside: ledger)
        guard Files.isDirectory(path) || !Files.isTaken(path) else {
            throw ServiceError.noOutput(path: path, Label("不是目录", "this is no directory"))
        }
    }

    private static func require(_ path: String, outside ledger: String?) throws {
        guard !path.isEmpty else { throw ServiceError.usage(Label("输出路径为空", "the path of the output is empty")) }
        guard let ledger, Files.isInside(path, ledger) else { return }
        throw ServiceError.noOutput(
            path: path, Label("不能写到账本目录里面", "no output is written inside the ledger's directory"))
    }

    private static func taken(_ path: String) -> ServiceError {
        .noOutput(
            path: path, Label("已存在，不会被覆盖；请换一个路径", "is there already and is not written over; choose another path"))
    }

    /// Writes a new file in one go.
    ///
    /// - Throws: as ``check(_:outside:)``.
    public static func write(_ bytes: [UInt8], to path: String, outside ledger: String?) throws(ServiceError) {
        try check(path, outside: ledger)
        do throws(LogStoreError) { try Files.createWhole(bytes, at: path) } catch {
            if case .alreadyExists = error { throw taken(path) }
            throw unwritable(path)
        }
    }

    /// Writes a new workbook: `body` writes it by the path it is given, and it stands at its own path when it is whole.
    ///
    /// - Throws: as ``check(_:outside:)``.
    public static func writeWorkbook(
        to path: String, outside ledger: String?, _ body: (String) throws -> Void
    ) throws(ServiceError) {
        try atBorder {
            try check(path, outside: ledger)
            do { try Files.createWhole(at: path, body) } catch let error as LogStoreError {
                if case .alreadyExists = error { throw taken(path) }
                throw unwritable(path)
            } catch let error as WorkbookWriteError { throw failure(error, path) }
        }
    }

    private static func failure(_ error: WorkbookWriteError, _ path: String) -> ServiceError {
        switch error {
        case .cannotCreate, .cannotWrite: unwritable(path)
        case .sheetFull(let rows):
            .noOutput(
                path: path,
                Label("超过一个工作表的 \(rows) 行；请改用 CSV", "more than the \(rows) rows of a sheet; write CSV instead"))
        case .textTooLong(let row, let column):
            .noOutput(
                path: path,
                Label(
                    "第 \(row) 行第 \(column) 列超过 32,767 字；请改用 CSV",
                    "row \(row), column \(column) has more than 32,767 characters; write CSV instead"))
        case .refused(let code):
            .noOutput(path: path, Label("工作簿写不出（\(code)）", "the workbook cannot be written (\(code))"))
        }
    }

    /// Makes failures of files below a directory that is being written failures of that output.
    static func making<Result>(_ directory: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as LogStoreError {
            switch error {
            case .io(let path, _), .readOnly(let path), .notPermitted(let path), .alreadyExists(let path):
                throw path.hasPrefix(directory) ? unwritable(path) : error
            default: throw error
            }
        }
    }

    private static func unwritable(_ path: String) -> ServiceError {
        .noOutput(
            path: path,
            Label("不能创建或写入；核对路径、权限和空间", "cannot be made or written; check the path, its permissions and the space left")
        )
    }
}
