import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A41OverdueRateTests {
    static let threshold = Drafts.policy("microloan.overdue_rate_max", "200", unit: "bp", place: "230606")
    static let loans = [
        Drafts.microloan("a", 5_000_000), Drafts.microloan("b", 5_000_000, of: "g"),
        Drafts.loan("loan.overdue", "a", ("overdue_fen", 300_000)),
        Drafts.loan("loan.overdue", "a", ("cured_fen", 100_000)),
    ]

    static func found(_ history: [Draft]) throws -> [String] {
        try findings(of: A41OverdueRate.self, in: history, asOf: "2023-12-31")
    }

    @Test func atTheThreshold() throws { #expect(try Self.found([Self.threshold] + Self.loans) == []) }

    @Test func aFenAboveIt() throws {
        #expect(
            try Self.found([Self.threshold] + Self.loans + [Drafts.loan("loan.overdue", "b", ("overdue_fen", 1))]) == [
                """
                warn 230606 POVERTY_MICROLOAN 200001 [1, 2, 3, 4, 5] overdue_rate: given 200001/10000000, expected 2.00 % or less, \
                off by 1 fen
                """
            ])
    }

    @Test func whatIsRepaidRaisesTheRate() throws {
        let repaid = Drafts.loan("loan.repaid", "b", ("principal_fen", 5_000_000))
        #expect(
            try Self.found([Self.threshold] + Self.loans + [repaid]) == [
                """
                warn 230606 POVERTY_MICROLOAN 200000 [1, 2, 3, 4, 5] overdue_rate: given 200000/5000000, expected 2.00 % or less, \
                off by 100000 fen
                """
            ])
    }

    @Test func withoutAThresholdOrLoansItIsSilent() throws {
        #expect(try Self.found(Self.loans) == [])
        #expect(try Self.found([Self.threshold]) == [])
        let other = Self.loans.map { Drafts.with($0, ("programme", "RURAL_CREDIT")) }
        #expect(try Self.found([Drafts.policy("microloan.overdue_rate_max", "0", unit: "bp")] + other) == [])
    }
}
