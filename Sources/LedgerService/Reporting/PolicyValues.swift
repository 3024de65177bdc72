public import LedgerDomain
import LedgerRules
import LedgerViews
import LedgerReference

/// A policy parameter in force, as `explain` shows it.
public struct PolicyValue: Sendable {
    /// The value; `nil` for one without a number.
    public let value: String?
    /// Its unit.
    public let unit: String?
    /// Where it is laid down.
    public let source: String
    /// The position of the entry that set it.
    public let seq: UInt64
}

extension Ledger {
    /// What each parameter of a rule is on a day, for a place.
    ///
    /// - Parameter region: the place; the ledger's where none is given.
    public func parameterValues(on day: Day, in region: RegionCode?) throws(ServiceError) -> [String: PolicyValue] {
        try atBorder {
            let (fold, _) = try currentFold([.policies: []], year: day.year)
            let book = PolicyRegister(fold.policies)
            let days = PolicyRegister.Days(effectiveOn: day, signedOn: day, fiscalYear: day.year)
            var values: [String: PolicyValue] = [:]
            for name in Set(RuleCatalogue.rules.flatMap(\.parameters)) {
                guard let found = book.value(name, for: region ?? genesis.region, days, reference.regions) else {
                    continue
                }
                values[name] = PolicyValue(
                    value: found.value, unit: found.unit?.rawValue, source: found.sourceDocument, seq: found.seq)
            }
            return values
        }
    }
}
