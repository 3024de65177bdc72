public import LedgerDomain
public import LedgerInterchange
public import LedgerService
import LedgerViews

/// A report as table, JSON, CSV or workbook.
public struct ReportOutput {
    private let made: MadeReport
    private let unit: MoneyUnit
    private let presenter: Presenter

    /// A report as a presenter gives it.
    ///
    /// - Parameter unit: the unit of amounts in text.
    public init(_ made: MadeReport, in unit: MoneyUnit, _ presenter: Presenter) {
        (self.made, self.unit, self.presenter) = (made, unit, presenter)
    }

    // MARK: JSON

    /// The report as JSON.
    public var json: String {
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

    /// A value as reports and lists give it.
    static func json(_ value: ReportValue) -> JSONText {
        switch value {
        case .fen(let amount): .string(String(amount))
        case .basisPoints(let points): .integer(points)
        case .progress(let permille): permille.map { .integer($0) } ?? .null
        case .integer(let number): .integer(number)
        case .day(let day): .string(day.description)
        case .text(let text): .string(text)
        case .code(let code, _): .string(code)
        case .list(let codes): .array(codes.map { .string($0) })
        case .missing: .null
        }
    }

    // MARK: Tables

    /// The rows with their evidence.
    public var dataTable: DataTable {
        DataTable(
            made.report.title, scope: scope, columns: made.report.columns, rows: made.report.rows,
            evidence: EvidenceLines.log(made.origin, size: made.size, root: made.root)
                + EvidenceLines.cutOffs(made.effectiveTo, made.knownAt, presenter)
                + EvidenceLines.versions(rules: made.rules, projection: made.projection, presenter)
                + EvidenceLines.events(made.report.evidence),
            notes: made.report.notes.map { $0.named(by: presenter.vocabulary) })
    }

    /// The report as people read it.
    public var text: String {
        let rows = dataTable.text(TableStyle(presenter.language, in: unit))
        return
            (["\(presenter.text(made.report.title))  \(scope)", rows, evidence]
            + made.report.notes.map(presenter.text)).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var scope: String {
        let cuts = [
            made.effectiveTo.map { presenter.pick("业务日期至 \($0)", "business dates to \($0)") },
            made.knownAt.map { presenter.pick("已知至 \($0)", "known at \($0)") },
        ].compactMap { $0 }
        let cutText =
            cuts.isEmpty ? presenter.pick("无截止", "no cut-off") : cuts.joined(separator: presenter.pick("，", ", "))
        return "\(made.region)  \(made.year)  (\(cutText))"
    }

    private var evidence: String {
        let found = made.report.evidence
        let span = found.firstSeq.map { "\($0)–\(found.lastSeq ?? $0)" } ?? "—"
        return presenter.pick(
            "依据：\(made.origin) 共 \(made.size) 条，根 \(made.root ?? "—")；涉及 \(found.events) 条（位置 \(span)）",
            "Evidence: \(made.origin), \(made.size) entries, root \(made.root ?? "—"); \(found.events) events (positions \(span))"
        )
    }
}
