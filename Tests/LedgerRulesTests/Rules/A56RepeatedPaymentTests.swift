import LedgerDomain
import Testing

@Suite struct A56RepeatedPaymentTests {
    static let payee = "91350100M000100Y43"

    static func pay(_ voucher: String, _ fen: Int = 500, on day: String = "2023-03-01", to payee: String? = payee)
        -> Draft
    {
        let draft = Drafts.on(day, Drafts.pay(voucher, "L", fen))
        return payee.map { Drafts.with(draft, ("payee", $0)) } ?? draft
    }

    static let before = [
        Drafts.policy("payment.repeat_days", "30", unit: "days"), Drafts.receive("L", 100_000), Drafts.register("P"),
        pay("V1"),
    ]

    static func message(_ days: Int = 30) -> String {
        """
        A56 body.amount_fen: given "500", expected no such payment within \(days) days (voucher V1 of 2023-03-01, \
        position 3). Check whether it was paid twice; if so, have it returned.
        """
    }

    static let cases = [
        RuleCase("the same day", pay("V2"), message()),
        RuleCase("thirty days later", pay("V2", on: "2023-03-31"), message()),
        RuleCase("thirty-one days later", pay("V2", on: "2023-04-01")),
        RuleCase("recorded late", pay("V2", on: "2023-01-30"), message()),
        RuleCase("too early", pay("V2", on: "2023-01-29")), RuleCase("another amount", pay("V2", 501)),
        RuleCase("another payee", pay("V2", to: Drafts.token("a"))), RuleCase("no payee", pay("V2", to: nil)),
        RuleCase("a year alone", Drafts.with(pay("V2"), ("date_precision", "YEAR"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A56", after: Self.before, given)
    }

    @Test func whatCameBackWasNotPaid() throws {
        let part = Drafts.on("2023-03-02", Drafts.payBack("V1", "L", 499))
        let rest = Drafts.on("2023-03-03", Drafts.payBack("V1", "L", 1))
        try expectRule("A56", after: Self.before + [part], RuleCase("a part", Self.pay("V2"), Self.message()))
        try expectRule("A56", after: Self.before + [part, rest], RuleCase("all of it", Self.pay("V2")))
    }

    @Test func publishedHistoryAndNoPolicyAreSilent() throws {
        try expectRule("A56", after: Self.before, RuleCase("", Self.pay("V2")), isPublishedHistory: true)
        try expectRule("A56", after: Array(Self.before.dropFirst()), RuleCase("", Self.pay("V2")))
    }

    @Test func aReversalLeavesThePaymentsAsTheyWere() throws {
        try expectNoTrace(after: Array(Self.before.prefix(3)), Self.pay("V1"))
        try expectNoTrace(after: Self.before, Self.pay("V2", on: "2023-05-01"))
        try expectNoTrace(after: Self.before, Drafts.payBack("V1", "L", 500))
        try expectNoTrace(after: Self.before + [Drafts.payBack("V1", "L", 1)], Drafts.payBack("V1", "L", 499))
    }
}
