import LedgerDomain

/// Values of reports that may be missing.
extension ReportValue {
    /// The caliber of own loans (本账).
    static let ownCaliber = code(MicroloanGrowthReport.ownCaliber, Label("本账", "This ledger"))

    static func fen(_ amount: Int128?) -> ReportValue { amount.map { .fen($0) } ?? .missing }

    static func basisPoints(_ ratio: Int64?) -> ReportValue { ratio.map { .basisPoints($0) } ?? .missing }

    static func integer(_ number: Int64?) -> ReportValue { number.map { .integer($0) } ?? .missing }

    static func code(_ code: (some LedgerCode)?) -> ReportValue {
        code.map { .code($0.rawValue, $0.label) } ?? .missing
    }

    static func reason(_ reason: FigureReason?) -> ReportValue {
        reason.map { .code($0.rawValue, $0.label) } ?? .missing
    }

    static func position(_ seq: UInt64?) -> ReportValue { seq.map { .integer(Int64(clamping: $0)) } ?? .missing }
}
