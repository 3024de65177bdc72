import LedgerDomain

/// The facts of one subject: which of them an entry is about, and how it changes them.
///
/// To add one: a file in `Facts`, its line in ``EntryFacts/families``, and its kinds in ``FactKind``.
protocol FactFamily: Sendable {
    /// The facts that the entry changes, or that a rule needs to judge it.
    static func names(for entry: Entry) -> [FactName]

    /// The facts that only the first ones tell of, as the household of a loan.
    static func furtherNames(for entry: Entry, after facts: Facts) -> [FactName]

    /// Takes an entry into the facts. It never fails: an entry that is in the log counts. A reversal leaves the facts as
    /// if its original had not been.
    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts)
}

extension FactFamily {
    static func furtherNames(for entry: Entry, after facts: Facts) -> [FactName] { [] }
}

extension EntryFacts {
    /// All families.
    static let families: [any FactFamily.Type] = [
        PolicyFacts.self, PeriodFacts.self, FindingFacts.self, ProjectFacts.self, PaymentFacts.self, LoanFacts.self,
        HouseholdFacts.self, SubsidyFacts.self,
    ]
}
