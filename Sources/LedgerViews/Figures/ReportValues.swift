import LedgerDomain

/// Values of reports that may be missing.
extension ReportValue {
    /// The caliber of own loans (本账).
    static let ownCaliber = code(MicroloanGrowthReport.ownCaliber, Label("本账", "This ledger"))

    /// A whole number, or none.
    static func integer(or number: Int64?) -> ReportValue { number.map(ReportValue.integer) ?? .missing }

    /// A code of a list with its name, or none.
    static func code(or code: (some LedgerCode)?) -> ReportValue {
        code.map { .code($0.rawValue, $0.label) } ?? .missing
    }

    /// Why there is no value, or nothing.
    static func reason(_ reason: FigureReason?) -> ReportValue {
        reason.map { .code($0.rawValue, $0.label) } ?? .missing
    }
}
