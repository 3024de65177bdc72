import LedgerInterchange
import LedgerService

/// The faults of a file as CSV, to be worked off in a spreadsheet.
enum FaultFile {
    private static let columns = [
        "file", "row", "field", "given", "expected", "difference", "rule", "remedy", "sheet", "letters",
    ]

    static func write(_ faults: [RefusedInput], to path: String, outside ledger: String) throws {
        let rows = faults.map { input in
            [
                input.file, String(input.row), input.column.isEmpty ? input.fault.path : input.column,
                input.fault.given,
                input.fault.expected.text(Words.language), input.fault.difference ?? "", input.fault.rule,
                input.fault.remedy.text(Words.language), input.sheet, input.letters,
            ]
        }
        try FileOutput.write(Array(CSVText.text(of: [columns] + rows).utf8), to: path, outside: ledger)
    }
}
