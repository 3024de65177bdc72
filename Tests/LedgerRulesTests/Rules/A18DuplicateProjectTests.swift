import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A18DuplicateProjectTests {
    static let policy = Drafts.policy("project.duplicate_months", "36", unit: "months")

    static func project(
        _ id: String, _ name: String, since day: String, village: String? = "230606100200",
        class code: String = "01.02.01", total: Int = 500
    ) -> Draft {
        let draft = Drafts.with(
            Drafts.register(id), ("project_name", name), ("library_on", day), ("class", code),
            ("total_invest_fen", "\(total)"))
        return village.map { Drafts.with(draft, ("village", $0)) } ?? draft
    }

    static let first = project("P1", "红星村冷库建设项目", since: "2020-01-31")

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A18DuplicateProject.self, in: [policy] + history, asOf: "2023-06-30")
    }

    static func line(_ name: String) -> String {
        "warn 230606 2023 P2 P1 500 [1, 2] body.project_name: given \(name), expected another project than P1 红星村冷库建设项目 "
            + "of 2020-01-31"
    }

    @Test func twoProjectsOfOneVillage() throws {
        let same = Self.project("P2", "红星村冷库工程（二期）", since: "2023-01-31")
        #expect(try Self.find([Self.first, same]) == [Self.line("红星村冷库工程（二期）")])
        #expect(try Self.find([Self.first, Self.project("P2", "红星村冷库工程", since: "2023-02-01")]) == [])
        #expect(try Self.find([Self.first, Self.project("P2", "红星村道路工程", since: "2022-01-31")]) == [])
        let elsewhere = Self.project("P2", "红星村冷库", since: "2022-01-31", village: "230606100201")
        #expect(try Self.find([Self.first, elsewhere]) == [])
        let other = Self.project("P2", "红星村冷库", since: "2022-01-31", class: "01.02.02")
        #expect(try Self.find([Self.first, other]) == [])
        let nowhere = Self.project("P2", "红星村冷库", since: "2022-01-31", village: nil)
        #expect(try Self.find([Self.first, nowhere]) == [])
    }

    @Test func withoutAPolicyItIsSilent() throws {
        let history = [Self.first, Self.project("P2", "红星村冷库", since: "2022-01-31")]
        #expect(try findings(of: A18DuplicateProject.self, in: history, asOf: "2023-06-30") == [])
    }

    static let funds = [
        Drafts.receive("L", 1_000), Drafts.receive("M", 1_000, level: "PROV", document: "测财农〔2023〕2号"),
        project("P", "冷库", since: "2023-01-01"),
    ]

    @Test func oneProjectIsPaidByTwoFunds() throws {
        let central = Drafts.commit("P", "L", 400)
        #expect(try Self.find(Self.funds + [central, Drafts.commit("P", "M", 100, level: "PROV")]) == [])
        #expect(
            try Self.find(Self.funds + [central, Drafts.commit("P", "M", 101, level: "PROV")]) == [
                "warn 230606 2023 P 1 [3, 4, 5] body.amount_fen: given 501, expected 500 fen or less, its total investment, "
                    + "off by 1"
            ])
        // One fund alone is no second payment.
        #expect(try Self.find(Self.funds + [central, Drafts.commit("P", "L", 200)]) == [])
        let released = [central, Drafts.commit("P", "M", 101, level: "PROV"), Drafts.release("P", "L", 1)]
        #expect(try Self.find(Self.funds + released) == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        let commitments = [Drafts.commit("P", "L", 400), Drafts.commit("P", "M", 101, level: "PROV")]
        for draft in Self.funds + commitments { _ = try log.take(draft) }
        #expect(try findings(of: A18DuplicateProject.self, in: log, asOf: "2023-06-30").count == 1)
        _ = try log.reverse(4)
        #expect(try findings(of: A18DuplicateProject.self, in: log, asOf: "2023-06-30").isEmpty)
    }
}
