import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A07IdleFundsTests {
    static let policies = [
        Drafts.policy("idle.warn_days", "365", unit: "days"), Drafts.policy("idle.error_days", "730", unit: "days"),
        Drafts.register("P"),
    ]
    /// Position 3.
    static let received = Drafts.on(
        "2021-03-01", Drafts.with(Drafts.receive("L", 1_000), ("received_on", "2021-03-01")))

    static func find(_ history: [Draft], asOf day: String) throws -> [String] {
        try findings(of: A07IdleFunds.self, in: policies + history, asOf: day)
    }

    static func line(_ severity: String, _ fen: Int, _ positions: String, age: Int, limit: Int) -> String {
        "\(severity) 230606 2023 L \(fen) \(positions) received_on: given \(age), expected paid within \(limit) days of its "
            + "receipt on 2021-03-01, off by \(age - limit)"
    }

    @Test(arguments: [
        ("2022-03-01", nil), ("2022-03-02", line("warn", 1_000, "[3]", age: 366, limit: 365)),
        ("2023-03-01", line("warn", 1_000, "[3]", age: 730, limit: 365)),
        ("2023-03-02", line("error", 1_000, "[3]", age: 731, limit: 730)),
    ])
    func itAges(day: String, says: String?) throws {
        #expect(try Self.find([Self.received], asOf: day) == (says.map { [$0] } ?? []))
    }

    @Test func whatIsPaidIsNotIdle() throws {
        let part = [Self.received, Drafts.on("2021-06-01", Drafts.pay("V1", "L", 400))]
        #expect(
            try Self.find(part, asOf: "2022-03-02") == [Self.line("warn", 600, "[3, 4]", age: 366, limit: 365)])
        let all = part + [Drafts.on("2021-06-01", Drafts.pay("V2", "L", 600))]
        #expect(try Self.find(all, asOf: "2023-06-30") == [])
        let back = all + [Drafts.on("2021-07-01", Drafts.payBack("V2", "L", 1))]
        #expect(try Self.find(back, asOf: "2022-03-02") == [Self.line("warn", 1, "[3, 4, 5, 6]", age: 366, limit: 365)])
        // A payment dated after the cut-off had not been made by then.
        let later = [Self.received, Drafts.on("2022-06-01", Drafts.pay("V1", "L", 1_000))]
        #expect(try Self.find(later, asOf: "2022-05-31").count == 1)
        #expect(try Self.find(later, asOf: "2022-06-01") == [])
    }

    @Test func carriedOverMoneyKeepsItsAge() throws {
        let carried = Drafts.on(
            "2021-12-31",
            Drafts.draft(
                "allotment.carried_over",
                [("line_id", "L"), ("to_line_id", "L24"), ("to_year", "2024"), ("amount_fen", "1000")], Drafts.money()))
        #expect(
            try Self.find([Self.received, carried], asOf: "2023-03-02") == [
                Self.line("error", 1_000, "[3]", age: 731, limit: 730)
            ])
        let paid = Drafts.on("2022-06-01", Drafts.pay("V1", "L24", 1_000))
        #expect(try Self.find([Self.received, carried, paid], asOf: "2023-03-02") == [])
    }

    @Test func whatWentDownOrBackIsNotOfThisPlace() throws {
        let down = Drafts.on(
            "2021-04-01",
            Drafts.draft(
                "allotment.distributed",
                [("parent_line_id", "L"), ("line_id", "L1"), ("to", "230605"), ("amount_fen", "700")], Drafts.money()))
        let back = Drafts.on(
            "2021-05-01",
            Drafts.draft("allotment.recovered", [("line_id", "L"), ("amount_fen", "300")], Drafts.money()))
        #expect(try Self.find([Self.received, down], asOf: "2022-03-02").count == 1)
        #expect(try Self.find([Self.received, down, back], asOf: "2022-03-02") == [])
    }

    @Test func silent() throws {
        #expect(try Self.find([Drafts.receive("L", 1_000)], asOf: "2026-01-01") == [])
        #expect(try findings(of: A07IdleFunds.self, in: [Self.received], asOf: "2026-01-01") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        let paid = Drafts.on("2021-06-01", Drafts.pay("V1", "L", 1_000))
        for draft in Self.policies + [Self.received, paid] { _ = try log.take(draft) }
        #expect(try findings(of: A07IdleFunds.self, in: log, asOf: "2023-06-30").isEmpty)
        _ = try log.reverse(4)
        #expect(try findings(of: A07IdleFunds.self, in: log, asOf: "2023-06-30").map(\.amountFen) == [1_000])
    }
}
