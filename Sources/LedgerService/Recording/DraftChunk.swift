import LedgerDomain
import MerkleLog
import LedgerRules

/// The drafts of one chunk as entries, and the entries before them.
///
/// Nearly all drafts stand where they were expected to, so each is encoded and read once. A class, because the rules
/// look up entries of the same chunk while it grows.
final class DraftChunk {
    /// The entries to be added, in their order.
    private(set) var records: [[UInt8]] = []
    /// The positions of identifiers that drafts of this chunk correct, as far as they are in the log.
    private(set) var positions: [String: UInt64] = [:]

    private let recorder: Recorder
    private let first: UInt64
    private let clock: Instant
    private let past: any LogAppender
    private let drafts: [RecordedDraft]
    /// What each draft is at the position that it gets if none before it is left out; `nil` where it must be told
    /// later, because it repeats an original.
    private var prepared: [Result<Entry, EntryFault>?] = []
    /// Identifiers that drafts of this chunk correct.
    private let corrected: Set<String>

    init(_ recorder: Recorder, _ appender: any LogAppender, _ drafts: [RecordedDraft]) {
        self.recorder = recorder
        self.drafts = drafts
        past = appender
        first = appender.next
        clock = Instant(secondsSinceEpoch: appender.recordedAt)
        corrected = Set(drafts.compactMap(\.draft.corrects).filter(UUIDText.isValid))
        records.reserveCapacity(drafts.count)
    }

    /// The position that the next entry gets.
    var next: UInt64 { first + UInt64(records.count) }

    /// An entry of the log or of this chunk.
    func entry(_ seq: UInt64) -> [UInt8]? {
        guard seq >= first else { return try? past.entry(at: seq) }
        let index = Int(clamping: seq - first)
        return index < records.count ? records[index] : nil
    }

    /// Keeps an entry that nothing refuses.
    func keep(_ bytes: [UInt8], of id: String) {
        if corrected.contains(id) { positions[id] = next }
        records.append(bytes)
    }

    /// A draft with its references to other entries filled in.
    func filled(_ draft: Draft) -> Draft { DraftReferences.filled(draft, positions: positions) { entry($0) } }

    func encode(_ draft: Draft, _ seq: UInt64) -> [UInt8] {
        draft.encode(seq: seq, recordedAt: clock, actor: recorder.actor)
    }

    /// The entry that a draft becomes at the next position.
    func entry(of item: RecordedDraft, at index: Int) throws(EntryFault) -> Entry {
        if next == first + UInt64(index), let prepared = prepared[index] { return try prepared.get() }
        return try Entry(encode(filled(item.draft), next))
    }

    /// Reads the facts that the drafts are about.
    func loadFacts(_ appender: any LogAppender) throws -> Facts {
        var facts = Facts()
        try FactStore.load(corrected.map { FactName(.id, $0) }, into: &facts, appender.facts)
        for id in corrected { positions[id] = EntryFacts.position(ofID: id, facts) }
        var names: [FactName] = []
        var further: [Entry] = []
        for (index, item) in drafts.enumerated() {
            let draft = filled(item.draft)
            let entry: Entry
            do throws(EntryFault) { entry = try Entry(encode(draft, first + UInt64(index))) } catch {
                prepared.append(item.draft.corrects == nil ? .failure(error) : nil)
                continue
            }
            prepared.append(item.draft.corrects == nil ? .success(entry) : nil)
            names += EntryFacts.names(for: entry)
            if EntryFacts.hasFurtherNames(entry) { further.append(entry) }
        }
        try FactStore.load(names, into: &facts, appender.facts)
        names = []
        for entry in further { names += EntryFacts.furtherNames(for: entry, after: facts) }
        try FactStore.load(names, into: &facts, appender.facts)
        return facts
    }
}
