import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A13ManagementFeeTests {
    static let caps = [
        Drafts.policy("fee.cap_central", "100", unit: "bp", appliesBy: "FISCAL_YEAR"),
        Drafts.policy("fee.cap_provincial", "300", unit: "bp", appliesBy: "FISCAL_YEAR", place: "230000"),
    ]
    static let fee = "07.01.01"

    private func says(_ history: [Draft]) throws -> [String] {
        try figures(A13ManagementFee.self, Self.caps + history, asOf: "2023-12-31")
    }

    @Test func aCompleteBatchOfAnOpenYearWarns() throws {
        #expect(
            try says([Drafts.line("L", 125_900), Drafts.give("L", 1_400, to: Self.fee)]) == [
                "warn 230606 2023 CENTRAL L 1400: given 1400/125900 (1.11 %), expected 1.00 % or less, which is 1259 fen, off by 141"
            ])
    }

    @Test func theCapItselfIsAllowed() throws {
        #expect(try says([Drafts.line("L", 125_900), Drafts.give("L", 1_259, to: Self.fee)]) == [])
        #expect(try says([Drafts.line("L", 125_900), Drafts.give("L", 1_260, to: Self.fee)]).count == 1)
    }

    @Test(arguments: ["NO", "UNKNOWN", nil]) func anIncompleteBatchIsSilent(complete: String?) throws {
        #expect(
            try says([Drafts.line("L", 1_000, complete: complete), Drafts.give("L", 900, to: Self.fee)]) == [])
    }

    @Test func aClosedYearIsAnErrorOverAllItsLines() throws {
        let year = [
            Drafts.line("L", 1_000, complete: "NO"), Drafts.line("M", 1_000),
            Drafts.give("L", 20, to: Self.fee), Drafts.give("M", 1, to: Self.fee), Drafts.close("2023"),
        ]
        #expect(
            try says(year) == [
                "error 230606 2023 CENTRAL 21: given 21/2000 (1.05 %), expected 1.00 % or less, which is 20 fen, off by 1"
            ])
        // A line that no fee draws on is no base.
        #expect(try says([Drafts.line("N", 100_000)] + year).count == 1)
    }

    @Test func provincialMoneyHasACapOfItsOwn() throws {
        func history(_ fen: Int) -> [Draft] {
            [Drafts.line("L", 10_000, level: "PROV"), Drafts.give("L", fen, to: Self.fee, level: "PROV")]
        }
        #expect(try says(history(300)) == [])
        #expect(
            try says(history(301)) == [
                "warn 230606 2023 PROV L 301: given 301/10000 (3.01 %), expected 3.00 % or less, which is 300 fen, off by 1"
            ])
    }

    @Test func moneyThatIsNotSplitIsHeldAgainstTheHigherCap() throws {
        func history(_ fen: Int) -> [Draft] {
            [
                Drafts.line("L", 10_000, level: "CENTRAL_PROV"),
                Drafts.give("L", fen, to: Self.fee, level: "CENTRAL_PROV"),
            ]
        }
        #expect(try says(history(300)) == [])
        #expect(try says(history(301)).count == 1)
    }

    @Test func aPoolIsHeldAgainstItsLines() throws {
        let lines = [
            Drafts.line("L", 1_000, document: "测财农〔2023〕2号"), Drafts.line("M", 1_000, document: "测财农〔2023〕2号"),
        ]
        func give(_ fen: Int) -> Draft { Drafts.give("POOL", fen, to: Self.fee, document: "测财农〔2023〕2号") }
        #expect(try says(lines + [give(20)]) == [])
        #expect(
            try says(lines + [give(21)]) == [
                "warn 230606 2023 CENTRAL POOL 21: given 21/2000 (1.05 %), expected 1.00 % or less, which is 20 fen, off by 1"
            ])
    }

    @Test func noCapIsNoPass() throws {
        let missed = MissedPolicies()
        let history = [Drafts.line("L", 1_000), Drafts.give("L", 900, to: Self.fee)]
        #expect(try figures(A13ManagementFee.self, history, asOf: "2023-12-31", missed: missed) == [])
        #expect(
            missed.take() == [
                NoPolicy(
                    rule: "", parameter: "fee.cap_central", region: try #require(RegionCode("230606")),
                    fiscalYear: 2023)
            ])
    }

    @Test func aFeeTakenBackIsNoFee() throws {
        var log = try History()
        log.isPublishedHistory = true
        for draft in Self.caps + [Drafts.line("L", 1_000), Drafts.give("L", 900, to: Self.fee)] {
            _ = try log.take(draft)
        }
        #expect(try findings(of: A13ManagementFee.self, in: log, asOf: "2023-12-31").map(\.positions) == [[2, 3]])
        #expect(try log.reverse(3) == [])
        #expect(try findings(of: A13ManagementFee.self, in: log, asOf: "2023-12-31").isEmpty)
    }

    @Test func noAmountIsTooLarge() throws {
        let cap = Drafts.policy("fee.cap_central", "\(Int64.max)", unit: "bp", appliesBy: "FISCAL_YEAR")
        let lines = ["L", "M", "N"].map { Drafts.line($0, Int(Int64.max)) }
        let fees = ["L", "M", "N"].map { Drafts.give($0, Int(Int64.max), to: Self.fee) }
        let history = [cap] + lines + fees + [Drafts.close("2023")]
        #expect(try figures(A13ManagementFee.self, history, asOf: "2023-12-31") == [])
    }

    @Test func anotherClassIsNoFee() throws {
        #expect(try says([Drafts.line("L", 1_000), Drafts.give("L", 900)]) == [])
    }
}
