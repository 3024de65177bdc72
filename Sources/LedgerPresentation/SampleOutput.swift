import LedgerAudit
import LedgerDomain
public import LedgerInterchange
public import LedgerService

/// A sample as table, JSON, CSV or tracing sheet (追查表).
public struct SampleOutput {
    private let made: MadeSample
    private let presenter: Presenter

    /// A sample as a presenter gives it.
    public init(_ made: MadeSample, _ presenter: Presenter) {
        (self.made, self.presenter) = (made, presenter)
    }

    private var sample: AuditSample { made.sample }
    private var request: SampleRequest { made.request }

    // MARK: Rows

    private static let columns = [
        ReportColumn("number", "序号", "No."), ReportColumn("seq", "位置", "Position"),
        ReportColumn("effective_on", "业务日期", "Date"), ReportColumn("type", "类型", "Type"),
        ReportColumn("region", "区划代码", "Region", isShown: false), ReportColumn("region_name", "地区", "Place"),
        ReportColumn("about", "对象", "About"), ReportColumn("payee", "收款人", "Payee"),
        ReportColumn("documents", "文号", "Documents"), ReportColumn("amount_fen", "金额", "Amount"),
        ReportColumn("hits", "命中次数", "Hits"), ReportColumn("stratum", "层", "Stratum"),
    ]

    /// What the auditor fills in.
    private static let blanks = [
        Label("凭证是否相符", "Voucher agrees"), Label("金额相符", "Amount agrees"), Label("差异", "Difference"),
        Label("备注", "Remarks"), Label("审计人员", "Auditor"), Label("日期", "Date"),
    ]

    private var rows: [[ReportValue]] {
        zip(sample.drawn, made.entries).enumerated().map { index, pair in
            let (drawn, entry) = pair
            return [
                .integer(Int64(index + 1)), .integer(Int64(clamping: drawn.item.seq)),
                entry.effectiveOn.map { .day($0) } ?? .missing,
                .code(entry.typeName, entry.ownKind?.type.label ?? Label(entry.typeName, entry.typeName)),
                .text(drawn.item.region.description), .text(place(drawn.item.region)), .text(entry.names),
                .text(entry.text(.payee) ?? ""), .text(entry.documents.joined(separator: "；")),
                .fen(Int128(drawn.item.amount)),
                request.method == .mus ? .integer(Int64(drawn.hits)) : .missing,
                stratum(of: drawn).map { .code($0.key, name(of: $0)) } ?? .missing,
            ]
        }
    }

    private func place(_ code: RegionCode) -> String { made.places[code] ?? code.description }

    private func stratum(of drawn: DrawnItem) -> SampleStratum? {
        sample.strata.indices.contains(drawn.stratum) ? sample.strata[drawn.stratum] : nil
    }

    private func name(of stratum: SampleStratum) -> Label {
        guard request.strata == .region, let code = RegionCode(stratum.key), let name = made.places[code] else {
            return stratum.label
        }
        return Label(name, name)
    }

    // MARK: Tables

    /// The sample as a tracing sheet.
    public var dataTable: DataTable {
        var table = DataTable(
            Label("抽样追查表", "Tracing sheet"), scope: scope, columns: Self.columns, rows: rows, evidence: evidence,
            notes: notes)
        table.blanks = Self.blanks
        return table
    }

    /// For the terminal.
    public var text: String {
        let table = dataTable
        let style = TableStyle(presenter.language, in: .yuan)
        let list = rows.isEmpty ? presenter.pick("没有可抽的记录。", "There is nothing to draw from.") : table.text(style)
        let proof = presenter.pick(
            "依据：\(made.origin) 共 \(made.size) 条，根 \(made.root ?? "—")",
            "Evidence: \(made.origin), \(made.size) entries, root \(made.root ?? "—")")
        return
            (["\(table.title.text(style.language))  \(scope)", list, seedLine] + notes.map { $0.text(style.language) }
            + [proof]).joined(separator: "\n")
    }

    /// What draws the same sample again.
    public var seedLine: String {
        presenter.pick(
            "种子 \(request.seed)；重抽同一样本：\(Choice.seed) \(request.seed) \(Choice.knownAt) size:\(made.size)",
            "Seed \(request.seed); for the same sample again: \(Choice.seed) \(request.seed) \(Choice.knownAt) size:\(made.size)"
        )
    }

    private var scope: String {
        let filter = request.scope
        return [
            filter.region?.description, filter.year.map { String($0) },
            filter.type?.type.label.text(presenter.language),
            request.method.label.text(presenter.language), presenter.pick("种子 \(request.seed)", "seed \(request.seed)"),
        ].compactMap { $0 }.joined(separator: "  ")
    }

    private var evidence: [TableFact] {
        [
            TableFact("方法", "Method", request.method.label.text(presenter.language)),
            TableFact("种子", "Seed", String(request.seed)),
            TableFact("要求数", "Asked for", String(request.count)),
            TableFact("抽出条数", "Entries drawn", String(sample.drawn.count)),
            TableFact("总体条数", "Population", String(made.population.items.count)),
            TableFact("总体金额（元）", "Population (yuan)", Fen.text(of: made.population.sum, in: .yuan)),
            TableFact(
                "抽样间隔（元）", "Interval (yuan)", sample.interval.map { Fen.text(of: $0, in: .yuan) } ?? ""),
        ] + EvidenceLines.log(made.origin, size: made.size, root: made.root)
            + EvidenceLines.cutOffs(nil, request.knownAt?.description, presenter)
            + EvidenceLines.versions(rules: made.rules, presenter)
    }

    private func yuan(_ fen: Int128) -> String { Fen.text(of: fen, in: .yuan, isGrouped: true) }

    private var notes: [Label] {
        let population = made.population
        let drawnSum = sample.drawn.reduce(Int128(0)) { $0 + Int128($1.item.amount) }
        var notes = [
            Label(
                "总体 \(population.items.count) 条，\(yuan(population.sum)) 元；抽出 \(sample.drawn.count) 条，\(yuan(drawnSum)) 元。",
                "Population: \(population.items.count) entries, \(yuan(population.sum)) yuan; drawn: \(sample.drawn.count), \(yuan(drawnSum)) yuan."
            ),
            Label(
                "未列入总体：已冲销 \(population.reversed) 条，冲销记录 \(population.reversals) 条。",
                "Left out: \(population.reversed) reversed entries and \(population.reversals) reversals."),
        ]
        if let interval = sample.interval {
            notes.append(
                Label(
                    "抽样间隔 \(yuan(interval)) 元，不小于间隔的必抽；命中 \(sample.drawn.reduce(0) { $0 + $1.hits }) 次。",
                    "Interval \(yuan(interval)) yuan, from which on entries are certain; \(sample.drawn.reduce(0) { $0 + $1.hits }) hits."
                ))
        }
        notes += sample.strata.map { stratum in
            let name = name(of: stratum)
            return Label(
                "层 \(name.chinese)：\(stratum.size) 条中抽 \(stratum.drawn) 条。",
                "Stratum \(name.english): \(stratum.drawn) of \(stratum.size).")
        }
        if population.kindCount > 1 {
            notes.append(
                Label(
                    "总体含 \(population.kindCount) 类记录，同一笔钱可能各有一条（下达、安排、支付）；只抽一类用 \(Choice.type)。",
                    "The population has \(population.kindCount) types; one sum of money may be in several (allotted, committed, paid). \(Choice.type) takes one."
                ))
        }
        return notes.map { $0.named(by: presenter.vocabulary) }
    }

    // MARK: JSON

    /// The sample as JSON.
    public var json: String {
        let rows = rows.map { row in JSONText.object(zip(Self.columns, row).map { ($0.key, ReportOutput.json($1)) }) }
        let population = made.population
        return JSONText.object([
            ("method", .string(request.method.rawValue)), ("seed", .string(String(request.seed))),
            ("count", .integer(Int64(request.count))),
            (
                "population",
                .object([
                    ("count", .integer(Int64(population.items.count))),
                    ("sum_fen", .string(String(population.sum))),
                    ("reversed", .integer(Int64(population.reversed))),
                    ("reversals", .integer(Int64(population.reversals))),
                ])
            ),
            ("interval_fen", .optional(sample.interval.map { String($0) })), ("rows", .array(rows)),
            (
                "strata",
                .array(
                    sample.strata.map { stratum in
                        .object([
                            ("key", .string(stratum.key)),
                            ("name", .string(name(of: stratum).text(presenter.language))),
                            ("count", .integer(Int64(stratum.size))), ("drawn", .integer(Int64(stratum.drawn))),
                        ])
                    })
            ),
            (
                "evidence",
                .object([
                    ("origin", .string(made.origin)), ("size", .integer(Int64(clamping: made.size))),
                    ("root", .optional(made.root)), ("known_at", .optional(request.knownAt?.description)),
                    ("rules", .string(made.rules)),
                ])
            ),
        ]).text
    }
}
