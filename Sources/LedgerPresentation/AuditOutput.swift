public import LedgerAudit
import LedgerDomain
import LedgerService

/// What an audit found, for people and for programs.
public struct AuditOutput {
    private let report: AuditReport
    private let presenter: Presenter

    /// An audit's report as a presenter gives it.
    public init(_ report: AuditReport, _ presenter: Presenter) {
        (self.report, self.presenter) = (report, presenter)
    }

    /// The report as JSON.
    public var json: JSONText {
        func words(_ labels: [Label]) -> JSONText { .array(labels.map { .string(presenter.text($0)) }) }
        return .object([
            ("verdict", .string(report.verdict)), ("exit", .integer(Int64(report.verdictNumber))),
            ("origin", .string(report.origin)), ("size", .integer(Int64(clamping: report.size))),
            ("root", .string(report.root)),
            ("waivers", .array(report.waivers.map(FindingsOutput.json))), ("proven", words(report.proven)),
            ("unproven", words(report.unproven)),
            ("finding_count", .integer(Int64(report.findingCount))),
            (
                "findings",
                .array(
                    report.findings.map { finding in
                        .object([
                            ("class", .string(finding.verdict.name)), ("seq", .optional(finding.seq)),
                            ("last_seq", .optional(finding.lastSeq)), ("want", .string(finding.want)),
                            ("got", .string(finding.got)), ("by", .string(finding.by)),
                            ("text", .string(presenter.text(finding.text))),
                        ])
                    })
            ),
        ])
    }

    /// The report as people read it: what is not proven, what was found, what is proven, and the verdict last.
    public var text: String {
        var lines: [String] = []
        if !report.unproven.isEmpty {
            lines.append(presenter.pick("未证明：", "Not proven:"))
            lines += report.unproven.map { "  - " + presenter.text($0) }
        }
        for finding in report.findings {
            lines.append(finding.line)
            lines.append("  " + presenter.text(finding.text))
        }
        if report.findingCount > report.findings.count {
            lines.append(presenter.pick("…共 \(report.findingCount) 项", "… \(report.findingCount) in all"))
        }
        if !report.proven.isEmpty {
            lines.append(presenter.pick("已证明：", "Proven:"))
            lines += report.proven.map { "  + " + presenter.text($0) }
        }
        if !report.waivers.isEmpty {
            lines.append(presenter.pick("豁免（\(report.waivers.count)）：", "Waivers (\(report.waivers.count)):"))
            lines += report.waivers.prefix(AuditReport.listed).map(line)
        }
        let verdict =
            report.verdictNumber == 0
            ? presenter.pick("核验通过", "Passed") : presenter.pick("核验不通过：\(report.verdict)", "Failed: \(report.verdict)")
        lines.append(
            presenter.pick(
                "\(verdict)。\(report.origin) 共 \(report.size) 条，根 \(report.root)",
                "\(verdict). \(report.origin), \(report.size) entries, root \(report.root)"))
        return lines.joined(separator: "\n")
    }

    private func line(_ waived: WaivedRule) -> String {
        let waiver = waived.waiver
        let text = presenter.pick(
            "  * 位置 \(waived.seq)：\(waiver.rule)，\(waiver.reason)（批准人 \(waiver.approver)）",
            "  * position \(waived.seq): \(waiver.rule), \(waiver.reason) (approved by \(waiver.approver))")
        return waived.isEffective ? text : text + presenter.pick("，未起作用", ", set nothing aside")
    }
}
