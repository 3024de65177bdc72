import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A39SeveralEntitiesTests {
    static func subsidy(_ loan: String, _ fen: Int, holder: String, person: String? = "p") -> Draft {
        let paid = Drafts.subsidy(loan, "2022-08-21", "2023-08-21", fen, holder: holder)
        return person.map { Drafts.with(paid, ("legal_rep", Drafts.token($0))) } ?? paid
    }

    static let one = "91350100M000100Y43"
    static let other = Drafts.token("s")

    static func found(_ paid: [Draft], _ caps: (String, String)...) throws -> [String] {
        var scheme = Drafts.scheme("S", ("cap_legal_rep_fen", "100000"))
        for cap in caps { scheme = Drafts.with(scheme, cap) }
        return try findings(of: A39SeveralEntities.self, in: Drafts.voucher + [scheme] + paid, asOf: "2023-12-31")
    }

    @Test func toTheCapOverTwoEntities() throws {
        #expect(
            try Self.found([Self.subsidy("a", 60_000, holder: Self.one), Self.subsidy("b", 40_000, holder: Self.other)])
                == [])
    }

    @Test func aFenAbove() throws {
        #expect(
            try Self.found([Self.subsidy("a", 60_000, holder: Self.one), Self.subsidy("b", 40_001, holder: Self.other)])
                == [
                    """
                    warn 230606 \(Drafts.token("p")) S 1 [4, 5] legal_rep: given 100001, expected 100000 fen or less for its 2 \
                    entities, off by 1
                    """
                ])
    }

    @Test func twoPersonsHaveACapEach() throws {
        #expect(
            try Self.found([
                Self.subsidy("a", 60_000, holder: Self.one), Self.subsidy("b", 60_000, holder: Self.other, person: "q"),
                Self.subsidy("c", 60_000, holder: Self.other, person: nil),
            ]) == [])
    }

    @Test func oneEntityIsA38sWhereTheSchemeCapsIt() throws {
        let alone = [Self.subsidy("a", 100_001, holder: Self.one)]
        #expect(try Self.found(alone, ("cap_holder_fen", "100000")) == [])
        #expect(try Self.found(alone).count == 1)
    }

    @Test func withoutAPolicyItIsSilent() throws {
        let paid = [Self.subsidy("a", 900_000, holder: Self.one), Self.subsidy("b", 900_000, holder: Self.other)]
        #expect(try findings(of: A39SeveralEntities.self, in: Drafts.voucher + paid, asOf: "2023-12-31") == [])
        #expect(
            try findings(
                of: A39SeveralEntities.self,
                in: Drafts.voucher + [Drafts.scheme()] + [Self.subsidy("a", 9, holder: Self.one)],
                asOf: "2023-12-31") == [])
    }
}
