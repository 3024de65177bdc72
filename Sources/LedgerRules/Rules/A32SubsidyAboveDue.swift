import LedgerDomain

/// A subsidy is at most what its loan has earned and not yet got (贴息超应贴).
///
/// Due is the rounded cumulative entitlement of the loan under its scheme less what was paid under it, so that batches
/// do not collect roundings, and within the interest really paid that other schemes have not used up
/// (``SubsidyLimit``). In published history, which holds no payments of interest, a scheme that wants them first only
/// warns. Caps of a year or a holder bind households here and enterprises in A38. Of a loan whose terms the ledger does
/// not know, the stated segments are taken.
enum A32SubsidyAboveDue: EntryRule {
    static let description = RuleDescription(
        "A32", Label("贴息超应贴", "Subsidy above what is due"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "贴息金额 ≤ 按贴息办法计算的累计应贴（四舍五入一次）− 已贴；各办法贴息合计 ≤ 付息登记（interest.paid）的实付利息，先付后贴的办法没有付息登记时应贴为 0，导入公开或历史数据而没有付息登记时只提示。精确到分，无容差。",
            "The amount is at most the cumulative entitlement under the scheme, rounded once, less what was paid; all subsidies together are at most the interest really paid by interest.paid. Under a scheme that wants interest paid first nothing is due before any is on record; imports of published history without any only warn. Exact, no tolerance."
        ),
        silence: Label(
            "账中没有该贴息办法，也没有付息登记（无政策）", "the scheme is not in the log, nor any interest paid (no policy)"),
        remedy: Label(
            "按应贴金额改正；确已多付的，由他人批准豁免后登记并追回。",
            "Pay what is due; if more was really paid, record it with a waiver and recover the rest."),
        parameters: [PolicyRegister.primeRateOneYear, PolicyRegister.primeRateFiveYears], .scope,
        basis: "MARA 2018 pilot (不得超过其相应支付的利息), txsthg.cn 1595")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts) else { return [] }
        guard let scheme = claim.scheme, let limit = limit(claim, scheme, facts.policies) else {
            return withoutEntitlement(claim)
        }
        let caps = caps(claim, scheme, facts)
        let due = limit.earned.dueNowFen(
            interestPaid: limit.available, paidBefore: limit.paid, remainingCaps: caps)
        guard Int128(claim.amountFen) > due else { return [] }
        let earned = limit.earned.dueNowFen(paidBefore: limit.paid, remainingCaps: caps)
        let isHistory = context.isPublishedHistory && !claim.loan.hasInterest && Int128(claim.amountFen) <= earned
        return [fault(claim, due, limit, isHistory ? .warn : .refuse)]
    }

    private static func fault(
        _ claim: SubsidyClaim, _ due: Int128, _ limit: SubsidyLimit, _ outcome: Fault.Outcome
    ) -> Fault {
        let exact = "\(limit.earned.exact.numerator)/\(limit.earned.exact.denominator)"
        var (chinese, english) = ("累计应贴 \(exact) 分", "earned \(exact) fen in all")
        if limit.isBoundByInterest, let interest = limit.interest {
            chinese += "，实付利息 \(interest) 分"
            english += ", \(interest) fen of interest paid"
            if limit.paidByOthers > 0 {
                chinese += "，其他办法已贴 \(limit.paidByOthers) 分"
                english += ", \(limit.paidByOthers) fen of it subsidised by other schemes"
            }
        }
        return description.fault(
            "body.amount_fen", given: String(claim.amountFen),
            expected: Label(
                "不超过 \(due) 分（\(chinese)，已贴 \(limit.paid) 分）",
                "\(due) fen or less (\(english), \(limit.paid) fen paid)"),
            difference: String(Int128(claim.amountFen) - due), outcome: outcome)
    }

    /// Where nothing says what the loan has earned, the interest on record is still a bound.
    private static func withoutEntitlement(_ claim: SubsidyClaim) -> [Fault] {
        guard claim.loan.hasInterest else { return [] }
        let (interest, paid) = (
            claim.loan.interestFen, claim.loan.subsidies.reduce(Int128(0)) { $0 + Int128($1.fen) }
        )
        let left = max(0, interest - paid)
        guard Int128(claim.amountFen) > left else { return [] }
        return [
            description.fault(
                "body.amount_fen", given: String(claim.amountFen),
                expected: Label(
                    "不超过 \(left) 分（实付利息 \(interest) 分，已贴 \(paid) 分）",
                    "\(left) fen or less (\(interest) fen of interest paid, \(paid) fen of it subsidised)"),
                difference: String(Int128(claim.amountFen) - left))
        ]
    }

    /// Periods may be paid out of order: what was earned counts to the last day that any payment covers.
    private static func limit(
        _ claim: SubsidyClaim, _ scheme: SubsidyScheme, _ policies: PolicyRegister
    ) -> SubsidyLimit? {
        let paid = claim.loan.subsidies.filter { $0.policy == claim.policy }
        let end = paid.map(\.to).reduce(claim.to, max)
        if let all = try? SubsidyEntitlement(claim.loan, scheme, policies, before: end) {
            return SubsidyLimit(claim.loan, scheme, claim.policy, all.due)
        }
        let stated = claim.segments.map { segment in
            SubsidyEntitlement.Segment(
                from: segment.from,
                to: min(segment.to, segment.from.adding(days: Int(clamping: segment.days))),
                principalFen: segment.principalFen,
                ratePerTrillion: Int128(min(segment.ratePPM, segment.basePPM)) * 1_000_000)
        }
        guard stated.allSatisfy({ $0.days >= 0 }), let due = try? SubsidyEntitlement.due(stated, scheme) else {
            return nil
        }
        return SubsidyLimit(claim.loan, scheme, claim.policy, due, paid: 0)
    }

    /// What the entry's own statement and the caps of a household leave.
    private static func caps(_ claim: SubsidyClaim, _ scheme: SubsidyScheme, _ facts: Facts) -> [Int128] {
        var left: [Int128] = []
        // It cannot raise what is due, but nobody is subsidised beyond the interest that the claim itself names.
        if let stated = claim.entry.number(.interestPaidFen) { left.append(Int128(stated)) }
        if !claim.isHolderEnterprise, let received = SubsidyFacts.received(claim.entry, facts) {
            if let cap = scheme.capYearFen { left.append(Int128(cap) - Int128(received.year)) }
            if let cap = scheme.capHolderFen { left.append(Int128(cap) - Int128(received.all)) }
        }
        return left
    }
}
