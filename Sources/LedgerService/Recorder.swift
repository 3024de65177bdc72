import LedgerDomain
import LedgerLog
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
    var recorded: [(row: Int, id: String, seq: UInt64)] = []
    /// Drafts that the log holds already, with the positions of the first ones.
    var repeats: [(row: Int, id: String, seq: UInt64)] = []
    /// What was recorded and must be answered for.
    var warnings: [(row: Int, fault: Fault)] = []
    /// What refuses the drafts.
    var faults: [(row: Int, fault: Fault)] = []
}

/// Takes drafts into an open append: numbers them, checks their form, checks them against the facts and adds them.
///
/// The same checks run here and in an audit, on the bytes that are stored.
struct Recorder {
    /// Facts are read and written once for so many drafts.
    static let chunk = 32_768

    let reference: ShippedReference
    let ledgerRegion: RegionCode
    let actor: String
    var isPublishedHistory = false
    /// Whether missing expected fields refuse, as they do when a person enters single events.
    var demandsExpected = true
    /// Whether an equal entry under a taken business key is a repeat to pass over.
    var skipsEqualKeys = false

    func record(_ drafts: [RecordedDraft], into appender: inout SQLiteAppender) throws -> RecordOutcome {
        var outcome = RecordOutcome()
        var start = 0
        while start < drafts.count {
            var end = min(start + Self.chunk, drafts.count)
            // A reversal is judged with the entry that replaces it, so no chunk ends between the two.
            while end < drafts.count, drafts[end - 1].draft.type == EventKind.entryReversed.type.name { end += 1 }
            try record(drafts[start..<end], into: &appender, &outcome)
            start = end
        }
        return outcome
    }

    private func record(
        _ drafts: ArraySlice<RecordedDraft>, into appender: inout SQLiteAppender, _ outcome: inout RecordOutcome
    ) throws {
        let clock = Instant(secondsSinceEpoch: appender.recordedAt)
        let form = EntryForm(taxonomy: reference.taxonomy)
        var facts = try load(drafts, clock, appender)
        var added: [UInt64: [UInt8]] = [:]
        var positions = positions(facts, drafts)
        let first = appender.next
        var records: [[UInt8]] = []
        var entry = Entry()
        let past = Past(appender)
        var awaitsReplacement = false
        for (item, next) in zip(drafts, drafts.dropFirst().map { Optional($0) } + [nil]) {
            let seq = first + UInt64(records.count)
            let isAwaited = awaitsReplacement
            awaitsReplacement = false
            if let earlier = repeated(item, facts, past, added, positions, clock) {
                switch earlier {
                case .success(let seq):
                    outcome.repeats.append((item.row, item.draft.id, seq))
                    if isAwaited { outcome.faults.append((item.row, Self.unreplaced(item.draft))) }
                case .failure(let fault): outcome.faults.append((item.row, fault))
                }
                continue
            }
            let draft = References.filled(item.draft, positions: positions) { added[$0] ?? past.entry($0) }
            let bytes = draft.encode(seq: seq, recordedAt: clock, actor: actor)
            do throws(EntryFault) { try entry.read(bytes) } catch {
                let empty = draft.emptyMembers
                outcome.faults += (empty.isEmpty ? [error.fault] : empty).map { (item.row, $0) }
                continue
            }
            var faults = form.faults(in: entry).map(demanded)
            if !faults.contains(where: { $0.outcome == .refuse }) {
                let context = RuleContext(
                    ledgerRegion: ledgerRegion, regions: reference.regions, taxonomy: reference.taxonomy,
                    accounts: reference.budgetCodes, isPublishedHistory: isPublishedHistory,
                    entry: { seq in added[seq] ?? past.entry(seq) })
                awaitsReplacement = next.map { Self.isReplaced(draft, by: $0.draft, positions) } ?? false
                faults += EntryFacts.take(entry, into: &facts, context, isFollowed: awaitsReplacement)
            }
            if skipsEqualKeys, let earlier = EntryFacts.repeated(entry, faults, facts) {
                outcome.repeats.append((item.row, item.draft.id, earlier))
                if isAwaited { outcome.faults.append((item.row, Self.unreplaced(item.draft))) }
                continue
            }
            let refusals = faults.filter { $0.outcome == .refuse }
            outcome.faults += refusals.map { (item.row, $0.withoutMark) }
            outcome.warnings += faults.filter { $0.outcome == .warn }.map { (item.row, $0) }
            if refusals.isEmpty {
                records.append(bytes)
                added[seq] = bytes
                positions[item.draft.id] = seq
                outcome.recorded.append((item.row, item.draft.id, seq))
            }
        }
        // After a fault nothing is kept; what is left to do is to find the other faults.
        guard outcome.faults.isEmpty else { return }
        try appender.add(records)
        try store(facts, into: &appender)
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

    private func demanded(_ fault: Fault) -> Fault {
        guard demandsExpected, fault.rule == EntryCheck.expectedMissing.rawValue else { return fault }
        return Fault(
            rule: fault.rule, path: fault.path, given: fault.given, expected: fault.expected,
            remedy: EntryCheck.missing.remedy)
    }

    // MARK: Repeats

    /// The position of an earlier entry with this identifier and content; a fault where the content differs.
    private func repeated(
        _ item: RecordedDraft, _ facts: Facts, _ past: Past, _ added: [UInt64: [UInt8]],
        _ positions: [String: UInt64], _ clock: Instant
    ) -> Result<UInt64, Fault>? {
        guard let seq = EntryFacts.position(ofID: item.draft.id, facts), let bytes = added[seq] ?? past.entry(seq),
            let earlier = try? Entry(bytes)
        else { return nil }
        let draft = References.filled(item.draft, positions: positions) { added[$0] ?? past.entry($0) }
        guard let now = try? Entry(draft.encode(seq: seq, recordedAt: clock, actor: actor)) else { return nil }
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

    /// The positions of the identifiers that drafts correct, as far as the log holds them.
    private func positions(_ facts: Facts, _ drafts: ArraySlice<RecordedDraft>) -> [String: UInt64] {
        var positions: [String: UInt64] = [:]
        for item in drafts {
            guard let id = item.draft.corrects, UUIDText.isValid(id) else { continue }
            if let seq = EntryFacts.position(ofID: id, facts) { positions[id] = seq }
        }
        return positions
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

    // MARK: Facts

    private func load(_ drafts: ArraySlice<RecordedDraft>, _ clock: Instant, _ appender: SQLiteAppender) throws -> Facts
    {
        var facts = Facts()
        let corrected = drafts.compactMap(\.draft.corrects).filter(UUIDText.isValid)
        try FactStore.load(Set(corrected.map { FactName(.id, $0) }), into: &facts, appender.facts)
        let positions = positions(facts, drafts)
        // The position does not matter to the names of facts.
        var names: Set<FactName> = []
        var further: [Entry] = []
        var entry = Entry()
        for item in drafts {
            let draft = References.filled(item.draft, positions: positions) { try? appender.entry(at: $0) }
            let bytes = draft.encode(seq: 0, recordedAt: clock, actor: actor)
            do throws(EntryFault) { try entry.read(bytes) } catch {
                continue
            }
            names.formUnion(EntryFacts.names(for: entry))
            if EntryFacts.hasFurtherNames(entry) { further.append(entry) }
        }
        try FactStore.load(names, into: &facts, appender.facts)
        names = []
        for entry in further { names.formUnion(EntryFacts.furtherNames(for: entry, after: facts)) }
        try FactStore.load(names, into: &facts, appender.facts)
        return facts
    }

    private func store(_ facts: Facts, into appender: inout SQLiteAppender) throws {
        try appender.setFacts(try FactStore.changes(facts, appender.facts))
    }
}

/// Reads entries of the log inside an append.
private struct Past {
    private let appender: SQLiteAppender

    init(_ appender: SQLiteAppender) {
        self.appender = appender
    }

    func entry(_ seq: UInt64) -> [UInt8]? { try? appender.entry(at: seq) }
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
