import LedgerAudit
import LedgerDomain
import LedgerRules
import LedgerService

/// A list of findings as table, JSON or CSV.
struct FindingsOutput {
    let made: MadeFindings
    let unit: MoneyUnit

    private var language: Language { Words.language }

    // MARK: JSON

    var json: String {
        JSONText.object([
            ("report", .string("findings")), ("rows", .array(made.rows.map(row))),
            ("waived_count", .integer(Int64(made.waivedCount))), ("summary", .array(summary.map(json))),
            ("no_policy", .array(made.noPolicy.map(json))), ("waivers", .array(made.waivers.map(Self.json))),
            ("settled", .array(made.settled.map(json))), ("evidence", evidence),
        ]).text
    }

    private func row(_ row: FindingRow) -> JSONText {
        let finding = row.finding
        let waiver = finding.waiver.map { waiver in
            JSONText.object([("reason", .string(waiver.reason)), ("approver", .string(waiver.approver))])
        }
        return .object(
            [
                ("id", .string(finding.id)), ("rule_id", .string(finding.rule)),
                ("rule_version", .integer(Int64(finding.ruleVersion))),
                ("severity", .string(finding.severity.rawValue)),
                ("region", .string(finding.region.description)), ("region_name", .string(row.place)),
                ("fiscal_year", finding.fiscalYear.map { .integer(Int64($0)) } ?? .null),
                ("subject", .string(finding.subject)), ("amount_fen", .string(String(finding.amountFen))),
                ("positions", .array(finding.positions.map { .integer(Int64(clamping: $0)) })),
                ("finding_type", .string(finding.findingType.rawValue)),
                ("finding_type_name", .string(finding.findingType.label.text(language))),
                ("first_seen", .integer(Int64(clamping: finding.firstSeen))),
                ("last_seen", .integer(Int64(clamping: lastSeen))), ("field", .string(finding.path)),
                ("given", .string(finding.given)), ("expected", .string(finding.expected.text(language))),
                ("difference", .optional(finding.difference)), ("would_refuse", .bool(finding.isRefusal)),
                ("waiver", waiver ?? .null), ("status", .string(row.record.status.rawValue)),
            ] + Self.amounts(row.record))
    }

    /// A finding still stood at the last entry looked at.
    private var lastSeen: UInt64 { made.size == 0 ? 0 : made.size - 1 }

    private static func amounts(_ record: FindingHandling.Record) -> [(String, JSONText)] {
        [
            ("returned_fen", .string(String(record.returnedFen))),
            ("adjusted_fen", .string(String(record.adjustedFen))), ("other_fen", .string(String(record.otherFen))),
        ]
    }

    private func json(_ line: NoPolicy) -> JSONText {
        .object([
            ("rule_id", .string(line.rule)), ("parameter", .string(line.parameter)),
            ("region", .string(line.region.description)),
            ("fiscal_year", line.fiscalYear.map { .integer(Int64($0)) } ?? .null),
        ])
    }

    private func json(_ settled: SettledFinding) -> JSONText {
        .object(
            [
                ("id", .string(settled.id)), ("rule_id", .optional(settled.record.raised?.rule)),
                ("region", .optional(settled.record.raised?.region.description)),
                ("fiscal_year", settled.record.raised.map { .integer(Int64($0.fiscalYear)) } ?? .null),
                ("amount_fen", .optional(settled.record.raised.map { String($0.amountFen) })),
                ("status", .string(settled.record.status.rawValue)),
            ] + Self.amounts(settled.record))
    }

    /// A waiver, as the list of findings and the audit give it.
    static func json(_ waived: WaivedRule) -> JSONText {
        .object([
            ("seq", .integer(Int64(clamping: waived.seq))), ("rule_id", .string(waived.waiver.rule)),
            ("reason", .string(waived.waiver.reason)), ("approver", .string(waived.waiver.approver)),
            ("effective", .bool(waived.isEffective)),
        ])
    }

    private var evidence: JSONText {
        let found = made.evidence
        return .object([
            ("origin", .string(made.origin)), ("size", .integer(Int64(clamping: made.size))),
            ("root", .optional(made.root)), ("as_of", .string(made.request.asOf.description)),
            ("effective_to", .string(made.request.asOf.description)),
            ("known_at", .optional(made.request.knownAt)), ("rules", .string(made.rules)),
            ("as_of_rules", .string(made.request.policies.rawValue)), ("events", .integer(found.events)),
            ("first_seq", .optional(found.firstSeq)), ("last_seq", .optional(found.lastSeq)),
            ("positions_sum", .string(String(found.positionsSum))),
        ])
    }

    // MARK: CSV

    private static let columns = [
        Label("疑点编号", "Finding"), Label("规则", "Rule"), Label("规则版本", "Rule version"), Label("级别", "Severity"),
        Label("区划代码", "Region"), Label("地区", "Place"), Label("年度", "Year"), Label("金额（元）", "Amount (yuan)"),
        Label("证据位置", "Positions"), Label("违规类型", "Finding type"), Label("类型名称", "Type name"),
        Label("首次出现", "First seen"), Label("最后出现", "Last seen"), Label("字段", "Field"), Label("给出", "Given"),
        Label("应为", "Expected"), Label("相差", "Difference"), Label("本会拒绝", "Would refuse"),
        Label("豁免理由", "Waiver reason"), Label("批准人", "Approver"), Label("处理", "Status"),
        Label("退回（元）", "Returned (yuan)"), Label("调账（元）", "Adjusted (yuan)"), Label("其他（元）", "Other (yuan)"),
        Label("事由", "Subject"),
    ]

    var csv: String {
        let heading = Self.columns.map { $0.text(language) }
        return CSVText.text(of: [heading] + made.rows.map(cells))
    }

    private func cells(_ row: FindingRow) -> [String] {
        let finding = row.finding
        let what = [
            finding.id, finding.rule, String(finding.ruleVersion), finding.severity.label.text(language),
            finding.region.description, row.place, finding.fiscalYear.map { String($0) } ?? "",
            Fen(finding.amountFen).text(in: .yuan), finding.positions.map { String($0) }.joined(separator: ";"),
            finding.findingType.rawValue, finding.findingType.label.text(language), String(finding.firstSeen),
            String(lastSeen), finding.path, finding.given, finding.expected.text(language), finding.difference ?? "",
            wouldRefuse(finding),
        ]
        let record = row.record
        return what + [
            finding.waiver?.reason ?? "", finding.waiver?.approver ?? "", record.status.label.text(language),
            Fen.text(of: record.returnedFen, in: .yuan), Fen.text(of: record.adjustedFen, in: .yuan),
            Fen.text(of: record.otherFen, in: .yuan), finding.subject,
        ]
    }

    // MARK: Table

    /// Whether the answer under today's policies is asked for: then it has a column.
    private var showsRefusals: Bool { made.request.policies == .now }

    var table: String {
        var table = TextTable(
            headings: [
                Words.pick("疑点", "Finding"), Words.pick("级别", "Severity"), Words.pick("地区", "Place"),
                Words.pick("年度", "Year"), Words.pick("事由", "Subject"), Words.pick("字段", "Field"),
                Words.pick("给出", "Given"), Words.pick("应为", "Expected"), Words.pick("相差", "Off by"),
                Words.pick("金额（\(unit.label.chinese)）", "Amount (\(unit.label.english))"),
                Words.pick("位置", "Positions"), Words.pick("处理", "Status"),
            ] + (showsRefusals ? [Words.pick("本会拒绝", "Would refuse")] : []), numeric: [3, 9])
        table.rows = made.rows.map { row in
            let finding = row.finding
            let status = finding.waiver == nil ? row.record.status.label.text(language) : Words.pick("已豁免", "Waived")
            return [
                finding.id, finding.severity.label.text(language), row.place,
                finding.fiscalYear.map { String($0) } ?? "", finding.subject, finding.path, finding.given,
                finding.expected.text(language), finding.difference ?? "", amount(Int128(finding.amountFen)),
                PositionRuns(finding.positions).text, status,
            ] + (showsRefusals ? [wouldRefuse(finding)] : [])
        }
        let list = made.rows.isEmpty ? Words.pick("没有疑点。", "No findings.") : table.text
        return ([title, list] + summaryLines + noteLines + [evidenceLine]).joined(separator: "\n")
    }

    private func wouldRefuse(_ finding: Finding) -> String {
        finding.isRefusal ? Words.pick("是", "yes") : Words.pick("否", "no")
    }

    func amount(_ fen: Int128) -> String { fen == 0 ? "—" : Fen.text(of: fen, in: unit, isGrouped: true) }

    private var title: String {
        let request = made.request
        let parts = [
            Words.pick("截至 \(request.asOf)", "as of \(request.asOf)"),
            request.policies == .now
                ? Words.pick("按今日政策", "policies of today") : Words.pick("按当时政策", "policies of then"),
            request.knownAt.map { Words.pick("已知至 \($0)", "known at \($0)") },
        ].compactMap { $0 }
        let place = [request.region?.description, request.year.map { String($0) }].compactMap { $0 }
        return ([Words.pick("疑点清单", "Findings")] + place).joined(separator: "  ")
            + "  (\(parts.joined(separator: Words.pick("，", ", "))))"
    }

    private var noteLines: [String] {
        var lines: [String] = []
        if made.waivedCount > 0, !made.request.listsWaived {
            lines.append(
                Words.pick("另有已豁免 \(made.waivedCount) 项（--waived）", "\(made.waivedCount) more are waived (--waived)"))
        }
        lines += made.noPolicy.map { line in
            let year = line.fiscalYear.map { String($0) } ?? ""
            return Words.pick(
                "无政策：\(line.rule) \(line.region) \(year) 缺 \(line.parameter)，未能判断",
                "No policy: \(line.rule) \(line.region) \(year) lacks \(line.parameter); not judged")
        }
        lines += made.settled.map { settled in
            Words.pick(
                "已登记而规则不再发现：\(settled.id)（\(settled.record.status.label.chinese)）",
                "On record and no longer found: \(settled.id) (\(settled.record.status.label.english))")
        }
        return lines
    }

    private var evidenceLine: String {
        Words.pick(
            "依据：\(made.origin) 共 \(made.size) 条，根 \(made.root ?? "—")；规则集 \(made.rules.prefix(16))",
            "Evidence: \(made.origin), \(made.size) entries, root \(made.root ?? "—"); rules \(made.rules.prefix(16))")
    }
}
