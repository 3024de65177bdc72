import LedgerDomain
import LedgerViews

/// A notice stands long enough for people to see it (公示不足10天).
///
/// Both ends count. Notices posted before the rule was made are none of its business.
enum A44NoticeTooShort: EntryRule {
    private static let minimum = "notice.min_days"

    static let description = RuleDescription(
        "A44", Label("公示不足规定天数", "Public notice too short"), validFrom: Day(year: 2018, month: 1, day: 1),
        definition: Label(
            "公示止 − 公示起 + 1 ≥ 规定的自然日数（含首尾两日），县、乡、村各级均同。",
            "Posted to − posted from + 1 is at least the number of calendar days laid down, both ends counted, at each level."
        ),
        silence: Label(
            "2018-01-01 以前的公示；没有公示止日（A53）；日期不精确到日",
            "posted before 2018-01-01; no last day (A53); the date is not exact to the day"),
        remedy: Label("补足天数，或说明另行公示的情况。", "Post it for the missing days, or say where else it was posted."),
        parameters: [minimum], .other,
        basis:
            "国开办发〔2018〕11号 (summary at lwstw.com); 红寺堡区 2022; 莲都区 2023 (10 个自然日, both ends counted); counter example 牟定县 2022, 7 days"
    )

    static let kinds: [EventKind] = [.noticePosted]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let from = entry.day(.postedFrom), let to = entry.day(.postedTo), entry.isExactToTheDay,
            let since = description.validFrom, from >= since, let region = entry.region,
            let policy = facts.policies.value(minimum, for: region, .init(effectiveOn: from), context.regions),
            let days = policy.number
        else { return [] }
        let posted = Int64(to.ordinal) - Int64(from.ordinal) + 1
        guard posted < days else { return [] }
        return [
            description.fault(
                "body.posted_to", given: String(posted), expected: Label("\(days) 天或更长", "\(days) days or more"),
                difference: String(days - posted))
        ]
    }
}
