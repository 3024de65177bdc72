import LedgerDomain

/// Money is given to projects that are in the library by then (项目未入库).
///
/// A project that nobody registered is refused as an unknown reference; only published history gets as far as here.
enum A17ProjectNotInLibrary: EntryRule {
    static let description = RuleDescription(
        "A17", Label("项目未入库", "Project not in the library"),
        definition: Label(
            "安排资金的项目已入库，入库日期不晚于安排日期。",
            "Funds are committed to a project that is in the library, since a day not later than the commitment."),
        silence: Label(
            "没有入库日期（A53）；安排日期不精确到日；项目未登记而记录因此被拒绝",
            "no day of entry into the library (A53); the commitment's date is not exact to the day; the project is unknown and the entry refused for it"
        ),
        remedy: Label("先入库再安排资金，或更正入库日期。", "Enter the project into the library first, or correct the day."),
        .other, basis: "罗源县 2023 notice (projects to be chosen from the library)")

    static let kinds: [EventKind] = [.fundsCommitted]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let project = entry.text(.projectID), let place = entry.region?.description else { return [] }
        let state = facts[FactName(.project, place, project)]
        if state[ProjectFact.registered] <= 0 {
            guard context.isPublishedHistory else { return [] }
            return [
                description.fault(
                    "body.project_id", given: project, expected: Label("已入库的项目", "a project that is in the library"))
            ]
        }
        guard entry.isExactToTheDay, let committed = entry.effectiveOn, let entered = ProjectFact.libraryOn(state),
            entered > committed
        else { return [] }
        return [
            description.fault(
                "effective_on", given: committed.description,
                expected: Label("\(entered)（入库）或以后", "\(entered), since when it is in the library, or later"),
                difference: String(Int(entered.ordinal) - Int(committed.ordinal)))
        ]
    }
}
