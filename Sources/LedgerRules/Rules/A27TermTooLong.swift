import LedgerDomain
import LedgerViews

/// A microloan runs no longer than the term laid down, with the extension allowed (小额信贷超期限).
enum A27TermTooLong: EntryRule {
    private static let most = "microloan.term_months_max"
    private static let extensionMost = "microloan.extension_months_max"

    static let description = RuleDescription(
        "A27", Label("小额信贷超期限", "Term above the longest"),
        definition: Label(
            "到期日 ≤ 放款日 + 最长月数；展期后的到期日 ≤ 放款日 + 最长月数 + 允许的展期月数。",
            "Maturity is at most the longest number of months after the payout; after an extension, that and the months of extension allowed."
        ),
        silence: Label(
            "不是脱贫人口小额信贷；未填到期日（A53）；日期不精确到日",
            "another programme; maturity absent (A53); the date is not exact to the day"),
        remedy: Label(
            "核对到期日；超期限的贷款不再按小额信贷管理。", "Check the day of maturity; a longer loan is no microloan of this programme."),
        parameters: [most, extensionMost], .other, basis: "银保监发〔2021〕6号")

    static let kinds: [EventKind] = [.loanDisbursed, .loanExtended]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan,
            let maturity = entry.day(.maturity), let region = entry.region
        else { return [] }
        let start: Day
        var days = PolicyRegister.Days(entry)
        if entry.kind == .loanDisbursed {
            guard entry.isExactToTheDay, let day = entry.countsOn else { return [] }
            start = day
        } else {
            guard let loan = entry.text(.loan),
                let terms = LoanHistory.terms(facts[FactName(.loan, region.description, loan)]), terms.isExact
            else { return [] }
            (start, days.signedOn) = (terms.start, terms.signedOn ?? terms.start)
        }
        func number(_ parameter: String) -> Int64? {
            facts.policies.value(parameter, for: region, days, context.regions)?.number
        }
        guard var months = number(most) else { return [] }
        if entry.kind == .loanExtended { months &+= number(extensionMost) ?? 0 }
        guard !LoanTerm.isWithin(months, from: start, to: maturity) else { return [] }
        let last = LoanTerm.day(start, plusMonths: Int(clamping: months))
        return [
            description.fault(
                "body.maturity", given: maturity.description,
                expected: Label("\(last) 或更早（\(months) 个月）", "\(last) or earlier (\(months) months)"),
                difference: String(Int64(maturity.ordinal) - Int64(last.ordinal)))
        ]
    }
}
