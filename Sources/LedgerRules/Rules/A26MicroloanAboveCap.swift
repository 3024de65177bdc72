import LedgerDomain
import LedgerViews

/// A household owes no more on microloans than the cap, over all banks (小额信贷超额).
///
/// Top-up loans have a cap of their own, for all loans together. Averages of published tables only warn: the number of
/// households printed may not be the number of loans.
enum A26MicroloanAboveCap: EntryRule {
    private static let cap = "microloan.cap_per_household"
    private static let topUpCap = "microloan.topup_cap"

    static let description = RuleDescription(
        "A26", Label("小额信贷超额", "Microloan above the cap"),
        stages: Label("单户：错误；公布数据的户均：警告", "error: one household; warn: averages of published tables"),
        definition: Label(
            "一户在各家银行的脱贫人口小额信贷余额（不含追加）≤ 每户额度，含追加合计 ≤ 追加上限；公布数据的户均 ≤ 每户额度。",
            "A household's outstanding principal over all banks, top-ups left out, is at most the cap; with top-ups at most the top-up cap; a published average per household is at most the cap."
        ),
        silence: Label("不是脱贫人口小额信贷；未填农户（A53）", "another programme; hh absent (A53)"),
        remedy: Label(
            "核对借款户的全部余额；属追加的改填贷款种类，超额的收回超出部分。",
            "Check all that the household owes; record a top-up as such; what is above the cap is to be repaid."),
        parameters: [cap, topUpCap], .other,
        basis: "银保监发〔2021〕6号 (原则上5万元); the top-up rule default, to be confirmed by the office")

    static let kinds: [EventKind] = [.loanDisbursed, .publishedFigureRecorded]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        entry.kind == .loanDisbursed ? loan(entry, facts, context) : figure(entry, facts, context)
    }

    private static func loan(_ entry: Entry, _ facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan,
            let household = entry.text(.household), let amount = entry.number(.amountFen), let region = entry.region
        else { return [] }
        let old = LoanFacts.old(of: entry, facts)
        let state = facts[FactName(.household, household)]
        // Wide enough for any sum: one that wrapped would be no more than the cap.
        var (all, topUp) = (Int128(state[HouseholdFact.outstanding]), Int128(state[HouseholdFact.topUp]))
        if let old, old.household == household, old.programme == .povertyMicroloan {
            let repaid = Int128(entry.number(.oldPrincipalFen) ?? 0)
            all -= repaid
            if old.isTopUp { topUp -= repaid }
        }
        let kind = entry.code(.loanKind, as: LoanKind.self)
        let isTopUp = kind == .topUp || kind == .renewal && old?.isTopUp ?? false
        all += Int128(amount)
        if isTopUp { topUp += Int128(amount) }
        func most(_ parameter: String) -> Int128? {
            facts.policies.value(parameter, for: region, .init(entry), context.regions)?.number.map { Int128($0) }
        }
        if !isTopUp, let most = most(cap), all - topUp > most {
            return [fault(all - topUp, Label("每户余额不超过 \(most) 分", "\(most) fen or less for the household"), most)]
        }
        if let most = most(topUpCap), all > most {
            return [
                fault(all, Label("含追加每户余额不超过 \(most) 分", "\(most) fen or less for the household with top-ups"), most)
            ]
        }
        return []
    }

    private static func fault(_ given: Int128, _ expected: Label, _ most: Int128) -> Fault {
        description.fault(
            "body.amount_fen", given: String(given), expected: expected, difference: String(given - most))
    }

    private static func figure(_ entry: Entry, _ facts: Facts, _ context: RuleContext) -> [Fault] {
        guard ["MICROLOAN_NEW", "MICROLOAN_OUTSTANDING"].contains(entry.text(.metric)),
            entry.code(.programme, as: LoanProgramme.self) ?? .povertyMicroloan == .povertyMicroloan,
            entry.code(.unit, as: FigureUnit.self) == .fen,
            entry.code(.status, as: FigureStatus.self) != .toConfirm, let value = entry.number(.value),
            let count = entry.number(.count), count > 0, let region = entry.region,
            let unit = entry.code(.countUnit, as: CountUnit.self),
            [.household, .householdTimes, .personOrHousehold].contains(unit)
        else { return [] }
        let day = entry.day(.periodTo) ?? entry.countsOn
        guard
            let most = facts.policies.value(
                cap, for: region, .init(effectiveOn: day, signedOn: day, fiscalYear: entry.fiscalYear), context.regions)?
                .number, Int128(value) > Int128(most) * Int128(count)
        else { return [] }
        // Rounded up, so that the average shown is above the cap as it is.
        let average = (Int128(value) + Int128(count) - 1) / Int128(count)
        return [
            description.fault(
                "body.value", given: String(average),
                expected: Label("户均不超过 \(most) 分", "an average of \(most) fen or less per household"),
                difference: String(average - Int128(most)), severity: .warn)
        ]
    }
}
