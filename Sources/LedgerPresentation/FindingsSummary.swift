import LedgerDomain
import LedgerInterchange
import LedgerRules
import LedgerService
import LedgerAudit

/// The findings of one official type together (按违规类型汇总).
struct FindingTypeSum {
    let type: FindingType
    var counts: [Severity: Int] = [:]
    /// The amounts that do not overlap.
    var amount: FindingSum
    var returned: Int128 = 0
    var adjusted: Int128 = 0
    var other: Int128 = 0

    var count: Int { counts.values.reduce(0, +) }
}

extension FindingsOutput {
    /// All ten types in order; waived findings are not counted.
    var summary: [FindingTypeSum] {
        FindingType.allCases.map { type in
            let rows = made.rows.filter { $0.finding.findingType == type && $0.finding.waiver == nil }
            var sum = FindingTypeSum(type: type, amount: FindingSum(rows.map(\.finding)))
            for row in rows {
                sum.counts[row.finding.severity, default: 0] += 1
                sum.returned += row.record.returnedFen
                sum.adjusted += row.record.adjustedFen
                sum.other += row.record.otherFen
            }
            return sum
        }
    }

    func json(_ sum: FindingTypeSum) -> JSONText {
        .object([
            ("finding_type", .string(sum.type.rawValue)), ("name", .string(sum.type.label.text(presenter.language))),
            ("count", .integer(Int64(sum.count))), ("info", .integer(Int64(sum.counts[.info] ?? 0))),
            ("warn", .integer(Int64(sum.counts[.warn] ?? 0))), ("error", .integer(Int64(sum.counts[.error] ?? 0))),
            ("amount_fen", .string(String(sum.amount.fen))), ("amount_findings", .integer(Int64(sum.amount.count))),
            ("returned_fen", .string(String(sum.returned))),
            ("adjusted_fen", .string(String(sum.adjusted))), ("other_fen", .string(String(sum.other))),
        ])
    }

    /// The types that have findings, under the list.
    var summaryLines: [String] {
        let sums = summary.filter { $0.count > 0 }
        guard !sums.isEmpty else { return [] }
        var table = TextTable(
            headings: [
                presenter.pick("违规类型", "Finding type"), presenter.pick("错误", "Errors"),
                presenter.pick("警告", "Warnings"),
                presenter.pick("提示", "Infos"), presenter.pick("涉及金额（不重复）", "Amount (once)"),
                presenter.pick("计入项数", "Counted"), presenter.pick("退回", "Returned"),
                presenter.pick("调账", "Adjusted"), presenter.pick("其他", "Other"),
            ], numeric: [1, 2, 3, 4, 5, 6, 7, 8])
        table.rows = sums.map { sum in
            [
                "\(sum.type.rawValue) \(sum.type.label.text(presenter.language))", "\(sum.counts[.error] ?? 0)",
                "\(sum.counts[.warn] ?? 0)", "\(sum.counts[.info] ?? 0)", amount(sum.amount.fen), "\(sum.amount.count)",
            ] + [sum.returned, sum.adjusted, sum.other].map(amount)
        }
        return ["", table.text, ""]
    }
}
