import LedgerDomain

/// Money is paid for what the project was approved for, unless it was changed by the proper way (擅自改变用途).
///
/// A class counts as changed once the project was reclassified to it or a change names the class; a purpose, which is
/// free text, once there is any change or reclassification. A purpose that holds the approved one, or is a part of it, is
/// the same.
enum A20ChangedUse: EntryRule {
    static let description = RuleDescription(
        "A20", Label("擅自改变用途", "Changed use"),
        definition: Label(
            "支付的项目类型和资金用途与批复一致；不一致的，此前须有项目调整或重新分类。",
            "Class and purpose of a payment are those of the approved project, or a project.changed or project.reclassified stands before it."
        ),
        silence: Label("账中没有该项目的批复", "the project has no approval in the log"),
        remedy: Label("按批复用途支付，或先按程序调整项目。", "Pay for what was approved, or have the project changed first."),
        .diverted, basis: "城固县 2023 notice (不得擅自调整项目计划、不得随意改变资金用途)")

    static let kinds: [EventKind] = [.disbursementMade]

    /// How changes name the class.
    private static let classNames = ["class", "项目类型", "项目分类"]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let id = entry.text(.projectID), let place = entry.region?.description else { return [] }
        let project = facts[FactName(.project, place, id)]
        guard project[ProjectFact.approvals] > 0 else { return [] }
        return [classFault(entry, project, context), purposeFault(entry, project)].compactMap { $0 }
    }

    private static func classFault(_ entry: Entry, _ project: FactState, _ context: RuleContext) -> Fault? {
        let moved = ProjectFact.marks(.reclassified, project)
        guard let given = entry.classCode(.classCode), project[ProjectFact.classNumber] != 0,
            Int64(given.number) != project[ProjectFact.classNumber], !moved.contains(given.description),
            !ProjectFact.marks(.changed, project).contains(where: classNames.contains),
            let approved = context.taxonomy.classes.first(where: {
                Int64($0.code.number) == project[ProjectFact.classNumber]
            })
        else { return nil }
        let names = ([approved.code.description] + moved).joined(separator: ", ")
        return description.fault(
            "body.money.class", given: given.description,
            expected: Label("\(names)（批复的项目类型）", "\(names), the class that was approved"))
    }

    private static func purposeFault(_ entry: Entry, _ project: FactState) -> Fault? {
        let approved = ProjectFact.marks(.purpose, project)
        guard let given = entry.text(.purpose), let newest = approved.last,
            ProjectFact.marks(.changed, project).isEmpty, ProjectFact.marks(.reclassified, project).isEmpty,
            !approved.contains(where: { $0.contains(given) || given.contains($0) })
        else { return nil }
        return description.fault(
            "body.purpose", given: given,
            expected: Label("\(newest)（批复的用途）", "\(newest), the purpose that was approved"))
    }
}
