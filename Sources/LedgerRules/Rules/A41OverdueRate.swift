import LedgerDomain
import LedgerViews

/// The overdue part of a place's microloans stays below its threshold (逾期率超阈值).
struct A41OverdueRate: LogRule {
    private static let threshold = "microloan.overdue_rate_max"

    static let description = RuleDescription(
        "A41", Label("逾期率超阈值", "Overdue rate above threshold"), .warn, .audit,
        definition: Label(
            "逾期本金 ÷ 贷款余额 ≤ 当地设定的阈值；按分数比较。",
            "Overdue principal over outstanding principal is at most the threshold of the place, compared as fractions."
        ),
        silence: Label(
            "没有阈值（无政策，全国没有规定）；余额为零", "no threshold (no policy; there is no national number); nothing is outstanding"),
        remedy: Label("查明逾期贷款，落实清收和风险补偿。", "Look into the overdue loans, collect them and claim compensation."),
        parameters: [threshold], .other,
        basis: "county microloan bulletins print the rate; threshold default, to be confirmed by the office")

    static let kinds: [EventKind] = [.loanDisbursed, .loanRepaid, .loanOverdue, .loanCleared]

    private struct Sums {
        var outstanding = Int128(0)
        var overdue = Int128(0)
    }

    private var sums: [RegionCode: Sums] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan, let place = entry.region else {
            return
        }
        func number(_ key: Key) -> Int128 { Int128(entry.number(key) ?? 0) * Int128(entry.sign) }
        sums[place, default: Sums()].outstanding +=
            number(.amountFen) - number(.oldPrincipalFen) - number(.principalFen) - number(.writtenOffFen)
        sums[place, default: Sums()].overdue += number(.overdueFen) - number(.curedFen) - number(.ofOverdueFen)
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let found = sums.compactMap { place, sum -> Finding? in
            guard sum.outstanding > 0,
                let most = scope.policies.value(
                    Self.threshold, for: place, .init(effectiveOn: scope.asOf, fiscalYear: scope.asOf.year),
                    scope.regions)?.number
            else { return nil }
            let rate = Ratio(sum.overdue, sum.outstanding)
            guard rate.compare(to: Ratio(Int128(most), 10_000)) == 1 else { return nil }
            // What is overdue beyond the threshold, rounded up to 分.
            let allowed = sum.outstanding * Int128(most) / 10_000
            return Finding(
                Self.description, region: place, fiscalYear: nil, subject: LoanProgramme.povertyMicroloan.rawValue,
                amountFen: sum.overdue, positions: scope.positions.ofLoans(in: place),
                path: "overdue_rate",
                given: "\(sum.overdue)/\(sum.outstanding)",
                expected: Label("不超过 \(Ratio.percentText(most))%", "\(Ratio.percentText(most)) % or less"),
                difference: "\(sum.overdue - allowed) fen", isAboutFigure: true)
        }
        return found.sorted(by: Finding.isOrdered)
    }
}
