import LedgerDomain
import LedgerService

/// The faults of a file as CSV, to be worked off in a spreadsheet.
enum FaultFile {
    private static let columns = ["file", "row", "field", "given", "expected", "difference", "rule", "remedy"]

    static func write(_ faults: [RefusedInput], to path: String) throws {
        let rows = faults.map { input in
            [
                input.file, String(input.row), input.column.isEmpty ? input.fault.path : input.column,
                input.fault.given,
                input.fault.expected.text(Words.language), input.fault.difference ?? "", input.fault.rule,
                input.fault.remedy.text(Words.language),
            ]
        }
        let text = "\u{FEFF}" + ([columns] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
        try FileOutput.write(Array(text.utf8), to: path)
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+@\t\r".contains($0) } ?? false
        let guarded = isFormula ? "'" + text : text
        return guarded.contains { "\",\r\n".contains($0) }
            ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
    }
}
