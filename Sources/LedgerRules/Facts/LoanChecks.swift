import LedgerDomain

extension EntryFacts {
    /// What an entry about a loan says against what the log knows of it: a renewal repays a loan of its own household, and
    /// an extension ends later than the loan did.
    static func loanFaults(in entry: Entry, _ facts: Facts) -> [Fault] {
        guard entry.sign > 0 else { return [] }
        switch entry.kind {
        case .loanDisbursed:
            guard let old = LoanFacts.old(of: entry, facts)?.household, let household = entry.text(.household),
                old != household
            else { return [] }
            // Tokens are not shown.
            return [
                Fault(
                    .contradiction, path: "body.old_loan",
                    expected: Label("同一农户（hh）的贷款", "a loan of the same household (hh)"))
            ]
        case .loanExtended:
            guard let place = entry.region?.description, let loan = entry.text(.loan), let new = entry.day(.maturity)
            else { return [] }
            let history = LoanHistory(facts[FactName(.loan, place, loan)])
            guard let maturity = history.maturity else { return [] }
            if new <= maturity {
                return [
                    Fault(
                        .contradiction, path: "body.maturity", given: new.description,
                        expected: Label("晚于 \(maturity)（原到期日）", "a day after \(maturity), when the loan matures"))
                ]
            }
            guard let old = entry.day(.oldMaturity), old != maturity else { return [] }
            return [
                Fault(
                    .contradiction, path: "body.old_maturity", given: old.description,
                    expected: Label("\(maturity)（账中的到期日）", "\(maturity), when the loan matures by the log"))
            ]
        default: return []
        }
    }
}
