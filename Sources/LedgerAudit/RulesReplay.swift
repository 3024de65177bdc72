import LedgerDomain
public import LedgerRules

/// Applies the rules again to every entry, as they were applied when it was recorded (规则重放).
public struct RulesReplay {
    /// What was found.
    public private(set) var report = AuditReport()
    /// The facts of the entries so far.
    public private(set) var facts = Facts()

    private var context: RuleContext
    /// Identifiers that imports derived. Facts do not keep them: an import asks for its file and row instead.
    private var derivedIDs: Set<UInt128> = []
    /// Rules that entries set aside, in the order of the log; all audits list them.
    public private(set) var waivers: [WaivedRule] = []
    private var history: PublishedHistory
    private var entry = Entry()
    /// A reversal whose next entry is not known yet.
    private var held: (reversal: Entry, seq: UInt64, isIntact: Bool)?

    /// A replay.
    ///
    /// - Parameter isHistory: whether rows of an import profile are published or historical.
    public init(context: RuleContext, isHistory: @escaping (String) -> Bool) {
        self.context = context
        history = PublishedHistory(isHistory)
    }

    /// Reads all rows. Entries whose bytes are `broken` change the facts, and no rule is asked about them.
    public mutating func read(_ source: some AuditSource, broken: Set<UInt64>) throws {
        var seq: UInt64 = 0
        try source.forEachRow(from: 0) { row in
            // As the replay of bytes has it: a row over another is passed by, and after a gap its own positions hold.
            guard (seq..<1 << 62).contains(row.first) else { return true }
            seq = row.first
            var index = 0
            row.forEachEntry { bytes in
                defer { index += 1 }
                guard index < row.count else { return }
                read(bytes, seq + UInt64(index), isIntact: !broken.contains(seq + UInt64(index)))
            }
            seq += UInt64(max(0, row.count))
            return true
        }
        settle(nil)
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ seq: UInt64, isIntact: Bool) {
        do throws(EntryFault) { try entry.read(bytes) } catch { return }
        settle(entry)
        guard entry.ownKind != nil else { return }
        // Whether a reversal is half of a correction, the next entry tells.
        if entry.ownKind == .entryReversed { held = (entry, seq, isIntact) } else { judge(entry, seq, isIntact) }
    }

    /// Judges the reversal that waits, now that the next entry is known.
    private mutating func settle(_ next: Entry?) {
        guard let (reversal, seq, isIntact) = held else { return }
        held = nil
        judge(reversal, seq, isIntact, isFollowed: next.map { EntryFacts.isReplaced(reversal, by: $0) } ?? false)
    }

    private mutating func judge(_ entry: Entry, _ seq: UInt64, _ isIntact: Bool, isFollowed: Bool = false) {
        context.isPublishedHistory = history.includes(entry)
        let judged = EntryFacts.audit(entry, into: &facts, context, isFollowed: isFollowed)
        for waiver in entry.waivers {
            let isEffective = judged.waived.contains { $0.waiver == waiver }
            waivers.append(WaivedRule(seq: seq, waiver: waiver, isEffective: isEffective))
        }
        var faults = judged.standing
        if let id = entry.id, UUIDText.version(of: id) == 8, let number = Self.number(id),
            !derivedIDs.insert(number).inserted
        {
            faults.append(Fault(.repeatedID, path: "id", given: id, expected: Label("未用过的编号", "an id not used before")))
        }
        guard isIntact else { return }
        for fault in faults where fault.outcome == .refuse { add(fault, seq) }
    }

    private static func number(_ id: String) -> UInt128? {
        UInt128(String(id.filter { $0 != "-" }), radix: 16)
    }

    private static let repeats: Set<String> = [
        EntryFacts.repeatMark, EntryCheck.repeatedKey.rawValue, EntryCheck.repeatedID.rawValue,
    ]

    private mutating func add(_ fault: Fault, _ seq: UInt64) {
        let isRepeat = Self.repeats.contains(fault.rule)
        report.add(
            AuditFinding(
                isRepeat ? .replay : .rule, seq: seq, want: fault.expected.english, got: fault.given, by: fault.rule,
                isRepeat
                    ? Label("位置 \(seq) 重复了已有的编号或主键", "the entry at \(seq) repeats an id or key")
                    : Label(
                        "位置 \(seq) 违反 \(fault.rule) 且无豁免", "the entry at \(seq) breaks \(fault.rule) without a waiver"))
        )
    }
}
