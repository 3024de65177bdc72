import LedgerDomain

/// No interest is subsidised for days after maturity or in arrears (逾期期间贴息).
enum A34OverdueSubsidised: EntryRule {
    static let description = RuleDescription(
        "A34", Label("逾期期间贴息", "Subsidy for an overdue period"),
        definition: Label(
            "计息分段不含到期后的日子和逾期的日子；罚息、复利一律不贴。",
            "No segment covers days after maturity or days in arrears; penalty and compound interest are never subsidised."
        ),
        silence: Label("账中没有到期日", "the ledger does not know the maturity"),
        remedy: Label("扣除逾期天数后重新计算。", "Take out the overdue days and calculate again."), .scope,
        basis: "通许县 2025 (不能正常还款 not subsidised)")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), let maturity = claim.loan.maturity, claim.loan.isExact else {
            return []
        }
        let arrears = claim.loan.arrears
        return claim.segments.compactMap { segment in
            let days = overdueDays(segment, maturity, arrears)
            guard days > 0 else { return nil }
            return description.fault(
                "body.segments.\(segment.index)", given: "\(segment.from) – \(segment.to)",
                expected: Label(
                    "不含到期日 \(maturity) 起及逾期的日子", "no day from maturity \(maturity) on, and none in arrears"),
                difference: String(days))
        }
    }

    /// Arrears are stretches in order that do not overlap, so days are counted once.
    private static func overdueDays(
        _ segment: SubsidyClaim.Segment, _ maturity: Day, _ arrears: [(from: Day, to: Day?)]
    ) -> Int64 {
        func days(_ from: Day, _ to: Day) -> Int64 { max(0, Int64(to.ordinal) - Int64(from.ordinal)) }
        let due = max(segment.from, min(segment.to, maturity))
        return days(due, segment.to)
            + arrears.reduce(0) { $0 + days(max($1.from, segment.from), min($1.to ?? due, due)) }
    }
}
