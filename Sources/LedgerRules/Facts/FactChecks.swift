public import LedgerDomain

/// What the checks of an entry against the past need to know.
public struct RuleContext {
    /// The ledger's region; events lie inside it.
    public var ledgerRegion: RegionCode
    /// The division table.
    public var regions: RegionTable
    /// The classes of projects.
    public var taxonomy: TaxonomyTable
    /// The budget codes.
    public var accounts: BudgetCodes
    /// Whether the entry comes from an import of published or historical rows: over-allotment is then noted only.
    public var isPublishedHistory: Bool
    /// An entry that the log holds already, as its bytes.
    public var entry: (UInt64) -> [UInt8]?

    /// A context from its parts.
    public init(
        ledgerRegion: RegionCode, regions: RegionTable, taxonomy: TaxonomyTable, accounts: BudgetCodes,
        isPublishedHistory: Bool = false,
        entry: @escaping (UInt64) -> [UInt8]? = { _ in nil }
    ) {
        self.ledgerRegion = ledgerRegion
        self.regions = regions
        self.taxonomy = taxonomy
        self.accounts = accounts
        self.isPublishedHistory = isPublishedHistory
        self.entry = entry
    }
}

extension EntryFacts {
    /// All faults of an entry against the facts before it, and against the rules that this release has.
    ///
    /// Waived faults are left out. When nothing refuses the entry, `facts` holds it; otherwise it is unchanged.
    ///
    /// - Parameter isFollowed: whether the entry is a reversal that the next one replaces (更正). Balances are then judged
    ///   after both, so that a line can be corrected while money stands on it.
    public static func take(
        _ entry: Entry, into facts: inout Facts, _ context: RuleContext, isFollowed: Bool = false
    ) -> [Fault] {
        judge(entry, into: &facts, context, isFollowed: isFollowed, keepsRefused: false).standing
    }

    /// Whether an entry replaces the one that the entry before it takes back.
    public static func isReplaced(_ reversal: Entry, by next: Entry) -> Bool {
        reversal.ownKind == .entryReversed && next.ownKind != .entryReversed && next.corrects != nil
            && next.corrects == reversal.corrects
    }

    /// As ``take(_:into:_:isFollowed:)``, with the faults that the entry waives beside those that stand.
    private static func judge(
        _ entry: Entry, into facts: inout Facts, _ context: RuleContext, isFollowed: Bool, keepsRefused: Bool
    ) -> EntryFaults {
        var faults = A54DivisionCode.faults(in: entry, after: facts, context)
        faults += EntryWaivers.faults(in: entry, context)
        faults += keyFaults(in: entry, facts)
        faults += reversalFaults(in: entry, facts, context, isFollowed: isFollowed)
        faults += replacementFaults(in: entry, facts, context)
        faults += PeriodFacts.faults(in: entry, facts)
        faults += A57UnknownLine.faults(in: entry, after: facts, context)
        faults += referenceFaults(in: entry, facts, context)
        faults += loanFaults(in: entry, facts)
        faults += moneyFaults(in: entry, facts)
        faults += FindingFacts.faults(in: entry, facts)
        if entry.sign > 0, let kind = entry.kind {
            for rule in RuleCatalogue.rules(of: kind) {
                facts.policies.missed?.begin(rule.description.id)
                faults += rule.faults(in: entry, after: facts, context)
            }
        }
        facts.begin()
        apply(entry, to: &facts)
        // What is no proper reversal says nothing about balances.
        let hasSense = !faults.contains { $0.rule == EntryCheck.reversal.rawValue }
        if hasSense, !isFollowed { faults += balanceFaults(in: entry, facts, context) }
        let judged = EntryFaults(faults, of: entry, context)
        if !keepsRefused, judged.standing.contains(where: { $0.outcome == .refuse }) {
            facts.undo()
        } else if isFollowed {
            facts.holdOpen()
        }
        return judged
    }

    /// The faults of an entry that is in the log, which is taken into the facts whatever they are.
    public static func audit(
        _ entry: Entry, into facts: inout Facts, _ context: RuleContext, isFollowed: Bool = false
    ) -> EntryFaults {
        var repeated: [Fault] = []
        if let id = entry.id, UUIDText.version(of: id) != 8, facts[FactName(.id, id)][KeyFact.taken] > 0 {
            repeated.append(
                Fault(.repeatedID, path: "id", given: id, expected: Label("未用过的编号", "an id not used before")))
        }
        var judged = judge(entry, into: &facts, context, isFollowed: isFollowed, keepsRefused: true)
        judged.standing = repeated + judged.standing
        return judged
    }

    // MARK: Keys

    private static func keyFaults(in entry: Entry, _ facts: Facts) -> [Fault] {
        guard entry.sign > 0 else { return [] }
        if let rule = RuleCatalogue.keyRules.first(where: { $0.keyKind == entry.kind }) {
            return rule.keyFaults(in: entry, after: facts)
        }
        guard let taken = TakenKey(of: entry, facts) else { return [] }
        return [
            Fault(
                rule: taken.isSame ? repeatMark : EntryCheck.repeatedKey.rawValue, path: "body", given: taken.shown,
                expected: Label(
                    "未在位置 \(taken.position) 登记过的主键", "a key that position \(taken.position) has not taken"),
                remedy: EntryCheck.repeatedKey.remedy)
        ]
    }

    /// The position of an earlier entry under the key of an entry that says the same, where a fault says that the key is
    /// taken: an import passes such a row over. `nil` where no fault says so, as when the entry waives it.
    public static func repeated(_ entry: Entry, _ faults: [Fault], _ facts: Facts) -> UInt64? {
        let rules = [repeatMark] + RuleCatalogue.keyRules.map { $0.description.id }
        guard faults.contains(where: { $0.outcome == .refuse && rules.contains($0.rule) }),
            let taken = TakenKey(of: entry, facts), taken.isSame
        else { return nil }
        return UInt64(taken.position)
    }

    /// The rule of a fault that says: this key is taken by an entry that says the same. An import skips such a row as a
    /// repeat; elsewhere it is refused like any taken key.
    public static let repeatMark = "E11-REPEAT"

    // MARK: References

    private static func referenceFaults(in entry: Entry, _ facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.sign > 0, let place = entry.region?.description else { return [] }
        func fault(_ key: Key, _ expected: Label, _ outcome: Fault.Outcome) -> Fault {
            Fault(
                rule: EntryCheck.unknownReference.rawValue, outcome: outcome, path: "body.\(key.rawValue)",
                given: key == .loan || key == .oldLoan ? "" : entry.text(key) ?? "", expected: expected,
                remedy: EntryCheck.unknownReference.remedy)
        }
        let lenient: Fault.Outcome = context.isPublishedHistory ? .warn : .refuse
        switch entry.kind {
        case .fundsCommitted, .disbursementMade, .projectReclassified:
            guard let project = entry.text(.projectID), facts[FactName(.project, place, project)][0] <= 0 else {
                return []
            }
            return [fault(.projectID, Label("已入库的项目", "a registered project"), lenient)]
        case .findingAnswered, .findingJudged, .findingRectified:
            guard let finding = entry.text(.finding), facts[FactName(.finding, finding)][FindingFact.raised] <= 0
            else {
                return []
            }
            return [fault(.finding, Label("已登记的疑点（finding.raised）", "a finding that is on record"), .refuse)]
        case .projectApproved, .projectChanged, .contractSigned, .workAccepted, .assetRegistered:
            guard let project = entry.text(.projectID), facts[FactName(.project, place, project)][0] <= 0 else {
                return []
            }
            return [fault(.projectID, Label("已入库的项目", "a registered project"), lenient)]
        case .loanRepaid, .loanOverdue, .loanCleared, .loanExtended, .interestPaid, .loanUseRecorded,
            .compensationPaid, .compensationRecovered:
            guard let loan = entry.text(.loan), facts[FactName(.loan, place, loan)][LoanFact.count] <= 0 else {
                return []
            }
            return [fault(.loan, Label("已登记放款的贷款", "a loan that was paid out"), .refuse)]
        case .loanDisbursed:
            guard let old = entry.text(.oldLoan), facts[FactName(.loan, place, old)][LoanFact.count] <= 0 else {
                return []
            }
            return [fault(.oldLoan, Label("已登记放款的贷款", "a loan that was paid out"), .refuse)]
        default: return []
        }
    }

    // MARK: Money

    /// The money of an event is that of its line (资金属性与指标行一致).
    private static func moneyFaults(in entry: Entry, _ facts: Facts) -> [Fault] {
        guard entry.sign > 0, entry.kind != .allotmentReceived, entry.kind != .allotmentIssued,
            let id = entry.kind == .allotmentDistributed ? entry.text(.parentLineID) : entry.text(.lineID),
            let place = entry.region?.description, entry.has(.money)
        else { return [] }
        let line = facts[FactName(.line, place, id)]
        guard LineFact.exists(line) else { return [] }
        func fault(_ key: Key, _ expected: String) -> Fault {
            Fault(
                .moneyCopy, path: "body.money.\(key.rawValue)", given: entry.text(key) ?? "",
                expected: Label(expected, expected))
        }
        var faults: [Fault] = []
        let level = entry.code(.fundLevel, as: FundLevel.self)
        let lineLevel = Self.code(line[LineFact.level], FundLevel.self)
        let holds: [FundLevel?] =
            lineLevel == .centralAndProvincial ? [.central, .provincial, .centralAndProvincial] : [lineLevel]
        if !holds.contains(level) {
            faults.append(fault(.fundLevel, holds.compactMap { $0?.rawValue }.joined(separator: ", ")))
        }
        let source = Self.code(line[LineFact.source], FundSource.self)
        if entry.code(.fundSource, as: FundSource.self) != source {
            faults.append(fault(.fundSource, source?.rawValue ?? ""))
        }
        if entry.number(.lineYear) != line[LineFact.lineYear] {
            faults.append(fault(.lineYear, String(line[LineFact.lineYear])))
        }
        if let task = entry.code(.task, as: TaskDirection.self),
            let lineTask = Self.code(line[LineFact.task], TaskDirection.self),
            task != lineTask
        {
            faults.append(fault(.task, lineTask.rawValue))
        }
        return faults
    }

    static func code<Code: LedgerCode>(_ number: Int64, _ type: Code.Type) -> Code? where Code.AllCases.Index == Int {
        number > 0 ? Code.allCases[Int(number) - 1] : nil
    }

    // MARK: Balances

    /// Balances that the entry makes worse than they were.
    private static func balanceFaults(in entry: Entry, _ facts: Facts, _ context: RuleContext) -> [Fault] {
        var faults: [Fault] = []
        for (name, before) in facts.journal {
            // A line that nothing opened is A57's to report.
            if name.kind == .line, entry.sign > 0, !LineFact.exists(facts[name]) { continue }
            let now = Balance.excesses(of: name, facts[name], facts)
            if now.isEmpty { continue }
            let was = Balance.excesses(of: name, before ?? FactState(), facts)
            for excess in now where excess.by > was.first(where: { $0.kind == excess.kind })?.by ?? 0 {
                if let fault = excess.fault(entry, context) { faults.append(fault) }
            }
        }
        return faults
    }
}
