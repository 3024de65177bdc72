import LedgerDomain
import LedgerViews

/// A microloan is used by the household for production, and not passed to an enterprise (户贷企用).
///
/// Two signs: a use that is forbidden, and several households whose money reached one enterprise soon after the payout.
struct A31LoanUsedByEnterprise: LogRule {
    private static let days = "microloan.outflow_days"
    private static let households = "microloan.outflow_households"

    static let description = RuleDescription(
        "A31", Label("户贷企用", "Household loan used by an enterprise"), .error, .audit,
        definition: Label(
            "贷款不用于入股分红、转贷、指标交换、交由企业或组织使用、结婚、建房、理财、购置家庭用品；放款后规定天数内，不得有规定户数以上的贷款流入同一企业账户。",
            "A loan is not used for shares, lending on, exchange of quotas, by an enterprise or organisation, or for a wedding, housing, investments or household goods; nor does the money of so many households reach one enterprise within so many days of the payout."
        ),
        silence: Label("不是脱贫人口小额信贷；没有用途登记", "another programme; no use on record"),
        remedy: Label("收回贷款或督促改正用途，停止贴息。", "Call the loan in or have the use corrected, and stop its subsidy."),
        parameters: [days, households], .other,
        basis:
            "bypc.gov.cn county page 2024 and allbrightlaw.com (list of uses); the outflow test default, to be confirmed by the office"
    )

    static let kinds: [EventKind] = [.loanDisbursed, .loanUseRecorded]

    private struct Loan: Hashable {
        let place: RegionCode
        let token: String
    }

    private struct Payout {
        let seq: UInt64
        let day: Day?
        let household: String?
        let fen: Int64
        let year: Int?
        let use: LoanUse?
    }

    private struct Use {
        let loan: Loan
        let seq: UInt64
        let day: Day?
        let use: LoanUse?
        /// The enterprise that got the money; `nil` where it was another or is not known.
        let enterprise: String?
        let year: Int?
    }

    private var payouts: [Loan: Payout] = [:]
    private var uses: [UInt64: Use] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan, let place = entry.region,
            let token = entry.text(.loan), let seq = entry.sign > 0 ? entry.seq : entry.corrects
        else { return }
        let loan = Loan(place: place, token: token)
        let day = entry.isExactToTheDay ? entry.countsOn : nil
        if entry.kind == .loanDisbursed {
            payouts[loan] =
                entry.sign < 0
                ? nil
                : Payout(
                    seq: seq, day: day, household: entry.text(.household), fen: entry.number(.amountFen) ?? 0,
                    year: entry.fiscalYear, use: Self.use(entry.text(.use)))
        } else {
            let isEnterprise = entry.code(.payeeClass, as: PayeeClass.self) == .enterprise
            uses[seq] =
                entry.sign < 0
                ? nil
                : Use(
                    loan: loan, seq: seq, day: day, use: Self.use(entry.text(.use)),
                    enterprise: isEnterprise ? entry.text(.payee) : nil, year: entry.fiscalYear)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        (forbidden() + outflows(scope)).sorted(by: Finding.isOrdered)
    }

    /// A use by its code or its printed name; `nil` for words that name none.
    private static func use(_ text: String?) -> LoanUse? {
        text.flatMap { text in LoanUse(rawValue: text) ?? LoanUse.allCases.first { $0.label.chinese == text } }
    }

    private static func isForbidden(_ use: LoanUse) -> Bool { use != .production && use != .other }

    private func forbidden() -> [Finding] {
        var found: [Loan: (use: LoanUse, positions: [UInt64], year: Int?)] = [:]
        for (loan, payout) in payouts {
            if let use = payout.use, Self.isForbidden(use) { found[loan] = (use, [payout.seq], payout.year) }
        }
        for use in uses.values.sorted(by: { $0.seq < $1.seq }) {
            guard let what = use.use, Self.isForbidden(what) else { continue }
            let before = found[use.loan]
            let payout = payouts[use.loan].map { [$0.seq] } ?? []
            found[use.loan] = (
                before?.use ?? what, (before?.positions ?? payout) + [use.seq], before?.year ?? use.year
            )
        }
        return found.map { loan, what in
            Finding(
                Self.description, region: loan.place, fiscalYear: what.year, subject: loan.token,
                amountFen: Int128(payouts[loan]?.fen ?? 0), positions: what.positions, path: "use",
                given: what.use.rawValue, expected: Label("发展生产", LoanUse.production.rawValue))
        }
    }

    private func outflows(_ scope: AuditScope) -> [Finding] {
        struct Target: Hashable {
            let place: RegionCode
            let enterprise: String
        }
        var reached: [Target: [(use: Use, payout: Payout, household: String)]] = [:]
        for use in uses.values {
            guard let enterprise = use.enterprise, let payout = payouts[use.loan], let household = payout.household,
                let from = payout.day, let to = use.day, to >= from,
                let days = scope.policies.value(
                    Self.days, for: use.loan.place, .init(effectiveOn: from), scope.regions)?.number,
                Int64(to.ordinal) - Int64(from.ordinal) <= days
            else { continue }
            reached[Target(place: use.loan.place, enterprise: enterprise), default: []].append((use, payout, household))
        }
        return reached.compactMap { target, flows -> Finding? in
            let households = Set(flows.map(\.household)).count
            guard
                let least = scope.policies.value(
                    Self.households, for: target.place, .init(effectiveOn: scope.asOf), scope.regions)?.number,
                households >= least
            else { return nil }
            let loans = Dictionary(flows.map { ($0.use.loan, $0.payout.fen) }, uniquingKeysWith: { first, _ in first })
            return Finding(
                Self.description, region: target.place, fiscalYear: nil, subject: target.enterprise,
                amountFen: loans.values.reduce(Int128(0)) { $0 + Int128($1) },
                positions: Set(flows.flatMap { [$0.payout.seq, $0.use.seq] }).sorted(), path: "payee",
                given: String(households),
                expected: Label("少于 \(least) 户流入同一企业", "fewer than \(least) households whose money reaches it"),
                difference: String(Int64(households) - least + 1))
        }
    }
}
