import LedgerDomain

/// No day of a loan is subsidised twice, over all programmes and funds (重复贴息).
///
/// Loan, period and scheme are the key of the type: a second payment under an equal key is refused, and recorded with a
/// waiver where it really happened.
enum A33DoubleInterestSubsidy: EntryRule, KeyRule {
    static let description = RuleDescription(
        "A33", Label("重复贴息", "Double interest subsidy"), isWaivable: true,
        definition: Label(
            "同一笔贷款的贴息期间 [起, 止) 不重叠，不论项目和资金来源；贷款、期间和办法全同的拒绝登记，确属第二次支付的凭豁免登记。",
            "The periods [from, to) subsidised of one loan do not overlap, over all programmes and funds; an equal loan, period and scheme is refused, and recorded with a waiver if it really was paid again."
        ),
        remedy: Label("核对贴息期间；重复部分追回或冲销。", "Check the period; recover or reverse what was subsidised twice."),
        .falseClaim,
        basis: "MARA 2018 pilot (未享受中央财政其他贴息), txsthg.cn 1595")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts) else { return [] }
        let twice = claim.loan.subsidies.filter { paid in
            // An equal key is the keys' to report.
            let isEqual = paid.policy == claim.policy && paid.from == claim.from && paid.to == claim.to
            return !isEqual && paid.from < claim.to && claim.from < paid.to
        }
        guard !twice.isEmpty else { return [] }
        let days = twice.reduce(Int64(0)) { sum, paid in
            sum + Int64(min(paid.to, claim.to).ordinal) - Int64(max(paid.from, claim.from).ordinal)
        }
        let positions = twice.map { String($0.seq) }.joined(separator: ", ")
        return [
            description.fault(
                "body.from", given: "\(claim.from) – \(claim.to)",
                expected: Label(
                    "与位置 \(positions) 的贴息期间不重叠", "a period that does not overlap that of position \(positions)"),
                difference: String(days))
        ]
    }

    static let keyKind = EventKind.interestSubsidyPaid

    static func keyFaults(in entry: Entry, after facts: Facts) -> [Fault] {
        guard let taken = TakenKey(of: entry, facts) else { return [] }
        return [
            description.fault(
                "body.loan", given: taken.shown,
                expected: Label(
                    "位置 \(taken.position) 未贴息过的贷款、期间和办法",
                    "a loan, period and scheme that position \(taken.position) has not subsidised"),
                outcome: .refuse)
        ]
    }
}
