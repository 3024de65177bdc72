import LedgerDomain
import LedgerReference
import LedgerViews
import Testing

@testable import LedgerRules

/// What one entry after a history makes a rule say: its whole English text, one string a fault.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let draft: Draft
    let says: [String]
    let name: String

    init(_ name: String, _ draft: Draft, _ says: String...) {
        self.name = name
        self.draft = draft
        self.says = says
    }

    var testDescription: String { name }
}

/// Holds one case of a rule: the history is taken without faults of that rule, then the entry says exactly this.
func expectRule(
    _ id: String, after history: [Draft], _ given: RuleCase, isPublishedHistory: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var log = try History()
    log.isPublishedHistory = isPublishedHistory
    for draft in history {
        let faults = try log.faults(draft).filter { $0.outcome == .refuse || $0.rule == id }
        #expect(faults.isEmpty, "history: \(faults.map { $0.text(.english) })", sourceLocation: sourceLocation)
    }
    let says = try log.faults(given.draft).filter { $0.rule == id }.map { $0.text(.english) }
    #expect(says == given.says, sourceLocation: sourceLocation)
}

/// Holds a draft and its reversal to leave every fact as it was, but for what says that both were recorded.
func expectNoTrace(
    after history: [Draft], _ draft: Draft, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var log = try History()
    for draft in history {
        let faults = try log.faults(draft).filter { $0.outcome == .refuse }
        #expect(faults.isEmpty, "history: \(faults.map { $0.text(.english) })", sourceLocation: sourceLocation)
    }
    func told() -> [FactName: FactState] { log.facts.all.filter { ![.id, .reversed].contains($0.key.kind) } }
    let before = told()
    let facts = log.facts
    #expect(try log.faults(draft).filter { $0.outcome == .refuse } == [], sourceLocation: sourceLocation)
    #expect(told() != before, "it changes nothing", sourceLocation: sourceLocation)
    try expectNamed(by: log, after: facts, sourceLocation: sourceLocation)
    let between = log.facts
    #expect(try log.reverse(log.entries.count - 1).allSatisfy { $0.hasPrefix("(") }, sourceLocation: sourceLocation)
    try expectNamed(by: log, after: between, sourceLocation: sourceLocation)
    let after = told()
    for name in Set(before.keys).union(after.keys).sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
        #expect(before[name] == after[name], "\(name)", sourceLocation: sourceLocation)
    }
}

/// Holds that the newest entry names every fact that it changed: an append reads no others from the store.
private func expectNamed(by log: History, after facts: Facts, sourceLocation: SourceLocation) throws {
    let entry = try Entry(try #require(log.entries.last))
    var names = Set(EntryFacts.names(for: entry))
    if EntryFacts.hasFurtherNames(entry) { names.formUnion(EntryFacts.furtherNames(for: entry, after: facts)) }
    let changed = Set(log.facts.journal.map(\.name))
    #expect(changed.subtracting(names).isEmpty, sourceLocation: sourceLocation)
}

/// The findings of a rule about a whole log, as of a day, as lines: severity, place, year, amount, positions, text.
func findings(
    of rule: any LogRule.Type, in history: [Draft], asOf day: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> [String] {
    let log = try History(published: history, sourceLocation: sourceLocation)
    return try findings(of: rule, in: log, asOf: day).map(\.line)
}

func findings(
    of rule: any LogRule.Type, in log: History, asOf day: String, ledger: RegionCode = .nation,
    missed: MissedPolicies = MissedPolicies()
) throws -> [Finding] {
    var check = rule.init()
    var fold = LedgerFold()
    var positions = FigurePositions()
    var closed = ClosedYears()
    for bytes in log.entries {
        let entry = try Entry(bytes)
        fold.apply(entry)
        positions.apply(entry)
        closed.apply(entry)
        if let kind = entry.kind, rule.kinds.contains(kind) { check.apply(entry) }
    }
    var policies = PolicyRegister(fold.policies)
    policies.missed = missed
    let scope = AuditScope(
        asOf: try #require(Day(day)), policies: policies, regions: log.reference.regions,
        taxonomy: log.reference.taxonomy, figures: fold, positions: positions, closed: closed, ledgerRegion: ledger)
    return check.findings(scope)
}

extension Finding {
    /// One line for tests.
    var line: String {
        let off = difference.map { ", off by \($0)" } ?? ""
        let year = fiscalYear.map { " \($0)" } ?? ""
        return "\(severity.rawValue) \(region)\(year) \(subject) \(amountFen) \(positions) \(path): given \(given), "
            + "expected \(expected.english)\(off)"
    }
}

extension Drafts {
    /// A policy parameter, as `init` records the shipped ones.
    static func policy(
        _ parameter: String, _ value: String, unit: String, appliesBy: String = "EFFECTIVE_ON",
        from: String = "2018-01-01",
        to: String? = nil, place: String? = nil
    ) -> Draft {
        var body = [
            ("parameter", parameter), ("value", value), ("unit", unit), ("level", place == nil ? "national" : "county"),
            ("valid_from", from), ("applies_by", appliesBy), ("status", "test"), ("source_doc", "test"),
        ]
        if let to { body.append(("valid_to", to)) }
        if let place { body.append(("place", place)) }
        return draft("policy_parameter.set", body)
    }

    /// A draft on another day.
    static func on(_ day: String, _ draft: Draft) -> Draft {
        var draft = draft
        draft.effectiveOn = day
        return draft
    }

    /// A draft with more members in its body, or with others in place of those it has.
    static func with(_ draft: Draft, _ members: (String, String)...) -> Draft {
        var draft = draft
        let names = members.map(\.0)
        let kept = (draft.body.members ?? []).filter { !names.contains($0.name) }
        draft.body = .object(kept + members.map { JSONMember($0.0, $0.1) })
        return draft
    }

    /// A draft whose money says something else, or no longer says it.
    static func money(of draft: Draft, _ name: String, _ value: String?) -> Draft {
        var draft = draft
        let money = (draft.body["money"]?.members ?? []).filter { $0.name != name }
        let kept = (draft.body.members ?? []).filter { $0.name != "money" }
        draft.body = .object(
            kept + [JSONMember("money", .object(money + (value.map { [JSONMember(name, $0)] } ?? [])))])
        return draft
    }
}
