import LedgerDomain
import LedgerViews

/// The management fee of a year stays within its share of the money that it is taken from (项目管理费超上限).
///
/// A year is judged only once it is closed; before, a batch whose projects are all listed is a warning.
struct A13ManagementFee: LogRule {
    private static let centralCap = "fee.cap_central"
    private static let provincialCap = "fee.cap_provincial"

    static let description = RuleDescription(
        "A13", Label("项目管理费超上限", "Management fee above the cap"),
        stages: Label(
            "未结账年度中列全的批次：警告；已结账年度：错误",
            "warn: a complete batch of an open year; error: a closed year"),
        .close,
        definition: Label(
            "项目管理费（07 类）× 10000 ≤ 上限（基点）× 所用指标行的衔接资金，按地区、资金级次和年度；未结账时按列全的批次。",
            "Fees (class 07) × 10000 ≤ cap (bp) × the linked funds of the lines that they draw on, by place, fund level and year; before the close, by complete batch."
        ),
        silence: Label("年度未结账且批次未列全；没有上限（无政策）", "the year is open and the batch is not complete; no cap (no policy)"),
        remedy: Label("调减管理费，超出部分退回或调账。", "Lower the fee; return or adjust what is above the cap."),
        parameters: [centralCap, provincialCap], .scope,
        basis:
            "1% of central and 3% of provincial funds in Heilongjiang (fujin.gov.cn 2025-07-03 citing 黑财规〔2023〕34号); 1% elsewhere and the base default, to be confirmed by the office; seen: 泽库 14/1259, 凤泉 3.28/428"
    )

    static let kinds: [EventKind] = []

    init() {}

    mutating func apply(_ entry: Entry) {}

    func findings(_ scope: AuditScope) -> [Finding] {
        let (money, attributes) = (scope.figures.money, scope.figures.attributes)
        func isClosed(_ fee: ManagementFee) -> Bool {
            scope.closed.isClosed(fee.region, fee.fiscalYear, scope.regions)
        }
        let years = ManagementFee.ofYears(money: money, attributes: attributes, regions: scope.regions)
            .filter(isClosed)
        let batches = ManagementFee.ofBatches(money: money, attributes: attributes, regions: scope.regions)
            .filter { !isClosed($0) && $0.isComplete }
        lazy var sources = scope.sources()
        func finding(_ fee: ManagementFee, _ severity: Severity, subject: String) -> Finding? {
            guard let cap = cap(of: fee, scope), isAbove(fee, cap) else { return nil }
            return Self.finding(fee, cap, severity, subject, scope.positions.of(sources.fee(fee)))
        }
        return years.compactMap { finding($0, .error, subject: $0.level.rawValue) }
            + batches.compactMap { fee in
                let names = fee.holders.map(\.name).joined(separator: " ")
                return finding(fee, .warn, subject: "\(fee.level.rawValue) \(names)")
            }
    }

    private static func finding(
        _ fee: ManagementFee, _ cap: Int64, _ severity: Severity, _ subject: String, _ positions: [UInt64]
    ) -> Finding {
        let allowed = max(0, FigureText.product(Int128(cap), fee.base) ?? 0) / 10_000
        let share = Ratio.percentText(cap) + " %"
        return Finding(
            description, severity, region: fee.region, fiscalYear: fee.fiscalYear, subject: subject,
            amountFen: fee.fee, positions: positions, path: "management_fee",
            given: FigureText.fraction(Ratio(fee.fee, fee.base)),
            expected: Label("不超过 \(share)，即 \(allowed) 分", "\(share) or less, which is \(allowed) fen"),
            difference: String(fee.fee - allowed), isAboutFigure: true)
    }

    /// fee × 10000 > cap × base, in products of 256 bits. Of no money at all no fee can be taken.
    private func isAbove(_ fee: ManagementFee, _ cap: Int64) -> Bool {
        guard fee.base > 0 else { return fee.fee > 0 }
        return Ratio(fee.fee, fee.base).compare(to: Ratio(Int128(cap), 10_000)) == 1
    }

    /// The cap of the fee's level in 基点; of money that is not split the higher of both, which is sure to be passed.
    private func cap(of fee: ManagementFee, _ scope: AuditScope) -> Int64? {
        func value(_ parameter: String) -> Int64? {
            scope.policies.value(parameter, for: fee.region, .init(fiscalYear: fee.fiscalYear), scope.regions)?.number
        }
        switch fee.level {
        case .central: return value(Self.centralCap)
        case .provincial: return value(Self.provincialCap)
        case .centralAndProvincial:
            guard let central = value(Self.centralCap), let provincial = value(Self.provincialCap) else { return nil }
            return max(central, provincial)
        case .city, .county: return nil
        }
    }
}

extension LineReference {
    /// The line or pool as people wrote it.
    fileprivate var name: String {
        switch self {
        case .line(let id), .pool(let id): id.description
        case .none: ""
        }
    }
}
