import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A25SharedAccountTests {
    static func grant(_ household: String, _ fen: Int, to card: String?, period: String = "2023") -> Draft {
        let grant = Drafts.grant(household, fen, period: period)
        return card.map { Drafts.with(grant, ("card", Drafts.token($0))) } ?? grant
    }

    static let before =
        Drafts.voucher + [
            grant("a", 100, to: "k"), grant("a", 10, to: "k", period: "2022"), grant("b", 200, to: "m"),
            grant("c", 50, to: nil), grant("d", 50, to: nil),
        ]

    @Test func anAccountOfOneHouseholdIsNoFinding() throws {
        #expect(try findings(of: A25SharedAccount.self, in: Self.before, asOf: "2023-12-31") == [])
    }

    @Test func anAccountOfTwoIs() throws {
        let history = Self.before + [Self.grant("e", 7, to: "k")]
        #expect(
            try findings(of: A25SharedAccount.self, in: history, asOf: "2023-12-31") == [
                "warn 230606 \(Drafts.token("k")) 117 [3, 4, 8] card: given 2, expected one household, off by 1"
            ])
    }

    @Test func aReversedPaymentDoesNotCount() throws {
        var log = try History()
        for draft in Self.before + [Self.grant("e", 7, to: "k")] { _ = try log.take(draft) }
        #expect(try log.reverse(8) == [])
        #expect(try findings(of: A25SharedAccount.self, in: log, asOf: "2023-12-31").isEmpty)
    }
}
