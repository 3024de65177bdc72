import LedgerAudit
public import LedgerDomain
public import LedgerInterchange
import LedgerRules
public import LedgerService

/// A list of findings as table, JSON, CSV or workbook.
public struct FindingsOutput {
    let made: MadeFindings
    private let unit: MoneyUnit
    let presenter: Presenter

    private var language: Language { presenter.language }

    /// Findings as a presenter gives them.
    ///
    /// - Parameter unit: the unit of amounts in text.
    public init(_ made: MadeFindings, in unit: MoneyUnit, _ presenter: Presenter) {
        (self.made, self.unit, self.presenter) = (made, unit, presenter)
    }

    // MARK: JSON

    /// The findings as JSON.
    public var json: String {
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
            ("known_at", .optional(made.request.knownAt?.description)), ("rules", .string(made.rules)),
            ("as_of_rules", .string(made.request.policies.rawValue)), ("events", .integer(found.events)),
            ("first_seq", .optional(found.firstSeq)), ("last_seq", .optional(found.lastSeq)),
            ("positions_sum", .string(String(found.positionsSum))),
        ])
    }

    // MARK: CSV and workbook

    private static let columns = [
        ReportColumn("id", "疑点编号", "Finding"), ReportColumn("rule_id", "规则", "Rule"),
        ReportColumn("rule_version", "规则版本", "Rule version", isShown: false),
        ReportColumn("severity", "级别", "Severity"), ReportColumn("region", "区划代码", "Region", isShown: false),
        ReportColumn("region_name", "地区", "Place"), ReportColumn("fiscal_year", "年度", "Year"),
        ReportColumn("amount_fen", "金额", "Amount"), ReportColumn("positions", "证据位置", "Positions"),
        ReportColumn("finding_type", "违规类型", "Finding type", isShown: false),
        ReportColumn("finding_type_name", "类型名称", "Type name"),
        ReportColumn("first_seen", "首次出现", "First seen", isShown: false),
        ReportColumn("last_seen", "最后出现", "Last seen", isShown: false), ReportColumn("field", "字段", "Field"),
        ReportColumn("given", "给出", "Given"), ReportColumn("expected", "应为", "Expected"),
        ReportColumn("difference", "相差", "Difference"),
        ReportColumn("would_refuse", "本会拒绝", "Would refuse", isShown: false),
        ReportColumn("waiver_reason", "豁免理由", "Waiver reason"), ReportColumn("approver", "批准人", "Approver"),
        ReportColumn("status", "处理", "Status"), ReportColumn("returned_fen", "退回", "Returned"),
        ReportColumn("adjusted_fen", "调账", "Adjusted"), ReportColumn("other_fen", "其他", "Other"),
        ReportColumn("subject", "事由", "Subject"),
    ]

    /// The findings with their evidence.
    public var dataTable: DataTable {
        DataTable(
            Label("疑点清单", "Findings"), scope: scope, columns: Self.columns, rows: made.rows.map(values),
            evidence: EvidenceLines.log(made.origin, size: made.size, root: made.root) + [
                TableFact("政策", "Policies", made.request.policies.rawValue)
            ] + EvidenceLines.cutOffs(made.request.asOf, made.request.knownAt?.description, presenter)
                + EvidenceLines.versions(rules: made.rules, presenter) + EvidenceLines.events(made.evidence),
            notes: noteLines.map { Label($0, $0) })
    }

    private func values(_ row: FindingRow) -> [ReportValue] {
        let (finding, record) = (row.finding, row.record)
        return [
            .text(finding.id), .text(finding.rule), .integer(Int64(finding.ruleVersion)),
            .code(finding.severity.rawValue, finding.severity.label), .text(finding.region.description),
            .text(row.place), finding.fiscalYear.map { .integer(Int64($0)) } ?? .missing,
            .fen(Int128(finding.amountFen)), .list(finding.positions.map { String($0) }),
            .text(finding.findingType.rawValue), .code(finding.findingType.rawValue, finding.findingType.label),
            .integer(Int64(clamping: finding.firstSeen)), .integer(Int64(clamping: lastSeen)), .text(finding.path),
            .text(finding.given), .text(finding.expected.text(language)), .text(finding.difference ?? ""),
            .text(wouldRefuse(finding)),
            .text(finding.waiver?.reason ?? ""), .text(finding.waiver?.approver ?? ""),
            .code(record.status.rawValue, record.status.label), .fen(record.returnedFen), .fen(record.adjustedFen),
            .fen(record.otherFen), .text(finding.subject),
        ]
    }

    // MARK: Table

    /// Whether the answer under today's policies is asked for: then it has a column.
    private var showsRefusals: Bool { made.request.policies == .now }

    /// The findings as people read them.
    public var text: String {
        var table = TextTable(
            headings: [
                presenter.pick("疑点", "Finding"), presenter.pick("级别", "Severity"), presenter.pick("地区", "Place"),
                presenter.pick("年度", "Year"), presenter.pick("事由", "Subject"), presenter.pick("字段", "Field"),
                presenter.pick("给出", "Given"), presenter.pick("应为", "Expected"), presenter.pick("相差", "Off by"),
                presenter.pick("金额（\(unit.label.chinese)）", "Amount (\(unit.label.english))"),
                presenter.pick("位置", "Positions"), presenter.pick("处理", "Status"),
            ] + (showsRefusals ? [presenter.pick("本会拒绝", "Would refuse")] : []), numeric: [3, 9])
        table.rows = made.rows.map { row in
            let finding = row.finding
            let status =
                finding.waiver == nil ? row.record.status.label.text(language) : presenter.pick("已豁免", "Waived")
            return [
                finding.id, finding.severity.label.text(language), row.place,
                finding.fiscalYear.map { String($0) } ?? "", finding.subject, finding.path, finding.given,
                finding.expected.text(language), finding.difference ?? "", amount(Int128(finding.amountFen)),
                PositionRuns(finding.positions).text(presenter), status,
            ] + (showsRefusals ? [wouldRefuse(finding)] : [])
        }
        let list = made.rows.isEmpty ? presenter.pick("没有疑点。", "No findings.") : table.text
        return ([presenter.pick("疑点清单", "Findings") + "  " + scope, list] + summaryLines + noteLines + [evidenceLine])
            .joined(separator: "\n")
    }

    private func wouldRefuse(_ finding: Finding) -> String {
        finding.isRefusal ? presenter.pick("是", "yes") : presenter.pick("否", "no")
    }

    func amount(_ fen: Int128) -> String { fen == 0 ? "—" : Fen.text(of: fen, in: unit, isGrouped: true) }

    private var scope: String {
        let request = made.request
        let parts = [
            presenter.pick("截至 \(request.asOf)", "as of \(request.asOf)"),
            request.policies == .now
                ? presenter.pick("按今日政策", "policies of today") : presenter.pick("按当时政策", "policies of then"),
            request.knownAt.map { presenter.pick("已知至 \($0)", "known at \($0)") },
        ].compactMap { $0 }
        let place = [request.region?.description, request.year.map { String($0) }].compactMap { $0 }
        return (place + ["(\(parts.joined(separator: presenter.pick("，", ", "))))"]).joined(separator: "  ")
    }

    private var noteLines: [String] {
        var lines: [String] = []
        if made.waivedCount > 0, !made.request.listsWaived {
            lines.append(
                presenter.pick(
                    "另有已豁免 \(made.waivedCount) 项（\(Choice.waived)）",
                    "\(made.waivedCount) more are waived (\(Choice.waived))"))
        }
        lines += made.noPolicy.map { line in
            let year = line.fiscalYear.map { String($0) } ?? ""
            return presenter.pick(
                "无政策：\(line.rule) \(line.region) \(year) 缺 \(line.parameter)，未能判断",
                "No policy: \(line.rule) \(line.region) \(year) lacks \(line.parameter); not judged")
        }
        lines += made.settled.map { settled in
            presenter.pick(
                "已登记而规则不再发现：\(settled.id)（\(settled.record.status.label.chinese)）",
                "On record and no longer found: \(settled.id) (\(settled.record.status.label.english))")
        }
        return lines
    }

    private var evidenceLine: String {
        presenter.pick(
            "依据：\(made.origin) 共 \(made.size) 条，根 \(made.root ?? "—")；规则集 \(made.rules.prefix(16))",
            "Evidence: \(made.origin), \(made.size) entries, root \(made.root ?? "—"); rules \(made.rules.prefix(16))")
    }
}
