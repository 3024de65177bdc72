import LedgerDomain

/// How much of a scheme's subsidy a loan may have got by a day, and why no more (应贴额度). The rule that refuses a payment
/// (A32) and the report of what is due both ask this, so that they agree.
///
/// `min(rounded entitlement, interest really paid − what other schemes paid of it)`. Only `interest.paid` says what was
/// really paid (Decisions D10). Where the scheme says that interest is paid first, nothing is due before any is on record;
/// where it does not, and none is, interest is no bound.
struct SubsidyLimit: Hashable, Sendable {
    /// What was earned under the scheme.
    let earned: InterestSubsidyDue
    /// What the scheme paid.
    let paid: Int128
    /// What other schemes paid on the same loan: that part of the interest is used up.
    let paidByOthers: Int128
    /// The interest on record; `nil` where it is no bound.
    let interest: Int128?

    /// The limit of a loan under a scheme.
    ///
    /// - Parameter paid: what the scheme paid, where the history of the loan is not to be asked.
    init(
        _ loan: LoanHistory, _ scheme: SubsidyScheme, _ policy: String, _ earned: InterestSubsidyDue,
        paid: Int128? = nil
    ) {
        self.earned = earned
        let all = loan.subsidies.reduce(Int128(0)) { $0 + Int128($1.fen) }
        let own = loan.subsidies.filter { $0.policy == policy }.reduce(Int128(0)) { $0 + Int128($1.fen) }
        self.paid = paid ?? own
        paidByOthers = all - own
        interest = scheme.isPaidFirst || loan.hasInterest ? loan.interestFen : nil
    }

    /// The interest that this scheme may subsidise; `nil` where it is no bound.
    var available: Int128? { interest.map { $0 - paidByOthers } }

    /// The cumulative amount due.
    var dueFen: Int128 { earned.dueNowFen(interestPaid: available) }

    /// Whether the interest on record is less than what was earned, so that it decides.
    var isBoundByInterest: Bool { dueFen < earned.roundedFen }
}

extension LoanHistory {
    /// Whether any payment of interest is on record.
    var hasInterest: Bool { !interest.isEmpty }

    /// The interest really paid, as far as the log says; no penalty.
    var interestFen: Int128 { interest.reduce(0) { $0 + Int128($1.fen) } }
}
