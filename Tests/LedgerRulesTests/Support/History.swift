import LedgerDomain
import LedgerReference
import LedgerRules

/// A small log of drafts taken one after the other, as an append takes them.
struct History {
    private(set) var facts = Facts()
    private(set) var entries: [[UInt8]] = []
    let reference: ShippedReference
    var isPublishedHistory = false

    init() throws { reference = try ShippedReference() }

    /// Notes what rules ask for and is not there.
    mutating func note(in missed: MissedPolicies) { facts.note(in: missed) }

    private static let clock = Instant(secondsSinceEpoch: 1_735_000_000)

    /// Takes a draft; gives the rules that spoke, those that only warn in brackets.
    mutating func take(_ draft: Draft) throws -> [String] {
        try faults(draft).map { $0.outcome == .warn ? "(\($0.rule))" : $0.rule }
    }

    /// Takes a draft; gives what the rules say.
    mutating func faults(_ draft: Draft) throws -> [Fault] {
        let bytes = draft.encode(seq: UInt64(entries.count), recordedAt: Self.clock, actor: "u:zhang")
        let entry = try Entry(bytes)
        let form = EntryForm(taxonomy: reference.taxonomy).faults(in: entry).filter { $0.outcome == .refuse }
        if !form.isEmpty { return form }
        let past = entries
        let context = RuleContext(
            ledgerRegion: .nation, regions: reference.regions, taxonomy: reference.taxonomy,
            accounts: reference.budgetCodes, isPublishedHistory: isPublishedHistory,
            entry: { seq in seq < UInt64(past.count) ? past[Int(seq)] : nil })
        let faults = EntryFacts.take(entry, into: &facts, context)
        if !faults.contains(where: { $0.outcome == .refuse }) { entries.append(bytes) }
        return faults
    }

    /// Takes back the entry at a position.
    mutating func reverse(_ seq: Int, changing: (inout Draft) -> Void = { _ in }) throws -> [String] {
        let original = try Entry(entries[seq])
        var draft = Draft(
            id: Drafts.id(), type: "entry.reversed", effectiveOn: "2023-06-01",
            countsOn: original.countsOn?.description,
            region: original.region?.description, fiscalYear: original.fiscalYear.map(String.init), corrects: "\(seq)",
            body: .object([JSONMember("reason", "录错"), JSONMember("original", EntryFacts.original(of: original))]))
        changing(&draft)
        return try take(draft)
    }
}

/// Drafts with short names. Amounts are in 分.
enum Drafts {
    static func id() -> String { UUIDText.text(of: (0..<16).map { _ in UInt8.random(in: 0...255) }, version: 7) }

    static func money(_ level: String = "CENTRAL", year: String = "2023", task: String? = "CONSOLIDATE") -> JSONMember {
        var members = [
            JSONMember("class", "01.01.01"), JSONMember("fund_level", level), JSONMember("fund_source", "LINKED"),
            JSONMember("line_year", year),
        ]
        if let task { members.append(JSONMember("task", task)) }
        return JSONMember("money", .object(members))
    }

    static func draft(
        _ type: String, _ body: [(String, String)], _ others: JSONMember..., region: String = "230606",
        year: String = "2023",
        document: String = "测财农〔2023〕1号", waives: [Waiver] = []
    ) -> Draft {
        Draft(
            id: id(), type: type, effectiveOn: "2023-03-01", region: region, fiscalYear: year,
            documents: [DocumentReference(printed: document)], waives: waives,
            body: .object(body.map { JSONMember($0.0, $0.1) } + others))
    }

    static func receive(_ line: String, _ fen: Int, level: String = "CENTRAL", document: String = "测财农〔2023〕1号")
        -> Draft
    {
        draft("allotment.received", [("line_id", line), ("amount_fen", "\(fen)")], money(level), document: document)
    }

    static func register(_ project: String) -> Draft {
        draft("project.registered", [("project_id", project), ("project_name", "项目" + project), ("class", "01.01.01")])
    }

    static func commit(_ project: String, _ line: String, _ fen: Int, level: String = "CENTRAL") -> Draft {
        draft("funds.committed", [("project_id", project), ("line_id", line), ("amount_fen", "\(fen)")], money(level))
    }

    static func release(_ project: String, _ line: String, _ fen: Int) -> Draft {
        draft("funds.released", [("project_id", project), ("line_id", line), ("amount_fen", "\(fen)")], money())
    }

    static func pay(_ voucher: String, _ line: String, _ fen: Int, project: String = "P", waives: [Waiver] = [])
        -> Draft
    {
        draft(
            "disbursement.made",
            [("voucher_no", voucher), ("line_id", line), ("project_id", project), ("amount_fen", "\(fen)")],
            money(), waives: waives)
    }

    static func payBack(_ voucher: String, _ line: String, _ fen: Int) -> Draft {
        draft(
            "disbursement.returned",
            [("voucher_no", voucher), ("line_id", line), ("project_id", "P"), ("amount_fen", "\(fen)")],
            money())
    }

    static func token(_ letter: String) -> String { "1a2b:" + String(repeating: letter, count: 26) }

    static func lend(_ loan: String, _ fen: Int, renewing old: (String, Int)? = nil) -> Draft {
        var body = [
            ("loan", token(loan)), ("programme", "POVERTY_MICROLOAN"), ("loan_kind", old == nil ? "NEW" : "RENEWAL"),
            ("amount_fen", "\(fen)"),
        ]
        if let old { body += [("old_loan", token(old.0)), ("old_principal_fen", "\(old.1)")] }
        return draft("loan.disbursed", body)
    }

    static func loan(_ type: String, _ loan: String, _ body: (String, Int)...) -> Draft {
        draft(type, [("loan", token(loan)), ("programme", "POVERTY_MICROLOAN")] + body.map { ($0.0, "\($0.1)") })
    }
}
