public import LedgerDomain

/// What a rule found in a log (疑点): the same log, parameters and cut-off give the same findings, byte for byte.
public struct Finding: Hashable, Sendable {
    /// The rule.
    public let rule: String
    /// Its version.
    public let ruleVersion: Int
    /// How grave it is.
    public let severity: Severity
    /// Whether the rule refuses what it found, so that only a waiver or published history brings it into a log.
    public let isRefusal: Bool
    /// The place.
    public let region: RegionCode
    /// The budget year; `nil` where it concerns none.
    public let fiscalYear: Int?
    /// What it is about, in the place and year: a line, a project, a loan token, an entry.
    public let subject: String
    /// The amount concerned in 分, at least 0; 0 where there is none.
    public let amountFen: Int64
    /// The positions that prove it, in order.
    public let positions: [UInt64]
    /// The field or figure that is wrong.
    public let path: String
    /// What is there.
    public let given: String
    /// What should be there.
    public let expected: Label
    /// By how much it misses, where that is a number.
    public let difference: String?
    /// The official type.
    public let findingType: FindingType
    /// Whether it is about a figure of a place and year, whose money other findings may be about as well.
    public let isAboutFigure: Bool
    /// Who waived the rule for the entry, and why; `nil` where nobody did.
    public var waiver: Waiver?

    /// A finding of a rule about a whole log.
    init(
        _ rule: RuleDescription, _ severity: Severity? = nil, region: RegionCode, fiscalYear: Int?, subject: String,
        amountFen: Int128 = 0, positions: [UInt64], path: String, given: String, expected: Label,
        difference: String? = nil, isAboutFigure: Bool = false
    ) {
        self.rule = rule.id
        ruleVersion = rule.version
        self.severity = severity ?? rule.severity
        isRefusal = rule.outcome == .refuse
        self.region = region
        self.fiscalYear = fiscalYear
        self.subject = subject
        self.amountFen = Int64(clamping: max(0, amountFen))
        self.positions = positions.sorted()
        self.path = path
        self.given = given
        self.expected = expected
        self.difference = difference
        findingType = rule.findingType
        self.isAboutFigure = isAboutFigure
    }

    /// A finding of a rule about one entry.
    ///
    /// - Parameter number: which one it is of the faults that the rule finds in the same member, from 1.
    public init(_ fault: Fault, in entry: Entry, number: Int = 1) {
        let seq = entry.seq ?? 0
        self.init(
            RuleCatalogue.rule(fault.rule) ?? RuleDescription(fault), fault.severity, region: entry.region ?? .nation,
            fiscalYear: entry.fiscalYear, subject: "\(seq) \(fault.path)" + (number > 1 ? " \(number)" : ""),
            amountFen: Int128(entry.number(.amountFen) ?? 0), positions: [seq], path: fault.path, given: fault.given,
            expected: fault.expected, difference: fault.difference)
    }

    /// What identifies it as long as the log grows: the rule, and a hash of place, year and subject.
    public var id: String {
        let hash = UInt64(
            bitPattern: contentHash([region.description, fiscalYear.map { String($0) } ?? "", subject]))
        let digits = String(hash, radix: 16)
        return "\(rule)-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The position at which it was there first: the last of those that prove it.
    public var firstSeen: UInt64 { positions.last ?? 0 }

    /// The order of a list of findings: by rule, place, year and subject.
    public static func isOrdered(_ left: Finding, _ right: Finding) -> Bool {
        let (a, b) = (left.key, right.key)
        return a.0 != b.0 ? a.0 < b.0 : a.1 != b.1 ? a.1 < b.1 : a.2 != b.2 ? a.2 < b.2 : a.3 < b.3
    }

    private var key: (String, String, Int, String) {
        (rule, region.description, fiscalYear ?? 0, subject + "\n" + (positions.first.map { String($0) } ?? ""))
    }
}

extension RuleDescription {
    /// A check of an entry's arithmetic or references as a rule: in published history it notes instead of refusing.
    fileprivate init(_ fault: Fault) {
        let label = EntryCheck(rawValue: fault.rule)?.label ?? Label(fault.rule, fault.rule)
        self.init(
            fault.rule, label, fault.outcome == .warn ? .warn : .error, outcome: .refuse, definition: label,
            remedy: fault.remedy, .data, basis: "product rule")
    }
}
