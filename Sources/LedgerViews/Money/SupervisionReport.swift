public import LedgerDomain

/// What the rows of the supervision layout are.
public enum SupervisionRows: String, CaseIterable, Sendable {
    /// 分资金: the linked funds, and each task direction of theirs.
    case fund
    /// 分地区: the place itself, then each place right below it with all that lies in it.
    case place
}

/// The layout of the transfer-payment supervision system (转移支付重点监督，分资金/分地区).
///
/// ```
/// 未分配   = 下达 − 分配本级 − 分配下级
/// 分配进度 = (分配本级 + 分配下级) ÷ 下达        支出金额 = Σ levels        支出进度 = 支出金额 ÷ 中央下达
/// ```
///
/// Progress has one decimal, half up from the fraction, and is 0 for a zero base, of which JSON has `null`.
/// 下达 of a level is what came to its places on their lines, less what was recovered from them, so that the printed
/// columns fit the formula; 中央下达 of the row is what came into it from outside, once. Lines, carry-overs and
/// commitments on lines that were not distributed count as in ``ExecutionReport``.
///
/// Source: form zxjd_fzj in the public front end of a provincial transfer-payment supervision system (domain.md 4.3).
public enum SupervisionReport {
    /// The name on the command line.
    public static let name = "supervision"

    /// The report of a place and year.
    ///
    /// - Parameter basis: the levels of money counted; the layout's own is central money.
    public static func make(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope, rows: SupervisionRows = .fund,
        basis: ShareBasis = .central, reference: MoneyReference
    ) -> Report {
        let made = self.rows(
            money: money, attributes: attributes, scope: scope, rows: rows, basis: basis, reference: reference)
        let title =
            switch rows {
            case .fund: Label("转移支付重点监督_分资金", "Supervision of transfers, by fund")
            case .place: Label("转移支付重点监督_分地区", "Supervision of transfers, by place")
            }
        var notes = [
            Label(
                "未分配＝下达－分配本级－分配下级；分配进度＝（分配本级＋分配下级）÷下达；支出进度＝支出÷下达；基数为零时进度印作 0；下达已扣收回。",
                "Unallocated = issued − own level − lower level; allocation = (own + lower) ÷ issued; payment = paid ÷ issued; a zero base prints 0; issued is net of recoveries."
            ),
            MoneyByPlace.yearNote,
        ]
        if basis != .central { notes.append(Label("口径：\(basis.label.chinese)。", "Basis: \(basis.label.english).")) }
        let mixed = mixedCommitments(money, attributes, scope, basis, reference)
        if mixed != 0 {
            let yuan = Fen.text(of: mixed, in: .yuan, isGrouped: true)
            notes.append(
                Label(
                    "另有中央和省级资金合并安排 \(yuan) 元，未按级次拆分，未计入分配和支出；合并口径用 \(Choice.basis) CENTRAL_PROV。",
                    "\(yuan) yuan were committed from central and provincial money together and are in no column; \(Choice.basis) CENTRAL_PROV counts both."
                ))
        }
        let evidence = made.first?.evidence ?? Evidence()
        return Report(
            name, title: title, columns: SupervisionRow.columns(basis), rows: made, evidence: evidence,
            notes: notes)
    }

    /// Commitments from money of several levels whose split nobody stated, where the basis holds but one of them.
    private static func mixedCommitments(
        _ money: MoneyCells, _ attributes: LineAttributes, _ scope: ReportScope, _ basis: ShareBasis,
        _ reference: MoneyReference
    ) -> Int128 {
        guard !basis.levels.contains(.centralAndProvincial) else { return 0 }
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        let table = ExecutionTable(book: book, scope: scope, options: ExecutionOptions(), reference: reference)
        return table.sum(table.sources().flatMap(\.value).filter { $0.key.level == .centralAndProvincial }).committed
    }

    /// The rows as values, the total first.
    public static func rows(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope, rows: SupervisionRows = .fund,
        basis: ShareBasis = .central, reference: MoneyReference
    ) -> [SupervisionRow] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        let table = ExecutionTable(book: book, scope: scope, options: ExecutionOptions(), reference: reference)
        return SupervisionTable(table: table, levels: basis.levels).lines(rows).map(\.row)
    }

    /// The rows with what makes them up: payments over what was issued.
    public static func figures(
        money: MoneyCells, attributes: LineAttributes, scope: ReportScope, rows: SupervisionRows = .fund,
        basis: ShareBasis = .central, reference: MoneyReference
    ) -> [ReportedFigure] {
        let book = MoneyByPlace(money, attributes.index, reference.regions)
        let table = ExecutionTable(book: book, scope: scope, options: ExecutionOptions(), reference: reference)
        let columns = SupervisionRow.columns(basis)
        return SupervisionTable(table: table, levels: basis.levels).lines(rows).map { line in
            ReportedFigure(
                values: columns.values(of: line.row), numerator: line.row.paid, denominator: line.row.issued,
                evidence: line.row.evidence, isHeadline: line.row.by == "TOTAL",
                names: [line.row.key],
                selection: { SupervisionTable.selection(of: line) })
        }
    }
}

/// Makes the rows of the supervision layout out of the sums of ``ExecutionTable``.
private struct SupervisionTable {
    let table: ExecutionTable
    let levels: Set<FundLevel>

    private var place: RegionCode { table.scope.region }
    private var regions: RegionTable { table.reference.regions }

    /// A row with the cells that it sums.
    struct Line {
        let row: SupervisionRow
        let items: [MoneyByPlace.Item]
    }

    /// What a row takes from a cell: payments and own money, but of the nation, which gives out what its layout calls
    /// issued and is no row of a level.
    static func take(_ item: MoneyByPlace.Item) -> MoneyTake {
        var take = MoneyTake()
        guard item.key.region.level != .nation else { return take }
        take.numerator = SignedQuantities(.paid)
        take.denominator = .own(countsArrival: item.countsArrival)
        return take
    }

    /// What makes up a row.
    static func selection(of line: Line) -> FigureSelection {
        var selection = FigureSelection()
        for item in line.items { selection.take(item.key, take(item)) }
        return selection
    }

    func lines(_ kind: SupervisionRows) -> [Line] {
        let items = table.sources().flatMap(\.value).filter { $0.key.level.map(levels.contains) ?? false }
        let total = line("TOTAL", "", FundSource.linked.label, place, items)
        switch kind {
        case .fund: return [total] + tasks(items)
        case .place: return [total] + places(items)
        }
    }

    private func tasks(_ items: [MoneyByPlace.Item]) -> [Line] {
        let groups = Dictionary(grouping: items, by: \.key.task)
        let tasks = TaskDirection.allCases.compactMap { task in
            groups[task].map { line("TASK", task.rawValue, task.label, place, $0) }
        }
        guard let others = groups[nil], !tasks.isEmpty else { return tasks }
        return tasks + [line("TASK", ShareTable.unstated, ShareTable.unstatedName, place, others)]
    }

    /// Each amount stands in one row, so the rows add up to the total but for what passes between them.
    private func places(_ items: [MoneyByPlace.Item]) -> [Line] {
        let groups = Dictionary(grouping: items) { child(holding: $0.key.region) }
        return groups.keys.sorted { ($0 != place ? 1 : 0, $0) < ($1 != place ? 1 : 0, $1) }.map { code in
            let name = regions.name(of: code) ?? code.description
            let label = code == place ? Label("\(name)本级", "\(name), own level") : Label(name, name)
            return line("PLACE", code.description, label, code, groups[code] ?? [])
        }
    }

    /// The place right below the report's own in which a place lies; itself where it is the report's own.
    private func child(holding region: RegionCode) -> RegionCode {
        var current = region
        while current != place, let parent = regions.parent(of: current), parent != current, parent != place {
            current = parent
        }
        return current
    }

    private func line(
        _ by: String, _ key: String, _ name: Label, _ region: RegionCode, _ items: [MoneyByPlace.Item]
    ) -> Line {
        func tier(_ level: RegionLevel) -> SupervisionTier {
            let sum = table.sum(items.filter { $0.key.region.level == level })
            return SupervisionTier(
                issued: sum.received + sum.suballottedLower - sum.recovered, own: sum.suballottedOwn,
                lower: sum.suballottedLower, paid: sum.paid)
        }
        let sum = table.sum(items)
        let issued = items.reduce(Int128(0)) { $0 + Self.take($1).denominator.sum(of: $1.cell) }
        let row = SupervisionRow(
            by: by, key: key, keyName: name, region: region,
            regionName: regions.name(of: region) ?? region.description, fiscalYear: table.scope.year,
            issued: issued, province: tier(.province), city: tier(.prefecture), county: tier(.county),
            recovered: sum.recovered, evidence: sum.evidence)
        return Line(row: row, items: items)
    }
}

/// The money of one level of places, in 分.
public struct SupervisionTier: Hashable, Sendable {
    /// 下达: what came to its places, less what was recovered.
    public var issued: Int128
    /// 分配本级.
    public var own: Int128
    /// 分配下级.
    public var lower: Int128
    /// 已支出.
    public var paid: Int128

    /// 未分配.
    public var unallocated: Int128 { issued - own - lower }
    /// 分配进度.
    public var progress: Ratio { Ratio(own + lower, issued) }
}

/// One row of the supervision layout.
public struct SupervisionRow: Sendable {
    /// `TOTAL`, `TASK` or `PLACE`.
    public var by: String
    /// The code of the task or place; empty for the total.
    public var key: String
    /// What it is called.
    public var keyName: Label
    /// The place it is of.
    public var region: RegionCode
    /// The name of the place.
    public var regionName: String
    /// The year of the money.
    public var fiscalYear: Int
    /// 中央下达, in 分.
    public var issued: Int128
    /// 省级.
    public var province: SupervisionTier
    /// 市级.
    public var city: SupervisionTier
    /// 县级.
    public var county: SupervisionTier
    /// 收回, already off what was issued.
    public var recovered: Int128
    /// The entries behind the sums.
    public var evidence: Evidence

    /// 支出金额: the sum of the levels.
    public var paid: Int128 { province.paid + city.paid + county.paid }
    /// 支出进度.
    public var progress: Ratio { Ratio(paid, issued) }

    static func columns(_ basis: ShareBasis) -> [Column<SupervisionRow>] {
        let issued = basis == .central ? Label("中央下达", "Central issued") : Label("下达", "Issued")
        return [
            Column("by", "分组", "By", isShown: false) { .text($0.by) },
            Column("key", "资金/地区", "Fund or place") { .code($0.key, $0.keyName) },
            Column("region", "区划代码", "Region", isShown: false) { .text($0.region.description) },
            Column("region_name", "地区", "Place", isShown: false) { .text($0.regionName) },
            Column("fiscal_year", "年度", "Year", isShown: false) { .integer(Int64($0.fiscalYear)) },
            Column("issued_fen", issued.chinese, issued.english) { .fen($0.issued) },
            Column("paid_fen", "支出金额", "Paid") { .fen($0.paid) },
            Column("paid_progress_permille", "支出进度", "Payment") { .progress($0.progress.permille) },
        ] + level("province", Label("省级", "Province:"), issued) { $0.province }
            + level("city", Label("市级", "City:"), issued) { $0.city }
            + level("county", Label("县级", "County:"), issued) { $0.county }
            + [Column("recovered_fen", "收回", "Recovered", isShown: false) { .fen($0.recovered) }]
            + Column.events(\.evidence)
    }

    /// The columns of one level of places. A county has nobody below it.
    private static func level(
        _ key: String, _ name: Label, _ issued: Label, _ tier: @escaping @Sendable (SupervisionRow) -> SupervisionTier
    ) -> [Column<SupervisionRow>] {
        func column(
            _ suffix: String, _ chinese: String, _ english: String,
            _ value: @escaping @Sendable (SupervisionTier) -> ReportValue
        ) -> Column<SupervisionRow> {
            Column("\(key)_\(suffix)", name.chinese + chinese, "\(name.english) \(english)") { value(tier($0)) }
        }
        let isLowest = key == "county"
        let parts =
            isLowest
            ? [column("allocated_fen", "已分配", "allocated") { .fen($0.own + $0.lower) }]
            : [
                column("own_fen", "分配本级", "own level") { .fen($0.own) },
                column("lower_fen", "分配下级", "lower level") { .fen($0.lower) },
            ]
        return [column("issued_fen", issued.chinese, issued.english.lowercased()) { .fen($0.issued) }] + parts + [
            column("unallocated_fen", "未分配", "unallocated") { .fen($0.unallocated) },
            column("paid_fen", isLowest ? "已支出" : "本级已支出", "paid") { .fen($0.paid) },
            column("progress_permille", "分配进度", "allocation") { .progress($0.progress.permille) },
        ]
    }
}
