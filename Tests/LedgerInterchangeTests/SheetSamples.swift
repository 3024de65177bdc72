import LedgerDomain
@testable import LedgerInterchange
import LedgerReference
import LedgerRules
import LedgerWorkbook
import WorkbookSamples

/// What an import of a file answers, in lines that tests compare.
struct ImportAnswer {
    /// `row amount_fen date line` of each allotment.
    var rows: [String] = []
    /// `row|letters|heading|rule|given|expected` of each fault.
    var faults: [String] = []
    /// `row|letters|heading|note` of each note.
    var notes: [String] = []
    /// Why the file was refused as a whole.
    var refusal: Fault?
    var result = ImportResult()
    var drafts: [(row: Int, draft: Draft)] = []
    var identities: [PersonalRecord] = []

    init(_ file: [UInt8], as profile: Profile = .allotments, sheet: String? = nil, encoding: TextEncoding? = nil) {
        do {
            let context = try Self.context()
            let source = try ImportSource(FileBytes(file), as: profile, encoding: encoding, sheet: sheet)
            let drafts = DraftList()
            result = try profile.read(source, context) { drafts.add($0) }
            (self.drafts, identities) = (drafts.list, drafts.identities)
        } catch {
            refusal = error as? Fault
            return
        }
        rows = drafts.map { item in
            let body = item.draft.body
            let name = (body["line_id"] ?? body["project_id"] ?? body["subject"])?.text ?? ""
            return
                "\(item.row) \(body["amount_fen"]?.text ?? "") \(item.draft.effectiveOn) \(item.draft.region ?? "") \(name)"
        }
        faults = (result.sheetFaults.kept + result.faults.list.kept).sorted { $0.row < $1.row }.map {
            "\($0.row)|\(result.letters[$0.column] ?? "")|\($0.column)|\($0.fault.rule)|\($0.fault.given)|\($0.fault.expected.chinese)"
        }
        notes = result.warnings.map {
            "\($0.row)|\(result.letters[$0.column] ?? "")|\($0.column)|\($0.fault.given)|\($0.fault.expected.chinese)"
        }
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    /// A workbook of one sheet with these rows.
    init(_ rows: [[SampleCell]], writer: SampleWorkbook.Writer = .excel, change: (inout SampleSheet) -> Void = { _ in })
    {
        var sheet = SampleSheet("数据", rows)
        change(&sheet)
        self.init(SampleWorkbook([sheet], writer: writer).bytes())
    }

    private static func context() throws -> ImportContext {
        ImportContext(
            taxonomy: try ShippedReference().taxonomy, today: Day("2024-12-01") ?? Day(ordinal: 0),
            ledgerRegion: RegionCode.nation, rowID: { "\($0)/\($1)/\($2)" }, token: { "\($0):\($1)" },
            line: { _, _ in nil }, linesOfDocument: { _, _ in [] }, project: { _ in nil },
            total: StatedTotal.fault)
    }
}

/// The header of an allotment sheet as people write it, and a row of it.
enum Allotments {
    static let header: [SampleCell] = ["区划代码", "年度", "批次编号", "文号", "资金级次", "发文日期", "金额（万元）"]

    static func row(
        region: SampleCell = "522633", year: SampleCell = "2024", id: SampleCell = "L1", day: SampleCell = "2024-05-06",
        _ amount: SampleCell
    ) -> [SampleCell] {
        [region, year, id, "测财农〔2024〕1号", "CENTRAL", day, amount]
    }
}

/// The events of a file, gathered.
final class DraftList {
    private(set) var list: [(row: Int, draft: Draft)] = []
    private(set) var identities: [PersonalRecord] = []

    func add(_ row: ImportedRow) -> Bool {
        list += row.drafts.map { (row.number, $0) }
        identities += row.identities
        return true
    }
}

extension SourceText {
    /// The text as a whole.
    func whole() throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        let pieces = try pieces()
        while let piece = try pieces.next() { bytes += piece }
        return bytes
    }
}
