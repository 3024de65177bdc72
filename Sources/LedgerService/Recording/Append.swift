public import LedgerDomain
import LedgerRules
public import MerkleLog
import LedgerInterchange

/// What an append gives back (回执).
public struct AppendReceipt: Sendable {
    /// Whether anything was written.
    public var isDryRun = false
    /// The new entries.
    public var recorded: [(id: String, seq: UInt64)] = []
    /// Events that the log held already, with their first positions.
    public var repeats: [(id: String, seq: UInt64)] = []
    /// What was recorded and must be answered for.
    public var warnings: [RefusedInput] = []
    /// What those who asked should know; nothing to answer for.
    public var notes: [Label] = []
    /// Whether an event came without an identifier, so that sending it again would record it again.
    public var hasGivenIDs = true
    /// The signed head after the append.
    public var head: LogHead?
}

/// Ends an append without keeping anything, once its outcome is known.
struct NotKept: Error {}

extension Ledger {
    /// Appends single events, all or none.
    ///
    /// - Parameter text: one JSON object, or one on each line.
    /// - Throws: ``ServiceError/refused(_:)`` with all faults of all events, or ``LogStoreError``.
    public func append(_ text: [UInt8], isDryRun: Bool = false) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            let (drafts, hasIDs) = try decode(text)
            var receipt = try append(drafts, isDryRun: isDryRun)
            receipt.hasGivenIDs = hasIDs
            return receipt
        }
    }

    /// Appends drafts as a person entering them, all or none.
    func append(_ drafts: [RecordedDraft], isDryRun: Bool) throws -> AppendReceipt {
        let recorder = Recorder(reference: reference, ledgerRegion: genesis.region, actor: environment.actor)
        var receipt = AppendReceipt()
        receipt.isDryRun = isDryRun
        let outcome = try write(isDryRun: isDryRun, &receipt.head) { appender in
            try recorder.record(drafts, into: appender)
        }
        receipt.recorded = outcome.recorded.map { ($0.id, $0.seq) }
        receipt.repeats = outcome.repeats.map { ($0.id, $0.seq) }
        receipt.warnings = outcome.warnings.map { RefusedInput(file: "", row: $0.row, column: "", fault: $0.fault) }
        return receipt
    }

    /// Runs an append and keeps it, unless it has faults, is a trial, or adds nothing.
    func write(
        isDryRun: Bool, _ head: inout LogHead?, _ body: (any LogAppender) throws -> RecordOutcome
    ) throws -> RecordOutcome {
        var outcome = RecordOutcome()
        do {
            head = try writing { log in
                try log.append { appender in
                    outcome = try body(appender)
                    if isDryRun || !outcome.faults.isEmpty || outcome.recorded.isEmpty { throw NotKept() }
                }
            }
        } catch is NotKept {
            head = try self.head()
        }
        guard outcome.faults.isEmpty else {
            throw ServiceError.refused(
                outcome.faults.map { RefusedInput(file: "", row: $0.row, column: "", fault: $0.fault) })
        }
        return outcome
    }

    func decode(_ text: [UInt8]) throws -> (drafts: [RecordedDraft], hasIDs: Bool) {
        var values: [(row: Int, value: JSONValue)] = []
        var faults: [RefusedInput] = []
        func refuse(_ row: Int, _ fault: Fault) {
            faults.append(RefusedInput(file: "", row: row, column: fault.path, fault: fault))
        }
        if let whole = try? DraftReader.read(text) {
            values = [(0, whole)]
        } else {
            for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
                do throws(DraftSyntaxFault) { values.append((index + 1, try DraftReader.read(Array(line)))) } catch {
                    refuse(index + 1, error.fault)
                }
            }
        }
        if values.isEmpty, faults.isEmpty {
            refuse(
                0, Fault(.syntax, path: "", expected: Label("一个 JSON 对象，或每行一个", "one JSON object, or one on each line"))
            )
        }
        var drafts: [RecordedDraft] = []
        var hasIDs = true
        for (row, value) in values {
            let (decoded, found) = Draft.decode(value)
            found.forEach { refuse(row, $0) }
            guard var draft = decoded?.draft else { continue }
            if draft.id.isEmpty {
                draft.id = environment.newID()
                hasIDs = false
            } else if UUIDText.version(of: draft.id) == 8 {
                refuse(
                    row,
                    Fault(
                        .form, path: "id", given: draft.id,
                        expected: Label(
                            "非第 8 版的 UUID（第 8 版由导入使用）", "a UUID of another version than 8, which imports use")))
            }
            if EventKind.named(draft.type)?.isOwnedByLedger == true {
                refuse(
                    row,
                    Fault(
                        .unknownType, path: "type", given: draft.type,
                        expected: Label("业务记录", "an event of business; the ledger records this type itself")))
            }
            draft.source = nil
            drafts.append(RecordedDraft(row: row, draft: draft))
        }
        if !faults.isEmpty { throw ServiceError.refused(faults) }
        return (DraftReferences.resolved(drafts, exported: [:]), hasIDs)
    }
}

/// References of drafts to other entries.
enum DraftReferences {
    /// In an export, references to positions become references to identifiers, which hold in any ledger.
    static func resolved(_ drafts: [RecordedDraft], exported: [String: String]) -> [RecordedDraft] {
        drafts.map { item in
            var item = item
            if let corrects = item.draft.corrects, let id = exported[corrects] { item.draft.corrects = id }
            return item
        }
    }

    /// A draft with what it corrects named by position, and a reversal with the original that it takes back.
    ///
    /// A draft may name what it corrects by identifier, also of a draft of the same append. A reversal repeats its
    /// original in full; where the sender left it out, it is copied from the log, with the place, the year and the date
    /// that the original counts in.
    static func filled(_ draft: Draft, positions: [String: UInt64], _ entry: (UInt64) -> [UInt8]?) -> Draft {
        guard let corrects = draft.corrects else { return draft }
        var draft = draft
        if let seq = positions[corrects] { draft.corrects = String(seq) }
        guard draft.type == EventKind.entryReversed.type.name, draft.body[Key.original.rawValue] == nil,
            let seq = draft.corrects.flatMap({ UInt64($0) }), let original = entry(seq).flatMap({ try? Entry($0) })
        else { return draft }
        draft.body = .object(
            (draft.body.members ?? []) + [JSONMember(Key.original.rawValue, EntryFacts.original(of: original))])
        draft.region = draft.region ?? original.region?.description
        draft.fiscalYear = draft.fiscalYear ?? original.fiscalYear.map(String.init)
        if draft.countsOn == nil, original.countsOn?.description != draft.effectiveOn {
            draft.countsOn = original.countsOn?.description
        }
        return draft
    }
}
