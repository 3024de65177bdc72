import LedgerDomain
import Testing

@Suite struct A47NoLinkToFarmersTests {
    static func link(_ names: String...) -> JSONMember {
        let all = [
            JSONMember("households", "12"), JSONMember("modes", .array([.string("务工")])),
            JSONMember("yearly_fen", "500000"),
        ]
        return JSONMember("link", .object(all.filter { names.contains($0.name) }))
    }

    static func project(_ nature: String?, _ link: JSONMember? = nil) -> [Draft] {
        var draft = Drafts.register("P")
        if let nature { draft = Drafts.with(draft, ("nature", nature)) }
        if let link { draft.body = .object((draft.body.members ?? []) + [link]) }
        return [draft]
    }

    static func approve(_ link: JSONMember? = nil) -> Draft {
        var draft = Drafts.draft("project.approved", [("project_id", "P")])
        if let link { draft.body = .object((draft.body.members ?? []) + [link]) }
        return draft
    }

    static let whole = link("modes", "households", "yearly_fen")

    static func says(_ missing: String) -> String {
        "A47 body.link: expected \(missing). State how the project links farmers."
    }

    @Test func aProjectOfBusinessLinksFarmers() throws {
        let business = Self.project("BUSINESS")
        try expectRule(
            "A47", after: business, RuleCase("none", Self.approve(), Self.says("modes, households, the amount a year")))
        try expectRule("A47", after: business, RuleCase("whole", Self.approve(Self.whole)))
        try expectRule(
            "A47", after: business,
            RuleCase("a part", Self.approve(Self.link("modes", "households")), Self.says("the amount a year")))
        try expectRule(
            "A47", after: Self.project("BUSINESS", Self.whole), RuleCase("registered with it", Self.approve()))
        try expectRule(
            "A47", after: Self.project("BUSINESS", Self.whole),
            RuleCase("approved with less", Self.approve(Self.link("modes")), Self.says("households, the amount a year"))
        )
    }

    @Test func othersNeedNone() throws {
        try expectRule("A47", after: Self.project("PUBLIC"), RuleCase("public", Self.approve()))
        try expectRule("A47", after: Self.project(nil), RuleCase("no nature", Self.approve()))
    }
}
