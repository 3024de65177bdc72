public import LedgerDomain
public import LedgerViews

/// What a rule of the field says, apart from its check (疑点规则).
///
/// The table of rules, `explain`, the list of findings and `schemas/rules.json` are made of it.
public struct RuleDescription: Sendable {
    /// When a rule is asked.
    public enum Moment: String, Sendable {
        /// When an entry is recorded, and again in every audit.
        case append = "APPEND"
        /// When a year is closed, and in audits.
        case close = "CLOSE"
        /// In audits alone.
        case audit = "AUDIT"
    }

    /// The identifier, `A01` to `A58`; never reused.
    public let id: String
    /// Raised when the outcome of the rule changes; the version before then stays beside it.
    public let version: Int
    /// The name.
    public let label: Label
    /// How grave a finding is; a rule with ``stages`` says so finding by finding.
    public let severity: Severity
    /// When a finding is less or more grave.
    public let stages: Label?
    /// What becomes of an entry that breaks it.
    public let outcome: Fault.Outcome
    /// Whether an officer may set it aside for one entry, with reason and approver.
    public let isWaivable: Bool
    /// Whether it may be set aside only where published or historical rows are imported.
    public let isWaivedInHistoryOnly: Bool
    /// When it is asked.
    public let moment: Moment
    /// The day from which it holds; `nil` where no document names one.
    public let validFrom: Day?
    /// What the rule demands.
    public let definition: Label
    /// Where it does not speak: its input is absent, or another rule speaks.
    public let silence: Label?
    /// What to do.
    public let remedy: Label
    /// The policy parameters that it takes its numbers from.
    public let parameters: [String]
    /// The official type of its findings.
    public let findingType: FindingType
    /// Whether a public source assigns that type; otherwise the assignment is this product's proposal.
    public let isFindingTypePublic: Bool
    /// Where it is laid down, and how sure that is.
    public let basis: String

    init(
        _ id: String, version: Int = 1, _ label: Label, _ severity: Severity = .error, stages: Label? = nil,
        outcome: Fault.Outcome = .warn, isWaivable: Bool = false,
        isWaivedInHistoryOnly: Bool = false, _ moment: Moment = .append, validFrom: Day? = nil, definition: Label,
        silence: Label? = nil, remedy: Label, parameters: [String] = [],
        _ findingType: FindingType, isFindingTypePublic: Bool = false, basis: String
    ) {
        self.id = id
        self.version = version
        self.label = label
        self.severity = severity
        self.stages = stages
        self.outcome = outcome
        self.isWaivable = isWaivable
        self.isWaivedInHistoryOnly = isWaivedInHistoryOnly
        self.moment = moment
        self.validFrom = validFrom
        self.definition = definition
        self.silence = silence
        self.remedy = remedy
        self.parameters = parameters
        self.findingType = findingType
        self.isFindingTypePublic = isFindingTypePublic
        self.basis = basis
    }

    /// A fault of this rule in an entry.
    ///
    /// - Parameters:
    ///   - outcome: another outcome than the rule's own.
    ///   - severity: how grave this one is, where the rule has stages.
    func fault(
        _ path: String, given: String, expected: Label, difference: String? = nil, outcome: Fault.Outcome? = nil,
        severity: Severity? = nil
    ) -> Fault {
        Fault(
            rule: id, outcome: outcome ?? self.outcome, path: path, given: given, expected: expected, remedy: remedy,
            difference: difference, severity: severity)
    }
}

/// A rule of the field. A rule has a file of its own and one sentence; two remedies are two rules.
public protocol Rule: Sendable {
    /// What it says.
    static var description: RuleDescription { get }
}

/// A rule about one entry and the facts before it: asked when the entry is recorded and again in every audit.
///
/// To add one: a file in `Rules`, its line in ``RuleCatalogue/entryRules``, and a test file of the same name. Facts that
/// it needs and nobody keeps yet go into a ``FactFamily``.
protocol EntryRule: Rule {
    /// The kinds of entry it looks at.
    static var kinds: [EventKind] { get }

    /// All faults of an entry that is no reversal; the entry is not in the facts yet.
    ///
    /// Ask `facts.policies` last, once the entry is known to be the rule's business: a policy that is asked for and is
    /// not there is listed as "no policy" (``MissedPolicies``).
    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault]
}

/// A rule about what an entry names: asked of every entry before the other rules, reversals too.
///
/// To add one: a file in `Rules`, its line in ``RuleCatalogue/referenceRules``, its call in the judge of entries
/// (``EntryFacts``), where the order of faults is decided, and a test file of the same name.
protocol ReferenceRule: Rule {
    /// All faults of an entry; the entry is not in the facts yet.
    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault]
}

/// A rule that a second entry under the key of its type breaks. The second may have happened all the same, so this is
/// no error of form: it can be waived.
///
/// To add one: a file in `Rules`, its line in ``RuleCatalogue/keyRules``, and a test file of the same name.
protocol KeyRule: Rule {
    /// The kind of entry whose keys it looks at.
    static var keyKind: EventKind { get }

    /// The faults of an entry of this kind that is no reversal; the entry is not in the facts yet.
    static func keyFaults(in entry: Entry, after facts: Facts) -> [Fault]
}

/// A rule about what lines and pools hold: asked after an entry is in the facts, of each fact that it changed. What the
/// entry did not make worse is not its fault.
///
/// To add one: a file in `Rules`, its line in ``RuleCatalogue/balanceRules``, its bound among those of ``Balance``, and
/// a test file of the same name.
protocol BalanceRule: Rule {
    /// By how much a fact passes the rule's bound; `nil` where it does not, or the rule is not about it.
    static func excess(of name: FactName, _ state: FactState, _ facts: Facts) -> Balance.Excess?

    /// What it says of the entry that made the excess.
    static func fault(given: Int64, expected: Label, by: Int64, _ context: RuleContext) -> Fault
}

/// A rule about the total that a sheet states: asked when the sheet is imported.
///
/// To add one: a file in `Rules`, its line in ``RuleCatalogue/sheetRules``, and a test file of the same name.
protocol SheetRule: Rule {
    /// What is wrong with a total; `nil` where nothing is.
    static func fault(of total: StatedTotal) -> Fault?
}

/// A rule about a whole log: folds entries and says what it found, as of a day.
///
/// A reversal comes as its original with ``LedgerDomain/Entry/sign`` −1 and takes back what the original added. To add
/// one: a file in `Rules`, its line in ``RuleCatalogue/logRules``, and a test file of the same name.
protocol LogRule: Rule {
    /// The kinds of entry it looks at; others need not be given.
    static var kinds: [EventKind] { get }

    init()

    /// Adds one entry, in the order of the log.
    mutating func apply(_ entry: Entry)

    /// What the entries so far show, in an order that they alone decide. A policy that is asked for in the scope and is
    /// not there is listed as "no policy" (``MissedPolicies``).
    func findings(_ scope: AuditScope) -> [Finding]
}

/// What a rule about a whole log may know beside the entries.
public struct AuditScope {
    /// The day as of which deadlines are judged; never read from a clock.
    public var asOf: Day
    /// The policy parameters that the log holds.
    public var policies: PolicyRegister
    /// The divisions.
    public var regions: RegionTable
    /// The classes of projects.
    public var taxonomy: TaxonomyTable
    /// The whole fold, for rules about figures.
    public var figures: LedgerFold
    /// Where the amounts behind the figures stand.
    public var positions: FigurePositions
    /// The places and years that are closed in full.
    public var closed: ClosedYears
    /// The place whose entries the log holds: what lies above it is not known in full.
    public var ledgerRegion: RegionCode

    /// A scope from its parts.
    public init(
        asOf: Day, policies: PolicyRegister, regions: RegionTable, taxonomy: TaxonomyTable, figures: LedgerFold,
        positions: FigurePositions, closed: ClosedYears, ledgerRegion: RegionCode = .nation
    ) {
        self.asOf = asOf
        self.policies = policies
        self.regions = regions
        self.taxonomy = taxonomy
        self.figures = figures
        self.positions = positions
        self.closed = closed
        self.ledgerRegion = ledgerRegion
    }

    /// The tables that reports about money read.
    var money: MoneyReference { MoneyReference(regions: regions, taxonomy: taxonomy) }

    /// What figures about money are made of.
    ///
    /// - Complexity: of the number of cells; a rule makes it once, and only where it found something.
    func sources() -> FigureSources {
        FigureSources(money: figures.money, attributes: figures.attributes, reference: money)
    }
}

/// The rules about whole logs, fed together.
public struct LogChecks {
    private var checks: [any LogRule] = RuleCatalogue.logRules.map { $0.init() }
    /// Which of them look at entries of a kind.
    private let byKind: [[Int]] = EventKind.allCases.map { kind in
        RuleCatalogue.logRules.indices.filter { RuleCatalogue.logRules[$0].kinds.contains(kind) }
    }

    /// Checks that have seen no entry.
    public init() {}

    /// Adds one entry, in the order of the log; a reversal takes back what its original added.
    public mutating func apply(_ entry: Entry) {
        guard let kind = entry.kind else { return }
        for index in byKind[Int(kind.rawValue)] { checks[index].apply(entry) }
    }

    /// What the entries so far show.
    ///
    /// - Parameter missed: notes the policies that were asked for and are not there.
    public func findings(_ scope: AuditScope, _ missed: MissedPolicies) -> [Finding] {
        var scope = scope
        scope.policies.missed = missed
        return checks.flatMap { check in
            missed.begin(type(of: check).description.id)
            return check.findings(scope)
        }
    }
}
