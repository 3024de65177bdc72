import LedgerDomain
import LedgerService
import LedgerViews

/// A report as table, JSON or CSV.
struct ReportOutput {
    let made: MadeReport
    let unit: MoneyUnit

    private var language: Language { Words.language }

    // MARK: JSON

    var json: String {
        let report = made.report
        let rows = report.rows.map { row in
            JSONText.object(zip(report.columns, row).map { ($0.key, Self.json($1)) })
        }
        let evidence = JSONText.object([
            ("origin", .string(made.origin)), ("size", .integer(Int64(clamping: made.size))),
            ("root", .optional(made.root)),
            ("effective_to", .optional(made.effectiveTo?.description)), ("known_at", .optional(made.knownAt)),
            ("projection", .string(made.projection)), ("rules", .string(made.rules)),
            ("events", .integer(report.evidence.events)), ("first_seq", .optional(report.evidence.firstSeq)),
            ("last_seq", .optional(report.evidence.lastSeq)),
            ("positions_sum", .string(String(report.evidence.positionsSum))),
        ])
        return JSONText.object([
            ("report", .string(report.name)), ("region", .string(made.region.description)),
            ("year", .integer(Int64(made.year))), ("rows", .array(rows)), ("evidence", evidence),
        ]).text
    }

    private static func json(_ value: ReportValue) -> JSONText {
        switch value {
        case .fen(let amount): .string(String(amount))
        case .basisPoints(let points): .integer(points)
        case .integer(let number): .integer(number)
        case .text(let text): .string(text)
        case .code(let code, _): .string(code)
        case .list(let codes): .array(codes.map { .string($0) })
        case .missing: .null
        }
    }

    // MARK: CSV

    var csv: String {
        let report = made.report
        let heading = report.columns.map { column in
            column.key.hasSuffix("_bp")
                ? column.label.text(language) + Words.pick("（%）", " (%)") : column.label.text(language)
        }
        let lines = [heading] + report.rows.map { row in row.map { Self.plain($0, language) } }
        return CSVText.text(of: lines)
    }

    private static func plain(_ value: ReportValue, _ language: Language) -> String {
        switch value {
        case .fen(let amount): Fen.text(of: amount, in: .yuan)
        case .basisPoints(let points): Ratio.percentText(points)
        case .integer(let number): String(number)
        case .text(let text): text
        case .code(_, let label): label.text(language)
        case .list(let codes): codes.joined(separator: ";")
        case .missing: ""
        }
    }

    // MARK: Table

    var table: String {
        let report = made.report
        let shown = report.columns.indices.filter { index in
            // Of a report without rows the headings stand, and that there are none.
            report.columns[index].isShown
                && (report.rows.isEmpty || report.rows.contains { $0[index] != .missing && $0[index] != .text("") })
        }
        var table = TextTable(headings: shown.map { heading(report.columns[$0]) })
        table.rows = report.rows.map { row in shown.map { cell(row[$0]) } }
        table.numeric = Set(
            shown.indices.filter { position in
                report.rows.allSatisfy { row in
                    switch row[shown[position]] {
                    case .fen, .basisPoints, .integer, .missing: true
                    case .text, .code, .list: false
                    }
                }
            })
        return ([title, table.text, evidence] + report.notes.map { $0.text(language) }).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    private func heading(_ column: ReportColumn) -> String {
        column.key.hasSuffix("_fen") || column.key == "value"
            ? column.label.text(language) + Words.pick("（\(unit.label.chinese)）", " (\(unit.label.english))")
            : column.label.text(language)
    }

    private func cell(_ value: ReportValue) -> String {
        switch value {
        case .fen(let amount): Fen.text(of: amount, in: unit, isGrouped: true)
        case .basisPoints(let points): Ratio.percentText(points) + " %"
        case .integer(let number): String(number)
        case .text(let text): text
        case .code(_, let label): label.text(language)
        case .list(let codes): codes.joined(separator: ", ")
        case .missing: "—"
        }
    }

    private var title: String {
        let cuts = [
            made.effectiveTo.map { Words.pick("业务日期至 \($0)", "business dates to \($0)") },
            made.knownAt.map { Words.pick("已知至 \($0)", "known at \($0)") },
        ].compactMap { $0 }
        let cutText = cuts.isEmpty ? Words.pick("无截止", "no cut-off") : cuts.joined(separator: Words.pick("，", ", "))
        return "\(made.report.title.text(language))  \(made.region)  \(made.year)  (\(cutText))"
    }

    private var evidence: String {
        let found = made.report.evidence
        let span = found.firstSeq.map { "\($0)–\(found.lastSeq ?? $0)" } ?? "—"
        return Words.pick(
            "依据：\(made.origin) 共 \(made.size) 条，根 \(made.root ?? "—")；涉及 \(found.events) 条（位置 \(span)）",
            "Evidence: \(made.origin), \(made.size) entries, root \(made.root ?? "—"); \(found.events) events (positions \(span))"
        )
    }
}
