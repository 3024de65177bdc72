import LedgerDomain
import LedgerReference
import LedgerRules
import MerkleLog

/// A draft on its way into the log, with the row it came from.
struct RecordedDraft {
    var row = 0
    var draft: Draft
}

/// What became of drafts.
struct RecordOutcome {
    /// The positions of new entries, with the rows they came from.
    var recorded: CappedList<(row: Int, id: String, seq: UInt64)>
    /// Drafts that the log holds already, with the positions of the first ones.
    var repeats: CappedList<(row: Int, id: String, seq: UInt64)>
    /// What was recorded and must be answered for.
    var warnings: CappedList<(row: Int, fault: Fault)>
    /// What refuses the drafts.
    var faults: CappedList<(row: Int, fault: Fault)>
    /// The rows with such faults, each once.
    var faultyRows: Set<Int> = []

    /// Nothing yet; of each list so many are kept.
    init(limit: Int = .max) {
        recorded = CappedList(limit: limit)
        repeats = CappedList(limit: limit)
        warnings = CappedList(limit: limit)
        faults = CappedList(limit: limit)
    }

    mutating func refuse(_ row: Int, _ fault: Fault) {
        faults.append((row, fault))
        faultyRows.insert(row)
    }
}

/// Takes drafts into an open append: numbers them, checks their form, checks them against the facts and adds them.
///
/// The same checks run here and in an audit, on the bytes that are stored.
struct Recorder {
    let reference: ShippedReference
    let ledgerRegion: RegionCode
    let actor: String
    var isPublishedHistory = false
    /// Whether missing expected fields refuse, as they do when a person enters single events.
    var demandsExpected = true
    /// Whether an equal entry under a taken business key is a repeat to pass over.
    var skipsEqualKeys = false
    /// Counts the drafts that are judged.
    var meter: ProgressMeter?

    /// Takes drafts, all of them in memory.
    func record(_ drafts: [RecordedDraft], into appender: any LogAppender) throws -> RecordOutcome {
        var recording = Recording(self)
        for draft in drafts { try recording.add(draft, into: appender) }
        try recording.finish(into: appender)
        return recording.outcome
    }

    fileprivate func context(_ chunk: DraftChunk) -> RuleContext {
        RuleContext(
            ledgerRegion: ledgerRegion, regions: reference.regions, taxonomy: reference.taxonomy,
            accounts: reference.budgetCodes, isPublishedHistory: isPublishedHistory, entry: { chunk.entry($0) })
    }

    fileprivate func demanded(_ fault: Fault) -> Fault {
        guard demandsExpected, fault.rule == EntryCheck.expectedMissing.rawValue else { return fault }
        return Fault(
            rule: fault.rule, path: fault.path, given: fault.given, expected: fault.expected,
            remedy: EntryCheck.missing.remedy)
    }
}

/// Drafts on their way into an open append, in chunks: facts are read and written once for each.
///
/// After a fault it goes on to find the others; whoever gets an outcome with faults lets the append fail.
struct Recording {
    private static let chunk = 4_096

    private let recorder: Recorder
    private let form: EntryForm
    private var waiting: [RecordedDraft] = []
    private(set) var outcome: RecordOutcome
    /// The outcomes of all drafts that came from rows, hashed: equal for equal decisions about equal drafts.
    private(set) var decisions = HashStream()

    init(_ recorder: Recorder, limit: Int = .max) {
        self.recorder = recorder
        form = EntryForm(taxonomy: recorder.reference.taxonomy)
        outcome = RecordOutcome(limit: limit)
    }

    /// Takes another draft.
    mutating func add(_ draft: RecordedDraft, into appender: any LogAppender) throws {
        // A reversal is judged with the entry that replaces it, so no chunk ends between the two; another reversal
        // replaces nothing, so that any number of them needs no more memory.
        let isReversal = draft.draft.type == EventKind.entryReversed.type.name
        if isReversal, waiting.count >= Self.chunk { try finish(into: appender) }
        waiting.append(draft)
        if !isReversal, waiting.count >= Self.chunk { try finish(into: appender) }
    }

    /// Takes what is left.
    mutating func finish(into appender: any LogAppender) throws {
        guard !waiting.isEmpty else { return }
        let drafts = waiting
        waiting.removeAll(keepingCapacity: true)
        try record(drafts, into: appender)
    }

    private mutating func record(_ drafts: [RecordedDraft], into appender: any LogAppender) throws {
        let chunk = DraftChunk(recorder, appender, drafts)
        var facts = try chunk.loadFacts(appender)
        let context = recorder.context(chunk)
        var awaitsReplacement = false
        for (index, item) in drafts.enumerated() {
            recorder.meter?.add()
            let isAwaited = awaitsReplacement
            let next = index + 1 < drafts.count ? drafts[index + 1] : nil
            awaitsReplacement = false
            let decision = try decide(item, at: index, next, chunk, &facts, context, &awaitsReplacement)
            switch decision {
            case .recorded: outcome.recorded.append((item.row, item.draft.id, chunk.next - 1))
            case .repeated(let seq):
                outcome.repeats.append((item.row, item.draft.id, seq))
                if isAwaited { outcome.refuse(item.row, Self.unreplaced(item.draft)) }
            case .refused: break
            }
            if item.row > 0 { decisions.update(Array("\(item.row) \(item.draft.id) \(decision.name)\n".utf8)) }
        }
        try appender.add(chunk.records)
        try appender.setFacts(try FactStore.changes(facts, appender.facts))
    }

    private enum Decision {
        case recorded
        case repeated(UInt64)
        case refused

        var name: String {
            switch self {
            case .recorded: "+"
            case .repeated: "="
            case .refused: "-"
            }
        }
    }

    private mutating func decide(
        _ item: RecordedDraft, at index: Int, _ next: RecordedDraft?, _ chunk: DraftChunk, _ facts: inout Facts,
        _ context: RuleContext, _ awaitsReplacement: inout Bool
    ) throws -> Decision {
        switch repeated(item, facts, chunk) {
        case .success(let seq): return .repeated(seq)
        case .failure(let fault):
            outcome.refuse(item.row, fault)
            return .refused
        case nil: break
        }
        let entry: Entry
        do throws(EntryFault) { entry = try chunk.entry(of: item, at: index) } catch {
            let empty = item.draft.emptyMembers
            for fault in empty.isEmpty ? [error.fault] : empty { outcome.refuse(item.row, fault) }
            return .refused
        }
        var faults = form.faults(in: entry).map(recorder.demanded)
        if !faults.contains(where: { $0.outcome == .refuse }) {
            awaitsReplacement =
                next.map { Self.isReplaced(chunk.filled(item.draft), by: $0.draft, chunk.positions) } ?? false
            faults += EntryFacts.take(entry, into: &facts, context, isFollowed: awaitsReplacement)
        }
        if faults.isEmpty {
            chunk.keep(entry.bytes, of: item.draft.id)
            return .recorded
        }
        if recorder.skipsEqualKeys, let earlier = EntryFacts.repeated(entry, faults, facts) {
            return .repeated(earlier)
        }
        var isRefused = false
        for fault in faults {
            switch fault.outcome {
            case .refuse:
                isRefused = true
                outcome.refuse(item.row, fault.withoutMark)
            case .warn: outcome.warnings.append((item.row, fault))
            }
        }
        if isRefused { return .refused }
        chunk.keep(entry.bytes, of: item.draft.id)
        return .recorded
    }

    /// Whether a draft replaces what the one before it takes back; the drafts of a correction stand side by side.
    private static func isReplaced(_ reversal: Draft, by next: Draft, _ positions: [String: UInt64]) -> Bool {
        guard reversal.type == EventKind.entryReversed.type.name, next.type != reversal.type,
            let corrects = next.corrects
        else { return false }
        return reversal.corrects == positions[corrects].map { String($0) } ?? corrects
    }

    /// The fault of a correction whose right entry is in the log already: passed over as a repeat, it would leave a
    /// reversal whose balances nobody judged.
    private static func unreplaced(_ draft: Draft) -> Fault {
        Fault(
            .reversal, path: "corrects", given: draft.corrects ?? "",
            expected: Label("尚未入账的正确记录", "a right entry that is not in the log yet"))
    }

    // MARK: Repeats

    /// The position of an earlier entry with this identifier and content; a fault where the content differs.
    private func repeated(_ item: RecordedDraft, _ facts: Facts, _ chunk: DraftChunk) -> Result<UInt64, Fault>? {
        // Rows of an import have no fact each; the file has one.
        guard UUIDText.version(of: item.draft.id) != 8, let seq = EntryFacts.position(ofID: item.draft.id, facts),
            let bytes = chunk.entry(seq), let earlier = try? Entry(bytes),
            let now = try? Entry(chunk.encode(chunk.filled(item.draft), seq))
        else { return nil }
        let differing = EnvelopeMember.allCases.filter { member in
            ![.seq, .recordedAt, .id, .actor, .source].contains(member)
                && earlier.envelopeValue(member) != now.envelopeValue(member)
        }
        if differing.isEmpty { return .success(seq) }
        let names = Self.differences(earlier, now, differing).joined(separator: ", ")
        return .failure(
            Fault(
                .repeatedID, path: "id", given: item.draft.id,
                expected: Label(
                    "与位置 \(seq) 相同的内容（不同：\(names)）", "the content of position \(seq) (differs in: \(names))")))
    }

    private static func differences(_ one: Entry, _ other: Entry, _ members: [EnvelopeMember]) -> [String] {
        members.flatMap { member -> [String] in
            guard member == .body else { return [member.rawValue] }
            let (left, right) = (one.envelopeValue(.body)?.members ?? [], other.envelopeValue(.body)?.members ?? [])
            let names = Set(left.map(\.name) + right.map(\.name)).sorted()
            return names.filter { name in
                left.first { $0.name == name }?.value != right.first { $0.name == name }?.value
            }
            .map { "body.\($0)" }
        }
    }
}

extension Fault {
    /// The fault as people see it: a taken key is refused whether or not the content is equal.
    var withoutMark: Fault {
        guard rule == EntryFacts.repeatMark else { return self }
        return Fault(
            rule: EntryCheck.repeatedKey.rawValue, path: path, given: given, expected: expected, remedy: remedy)
    }
}

extension EntryFault {
    /// The fault as people see it.
    var fault: Fault {
        switch self {
        case .canonical(let canonical):
            Fault(
                canonical.reason == .tooLong ? .tooLarge : .syntax, path: "", given: canonical.reason.rawValue,
                expected: Label("规范形式（第 \(canonical.offset) 字节）", "the canonical form (byte \(canonical.offset))"))
        case .envelope(let name):
            Fault(.unknownField, path: name, given: name, expected: Label("已知的字段", "a known member"))
        case .version(let version): Fault(.form, path: "v", given: version, expected: Label("1", "1"))
        case .form(let name): Fault(.form, path: "body.\(name)", expected: Label("对象", "an object"))
        }
    }
}
