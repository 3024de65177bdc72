import LedgerDomain

/// Nothing new is dated into a closed period (结账期间入账).
///
/// Reversals, entries that correct others, and waived ones may; so may what people do about periods and findings, and
/// what the ledger records about itself.
enum A55ClosedPeriod: EntryRule {
    static let description = RuleDescription(
        "A55", Label("结账期间入账", "Entry in a closed period"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "业务日期不在本地区、本年度已结账的期间内；冲销、更正和获豁免的记录除外。",
            "The business date is not in a closed period of the entry's place and budget year, unless the entry is a reversal, corrects another, or is waived."
        ),
        silence: Label(
            "冲销；有 corrects；结账、疑点和账本自身的记录",
            "reversals; entries with corrects; entries about periods, findings and the ledger itself"),
        remedy: Label(
            "更正用 corrects；补记须经他人批准豁免，或先重新开账。",
            "Correct with corrects; to add, have another person approve a waiver, or reopen the period first."),
        .data, basis: "product rule")

    static let kinds: [EventKind] = EventKind.allCases.filter { kind in
        switch kind {
        case .periodClosed, .periodReopened, .findingRaised, .findingAnswered, .findingJudged, .findingRectified,
            .entryReversed:
            false
        default: !kind.isOwnedByLedger
        }
    }

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.corrects == nil, let day = entry.effectiveOn, let region = entry.region,
            let year = entry.fiscalYear, let (place, period) = PeriodFacts.closing(day, region, year, facts)
        else { return [] }
        return [
            description.fault(
                "effective_on", given: day.description,
                expected: Label(
                    "\(period.from) 至 \(period.to) 以外的日期（\(place) 已于位置 \(period.seq) 结账）",
                    "a day outside \(period.from) to \(period.to), which \(place) closed at position \(period.seq)"))
        ]
    }
}
