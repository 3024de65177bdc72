public import LedgerInterchange
public import LedgerService
import LedgerDomain
import LedgerViews

/// The entries behind a figure as table, JSON, CSV or workbook.
public struct WhyOutput {
    private let answer: WhyAnswer
    private let request: ReportRequest
    private let root: String?
    private let presenter: Presenter

    /// An answer as a presenter gives it.
    ///
    /// - Parameter root: over the entries looked through, in base64; `nil` where no signed head stands there.
    public init(_ answer: WhyAnswer, _ request: ReportRequest, root: String?, _ presenter: Presenter) {
        (self.answer, self.request, self.root, self.presenter) = (answer, request, root, presenter)
    }

    private static func columns(_ language: Language) -> [Column<WhyLine>] {
        [
            Column("seq", "位置", "Position") { .integer(Int64(clamping: $0.seq)) },
            Column("effective_on", "日期", "Date") { $0.effectiveOn.map { .day($0) } ?? .missing },
            Column("type", "类型", "Type") { .text($0.type.text(language)) },
            Column("region", "地区", "Place") { .text($0.region?.description ?? "") },
            Column("part", "部分", "Part") { .code($0.part.rawValue, $0.part.label) },
            Column("amount_fen", "金额", "Amount") { .fen($0.amount) },
            Column("about", "对象", "About") { .text($0.names) },
            Column("documents", "文号", "Documents") { .text($0.documents.joined(separator: "；")) },
        ]
    }

    /// The entries with what proves them.
    public var dataTable: DataTable {
        let columns = Self.columns(presenter.language)
        let scope = [request.name.rawValue, request.region?.description, request.year.map { String($0) }]
        return DataTable(
            Label("数字由来", "Entries behind a figure"), scope: scope.compactMap { $0 }.joined(separator: "  "),
            columns: columns.map(\.column), rows: answer.lines.map { columns.values(of: $0) },
            evidence: EvidenceLines.log(answer.origin, size: answer.size, root: root)
                + EvidenceLines.cutOffs(request.effectiveTo, request.knownAt?.description, presenter) + [
                    TableFact("分子合计（元）", "Numerator (yuan)", Fen.text(of: answer.numerator, in: .yuan)),
                    TableFact("分母合计（元）", "Denominator (yuan)", Fen.text(of: answer.denominator, in: .yuan)),
                    TableFact("位置清单 SHA-256", "SHA-256 of the positions", answer.digest),
                ] + EvidenceLines.events(answer.evidence),
            notes: answer.hasPublishedFigures
                ? [Label("公布数据逐项列出，不相加。", "Published figures are listed one by one and never added up.")] : [])
    }

    /// The entries as people read them.
    public var text: String {
        let table = dataTable
        let sums = presenter.pick(
            "分子合计 \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) 元，分母合计 \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) 元；位置清单 SHA-256 \(answer.digest)",
            "numerator \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) yuan, denominator \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) yuan; SHA-256 of the positions \(answer.digest)"
        )
        return
            ([table.text(TableStyle(presenter.language, in: .yuan))] + table.notes.map { $0.text(presenter.language) }
            + [sums])
            .joined(separator: "\n")
    }

    /// The entries as JSON.
    public var json: JSONText {
        .object([
            (
                "rows",
                .array(
                    answer.lines.map { line in
                        .object([
                            ("seq", .integer(Int64(clamping: line.seq))),
                            ("effective_on", .optional(line.effectiveOn?.description)),
                            ("region", .optional(line.region?.description)), ("part", .string(line.part.rawValue)),
                            ("amount_fen", .string(String(line.amount))), ("about", .string(line.names)),
                            ("documents", .array(line.documents.map { .string($0) })),
                        ])
                    })
            ),
            ("numerator_fen", .string(String(answer.numerator))),
            ("denominator_fen", .string(String(answer.denominator))),
            ("unsplit_lower_fen", .string(String(answer.unsplitInside.lowerBound))),
            ("unsplit_upper_fen", .string(String(answer.unsplitInside.upperBound))),
            ("events", .integer(answer.evidence.events)),
            ("first_seq", .optional(answer.evidence.firstSeq)), ("last_seq", .optional(answer.evidence.lastSeq)),
            ("positions_sum", .string(String(answer.evidence.positionsSum))),
            ("positions_sha256", .string(answer.digest)), ("origin", .string(answer.origin)),
            ("size", .integer(Int64(clamping: answer.size))),
        ])
    }
}
