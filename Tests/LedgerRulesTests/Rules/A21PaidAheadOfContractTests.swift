import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A21PaidAheadOfContractTests {
    static let before = [
        Drafts.policy("contract.paid_before_acceptance_max", "9700", unit: "bp"), Drafts.receive("L", 100_000),
        Drafts.register("P"),
        Drafts.draft(
            "contract.signed",
            [
                ("contract", "C1"), ("contract_fen", "1000"), ("payee", "91350100M000100Y43"), ("project_id", "P"),
                ("signed_on", "2023-02-01"),
            ]),
    ]

    static func pay(_ voucher: String, _ fen: Int, on day: String = "2023-03-01", contract: String = "C1") -> Draft {
        Drafts.on(day, Drafts.with(Drafts.pay(voucher, "L", fen), ("contract", contract)))
    }

    static func accept(_ day: String, _ members: (String, String)..., result: String = "PASSED") -> Draft {
        let draft = Drafts.draft("work.accepted", [("project_id", "P"), ("result", result)])
        return Drafts.on(day, members.reduce(draft) { Drafts.with($0, $1) })
    }

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A21PaidAheadOfContract.self, in: before + history, asOf: "2023-06-30")
    }

    static func early(_ paid: Int, _ positions: String) -> String {
        "warn 230606 2023 C1 \(paid - 970) \(positions) body.amount_fen: given \(paid), expected 970 fen or less before "
            + "acceptance, off by \(paid - 970)"
    }

    @Test func aPartIsHeldBackUntilTheAcceptance() throws {
        #expect(try Self.find([Self.pay("V1", 970)]) == [])
        #expect(try Self.find([Self.pay("V1", 971)]) == [Self.early(971, "[3, 4]")])
        #expect(try Self.find([Self.pay("V1", 600), Self.pay("V2", 371)]) == [Self.early(971, "[3, 4, 5]")])
        #expect(try Self.find([Self.pay("V1", 971), Drafts.on("2023-03-05", Drafts.payBack("V1", "L", 1))]) == [])
    }

    @Test func afterTheAcceptanceTheContractIsTheBound() throws {
        #expect(try Self.find([Self.accept("2023-03-01"), Self.pay("V1", 1_000)]) == [])
        #expect(
            try Self.find([Self.accept("2023-03-02"), Self.pay("V1", 1_000)]) == [Self.early(1_000, "[3, 4, 5]")])
        #expect(
            try Self.find([Self.accept("2023-03-01"), Self.pay("V1", 1_001)]) == [
                "warn 230606 2023 C1 1 [3, 4, 5] body.amount_fen: given 1001, expected 1000 fen or less, the contract, off "
                    + "by 1"
            ])
    }

    @Test func onlyAFinalAcceptanceOfThisContractCounts() throws {
        let paid = Self.pay("V1", 1_000)
        let says = [Self.early(1_000, "[3, 5]")]
        #expect(try Self.find([Self.accept("2023-02-20", ("milestone", "基础完工")), paid]) == says)
        #expect(try Self.find([Self.accept("2023-02-20", ("milestone", "竣工验收")), paid]) == [])
        #expect(try Self.find([Self.accept("2023-02-20", ("contract", "C2")), paid]) == says)
        #expect(try Self.find([Self.accept("2023-02-20", ("contract", "C1")), paid]) == [])
        #expect(try Self.find([Self.accept("2023-02-20", result: "FAILED"), paid]) == says)
    }

    @Test func silent() throws {
        #expect(try Self.find([Drafts.pay("V1", "L", 2_000)]) == [])
        #expect(try Self.find([Self.pay("V1", 2_000, contract: "C9")]) == [])
        let noPolicy = Array(Self.before.dropFirst()) + [Self.pay("V1", 999)]
        #expect(try findings(of: A21PaidAheadOfContract.self, in: noPolicy, asOf: "2023-06-30") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.before + [Self.accept("2023-03-01"), Self.pay("V1", 1_000)] { _ = try log.take(draft) }
        #expect(try findings(of: A21PaidAheadOfContract.self, in: log, asOf: "2023-06-30").isEmpty)
        _ = try log.reverse(4)
        #expect(
            try findings(of: A21PaidAheadOfContract.self, in: log, asOf: "2023-06-30").map(\.line) == [
                Self.early(1_000, "[3, 5]")
            ])
    }
}
