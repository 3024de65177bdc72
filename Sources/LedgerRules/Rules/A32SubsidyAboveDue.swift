import LedgerDomain

/// A subsidy is at most what its loan has earned and not yet got (贴息超应贴).
///
/// Due is the rounded cumulative entitlement of the loan under its scheme less what was paid under it, so that batches
/// do not collect roundings. All subsidies together stay within the interest really paid, as far as the log knows it;
/// where nothing was paid first though the scheme demands it, A37 speaks. Caps of a year or a holder bind households
/// here and enterprises in A38. Of a loan whose terms the ledger does not know, the stated segments are taken.
enum A32SubsidyAboveDue: EntryRule {
    static let description = RuleDescription(
        "A32", Label("贴息超应贴", "Subsidy above what is due"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "贴息金额 ≤ 按贴息办法计算的累计应贴（四舍五入一次）− 已贴；累计贴息 ≤ 实付利息。精确到分，无容差。",
            "The amount is at most the cumulative entitlement under the scheme, rounded once, less what was paid; all subsidies together are at most the interest really paid. Exact, no tolerance."
        ),
        silence: Label("账中没有该贴息办法（无政策）", "the scheme is not in the log (no policy)"),
        remedy: Label(
            "按应贴金额改正；确已多付的，由他人批准豁免后登记并追回。",
            "Pay what is due; if more was really paid, record it with a waiver and recover the rest."),
        parameters: [PolicyBook.primeRateOneYear, PolicyBook.primeRateFiveYears], .scope,
        basis: "MARA 2018 pilot (不得超过其相应支付的利息), txsthg.cn 1595")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), let scheme = claim.scheme,
            let (earned, paidBefore) = earned(claim, scheme, facts.policies)
        else { return [] }
        let interest = interestPaid(claim)
        let due = earned.dueNowFen(
            interestPaid: interest, paidBefore: paidBefore, remainingCaps: remaining(claim, scheme, interest, facts))
        guard Int128(claim.amountFen) > due else { return [] }
        let exact = "\(earned.exact.numerator)/\(earned.exact.denominator)"
        return [
            description.fault(
                "body.amount_fen", given: String(claim.amountFen),
                expected: Label(
                    "不超过 \(due) 分（累计应贴 \(exact) 分，已贴 \(paidBefore) 分）",
                    "\(due) fen or less (earned \(exact) fen in all, \(paidBefore) fen paid)"),
                difference: String(Int128(claim.amountFen) - due))
        ]
    }

    /// What the loan has earned, and what it got of it. Periods may be paid out of order: what was earned counts to the
    /// last day that any payment covers.
    private static func earned(
        _ claim: SubsidyClaim, _ scheme: SubsidyScheme, _ policies: PolicyBook
    ) -> (InterestSubsidyDue, paidBefore: Int128)? {
        let paid = claim.loan.subsidies.filter { $0.policy == claim.policy }
        let end = paid.map(\.to).reduce(claim.to, max)
        if let all = try? SubsidyEntitlement(claim.loan, scheme, policies, before: end) {
            return (all.due, paid.reduce(Int128(0)) { $0 + Int128($1.fen) })
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
        return (due, 0)
    }

    /// The interest really paid, where the log knows of any: what was recorded of the loan, else what the entry states.
    private static func interestPaid(_ claim: SubsidyClaim) -> Int128? {
        let paid = claim.loan.interest
        if paid.isEmpty { return claim.entry.number(.interestPaidFen).map { Int128($0) + paidForOthers(claim) } }
        return paid.reduce(Int128(0)) { $0 + Int128($1.fen) }
    }

    /// The interest that an entry states is that of its own period; what other periods got is within their own.
    private static func paidForOthers(_ claim: SubsidyClaim) -> Int128 {
        claim.loan.subsidies.reduce(0) { $0 + Int128($1.fen) }
    }

    private static func remaining(
        _ claim: SubsidyClaim, _ scheme: SubsidyScheme, _ interest: Int128?, _ facts: Facts
    ) -> [Int128] {
        var left: [Int128] = []
        if let interest { left.append(interest - paidForOthers(claim)) }
        if !claim.isHolderEnterprise, let received = SubsidyFacts.received(claim.entry, facts) {
            if let cap = scheme.capYearFen { left.append(Int128(cap) - Int128(received.year)) }
            if let cap = scheme.capHolderFen { left.append(Int128(cap) - Int128(received.all)) }
        }
        return left
    }
}
