public import LedgerDomain
public import LedgerRules
import LedgerViews

/// A rule that an entry set aside (豁免).
public struct WaivedRule: Hashable, Sendable {
    /// The position of the entry.
    public let seq: UInt64
    /// Who waived which rule, and why.
    public let waiver: Waiver
    /// Whether it set a fault aside: the rule spoke, can be waived, and the approver is not the one who recorded.
    public let isEffective: Bool
}

/// All findings of a log, and what belongs to them.
public struct FindingsReport: Sendable {
    /// Findings, the waived ones too, in the order of rule, place, year and subject.
    public var findings: [Finding] = []
    /// What rules could not judge for want of a policy.
    public var noPolicy: [NoPolicy] = []
    /// Rules set aside, in the order of the log.
    public var waivers: [WaivedRule] = []
    /// What people did about findings.
    public var handling = FindingHandling()
    /// How many entries were replayed.
    public var size: UInt64 = 0

    /// No findings.
    public init() {}
}

/// Replays the rules over a log and gives all findings as of a day (疑点重放).
///
/// The log is read twice: first for what was reversed later and for the policies of today, then for the rules. An entry
/// that was reversed has no findings, nor has the reversal. Nothing is kept but findings, sums and the positions behind
/// them, and nothing depends on a clock: the same log, options and cut-offs give the same report.
public struct FindingsReplay {
    /// Which policies the rules see (规则口径).
    public enum Policies: String, CaseIterable, Sendable {
        /// Those that the log held when each entry came.
        case then
        /// All that the log holds, from the start; each is still chosen by its own date.
        case now
    }

    /// What a replay is asked for.
    public struct Options: Sendable {
        /// The day as of which deadlines are judged. Entries of later business days are not looked at.
        public var asOf: Day
        /// How many entries are known.
        public var size: UInt64
        /// Which policies the rules see.
        public var policies = Policies.then

        /// Options for a whole log.
        public init(asOf: Day, size: UInt64 = .max) {
            self.asOf = asOf
            self.size = size
        }
    }

    private let options: Options
    private let form: EntryForm
    private var context: RuleContext
    private var history: PublishedHistory
    private var facts = Facts()
    private let missed = MissedPolicies()
    private var reversed: Set<UInt64> = []
    /// Reversals that the next entry replaces, judged together with it.
    private var followed: Set<UInt64> = []
    /// The reversal just read.
    private var last: Entry?
    private var today = Facts()
    private var fold = LedgerFold()
    private var positions = FigurePositions()
    private var closed = ClosedYears()
    private var checks = LogChecks()
    private var noPolicy: Set<NoPolicy> = []
    private var report = FindingsReport()

    /// A replay.
    ///
    /// - Parameter isHistory: whether rows of an import profile are published or historical.
    public init(context: RuleContext, _ options: Options, isHistory: @escaping (String) -> Bool) {
        self.context = context
        self.options = options
        form = EntryForm(taxonomy: context.taxonomy)
        history = PublishedHistory(isHistory)
    }

    /// Replays a log.
    public mutating func run(_ source: some AuditSource) throws -> FindingsReport {
        try each(source) { $0.prepare($1) }
        facts.note(in: missed)
        if options.policies == .now { facts.fix(today.policies) }
        try each(source) { $0.judge($1) }
        finish()
        return report
    }

    private mutating func each(
        _ source: some AuditSource, _ body: (inout FindingsReplay, Entry) -> Void
    ) throws {
        var seq: UInt64 = 0
        var entry = Entry()
        try source.forEachRow(from: 0) { row in
            row.forEachEntry { bytes in
                defer { seq += 1 }
                guard seq < options.size else { return }
                do throws(EntryFault) { try entry.read(bytes) } catch { return }
                if entry.ownKind != nil, entry.seq == seq { body(&self, entry) }
            }
            return seq < options.size
        }
        report.size = min(seq, options.size)
    }

    /// Whether the cut-off leaves an entry in. Policies and the ledger's own entries are dated by the day on which they
    /// were recorded, and the days that they hold for stand inside them.
    private func includes(_ entry: Entry) -> Bool {
        if entry.kind == .policyParameterSet || entry.kind == .subsidyPolicySet { return true }
        if entry.ownKind?.isOwnedByLedger == true { return true }
        return entry.effectiveOn.map { $0 <= options.asOf } ?? true
    }

    // MARK: First reading

    private mutating func prepare(_ entry: Entry) {
        if let reversal = last, let seq = reversal.seq, EntryFacts.isReplaced(reversal, by: entry) {
            followed.insert(seq)
        }
        last = entry.ownKind == .entryReversed ? entry : nil
        guard includes(entry) else { return }
        if entry.ownKind == .entryReversed, let original = entry.corrects { reversed.insert(original) }
        guard options.policies == .now, entry.kind == .policyParameterSet || entry.kind == .subsidyPolicySet else {
            return
        }
        EntryFacts.apply(entry, to: &today)
    }

    // MARK: Second reading

    private mutating func judge(_ entry: Entry) {
        context.isPublishedHistory = history.includes(entry)
        let judged = EntryFacts.audit(
            entry, into: &facts, context, isFollowed: entry.seq.map { followed.contains($0) } ?? false)
        let asked = missed.take()
        guard includes(entry), let seq = entry.seq else { return }
        fold.apply(entry)
        positions.apply(entry)
        closed.apply(entry)
        report.handling.apply(entry)
        checks.apply(entry)
        guard entry.sign > 0, !reversed.contains(seq) else { return }
        for line in asked {
            noPolicy.insert(
                NoPolicy(
                    rule: line.rule, parameter: line.parameter, region: entry.region ?? line.region,
                    fiscalYear: entry.fiscalYear))
        }
        add(judged, of: entry)
    }

    private mutating func add(_ judged: EntryFaults, of entry: Entry) {
        var numbers: [String: Int] = [:]
        func finding(_ fault: Fault) -> Finding {
            let number = numbers["\(fault.rule) \(fault.path)", default: 0] + 1
            numbers["\(fault.rule) \(fault.path)"] = number
            return Finding(fault, in: entry, number: number)
        }
        let empty = form.faults(in: entry).filter { $0.rule == EntryCheck.expectedMissing.rawValue }
        report.findings += (empty + judged.standing).map(finding)
        for (fault, waiver) in judged.waived {
            var found = finding(fault)
            found.waiver = waiver
            report.findings.append(found)
        }
        for waiver in entry.waivers {
            let isEffective = judged.waived.contains { $0.waiver == waiver }
            report.waivers.append(WaivedRule(seq: entry.seq ?? 0, waiver: waiver, isEffective: isEffective))
        }
    }

    private mutating func finish() {
        let scope = AuditScope(
            asOf: options.asOf, policies: facts.policies, regions: context.regions, taxonomy: context.taxonomy,
            figures: fold, positions: positions, closed: closed, ledgerRegion: context.ledgerRegion)
        report.findings += checks.findings(scope, missed)
        noPolicy.formUnion(missed.take())
        report.findings.sort(by: Finding.isOrdered)
        report.noPolicy = noPolicy.sorted(by: NoPolicy.isOrdered)
    }
}
