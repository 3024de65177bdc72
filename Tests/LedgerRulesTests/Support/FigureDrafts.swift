import LedgerDomain
import LedgerViews
import Testing

@testable import LedgerRules

extension Drafts {
    /// A line as a county received it, by default with all its projects listed.
    static func line(
        _ line: String, _ fen: Int, year: String = "2023", level: String = "CENTRAL", complete: String? = "YES",
        receivedOn: String? = nil, region: String = "230606", document: String = "测财农〔2023〕1号"
    ) -> Draft {
        var body = [("line_id", line), ("amount_fen", "\(fen)")]
        if let complete { body.append(("projects_complete", complete)) }
        if let receivedOn { body.append(("received_on", receivedOn)) }
        return draft(
            "allotment.received", body, money(level, year: year), region: region, year: year, document: document)
    }

    /// Money of a class, as a commitment or payment names it.
    private static func money(_ projectClass: String, _ level: String, _ year: String) -> JSONMember {
        JSONMember(
            "money",
            .object([
                JSONMember("class", projectClass), JSONMember("fund_level", level),
                JSONMember("fund_source", "LINKED"), JSONMember("line_year", year), JSONMember("task", "CONSOLIDATE"),
            ]))
    }

    /// A commitment to a class of projects, on a line or, where the name begins with "POOL", on a pool.
    static func give(
        _ line: String, _ fen: Int, to projectClass: String = "01.01.01", year: String = "2023",
        level: String = "CENTRAL", region: String = "230606", document: String = "测财农〔2023〕1号"
    ) -> Draft {
        draft(
            "funds.committed",
            [
                ("project_id", "P\(projectClass)"), (line.hasPrefix("POOL") ? "pool" : "line_id", line),
                ("amount_fen", "\(fen)"),
            ],
            money(projectClass, level, year), region: region, year: year, document: document)
    }

    /// A payment to a class of projects.
    static func spend(
        _ line: String, _ fen: Int, on projectClass: String = "01.01.01", year: String = "2023",
        level: String = "CENTRAL", region: String = "230606", voucher: String = "V1"
    ) -> Draft {
        draft(
            "disbursement.made",
            [
                ("voucher_no", voucher), ("project_id", "P\(projectClass)"), ("line_id", line),
                ("amount_fen", "\(fen)"),
            ], money(projectClass, level, year), region: region, year: year)
    }

    /// The close of a whole year of a place.
    static func close(_ year: String, region: String = "230606") -> Draft {
        let period = [("from", "\(year)-01-01"), ("to", "\(year)-12-31")]
        return on("\(year)-12-31", draft("period.closed", period, region: region, year: year))
    }

    /// A target of the industry share.
    static func target(
        _ value: Int?, _ comparator: String = "GE", basis: String = "CENTRAL", measure: String = "ARRANGED",
        year: String = "2023", place: String = "230606", appliesTo: String = "TOTAL", hasFloor: Bool = false
    ) -> Draft {
        var body = [
            ("parameter", "industry_share.target"), ("unit", "bp"), ("level", "county"), ("place", place),
            ("valid_from", "\(year)-01-01"), ("valid_to", "\(year)-12-31"), ("applies_by", "FISCAL_YEAR"),
            ("target_year", year), ("comparator", comparator), ("basis", basis), ("measure", measure),
            ("applies_to", appliesTo), ("status", "test"), ("source_doc", "test"),
        ]
        if let value { body.append(("value", "\(value)")) }
        return draft("policy_parameter.set", body, JSONMember("prior_year_floor", .bool(hasFloor)))
    }
}

/// What a rule about figures finds in the ledger of one place, as lines without positions.
func figures(
    _ rule: any LogRule.Type, _ history: [Draft], asOf day: String, ledger: RegionCode? = RegionCode("230606"),
    missed: MissedPolicies = MissedPolicies(), sourceLocation: SourceLocation = #_sourceLocation
) throws -> [String] {
    let log = try History(published: history, sourceLocation: sourceLocation)
    return try findings(of: rule, in: log, asOf: day, ledger: ledger ?? .nation, missed: missed).map { finding in
        let off = finding.difference.map { ", off by \($0)" } ?? ""
        return "\(finding.severity.rawValue) \(finding.region) \(finding.fiscalYear ?? 0) \(finding.subject) "
            + "\(finding.amountFen): given \(finding.given), expected \(finding.expected.english)\(off)"
    }
}

extension History {
    /// A log of published history; nothing in it is refused.
    init(published history: [Draft], sourceLocation: SourceLocation = #_sourceLocation) throws {
        try self.init()
        isPublishedHistory = true
        for draft in history {
            let refused = try faults(draft).filter { $0.outcome == .refuse }
            #expect(refused.isEmpty, "history: \(refused.map { $0.text(.english) })", sourceLocation: sourceLocation)
        }
    }
}
