import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A48AssetNotRegisteredTests {
    static func project(_ nature: String?) -> [Draft] {
        let draft = Drafts.with(Drafts.register("P"), ("total_invest_fen", "500"))
        return [
            Drafts.policy("asset.register_days", "90", unit: "days"),
            nature.map { Drafts.with(draft, ("nature", $0)) } ?? draft,
        ]
    }

    /// Position 2; ninety days later is 30 May.
    static let accepted = Drafts.draft("work.accepted", [("project_id", "P"), ("result", "PASSED")])

    static func register(_ day: String) -> Draft {
        Drafts.on(
            day, Drafts.draft("asset.registered", [("project_id", "P"), ("owner", "红星村"), ("value_fen", "480")]))
    }

    static func find(_ history: [Draft], nature: String? = "BUSINESS", asOf day: String = "2023-12-31") throws
        -> [String]
    {
        try findings(of: A48AssetNotRegistered.self, in: project(nature) + history, asOf: day)
    }

    @Test func within90Days() throws {
        #expect(try Self.find([Self.accepted, Self.register("2023-05-30")]) == [])
        #expect(
            try Self.find([Self.accepted, Self.register("2023-05-31")]) == [
                "warn 230606 2023 P 2 480 [1, 2, 3] asset.registered: given 2023-05-31, expected the asset registered by "
                    + "2023-05-30, off by 1"
            ])
        #expect(try Self.find([Self.accepted, Self.register("2023-01-15")]) == [])
    }

    @Test func neverRegistered() throws {
        #expect(try Self.find([Self.accepted], asOf: "2023-05-30") == [])
        let says = [
            "warn 230606 2023 P 2 500 [1, 2] asset.registered: given , expected the asset registered by 2023-05-30, off by 1"
        ]
        #expect(try Self.find([Self.accepted], asOf: "2023-05-31") == says)
        #expect(try Self.find([Self.accepted], nature: "PUBLIC", asOf: "2023-05-31") == says)
        #expect(try Self.find([Self.accepted, Self.register("2023-06-30")], asOf: "2023-05-31") == says)
    }

    @Test func silent() throws {
        #expect(try Self.find([Self.accepted], nature: "HOUSEHOLD") == [])
        #expect(try Self.find([Self.accepted], nature: nil) == [])
        #expect(try Self.find([Drafts.with(Self.accepted, ("result", "FAILED"))]) == [])
        #expect(try Self.find([Drafts.with(Self.accepted, ("milestone", "基础完工"))]) == [])
        #expect(try Self.find([Drafts.with(Self.accepted, ("date_precision", "YEAR"))]) == [])
        let noPolicy = Array(Self.project("BUSINESS").dropFirst()) + [Self.accepted]
        #expect(try findings(of: A48AssetNotRegistered.self, in: noPolicy, asOf: "2023-12-31") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.project("BUSINESS") + [Self.accepted, Self.register("2023-04-01")] { _ = try log.take(draft) }
        #expect(try findings(of: A48AssetNotRegistered.self, in: log, asOf: "2023-12-31").isEmpty)
        _ = try log.reverse(3)
        #expect(try findings(of: A48AssetNotRegistered.self, in: log, asOf: "2023-12-31").count == 1)
    }
}
