import LedgerDomain

/// Sums that must not pass others, whatever is recorded in whatever order.
enum Balance {
    /// Which bound is passed.
    enum Kind: Hashable {
        case allocated
        case paid
        case recovered
        case carried
        case released
        case returned
        case details
        case repaid
        case overdue
        case cleared
        case compensated
        case recompensed
        case overflow
        case negative
        /// Steps about a finding that is not on record.
        case handled
        /// What was put right of a finding.
        case rectified
        /// Rectifications of a finding that was judged normal.
        case normal
    }

    /// One bound that is passed, and by how much.
    struct Excess {
        let kind: Kind
        let has: Int64
        let limit: Int64

        var by: Int64 { has &- limit }

        init(kind: Kind, has: Int64, limit: Int64) {
            self.kind = kind
            self.has = has
            self.limit = limit
        }

        /// `nil` where the bound is kept.
        init?(_ kind: Kind, _ has: Int64, atMost limit: Int64) {
            guard has > limit else { return nil }
            self.init(kind: kind, has: has, limit: limit)
        }
    }

    /// Losses that pass the loan itself. Most loans have none, so their terms are not read.
    private static func compensation(_ loan: FactState) -> Excess? {
        let sum = loan[LoanFact.compensated]
        guard sum > 0, let terms = LoanHistory.terms(loan) else { return nil }
        return Excess(.compensated, sum, atMost: terms.amountFen)
    }

    /// The bounds that a fact passes.
    static func excesses(of name: FactName, _ state: FactState, _ facts: Facts) -> [Excess] {
        switch name.kind {
        case .line:
            let opened = LineFact.opened(state)
            let gone = state[LineFact.recovered] &+ state[LineFact.carriedOut] &+ state[LineFact.lapsed]
            return [
                A04OverAllocation.excess(of: name, state, facts),
                A06PaymentExceedsAllotment.excess(of: name, state, facts),
                Excess(.recovered, state[LineFact.recovered], atMost: max(0, opened &- LineFact.used(state))),
                Excess(
                    .carried, gone,
                    atMost: max(0, opened &- state[LineFact.paid] &- state[LineFact.toOwn] &- state[LineFact.toLower])),
                Excess(
                    .negative, 0 &- min(state[LineFact.received], state[LineFact.carriedIn]),
                    atMost: 0),
            ].compactMap { $0 }
        case .pool: return [A04OverAllocation.excess(of: name, state, facts)].compactMap { $0 }
        case .commitment: return [Excess(.released, 0 &- state[0], atMost: 0)].compactMap { $0 }
        case .voucher: return [Excess(.returned, 0 &- state[VoucherFact.paid], atMost: 0)].compactMap { $0 }
        case .voucherTotal:
            return [Excess(.details, state[VoucherFact.details], atMost: max(0, state[VoucherFact.paid]))].compactMap {
                $0
            }
        case .loan:
            let outstanding = state[LoanFact.outstanding]
            return [
                Excess(.repaid, 0 &- outstanding, atMost: 0),
                Excess(.overdue, state[LoanFact.overdue], atMost: max(0, outstanding)),
                Excess(.overdue, 0 &- state[LoanFact.overdue], atMost: 0),
                state[LoanFact.cleared] > 0 ? Excess(.cleared, outstanding, atMost: 0) : nil,
                compensation(state),
                Excess(.recompensed, 0 &- state[LoanFact.compensated], atMost: 0),
            ].compactMap { $0 }
        case .finding: return FindingFacts.excesses(state)
        case .household:
            // Nobody owes less than nothing: the sum has passed what 64 bits hold.
            return [Excess(.overflow, 0 &- max(state[HouseholdFact.outstanding], -.max), atMost: 0)].compactMap { $0 }
        case .project, .document, .plan, .key, .id, .reversed, .file, .policy, .scheme, .period, .payment, .register,
            .holder:
            return []
        }
    }
}

extension Balance.Excess {
    /// What it says of the entry; `nil` where another check speaks.
    func fault(_ entry: Entry, _ context: RuleContext) -> Fault? {
        let given = entry.number(.amountFen) ?? entry.number(.principalFen) ?? entry.number(.lossFen) ?? 0
        let expected = expectation(given, entry)
        switch kind {
        case .overflow:
            return Fault(
                rule: EntryCheck.arithmetic.rawValue, path: "body.amount_fen", given: String(given),
                expected: Label("该户贷款余额合计不超过 \(Int64.max) 分", "\(Int64.max) fen or less owed by the household in all"),
                remedy: remedy)
        case .allocated: return A04OverAllocation.fault(given: given, expected: expected, by: by, context)
        case .paid: return A06PaymentExceedsAllotment.fault(given: given, expected: expected, by: by, context)
        case .handled, .rectified, .normal: return FindingFacts.fault(self, entry)
        case .recovered, .carried, .released, .returned, .details, .repaid, .overdue, .negative, .cleared,
            .compensated, .recompensed:
            return Fault(
                rule: EntryCheck.arithmetic.rawValue, path: "body.\(path.rawValue)", given: String(given),
                expected: expected,
                remedy: remedy, difference: String(by))
        }
    }

    private func expectation(_ given: Int64, _ entry: Entry) -> Label {
        if entry.sign < 0 {
            return Label("先核减、退回或冲销其上的金额", "that what stands on it is released, returned or taken back first")
        }
        switch entry.kind {
        case .allotmentReceived:
            return Label("不少于 \(given &+ by) 分", "\(given &+ by) fen or more")
        default:
            let left = max(0, given &- by)
            return Label("不超过 \(left) 分", "\(left) fen or less")
        }
    }

    private var path: Key {
        switch kind {
        case .repaid: .principalFen
        case .overdue: .overdueFen
        case .cleared: .writtenOffFen
        case .compensated, .recompensed: .lossFen
        default: .amountFen
        }
    }

    private var remedy: Label {
        switch kind {
        case .recovered: Label("收回不得超过未安排的余额；先核减。", "No more can be recovered than is uncommitted; release first.")
        case .carried: Label("结转和结余不得超过未支付的余额。", "No more can be carried over or lapse than is unpaid.")
        case .released: Label("核减不得超过该项目已安排的金额。", "No more can be released than the project was given.")
        case .returned: Label("退回不得超过该凭证已支付的金额。", "No more can come back than the voucher paid.")
        case .details:
            Label("明细之和不得超过凭证净支付额；先登记凭证。", "Details cannot pass what their voucher paid; record the voucher first.")
        case .repaid: Label("还款和核销不得超过贷款余额。", "No more can be repaid or written off than is outstanding.")
        case .overdue:
            Label("逾期不得超过余额，转回不得超过逾期。", "Overdue cannot pass what is outstanding, nor cured what is overdue.")
        case .cleared:
            Label("贷款仍有余额，不能结清；先登记还款或核销。", "The loan still has a balance; record the repayment or write-off first.")
        case .compensated: Label("补偿的损失合计不得超过放款金额。", "All losses compensated are at most what was lent.")
        case .recompensed: Label("追回不得超过已补偿的损失。", "No more can be recovered than was compensated.")
        default: EntryCheck.arithmetic.remedy
        }
    }
}
