public import LedgerDomain
public import LedgerReference
public import LedgerRules

/// Answers from the tables, without a ledger.
public enum Lookup {
    /// An answer: names and values in their order, and whether what was asked about is valid.
    public struct Answer: Sendable {
        /// Whether it is valid.
        public var isValid: Bool
        /// Names and values; whole numbers as numbers.
        public var values: [(name: String, text: String, number: Int64?)]
    }

    /// The prime rates in force on a day.
    public static func primeRate(on day: Day, _ reference: ShippedReference) -> Answer {
        guard let rate = reference.primeRates.inForce(on: day) else {
            return Answer(isValid: false, values: [("on", day.description, nil)])
        }
        return Answer(
            isValid: true,
            values: [
                ("on", day.description, nil), ("published_on", rate.publishedOn.description, nil),
                ("lpr_1y_ppm", "\(rate.oneYearPPM)", rate.oneYearPPM),
                ("lpr_5y_plus_ppm", "\(rate.fiveYearsPPM)", rate.fiveYearsPPM),
            ])
    }

    /// What a division code means on a day.
    public static func region(_ code: RegionCode, on day: Day, _ reference: ShippedReference) -> Answer {
        let lookup = reference.regions.lookup(code, on: day)
        var values: [(name: String, text: String, number: Int64?)] = [
            ("code", code.description, nil), ("on", day.description, nil),
            ("name", reference.regions.name(of: code) ?? "", nil),
            ("full_name", reference.regions.fullName(of: code), nil),
        ]
        switch lookup {
        case .valid: values.append(("status", "valid", nil))
        case .notYet: values.append(("status", "not_yet", nil))
        case .unknown: values.append(("status", "unknown", nil))
        case .replaced(let successors, let year):
            values.append(("status", "replaced", nil))
            values.append(("successors", successors.map(\.description).joined(separator: ","), nil))
            values.append(("year", "\(year)", Int64(year)))
        }
        return Answer(isValid: lookup == .valid, values: values)
    }

    /// Whether a unified social credit code is right.
    public static func creditCode(_ text: String) -> Answer {
        let isValid = CreditCode(text) != nil
        var values: [(name: String, text: String, number: Int64?)] = [("code", text, nil)]
        if !isValid, let expected = CreditCode.checkCharacter(for: text) {
            values.append(("expected_check_character", String(UnicodeScalar(expected)), nil))
        }
        return Answer(isValid: isValid, values: values)
    }

    /// Whether an identity card number is right. The number itself is not repeated.
    public static func identityCard(_ text: String, on day: Day, _ reference: ShippedReference) -> Answer {
        guard let card = IdentityCard(text), card.bornOn <= day,
            let region = card.region, reference.regions.lookup(region, on: nil) != .unknown
        else { return Answer(isValid: false, values: []) }
        return Answer(isValid: true, values: [("born_on", card.bornOn.description, nil)])
    }

    /// What a check or rule means.
    public static func rule(_ id: String) -> (label: Label, definition: Label?, remedy: Label, outcome: String)? {
        if let rule = description(id.uppercased()) {
            return (rule.label, rule.definition, rule.remedy, rule.outcome.rawValue)
        }
        guard let check = EntryCheck(rawValue: id.uppercased()) else { return nil }
        return (check.label, nil, check.remedy, check.isNote ? "WARN" : "REFUSE")
    }

    /// What a rule of the field says, also one that this release cannot check.
    public static func description(_ id: String) -> RuleDescription? {
        RuleCatalogue.rule(id) ?? RuleCatalogue.notApplicable.first { $0.rule.id == id }?.rule
    }

    /// Why this release does not check a rule; `nil` where it does.
    public static func notApplicable(_ id: String) -> Label? {
        RuleCatalogue.notApplicable.first { $0.rule.id == id }?.reason
    }

    /// All rules and checks, by identifier.
    public static var identifiers: [String] {
        EntryCheck.allCases.map(\.rawValue).filter { $0.hasPrefix("E") }
            + (RuleCatalogue.rules + RuleCatalogue.notApplicable.map(\.rule)).map(\.id).sorted()
    }
}
