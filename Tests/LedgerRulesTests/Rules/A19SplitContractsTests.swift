import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A19SplitContractsTests {
    static let before = [
        Drafts.policy("tender.split_window_days", "90", unit: "days"),
        Drafts.policy("tender.threshold_works", "400", unit: "fen"),
        Drafts.policy("tender.threshold_goods", "200", unit: "fen"), Drafts.register("P"), Drafts.register("R"),
    ]
    static let payee = "91350100M000100Y43"

    static func sign(
        _ contract: String, _ fen: Int, on day: String = "2023-01-01", name: String? = "红星村道路工程",
        project: String = "P", payee: String = payee, category: String? = "WORKS"
    ) -> Draft {
        var body = [
            ("contract", contract), ("contract_fen", "\(fen)"), ("payee", payee), ("project_id", project),
            ("signed_on", day),
        ]
        if let name { body.append(("subject", name)) }
        if let category { body.append(("category", category)) }
        return Drafts.draft("contract.signed", body)
    }

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A19SplitContracts.self, in: before + history, asOf: "2023-12-31")
    }

    static func line(_ numbers: String, _ total: Int, _ positions: String, count: Int = 2) -> String {
        "warn 230606 2023 \(numbers) \(total) \(positions) body.contract_fen: given \(total), expected \(count) contracts "
            + "below 400 fen together, off by \(total - 400)"
    }

    @Test func twoHalvesOfOneContract() throws {
        let half = Self.sign("C1", 200)
        #expect(try Self.find([half, Self.sign("C2", 200)]) == [Self.line("C1 C2", 400, "[5, 6]")])
        #expect(try Self.find([half, Self.sign("C2", 199)]) == [])
        #expect(try Self.find([half, Self.sign("C2", 200, on: "2023-04-01")]) == [Self.line("C1 C2", 400, "[5, 6]")])
        #expect(try Self.find([half, Self.sign("C2", 200, on: "2023-04-02")]) == [])
    }

    @Test func oneThatNeededATenderIsNoPart() throws {
        #expect(try Self.find([Self.sign("C1", 200), Self.sign("C2", 400)]) == [])
        #expect(try Self.find([Self.sign("C1", 1), Self.sign("C2", 399)]) == [Self.line("C1 C2", 400, "[5, 6]")])
    }

    @Test func windowsThatShareAContractAreOneRun() throws {
        let run = [
            Self.sign("C1", 250), Self.sign("C2", 250, on: "2023-03-20"), Self.sign("C3", 250, on: "2023-06-10"),
        ]
        #expect(try Self.find(run) == [Self.line("C1 C2 C3", 750, "[5, 6, 7]", count: 3)])
    }

    @Test func others() throws {
        let half = Self.sign("C1", 200)
        #expect(try Self.find([half, Self.sign("C2", 200, name: "红星村冷库")]) == [])
        #expect(try Self.find([half, Self.sign("C2", 200, name: nil)]) == [])
        #expect(try Self.find([half, Self.sign("C2", 200, category: nil)]) == [])
        #expect(try Self.find([half, Self.sign("C2", 199, category: "GOODS")]) == [])
        #expect(try Self.find([half, Self.sign("C2", 200, payee: Drafts.token("a"))]) == [])
        #expect(try Self.find([half, Self.sign("C2", 200, project: "R")]) == [])
        // Projects of one unit have one buyer.
        let units = ["S", "T"].map { Drafts.with(Drafts.register($0), ("unit", "交通局")) }
        let both = [Self.sign("C1", 200, project: "S"), Self.sign("C2", 200, project: "T")]
        #expect(try Self.find(units + both) == [Self.line("C1 C2", 400, "[7, 8]")])
        #expect(
            try Self.find([Self.sign("C1", 300, category: "SERVICES"), Self.sign("C2", 300, category: "SERVICES")])
                == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.before + [Self.sign("C1", 200), Self.sign("C2", 200)] { _ = try log.take(draft) }
        #expect(try findings(of: A19SplitContracts.self, in: log, asOf: "2023-12-31").count == 1)
        _ = try log.reverse(6)
        #expect(try findings(of: A19SplitContracts.self, in: log, asOf: "2023-12-31").isEmpty)
    }
}
