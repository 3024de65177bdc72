import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A42CompensationNotClaimedTests {
    static let rule = Drafts.policy("compensation.start_days", "90", unit: "days", place: "230606")
    /// Overdue from 2023-03-01; the day before it was cured of an earlier time.
    static let loan = [
        Drafts.microloan("a", 5_000_000), Drafts.microloan("b", 5_000_000, of: "g"),
        Drafts.on("2023-01-01", Drafts.loan("loan.overdue", "a", ("overdue_fen", 700))),
        Drafts.on("2023-02-28", Drafts.loan("loan.overdue", "a", ("cured_fen", 700))),
        Drafts.loan("loan.overdue", "a", ("overdue_fen", 300)),
    ]

    static func found(_ history: [Draft], asOf day: String) throws -> [String] {
        try findings(of: A42CompensationNotClaimed.self, in: history, asOf: day)
    }

    @Test func before90Days() throws { #expect(try Self.found([Self.rule] + Self.loan, asOf: "2023-05-29") == []) }

    @Test func at90Days() throws {
        #expect(
            try Self.found([Self.rule] + Self.loan, asOf: "2023-05-30") == [
                """
                info 230606 \(Drafts.token("a")) 300 [3, 4, 5] overdue_days: given 90, expected a claim before 90 days \
                overdue, off by 0
                """
            ])
    }

    @Test func aClaimOrACureEndsIt() throws {
        let claim = Drafts.without(
            Drafts.loan("compensation.paid", "a", ("loss_fen", 300), ("government_fen", 240), ("bank_fen", 60)),
            "programme")
        let cure = Drafts.on("2023-04-01", Drafts.loan("loan.overdue", "a", ("cured_fen", 300)))
        let part = Drafts.on("2023-04-01", Drafts.loan("loan.overdue", "a", ("cured_fen", 299)))
        #expect(try Self.found([Self.rule] + Self.loan + [claim], asOf: "2023-12-31") == [])
        #expect(try Self.found([Self.rule] + Self.loan + [cure], asOf: "2023-12-31") == [])
        #expect(try Self.found([Self.rule] + Self.loan + [part], asOf: "2023-12-31").count == 1)
    }

    @Test func withoutAPolicyOrADayItIsSilent() throws {
        #expect(try Self.found(Self.loan, asOf: "2023-12-31") == [])
        var loan = Self.loan
        loan[4] = Drafts.with(loan[4], ("date_precision", "YEAR"))
        #expect(try Self.found([Self.rule] + loan, asOf: "2023-12-31") == [])
    }
}
