import LedgerDomain

/// A project of business says how it links farmers when it is approved (联农带农机制).
///
/// The link may stand in the approval or in the registration. It names modes, households and the amount a year.
enum A47NoLinkToFarmers: EntryRule {
    static let description = RuleDescription(
        "A47", Label("无联农带农机制", "No link to farmers"),
        definition: Label(
            "经营性项目批复时有联农带农记录：带动方式、带动户数、年带动金额。",
            "An approved project of business has a link to farmers: modes, households and the amount a year."),
        silence: Label("没有项目性质（A53），或不是经营性项目", "the nature is absent (A53) or not BUSINESS"),
        remedy: Label("补充联农带农机制后批复。", "State how the project links farmers."),
        .other, basis: "国乡振发〔2022〕9号 (local transmissions, yyx.gov.cn)")

    static let kinds: [EventKind] = [.projectApproved]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let id = entry.text(.projectID), let place = entry.region?.description else { return [] }
        let project = facts[FactName(.project, place, id)]
        guard EntryFacts.code(project[ProjectFact.nature], ProjectNature.self) == .business else { return [] }
        let link = entry.has(.link) ? FarmerLinkParts(entry) : ProjectFact.registeredLink(project)
        let missing = parts.filter { !link.contains($0.part) }
        guard !missing.isEmpty else { return [] }
        let names = missing.map(\.label)
        return [
            description.fault(
                "body.link", given: "",
                expected: Label(
                    names.map(\.chinese).joined(separator: "、"), names.map(\.english).joined(separator: ", ")))
        ]
    }

    private static let parts: [(part: FarmerLinkParts, label: Label)] = [
        (.modes, Label("带动方式", "modes")), (.households, Label("带动户数", "households")),
        (.yearly, Label("年带动金额", "the amount a year")),
    ]
}
