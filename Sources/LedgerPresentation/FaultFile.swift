import LedgerDomain
public import LedgerInterchange
public import LedgerService

/// The faults of a file for those who mend it: marked in a copy, as a list, and the failed rows alone.
public struct FaultFile {
    private let refused: RefusedSheet
    private let file: String
    private let ledger: String

    /// - Parameter path: the file that was refused. One that is gone by now has a list of faults and no copy.
    public init(
        of path: String, as profile: Profile, sheet: String?, encoding: TextEncoding?, _ faults: [RefusedInput],
        outside ledger: String, _ presenter: Presenter
    ) {
        file = faults.first?.file ?? path
        self.ledger = ledger
        refused = RefusedSheet(
            FileInput.pieces(path), as: profile, sheet: sheet, encoding: encoding,
            faults: faults.map { input in
                SheetFault(
                    row: input.row, column: input.column, letters: input.letters,
                    fault: input.fault.named(by: presenter.vocabulary))
            },
            presenter.language)
    }

    /// Writes the list of faults; to `.xlsx` with a copy of the sheet whose bad cells are marked.
    public func writeFaults(to path: String) throws {
        if Self.isWorkbook(path) {
            try FileOutput.writeWorkbook(to: path, outside: ledger) { try refused.writeWorkbook(to: $0) }
        } else {
            try FileOutput.write(Array(refused.faultsCSV(file: file).utf8), to: path, outside: ledger)
        }
    }

    /// Writes the failed rows with the header.
    public func writeFailedRows(to path: String) throws {
        if Self.isWorkbook(path) {
            try FileOutput.writeWorkbook(to: path, outside: ledger) { try refused.writeFailedRows(to: $0) }
        } else {
            try FileOutput.write(Array(refused.failedRowsCSV().utf8), to: path, outside: ledger)
        }
    }

    private static func isWorkbook(_ path: String) -> Bool { path.lowercased().hasSuffix(".xlsx") }
}
