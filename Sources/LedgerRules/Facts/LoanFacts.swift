import LedgerDomain

/// The history of each loan, and what each household owes over all its loans (贷款、农户余额).
///
/// A loan's history stands in the first text of its own fact, so that a row of a loan reads and writes the loan, its
/// household and its business key, and no more.
enum LoanFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        guard entry.kind == .loanDisbursed, let household = entry.text(.household) else { return [] }
        return [FactName(.household, household)]
    }

    static func furtherNames(for entry: Entry, after facts: Facts) -> [FactName] {
        switch entry.kind {
        case .loanDisbursed, .loanRepaid, .loanCleared, .interestSubsidyPaid: break
        default: return []
        }
        return loans(of: entry).compactMap { loan in
            guard let household = LoanHistory.terms(facts[loan])?.household else { return nil }
            return FactName(.household, household)
        }
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard let place = entry.region?.description else { return }
        let isOldTopUp = old(of: entry, facts)?.isTopUp ?? false
        for (loan, record) in LoanHistory.records(of: entry, isOldTopUp: isOldTopUp) {
            let name = FactName(.loan, place, loan)
            let before = LoanHistory.terms(facts[name])
            facts.change(name, at: seq) { LoanHistory.apply(record, sign: entry.sign, to: &$0) }
            // Of a reversed loan the terms are gone from its history, and were there before.
            guard let terms = LoanHistory.terms(facts[name]) ?? before else { continue }
            owe(terms, record.event, entry.sign, at: seq, &facts)
        }
    }

    /// What the loan that a renewal repays was paid out under.
    static func old(of entry: Entry, _ facts: Facts) -> LoanHistory.Terms? {
        guard entry.kind == .loanDisbursed, let old = entry.text(.oldLoan), let place = entry.region?.description else {
            return nil
        }
        return LoanHistory.terms(facts[FactName(.loan, place, old)])
    }

    private static func loans(of entry: Entry) -> [FactName] {
        guard let place = entry.region?.description else { return [] }
        return [Key.loan, .oldLoan].compactMap { entry.text($0) }.map { FactName(.loan, place, $0) }
    }

    private static func owe(
        _ terms: LoanHistory.Terms, _ event: LoanHistory.Event, _ sign: Int64, at seq: UInt64, _ facts: inout Facts
    ) {
        guard terms.programme == .povertyMicroloan, let household = terms.household else { return }
        let change: Int64
        switch event {
        case .disbursed: change = terms.amountFen &* sign
        case .changed(_, let principal, _, _): change = principal &* sign
        case .extended, .interestPaid, .subsidyPaid: return
        }
        if change == 0 { return }
        facts.change(FactName(.household, household), at: seq) { state in
            state[HouseholdFact.outstanding] &+= change
            if terms.isTopUp { state[HouseholdFact.topUp] &+= change }
        }
    }
}
