import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A31LoanUsedByEnterpriseTests {
    static let policies = [
        Drafts.policy("microloan.outflow_days", "30", unit: "days"),
        Drafts.policy("microloan.outflow_households", "3", unit: "count"),
    ]
    static let firm = "91350100M000100Y43"

    static func used(_ loan: String, _ use: String, on day: String = "2022-09-20", by firm: String? = nil) -> Draft {
        let draft = Drafts.on(day, Drafts.with(Drafts.loan("loan.use_recorded", loan), ("use", use)))
        return firm.map { Drafts.with(draft, ("payee", $0), ("payee_class", "ENTERPRISE")) } ?? draft
    }

    static func loans(_ letters: String) -> [Draft] {
        letters.map { Drafts.microloan(String($0), 5_000_000, of: String($0)) }
    }

    static func found(_ history: [Draft]) throws -> [String] {
        try findings(of: A31LoanUsedByEnterprise.self, in: policies + history, asOf: "2023-12-31")
    }

    @Test(arguments: ["PRODUCTION", "OTHER"]) func allowedUsesAreNoFinding(use: String) throws {
        #expect(try Self.found(Self.loans("a") + [Self.used("a", use)]) == [])
    }

    @Test(
        arguments: [
            "SHARES", "RELENDING", "QUOTA_EXCHANGE", "ENTERPRISE", "WEDDING", "HOUSING", "INVESTMENT",
            "HOUSEHOLD_GOODS",
        ])
    func forbiddenUsesAre(use: String) throws {
        #expect(
            try Self.found(Self.loans("a") + [Self.used("a", use)]) == [
                "error 230606 2023 \(Drafts.token("a")) 5000000 [2, 3] use: given \(use), expected PRODUCTION"
            ])
    }

    @Test func theUseThatTheLoanStatesCountsToo() throws {
        #expect(
            try Self.found([Drafts.with(Self.loans("a")[0], ("use", "建房"))]) == [
                "error 230606 2023 \(Drafts.token("a")) 5000000 [2] use: given HOUSING, expected PRODUCTION"
            ])
        #expect(try Self.found([Drafts.with(Self.loans("a")[0], ("use", "养羊"))]) == [])
    }

    @Test func anotherProgrammeIsNone() throws {
        let loan = Drafts.with(Self.loans("a")[0], ("programme", "RURAL_CREDIT"))
        #expect(try Self.found([loan, Drafts.with(Self.used("a", "HOUSING"), ("programme", "RURAL_CREDIT"))]) == [])
    }

    /// Three households within 30 days of 2022-08-21, and not two, nor one a day late.
    @Test func moneyOfThreeHouseholdsReachesAnEnterprise() throws {
        let two = ["a", "b"].map { Self.used($0, "PRODUCTION", by: Self.firm) }
        #expect(try Self.found(Self.loans("abc") + two) == [])
        let late = Self.used("c", "PRODUCTION", on: "2022-09-21", by: Self.firm)
        #expect(try Self.found(Self.loans("abc") + two + [late]) == [])
        let third = Self.used("c", "PRODUCTION", on: "2022-09-20", by: Self.firm)
        #expect(
            try Self.found(Self.loans("abc") + two + [third]) == [
                """
                error 230606 \(Self.firm) 15000000 [2, 3, 4, 5, 6, 7] payee: given 3, expected fewer than 3 households \
                whose money reaches it, off by 1
                """
            ])
    }

    @Test func aReversedUseDoesNotCount() throws {
        var log = try History()
        for draft in Self.policies + Self.loans("a") + [Self.used("a", "HOUSING")] {
            #expect(try log.take(draft) == [])
        }
        #expect(try findings(of: A31LoanUsedByEnterprise.self, in: log, asOf: "2023-12-31").count == 1)
        #expect(try log.reverse(3) == [])
        #expect(try findings(of: A31LoanUsedByEnterprise.self, in: log, asOf: "2023-12-31").isEmpty)
    }
}
