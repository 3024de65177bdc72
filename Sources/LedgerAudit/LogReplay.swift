public import LedgerDomain
public import LedgerRules
public import LedgerViews
public import MerkleLog

/// One row of a stored log, as an audit reads it.
public struct AuditBatch {
    /// The position that the row claims for its first entry.
    public let first: UInt64
    /// How many entries it claims.
    public let count: Int
    /// The entries as JSON Lines.
    public let entries: UnsafeRawBufferPointer
    /// The stored leaf hashes.
    public let leaves: UnsafeRawBufferPointer
    /// The stored digest of the entries.
    public let digest: UnsafeRawBufferPointer

    /// A row from its parts.
    public init(
        first: UInt64, count: Int, entries: UnsafeRawBufferPointer, leaves: UnsafeRawBufferPointer,
        digest: UnsafeRawBufferPointer
    ) {
        self.first = first
        self.count = count
        self.entries = entries
        self.leaves = leaves
        self.digest = digest
    }
}

/// Replays a log and holds every part of it against every other (审计重放).
///
/// Rows are given in order. Nothing that is stored is believed: leaf hashes, roots, facts and figures are computed
/// again from the entries.
public struct LogReplay {
    /// What has been found so far.
    public private(set) var report = AuditReport()
    /// The figures of the entries so far.
    public private(set) var fold = LedgerFold()
    /// The facts of the entries so far.
    public private(set) var facts = Facts()
    /// The roots at the sizes asked for and reached.
    public private(set) var roots: [UInt64: Hash] = [:]

    private let form: EntryForm
    private let context: RuleContext
    private let stops: Set<UInt64>
    private let foldsUntil: UInt64
    private var frontier = Frontier()
    private var entry = Entry()
    private var lastRecordedAt: Instant?
    private var historicalImports: Set<String> = []
    private let isHistory: (String) -> Bool

    /// The position after the last entry read.
    public var next: UInt64 { frontier.size }
    /// The root over the entries read.
    public var root: Hash { frontier.root }

    /// A replay.
    ///
    /// - Parameters:
    ///   - stops: the sizes at which roots are wanted.
    ///   - foldsUntil: figures are folded up to this position, the one of the stored views.
    ///   - isHistory: whether rows of an import profile are published or historical.
    public init(
        form: EntryForm, context: RuleContext, stops: Set<UInt64>, foldsUntil: UInt64,
        isHistory: @escaping (String) -> Bool
    ) {
        self.form = form
        self.context = context
        self.stops = stops
        self.foldsUntil = foldsUntil
        self.isHistory = isHistory
    }

    /// Reads the next row.
    public mutating func read(_ batch: AuditBatch) {
        if batch.first != next {
            report.add(
                AuditFinding(
                    .sequence, seq: min(batch.first, next), want: "\(next)", got: "\(batch.first)", by: "batch",
                    Label("应为位置 \(next)，实为 \(batch.first)", "expected position \(next), found \(batch.first)")))
        }
        var index = 0
        var rest = batch.entries[...]
        var isAtEnd = rest.isEmpty
        while !isAtEnd {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            read(UnsafeRawBufferPointer(rebasing: rest[..<end]), leaf: leaf(batch, index))
            index += 1
            isAtEnd = end == rest.endIndex
            if !isAtEnd { rest = rest[(end + 1)...] }
        }
        if index != batch.count {
            report.add(
                AuditFinding(
                    .sequence, seq: next, want: "\(batch.count)", got: "\(index)", by: "batch",
                    Label(
                        "该行应有 \(batch.count) 条，实有 \(index) 条",
                        "the row should hold \(batch.count) entries and holds \(index)")))
        }
        let digest = MerkleTree.sha256(batch.entries)
        if !digest.bytes.elementsEqual(batch.digest) {
            report.add(
                AuditFinding(
                    .content, seq: batch.first, lastSeq: batch.first + UInt64(max(1, batch.count)) - 1,
                    want: Hexadecimal.encode(batch.digest),
                    got: digest.hex, by: "digest", Label("该行内容与其摘要不符", "the row's text is not what its digest says")))
        }
    }

    private func leaf(_ batch: AuditBatch, _ index: Int) -> Hash? {
        let start = index * Hash.length
        guard start + Hash.length <= batch.leaves.count else { return nil }
        return Hash(batch.leaves[start..<start + Hash.length])
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, leaf stored: Hash?) {
        let seq = next
        let computed = MerkleTree.leafHash(bytes)
        let isIntact = stored == computed
        if !isIntact {
            report.add(
                AuditFinding(
                    .content, seq: seq, want: stored?.hex ?? "", got: computed.hex, by: "leaf",
                    Label("位置 \(seq) 的内容与其哈希不符", "the entry at \(seq) does not hash to its leaf")))
        }
        // The tree goes on over the committed leaf, so that one changed entry is one finding.
        frontier.append(stored ?? computed)
        if stops.contains(next) { roots[next] = frontier.root }
        do throws(EntryFault) { try entry.read(bytes) } catch {
            if isIntact { addEncoding(seq, "\(error)") }
            return
        }
        check(seq, isIntact: isIntact)
        if seq < foldsUntil { fold.apply(entry) }
    }

    private mutating func addEncoding(_ seq: UInt64, _ got: String) {
        report.add(
            AuditFinding(
                .encoding, seq: seq, got: got, by: "canonical",
                Label("位置 \(seq) 不是规范形式", "the entry at \(seq) is not in canonical form")))
    }

    private mutating func check(_ seq: UInt64, isIntact: Bool) {
        if entry.seq != seq {
            report.add(
                AuditFinding(
                    .sequence, seq: seq, want: "\(seq)", got: entry.text(.seq) ?? "", by: "entry",
                    Label(
                        "位置 \(seq) 存的是编号 \(entry.text(.seq) ?? "") 的记录",
                        "position \(seq) holds the entry numbered \(entry.text(.seq) ?? "")")))
        }
        if let recorded = entry.recordedAt {
            if let last = lastRecordedAt, recorded < last {
                report.add(
                    AuditFinding(
                        .time, seq: seq, want: "\(last) or later", got: "\(recorded)", by: "entry",
                        Label("位置 \(seq) 的入账时间早于前一条", "the entry at \(seq) is recorded before the one before it")))
            }
            lastRecordedAt = recorded
        }
        guard entry.ownKind != nil else {
            report.add(
                AuditFinding(
                    .software, seq: seq, got: entry.typeName, by: "catalogue",
                    Label("位置 \(seq) 的类型本版本不认识", "the type at \(seq) is unknown to this release")))
            return
        }
        let faults = isIntact ? form.faults(in: entry).filter { $0.outcome == .refuse } : []
        for fault in faults { addEncoding(seq, "\(fault.rule) \(fault.path)") }
        checkRules(seq, isIntact: isIntact && faults.isEmpty)
    }

    private mutating func checkRules(_ seq: UInt64, isIntact: Bool) {
        if entry.ownKind == .sourceImported, let id = entry.id, let profile = entry.text(.profile), isHistory(profile) {
            historicalImports.insert(id)
        }
        var context = context
        context.isPublishedHistory =
            entry.source.map { historicalImports.contains($0.importID) } ?? (entry.kind == .policyParameterSet)
        let faults = EntryFacts.audit(entry, into: &facts, context)
        guard isIntact else { return }
        for fault in faults where fault.outcome == .refuse {
            let isKey =
                fault.rule == EntryFacts.repeatMark || fault.rule == EntryCheck.repeatedKey.rawValue
                || fault.rule == EntryCheck.repeatedID.rawValue
            report.add(
                AuditFinding(
                    isKey ? .replay : .rule, seq: seq, want: fault.expected.english, got: fault.given, by: fault.rule,
                    isKey
                        ? Label("位置 \(seq) 重复了已有的编号或主键", "the entry at \(seq) repeats an id or key")
                        : Label(
                            "位置 \(seq) 违反 \(fault.rule) 且无豁免",
                            "the entry at \(seq) breaks \(fault.rule) without a waiver")))
        }
    }

    /// Adds a finding made outside the replay.
    public mutating func add(_ finding: AuditFinding) { report.add(finding) }
}
