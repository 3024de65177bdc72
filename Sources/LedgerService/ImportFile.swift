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
    /// Its encoding.
    public var encoding = TextEncoding.utf8
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
    /// The columns that nothing was taken from.
    public var unused: [String] = []
    /// Where the same file was imported before; then nothing was recorded.
    public var earlierImport: UInt64?
    /// Whether nothing was written on purpose.
    public var isDryRun = false
    /// The signed head after the import.
    public var head: LogHead?
}

extension Ledger {
    /// Imports a file, all or nothing.
    ///
    /// The same file is recognised by its digest and not recorded again, unless `again` gives a reason.
    ///
    /// - Throws: ``ServiceError/refused(_:)`` with all faults of the file; ``ServiceError/noInput(path:_:)``.
    public func importFile(
        _ path: String, as profile: Profile, isDryRun: Bool = false, again: String? = nil
    ) throws -> ImportReceipt {
        guard let bytes = Files.read(path) else {
            throw ServiceError.noInput(path: path, Label("文件不存在或不能读取", "the file does not exist or cannot be read"))
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let text: SourceText
        do throws(Fault) { text = try SourceText(bytes) } catch {
            throw ServiceError.refused([RefusedInput(file: file, row: 0, column: "", fault: error)])
        }
        var receipt = ImportReceipt()
        (receipt.file, receipt.profile, receipt.encoding, receipt.isDryRun) = (file, profile, text.encoding, isDryRun)
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
                let result = profile.read(text.bytes, context)
                (receipt.rows, receipt.total, receipt.unused) = (result.rows, result.total, result.unused)
                var drafts = result.drafts.map { item -> RecordedDraft in
                    var draft = item.draft
                    draft.source = RowSource(importID: importID, row: item.row)
                    return RecordedDraft(row: item.row, draft: draft)
                }
                drafts = References.resolved(drafts, exported: result.exportedIDs)
                let opening = sourceDraft(importID, file: bytes.count, digest, text.encoding, profile, result, again)
                var outcome = try recorder.record([RecordedDraft(draft: opening)] + drafts, into: &appender)
                outcome.faults += result.faults.map { ($0.row, $0.fault) }
                if !outcome.faults.isEmpty {
                    throw ServiceError.refused(Self.located(outcome, result, file))
                }
                receipt.repeats = outcome.repeats.map { ($0.row, $0.seq) }
                receipt.warnings = outcome.warnings.map {
                    RefusedInput(file: file, row: $0.row, column: "", fault: $0.fault)
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
        let shape = result.faults.map { RefusedInput(file: file, row: $0.row, column: $0.column, fault: $0.fault) }
        // A row whose cells could not be read has no faults of its own beyond that.
        let broken = Set(result.faults.map(\.row))
        let others = outcome.faults.filter { !broken.contains($0.row) }
            .map { RefusedInput(file: file, row: $0.row, column: column(of: $0.fault, result), fault: $0.fault) }
        return (shape + others).filter { seen.insert($0).inserted }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
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
        return ImportContext(
            taxonomy: reference.taxonomy, today: Instant(secondsSinceEpoch: appender.recordedAt).day,
            ledgerRegion: genesis.region,
            rowID: { row, ordinal in
                let text = "linkedfund/row/1\n\(digest.hex)\n\n\(row)\n\(ordinal)\n\(attempt)"
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
    }

    private func sourceDraft(
        _ id: String, file bytes: Int, _ digest: Hash, _ encoding: TextEncoding, _ profile: Profile,
        _ result: ImportResult, _ again: String?
    ) -> Draft {
        func named(_ name: String, _ value: String) -> JSONValue {
            .object([JSONMember("name", name), JSONMember("value", value)])
        }
        var body = [
            JSONMember("digest", digest.hex), JSONMember("bytes", String(bytes)),
            JSONMember("encoding", encoding.rawValue),
            JSONMember("profile", profile.rawValue), JSONMember("profile_v", String(Profile.version)),
            JSONMember(
                "counts", .array([named("rows", String(result.rows)), named("events", String(result.drafts.count))])),
        ]
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
