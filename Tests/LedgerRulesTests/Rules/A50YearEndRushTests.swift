import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A50YearEndRushTests {
    static let before = [
        Drafts.policy("rush.december_share", "3500", unit: "bp", appliesBy: "FISCAL_YEAR"),
        Drafts.policy("rush.last_days", "5", unit: "days"), Drafts.policy("rush.round_sums", "3", unit: "count"),
        Drafts.policy("rush.round_unit", "1000", unit: "fen"), Drafts.receive("L", 1_000_000), Drafts.register("P"),
    ]

    static func pay(_ voucher: String, _ fen: Int, on day: String, to payee: String? = nil) -> Draft {
        // The tests record in November 2023, so the December before it is the newest there is.
        let draft = Drafts.on(day, Drafts.pay(voucher, "L", fen))
        return payee.map { Drafts.with(draft, ("payee", $0)) } ?? draft
    }

    static func find(_ history: [Draft], asOf day: String = "2022-12-31") throws -> [String] {
        try findings(of: A50YearEndRush.self, in: before + history, asOf: day)
    }

    static func share(_ text: String, _ fen: Int, _ positions: String) -> String {
        "info 230606 2022 DECEMBER \(fen) \(positions) december_share_bp: given \(text), expected 35.00% or less"
    }

    @Test func theShareOfDecember() throws {
        let spring = Self.pay("V1", 6_500, on: "2022-04-01")
        #expect(try Self.find([spring, Self.pay("V2", 3_500, on: "2022-12-01")]) == [])
        let rush = [spring, Self.pay("V2", 3_501, on: "2022-12-01")]
        #expect(try Self.find(rush) == [Self.share("35.01% (3501/10001)", 3_501, "[6, 7]")])
        #expect(try Self.find([spring, Self.pay("V2", 3_501, on: "2022-11-30")]) == [])
        #expect(try Self.find(rush, asOf: "2022-12-30") == [])
        let back = Drafts.on("2022-12-20", Drafts.payBack("V2", "L", 1))
        #expect(try Self.find(rush + [back]) == [])
    }

    @Test func theDayThatItCountsOnDecides() throws {
        var late = Self.pay("V2", 3_501, on: "2023-01-05")
        late.countsOn = "2022-12-31"
        let history = [Self.pay("V1", 6_500, on: "2022-04-01"), late]
        #expect(try Self.find(history, asOf: "2023-01-05") == [Self.share("35.01% (3501/10001)", 3_501, "[6, 7]")])
    }

    static let payee = "91350100M000100Y43"
    static let spring = pay("V0", 1_000_000 - 10_000, on: "2022-04-01")

    @Test func roundSumsOfTheLastDays() throws {
        func sums(_ first: String = "2022-12-27", _ fen: Int = 2_000, to other: String = A50YearEndRushTests.payee)
            -> [Draft]
        {
            [
                Self.spring, Self.pay("V1", fen, on: first, to: other),
                Self.pay("V2", 1_000, on: "2022-12-30", to: Self.payee),
                Self.pay("V3", 3_000, on: "2022-12-31", to: Self.payee),
            ]
        }
        #expect(
            try Self.find(sums()) == [
                "info 230606 2022 \(Self.payee) 6000 [7, 8, 9] body.amount_fen: given 3, expected fewer than 3 multiples of "
                    + "1000 fen since 2022-12-27, off by 1"
            ])
        #expect(try Self.find(sums("2022-12-26")) == [])
        #expect(try Self.find(sums("2022-12-27", 2_001)) == [])
        #expect(try Self.find(sums(to: Drafts.token("a"))) == [])
    }

    @Test func silent() throws {
        #expect(try Self.find([Drafts.with(Self.pay("V1", 5, on: "2022-12-31"), ("date_precision", "YEAR"))]) == [])
        let noPolicy = Array(Self.before.dropFirst(4)) + [Self.pay("V1", 5, on: "2022-12-31")]
        #expect(try findings(of: A50YearEndRush.self, in: noPolicy, asOf: "2022-12-31") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.before + [Self.pay("V1", 5, on: "2022-12-31")] { _ = try log.take(draft) }
        #expect(try findings(of: A50YearEndRush.self, in: log, asOf: "2022-12-31").map(\.amountFen) == [5])
        _ = try log.reverse(6)
        #expect(try findings(of: A50YearEndRush.self, in: log, asOf: "2022-12-31").isEmpty)
    }
}
