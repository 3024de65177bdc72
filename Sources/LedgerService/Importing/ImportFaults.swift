import LedgerDomain
import LedgerInterchange

/// The faults and warnings of a file, placed in its sheet as its user sees it.
struct ImportFaults {
    /// So many are listed; a file with more has one fault, made many times.
    static let limit = 10_000

    private let file: String
    private let look: ImportResult

    init(_ file: String, _ look: ImportResult) {
        self.file = file
        self.look = look
    }

    /// All faults, each once, in the order of rows.
    func listed(with outcome: RecordOutcome?) -> [RefusedInput] {
        var seen: Set<RefusedInput> = []
        // A row whose cells could not be read has no faults of its own beyond that.
        let others = (outcome?.faults.kept ?? []).filter { !look.faults.rows.contains($0.row) }
            .map { RowFault(row: $0.row, column: column(of: $0.fault), fault: $0.fault) }
        var listed = (look.sheetFaults.kept + look.faults.list.kept + others).map(located)
            .filter { seen.insert($0).inserted }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        let total = look.sheetFaults.total + look.faults.list.total + (outcome?.faults.total ?? 0)
        if total > Self.limit, listed.count >= Self.limit {
            listed = Array(listed.prefix(Self.limit))
            listed.append(
                RefusedInput(
                    file: file, row: 0, column: "",
                    fault: Fault(
                        .tooLarge, path: "", given: "\(total)",
                        expected: Label("至多列出 \(Self.limit) 处错误", "at most \(Self.limit) faults listed"))))
        }
        return listed
    }

    /// What the sheet's user should know, and what must be answered for.
    func warnings(with outcome: RecordOutcome) -> [RefusedInput] {
        look.warnings.map(located)
            + outcome.warnings.map { located(RowFault(row: $0.row, column: "", fault: $0.fault)) }
    }

    /// A fault with the sheet and the letters of its column.
    private func located(_ fault: RowFault) -> RefusedInput {
        var input = RefusedInput(file: file, row: fault.row, column: fault.column, fault: fault.fault)
        input.sheet = look.sheet ?? ""
        input.letters = look.letters[fault.column] ?? ""
        return input
    }

    /// The heading under which the field of a fault was read.
    private func column(of fault: Fault) -> String {
        guard let field = fault.path.split(separator: ".").last else { return "" }
        var name = String(field)
        for suffix in ["_fen", "_ppm"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        let aliases = ["line_id": "batch_id", "pool": "batch_id", "region": "region_code6", "no": "document_no"]
        let found = look.mapping.first { [String(field), name, aliases[String(field)] ?? ""].contains($0.field) }
        return found?.column ?? String(field)
    }
}
