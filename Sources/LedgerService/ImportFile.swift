import LedgerDomain
public import LedgerInterchange
import LedgerLog
import LedgerRules
public import MerkleLog

/// What an import did, or would do.
public struct ImportReceipt: Sendable {
    /// The file.
    public var file = ""
    /// What it was read as.
    public var profile = Profile.plan
    /// Its encoding, or XLSX.
    public var encoding = ""
    /// The sheet of a workbook.
    public var sheet: String?
    /// The row of the header.
    public var headerRow = 1
    /// The unit of its amounts, where the sheet names one.
    public var unit: MoneyUnit?
    /// How many rows of data it has.
    public var rows = 0
    /// How many entries were recorded, the one about the file included.
    public var recorded = 0
    /// The position of the entry about the file.
    public var importSeq: UInt64?
    /// Rows that the log holds already, with the positions of the first ones.
    public var repeats: [(row: Int, seq: UInt64)] = []
    /// What was recorded and must be answered for.
    public var warnings: [RefusedInput] = []
    /// The sum of the amounts, in 分.
    public var total: Int128 = 0
    /// How many identities the sheet told the vault, and how many of them were not kept because they were erased.
    public var identities = (told: 0, passedOver: 0)
    /// The columns that nothing was taken from.
    public var unused: [String] = []
    /// Where the same file was imported before; then nothing was recorded.
    public var earlierImport: UInt64?
    /// Whether nothing was written on purpose.
    public var isDryRun = false
    /// The signed head after the import.
    public var head: LogHead?
}

/// How a file is to be read, where its reader should not decide by itself.
public struct ImportChoices: Sendable {
    /// The sheet of a workbook; `nil` for the only one that fits.
    public var sheet: String?
    /// The encoding of a text; `nil` for the one that its bytes show.
    public var encoding: TextEncoding?

    /// Choices; none by default.
    public init(sheet: String? = nil, encoding: TextEncoding? = nil) {
        self.sheet = sheet
        self.encoding = encoding
    }
}

/// A file that has been recognised by its content.
private enum ImportInput {
    case text(SourceText)
    case workbook(WorkbookSource)

    init(_ bytes: [UInt8], _ profile: Profile, _ choices: ImportChoices) throws(Fault) {
        if profile != .events, !bytes.isEmpty, try SourceKind(bytes) == .workbook {
            self = .workbook(try WorkbookSource(bytes))
        } else {
            self = .text(try SourceText(bytes, as: choices.encoding))
        }
    }

    var encoding: String {
        switch self {
        case .text(let text): text.encoding.rawValue
        case .workbook: "XLSX"
        }
    }

    func read(_ profile: Profile, _ choices: ImportChoices, _ context: ImportContext) throws(Fault) -> ImportResult {
        switch self {
        case .text(let text): try profile.read(text, context)
        case .workbook(let workbook): try profile.read(workbook, sheet: choices.sheet, context)
        }
    }
}

extension Ledger {
    /// Imports a file, all or nothing.
    ///
    /// The same file is recognised by its digest and not recorded again, unless `again` gives a reason.
    ///
    /// - Throws: ``ServiceError/refused(_:)`` with all faults of the file; ``ServiceError/noInput(path:_:)``.
    public func importFile(
        _ path: String, as profile: Profile, choices: ImportChoices = ImportChoices(), isDryRun: Bool = false,
        again: String? = nil
    ) throws -> ImportReceipt {
        guard let bytes = Files.read(path) else {
            throw ServiceError.noInput(path: path, Label("文件不存在或不能读取", "the file does not exist or cannot be read"))
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        func refused(_ fault: Fault) -> ServiceError {
            .refused([RefusedInput(file: file, row: 0, column: "", fault: fault)])
        }
        let input: ImportInput
        do throws(Fault) { input = try ImportInput(bytes, profile, choices) } catch { throw refused(error) }
        var receipt = ImportReceipt()
        (receipt.file, receipt.profile, receipt.encoding, receipt.isDryRun) = (
            PersonalDataScan.masked(file), profile, input.encoding, isDryRun
        )
        let digest = MerkleTree.sha256(bytes)
        let recorder = Recorder(
            reference: reference, ledgerRegion: genesis.region, actor: environment.actor,
            isPublishedHistory: profile.isPublishedHistory, demandsExpected: false, skipsEqualKeys: true)
        let importID = environment.newID()
        let token = try tokenMaker()
        do {
            _ = try write(isDryRun: isDryRun, &receipt.head) { appender in
                let earlier = try Self.fact(FactName(.file, digest.hex), appender)
                if earlier[0] > 0, again == nil {
                    receipt.earlierImport = UInt64(earlier[0] - 1)
                    return RecordOutcome()
                }
                let context = try importContext(digest, attempt: Int(earlier[1]), token, appender)
                let result: ImportResult
                do throws(Fault) { result = try input.read(profile, choices, context) } catch { throw refused(error) }
                (receipt.rows, receipt.total, receipt.unused) = (
                    result.rows, result.total, result.unused.map { PersonalDataScan.masked($0) }
                )
                (receipt.sheet, receipt.headerRow, receipt.unit) = (result.sheet, result.headerRow, result.unit)
                var drafts = result.drafts.map { item -> RecordedDraft in
                    var draft = item.draft
                    draft.source = RowSource(importID: importID, row: item.row)
                    return RecordedDraft(row: item.row, draft: draft)
                }
                drafts = References.resolved(drafts, exported: result.exportedIDs)
                let opening = sourceDraft(
                    importID, file: bytes.count, digest, input.encoding, profile, result, again)
                var outcome = try recorder.record([RecordedDraft(draft: opening)] + drafts, into: &appender)
                outcome.faults += result.faults.map { ($0.row, $0.fault) }
                if !outcome.faults.isEmpty {
                    throw ServiceError.refused(Self.located(outcome, result, file))
                }
                receipt.repeats = result.repeats + outcome.repeats.map { ($0.row, $0.seq) }
                receipt.warnings =
                    result.warnings.map { Self.located($0, result, file) }
                    + outcome.warnings.map {
                        Self.located(RowFault(row: $0.row, column: "", fault: $0.fault), result, file)
                    }
                if !isDryRun {
                    // Before the log's commit: a crash between the two leaves an identity that no entry names, never an
                    // entry whose token nobody can look up. Repeats are kept too, which refills a vault that was lost.
                    receipt.identities = (result.identities.count, try keep(result.identities))
                }
                // An import that adds no event leaves no entry about itself either.
                if outcome.recorded.count <= 1 { return RecordOutcome() }
                receipt.recorded = outcome.recorded.count
                receipt.importSeq = outcome.recorded.first?.seq
                return outcome
            }
        }
        return receipt
    }

    /// All faults of a file, each once, in the order of its rows.
    private static func located(_ outcome: RecordOutcome, _ result: ImportResult, _ file: String) -> [RefusedInput] {
        var seen: Set<RefusedInput> = []
        // A row whose cells could not be read has no faults of its own beyond that.
        let broken = Set(result.faults.map(\.row))
        let others = outcome.faults.filter { !broken.contains($0.row) }
            .map { RowFault(row: $0.row, column: column(of: $0.fault, result), fault: $0.fault) }
        return (result.faults + others).map { located($0, result, file) }.filter { seen.insert($0).inserted }
            .sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// A fault with the sheet and the letters of its column.
    private static func located(_ fault: RowFault, _ result: ImportResult, _ file: String) -> RefusedInput {
        var input = RefusedInput(file: file, row: fault.row, column: fault.column, fault: fault.fault)
        input.sheet = result.sheet ?? ""
        input.letters = result.letters[fault.column] ?? ""
        return input
    }

    /// The heading under which the field of a fault was read.
    private static func column(of fault: Fault, _ result: ImportResult) -> String {
        guard let field = fault.path.split(separator: ".").last else { return "" }
        var name = String(field)
        for suffix in ["_fen", "_ppm"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        let aliases = ["line_id": "batch_id", "pool": "batch_id", "region": "region_code6", "no": "document_no"]
        let found = result.mapping.first { [String(field), name, aliases[String(field)] ?? ""].contains($0.field) }
        return found?.column ?? String(field)
    }

    static func fact(_ name: FactName, _ appender: SQLiteAppender) throws -> FactState {
        var facts = Facts()
        try FactStore.load([name], into: &facts, appender.facts)
        return facts[name]
    }

    private func importContext(
        _ digest: Hash, attempt: Int, _ token: @escaping (TokenKind, String) -> String, _ appender: SQLiteAppender
    ) throws -> ImportContext {
        var facts = Facts()
        func known(_ name: FactName) -> FactState {
            if !facts.knows(name) { try? FactStore.load([name], into: &facts, appender.facts) }
            return facts[name]
        }
        var context = ImportContext(
            taxonomy: reference.taxonomy, today: Instant(secondsSinceEpoch: appender.recordedAt).day,
            ledgerRegion: genesis.region,
            rowID: { sheet, row, ordinal in
                let text = "linkedfund/row/1\n\(digest.hex)\n\(sheet)\n\(row)\n\(ordinal)\n\(attempt)"
                return UUIDText.text(of: MerkleTree.sha256(Array(text.utf8)).bytes, version: 8)
            },
            token: token,
            line: { region, id in
                _ = known(FactName(.line, region, id))
                guard let line = EntryFacts.line(region, id, facts) else { return nil }
                var money = MoneyKeys()
                (money.source, money.level, money.lineYear, money.task) = (
                    line.source, line.level, line.lineYear, line.task
                )
                return ImportContext.Line(
                    id: id, issuedOn: line.issuedOn.description, precision: line.precision, fiscalYear: line.fiscalYear,
                    money: money)
            },
            linesOfDocument: { region, number in known(FactName(.document, region, number)).texts },
            project: { key in known(FactName(.plan, identity: key)).texts.first })
        context.household = householdLookup()
        context.status = { household, day in
            _ = known(FactName(.household, household))
            guard let seq = EntryFacts.statusEntry(household, from: day, facts),
                let entry = (try? appender.entry(at: seq)).flatMap({ try? Entry($0) }),
                let body = entry.envelopeValue(.body)
            else { return nil }
            return (body, seq)
        }
        return context
    }

    private func sourceDraft(
        _ id: String, file bytes: Int, _ digest: Hash, _ encoding: String, _ profile: Profile,
        _ result: ImportResult, _ again: String?
    ) -> Draft {
        func named(_ name: String, _ value: String) -> JSONValue {
            .object([JSONMember("name", name), JSONMember("value", value)])
        }
        var body = [
            JSONMember("digest", digest.hex), JSONMember("bytes", String(bytes)),
            JSONMember("encoding", encoding),
            JSONMember("profile", profile.rawValue), JSONMember("profile_v", String(Profile.version)),
            JSONMember(
                "counts", .array([named("rows", String(result.rows)), named("events", String(result.drafts.count))])),
        ]
        if let sheet = result.sheet { body.append(JSONMember("sheet", sheet)) }
        if let unit = result.unit { body.append(JSONMember("unit", unit.rawValue)) }
        if let total = Int64(exactly: result.total), total != 0 {
            body.append(JSONMember("totals", .array([named("amount_fen", String(total))])))
        }
        if !result.mapping.isEmpty {
            body.append(
                JSONMember(
                    "mapping",
                    .array(
                        result.mapping.map {
                            .object([JSONMember("column", $0.column), JSONMember("field", $0.field)])
                        })))
        }
        if let again { body.append(JSONMember("again", again)) }
        return Draft(
            id: id, type: EventKind.sourceImported.type.name, effectiveOn: environment.today.description,
            region: genesis.region.description, fiscalYear: String(environment.today.year), body: .object(body))
    }
}
