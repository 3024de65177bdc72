import ArgumentParser
import LedgerDomain
import LedgerInterchange
import LedgerService
import LedgerViews
import MerkleLog

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("一个数字由哪些记录得出", "Which entries a figure comes from"),
        discussion: Words.pick(
            "示例：linkedfund why --ledger L industry-share --year 2023 --region 230606 --basis ALL_LEVELS",
            "Example: linkedfund why --ledger L industry-share --year 2023 --region 230606 --basis ALL_LEVELS"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("报表。", "The report.")))
    var name: ReportName
    @OptionGroup var options: ReportOptions
    @OptionGroup var rows: RowOptions
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "报表中的哪一行：该行的代码（项、地区、口径等），可用逗号给出几个；默认该地区合计。",
                "Which row of the report: its codes (key, place, caliber and the like), separated by commas; the place itself by default."
            )))
    var key: String?
    @OptionGroup var format: FormatOptions

    func run() throws {
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        var request = try options.request(name)
        try ReportOption.refuse(
            options.given + rows.given + (key == nil ? [] : [.key]), besides: name.whyOptions,
            of: "why \(name.rawValue)")
        rows.apply(to: &request)
        request.keys = key?.split(separator: ",").map(String.init) ?? []
        let answer = try opened.why(request)
        let head = try opened.head()
        let table = Self.table(answer, request, root: head?.size == answer.size ? head?.root.base64 : nil)
        try format.deliver(
            { table }, json: { Self.json(answer).text }, text: { Self.text(table, answer) },
            outside: opened.directory)
    }

    private static let columns = [
        ReportColumn("seq", "位置", "Position"), ReportColumn("effective_on", "日期", "Date"),
        ReportColumn("type", "类型", "Type"), ReportColumn("region", "地区", "Place"),
        ReportColumn("part", "部分", "Part"), ReportColumn("amount_fen", "金额", "Amount"),
        ReportColumn("about", "对象", "About"), ReportColumn("documents", "文号", "Documents"),
    ]

    static func table(_ answer: WhyAnswer, _ request: ReportRequest, root: String?) -> DataTable {
        let rows = answer.lines.map { line -> [ReportValue] in
            [
                .integer(Int64(clamping: line.seq)), line.effectiveOn.map { .day($0) } ?? .missing,
                .text(line.type.text(Words.language)), .text(line.region?.description ?? ""),
                .code(line.part.rawValue, line.part.label), .fen(line.amount),
                .text(line.names), .text(line.documents.joined(separator: "；")),
            ]
        }
        let scope = [request.name.rawValue, request.region?.description, request.year.map { String($0) }]
        return DataTable(
            Label("数字由来", "Entries behind a figure"), scope: scope.compactMap { $0 }.joined(separator: "  "),
            columns: columns, rows: rows,
            evidence: EvidenceLines.log(answer.origin, size: answer.size, root: root)
                + EvidenceLines.cutOffs(request.effectiveTo, request.knownAt) + [
                    TableFact("分子合计（元）", "Numerator (yuan)", Fen.text(of: answer.numerator, in: .yuan)),
                    TableFact("分母合计（元）", "Denominator (yuan)", Fen.text(of: answer.denominator, in: .yuan)),
                    TableFact("位置清单 SHA-256", "SHA-256 of the positions", answer.digest),
                ] + EvidenceLines.events(answer.evidence),
            notes: answer.hasPublishedFigures
                ? [Label("公布数据逐项列出，不相加。", "Published figures are listed one by one and never added up.")] : [])
    }

    private static func text(_ table: DataTable, _ answer: WhyAnswer) -> String {
        let sums = Words.pick(
            "分子合计 \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) 元，分母合计 \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) 元；位置清单 SHA-256 \(answer.digest)",
            "numerator \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) yuan, denominator \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) yuan; SHA-256 of the positions \(answer.digest)"
        )
        return
            ([table.text(TableStyle(Words.language, in: .yuan))] + table.notes.map { $0.text(Words.language) } + [sums])
            .joined(separator: "\n")
    }

    private static func json(_ answer: WhyAnswer) -> JSONText {
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
