import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A09AllocationAsExpenditureTests {
    static let before = [
        Drafts.policy("passthrough.final_payee_days", "30", unit: "days"), Drafts.receive("L", 1_000),
        Drafts.register("P"), Drafts.register("R"),
    ]

    static func pay(_ voucher: String, to payee: String?, on day: String = "2023-03-01", project: String = "P") -> Draft
    {
        let draft = Drafts.on(day, Drafts.pay(voucher, "L", 100, project: project))
        return payee.map { Drafts.with(draft, ("payee_class", $0)) } ?? draft
    }

    /// Position 4.
    static let moved = pay("V1", to: "TOWNSHIP_ACCOUNT")

    static func find(_ history: [Draft], asOf day: String = "2023-06-30") throws -> [String] {
        try findings(of: A09AllocationAsExpenditure.self, in: before + history, asOf: day)
    }

    static let line =
        "error 230606 2023 V1 L 100 [4] body.payee_class: given TOWNSHIP_ACCOUNT, expected a payment to a final payee by "
        + "2023-03-31"

    @Test func itGoesOnWithinThirtyDays() throws {
        #expect(try Self.find([Self.moved]) == [Self.line])
        #expect(try Self.find([Self.moved], asOf: "2023-03-31") == [])
        #expect(try Self.find([Self.moved], asOf: "2023-04-01") == [Self.line])
        #expect(try Self.find([Self.moved, Self.pay("V2", to: "ENTERPRISE", on: "2023-03-31")]) == [])
        #expect(try Self.find([Self.moved, Self.pay("V2", to: "ENTERPRISE", on: "2023-04-01")]) == [Self.line])
        #expect(try Self.find([Self.moved, Self.pay("V2", to: "ENTERPRISE", on: "2023-02-28")]) == [Self.line])
        #expect(try Self.find([Self.moved, Self.pay("V2", to: "ENTERPRISE", project: "R")]) == [Self.line])
    }

    @Test func subsidiesOfTheVoucherAreFinal() throws {
        func subsidy(_ day: String) -> Draft {
            Drafts.on(
                day,
                Drafts.draft(
                    "household_subsidy.paid",
                    [
                        ("hh", Drafts.token("a")), ("policy", "G"), ("period", "2023"), ("amount_fen", "100"),
                        ("voucher_no", "V1"),
                    ]))
        }
        #expect(try Self.find([Self.moved, subsidy("2023-03-31")]) == [])
        #expect(try Self.find([Self.moved, subsidy("2023-04-01")]) == [Self.line])
    }

    @Test func silent() throws {
        #expect(try Self.find([Self.pay("V1", to: nil)]) == [])
        #expect(try Self.find([Self.pay("V1", to: "COOP")]) == [])
        #expect(try Self.find([Drafts.with(Self.moved, ("date_precision", "YEAR"))]) == [])
        #expect(try Self.find([Self.moved, Drafts.on("2023-03-10", Drafts.payBack("V1", "L", 100))]) == [])
        let part = [Self.moved, Drafts.on("2023-03-10", Drafts.payBack("V1", "L", 60))]
        #expect(try Self.find(part) == [Self.line.replacing("100 [4]", with: "40 [4]")])
        #expect(
            try findings(
                of: A09AllocationAsExpenditure.self, in: Array(Self.before.dropFirst()) + [Self.moved],
                asOf: "2023-06-30") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.before + [Self.moved, Self.pay("V2", to: "ENTERPRISE")] { _ = try log.take(draft) }
        #expect(try findings(of: A09AllocationAsExpenditure.self, in: log, asOf: "2023-06-30").isEmpty)
        _ = try log.reverse(5)
        #expect(
            try findings(of: A09AllocationAsExpenditure.self, in: log, asOf: "2023-06-30").map(\.line) == [Self.line])
    }
}
