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
            )
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
            name, title: title, columns: SupervisionRow.columns(basis), rows: made.map(\.values), evidence: evidence,
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
        return SupervisionTable(table: table, levels: basis.levels).rows(rows)
    }
}

/// Makes the rows of the supervision layout out of the sums of ``ExecutionTable``.
private struct SupervisionTable {
    let table: ExecutionTable
    let levels: Set<FundLevel>

    private var place: RegionCode { table.scope.region }
    private var regions: RegionTable { table.reference.regions }

    func rows(_ kind: SupervisionRows) -> [SupervisionRow] {
        let items = table.sources().flatMap(\.value).filter { $0.key.level.map(levels.contains) ?? false }
        let total = row("TOTAL", "", FundSource.linked.label, place, items)
        switch kind {
        case .fund: return [total] + tasks(items)
        case .place: return [total] + places(items)
        }
    }

    private func tasks(_ items: [MoneyByPlace.Item]) -> [SupervisionRow] {
        let groups = Dictionary(grouping: items, by: \.key.task)
        let tasks = TaskDirection.allCases.compactMap { task in
            groups[task].map { row("TASK", task.rawValue, task.label, place, $0) }
        }
        guard let others = groups[nil], !tasks.isEmpty else { return tasks }
        return tasks + [row("TASK", ShareTable.unstated, ShareTable.unstatedName, place, others)]
    }

    /// Each amount stands in one row, so the rows add up to the total but for what passes between them.
    private func places(_ items: [MoneyByPlace.Item]) -> [SupervisionRow] {
        let groups = Dictionary(grouping: items) { child(holding: $0.key.region) }
        return groups.keys.sorted { ($0 != place ? 1 : 0, $0) < ($1 != place ? 1 : 0, $1) }.map { code in
            let name = regions.name(of: code) ?? code.description
            let label = code == place ? Label("\(name)本级", "\(name), own level") : Label(name, name)
            return row("PLACE", code.description, label, code, groups[code] ?? [])
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

    private func row(
        _ by: String, _ key: String, _ name: Label, _ region: RegionCode, _ items: [MoneyByPlace.Item]
    ) -> SupervisionRow {
        func tier(_ level: RegionLevel) -> SupervisionTier {
            let sum = table.sum(items.filter { $0.key.region.level == level })
            return SupervisionTier(
                issued: sum.received + sum.suballottedLower - sum.recovered, own: sum.suballottedOwn,
                lower: sum.suballottedLower, paid: sum.paid)
        }
        let sum = table.sum(items)
        // What the nation gives out is what its layout calls issued; it is no row of a level.
        let nation = table.sum(items.filter { $0.key.region.level == .nation })
        return SupervisionRow(
            by: by, key: key, keyName: name, region: region,
            regionName: regions.name(of: region) ?? region.description, fiscalYear: table.scope.year,
            issued: sum.own - nation.own, province: tier(.province), city: tier(.prefecture), county: tier(.county),
            recovered: sum.recovered, evidence: sum.evidence)
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
    /// The budget year.
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

    static func columns(_ basis: ShareBasis) -> [ReportColumn] {
        let issued = basis == .central ? Label("中央下达", "Central issued") : Label("下达", "Issued")
        func level(_ key: String, _ name: Label) -> [ReportColumn] {
            func column(_ suffix: String, _ chinese: String, _ english: String) -> ReportColumn {
                ReportColumn("\(key)_\(suffix)", name.chinese + chinese, "\(name.english) \(english)")
            }
            let parts =
                key == "county"
                ? [column("allocated_fen", "已分配", "allocated")]
                : [column("own_fen", "分配本级", "own level"), column("lower_fen", "分配下级", "lower level")]
            return [column("issued_fen", issued.chinese, issued.english.lowercased())] + parts + [
                column("unallocated_fen", "未分配", "unallocated"),
                column("paid_fen", key == "county" ? "已支出" : "本级已支出", "paid"),
                column("progress_permille", "分配进度", "allocation"),
            ]
        }
        return [
            ReportColumn("by", "分组", "By", isShown: false), ReportColumn("key", "资金/地区", "Fund or place"),
            ReportColumn("region", "区划代码", "Region", isShown: false),
            ReportColumn("region_name", "地区", "Place", isShown: false),
            ReportColumn("fiscal_year", "年度", "Year", isShown: false),
            ReportColumn("issued_fen", issued.chinese, issued.english), ReportColumn("paid_fen", "支出金额", "Paid"),
            ReportColumn("paid_progress_permille", "支出进度", "Payment"),
        ] + level("province", Label("省级", "Province:")) + level("city", Label("市级", "City:"))
            + level("county", Label("县级", "County:")) + [
                ReportColumn("recovered_fen", "收回", "Recovered", isShown: false),
                ReportColumn("events", "事件数", "Events", isShown: false),
                ReportColumn("first_seq", "首条位置", "First position", isShown: false),
                ReportColumn("last_seq", "末条位置", "Last position", isShown: false),
            ]
    }

    var values: [ReportValue] {
        func start(_ tier: SupervisionTier) -> [ReportValue] { [.fen(tier.issued)] }
        func end(_ tier: SupervisionTier) -> [ReportValue] {
            [.fen(tier.unallocated), .fen(tier.paid), .progress(tier.progress.permille)]
        }
        return [
            .text(by), .code(key, keyName), .text(region.description), .text(regionName), .integer(Int64(fiscalYear)),
            .fen(issued), .fen(paid), .progress(progress.permille),
        ] + [province, city].flatMap { start($0) + [.fen($0.own), .fen($0.lower)] + end($0) } + start(county)
            + [.fen(county.own + county.lower)] + end(county) + [
                .fen(recovered), .integer(evidence.events), .position(evidence.firstSeq), .position(evidence.lastSeq),
            ]
    }
}
