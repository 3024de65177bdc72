import LedgerDomain

/// The rules that this release has, and those that it cannot have.
public enum RuleCatalogue {
    /// Rules about one entry and the facts before it.
    static let entryRules: [any EntryRule.Type] = [
        A44NoticeTooShort.self,
        A53IncompleteRecord.self,
    ]

    /// Rules about a whole log.
    static let logRules: [any LogRule.Type] = [
        A08BehindSchedule.self,
        A13ManagementFee.self,
        A15IndustryShareBelowTarget.self,
        A16IndustryShareFell.self,
        A40NewLoansBelowLastYear.self,
    ]

    /// Rules that are checked with balances, references or a sheet's totals, not by a check of their own.
    private static let others: [any Rule.Type] = [
        A04OverAllocation.self, A06PaymentExceedsAllotment.self, A51UnitSlip.self, A52PartsDoNotAdd.self,
        A54DivisionCode.self, A57UnknownLine.self,
    ]

    /// Rules of the field that this release cannot check, and why.
    public static let notApplicable: [(rule: RuleDescription, reason: Label)] = []

    /// All rules in the order of their identifiers.
    public static let rules: [RuleDescription] = ((entryRules as [any Rule.Type]) + logRules + others)
        .map { $0.description }.sorted { $0.id < $1.id }

    /// The rule of an identifier.
    public static func rule(_ id: String) -> RuleDescription? { byID[id] }

    /// The rules that look at entries of a kind.
    static func rules(of kind: EventKind) -> [any EntryRule.Type] { byKind[Int(kind.rawValue)] }

    /// The policy parameters that rules about entries of a kind need.
    static func parameters(of kind: EventKind) -> [String] { parametersByKind[Int(kind.rawValue)] }

    private static let byID = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    private static let byKind = EventKind.allCases.map { kind in entryRules.filter { $0.kinds.contains(kind) } }
    private static let parametersByKind = byKind.map { rules in
        Set(rules.flatMap { $0.description.parameters }).sorted()
    }
}
