import LedgerViews

/// What a report can be asked for, by the names that people give it. A report that does not take one says so: an option
/// that does nothing would be believed.
public enum ReportOption: String, CaseIterable, Sendable {
    case year
    case region
    case effectiveTo = "effective-to"
    case knownAt = "known-at"
    case by
    case key
    case basis
    case measure
    case classes
    case batches
    case entitled
    case of
    case from
    case to
}

extension ReportName {
    /// The options that the report takes, in the order they are named in.
    public var options: [ReportOption] {
        let own: [ReportOption] =
            switch self {
            case .industryShare: [.by, .basis, .measure, .classes]
            case .execution: [.by, .batches]
            case .supervision: [.by, .basis]
            case .microloanGrowth, .microloans: [.by]
            case .subsidies: [.entitled]
            case .attainment: []
            }
        return [.year, .region, .effectiveTo, .knownAt] + own
    }

    /// Those that its explanation takes: `key` picks a row. What is due loan by loan is a list and no figure.
    public var whyOptions: [ReportOption] { options.filter { $0 != .entitled } + [.key] }

    /// Those that its restatement takes: the editions are its cut-offs.
    public var restatementOptions: [ReportOption] {
        [.of, .from, .to] + options.filter { ![.effectiveTo, .knownAt, .entitled].contains($0) }
    }

    /// The breakdowns that the report has.
    public var groupings: [String] {
        switch self {
        case .industryShare, .execution: MoneyGrouping.allCases.map(\.rawValue)
        case .supervision: SupervisionRows.allCases.map(\.rawValue)
        // A loan's township is told apart in the table of microloans alone.
        case .microloanGrowth: LoanRows.allCases.filter { $0 != .township }.map(\.rawValue)
        case .microloans: LoanRows.allCases.map(\.rawValue)
        case .subsidies, .attainment: []
        }
    }
}
