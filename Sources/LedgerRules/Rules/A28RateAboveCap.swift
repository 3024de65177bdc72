import LedgerDomain
import LedgerViews

/// The rate of a microloan is at most the prime rate of its term on the day of signing (利率超LPR上限).
enum A28RateAboveCap: EntryRule {
    private static let short = "microloan.rate_cap_up_to_12m"
    private static let long = "microloan.rate_cap_12_to_36m"
    /// Beyond it no rate is laid down, and the term itself is A27's to report.
    private static let longestMonths: Int64 = 36

    static let description = RuleDescription(
        "A28", Label("利率超LPR上限", "Rate above the LPR cap"),
        definition: Label(
            "期限 12 个月以内：利率 ≤ 签订日的 1 年期 LPR；12 个月以上至 36 个月：≤ 5 年期以上 LPR；合同期内不变。",
            "A term of up to 12 months: at most the one-year LPR in force on the day of signing; over 12 to 36 months: the five-year LPR; fixed during the contract."
        ),
        silence: Label(
            "不是脱贫人口小额信贷；未填签订日、到期日或利率（A53）；当日没有 LPR；期限超过 36 个月（A27）",
            "another programme; signed_on, maturity or rate absent (A53); no LPR on the day; a term above 36 months (A27)"
        ),
        remedy: Label(
            "核对签订日的 LPR，多收的利息退还借款户。", "Check the LPR of the day of signing; give back interest charged above it."),
        parameters: [short, long, PolicyRegister.primeRateOneYear, PolicyRegister.primeRateFiveYears], .other,
        basis: "银保监发〔2021〕6号; 红寺堡区 2022 notice prints 4.35 where the published 5-year rate was 4.30")

    static let kinds: [EventKind] = [.loanDisbursed]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan, let region = entry.region,
            let signed = entry.day(.signedOn), let maturity = entry.day(.maturity), let rate = entry.number(.ratePPM),
            let start = entry.countsOn, entry.isExactToTheDay,
            LoanTerm.isWithin(longestMonths, from: start, to: maturity)
        else { return [] }
        let parameter = LoanTerm.tenor(from: start, to: maturity) == .oneYear ? short : long
        guard let policy = facts.policies.value(parameter, for: region, .init(entry), context.regions),
            let most = most(policy.value, on: signed, facts.policies), rate > most.ppm
        else { return [] }
        return [
            description.fault(
                "body.rate_ppm", given: String(rate),
                expected: Label(
                    "不超过 \(most.ppm) ppm（\(most.name.chinese)）", "\(most.ppm) ppm or less (\(most.name.english))"),
                difference: String(rate - most.ppm))
        ]
    }

    /// What a parameter caps the rate at: a prime rate that it names, or its number.
    private static func most(_ value: String?, on signed: Day, _ policies: PolicyRegister) -> (ppm: Int64, name: Label)?
    {
        func prime(_ tenor: PrimeRateTenor) -> (Int64, Label)? {
            policies.primeRate(tenor, on: signed).map {
                ($0, Label("\(signed) \(tenor.label.chinese) LPR", "LPR \(tenor.rawValue) on \(signed)"))
            }
        }
        switch value.flatMap(SubsidyBase.init) {
        case .primeRateOneYear: return prime(.oneYear)
        case .primeRateFiveYears: return prime(.fiveYearsPlus)
        default: return value.flatMap { Int64($0) }.map { ($0, Label("当地规定", "laid down for the place")) }
        }
    }
}
