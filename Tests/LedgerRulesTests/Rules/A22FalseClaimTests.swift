import LedgerDomain
import Testing

@Suite struct A22FalseClaimTests {
    static let register = Drafts.voucher + [Drafts.status("a", "LIFTED_ENTITLED", on: "2023-03-01")]

    static let cases = [
        RuleCase("in the register that day", Drafts.flagged(Drafts.grant("a", 100), ("id_check", true))),
        RuleCase(
            "in the register only from the next day", Drafts.on("2023-02-28", Drafts.grant("a", 100)),
            """
            A22 body.hh: given "\(Drafts.token("a"))", expected a household that the register names on 2023-02-28. Verify \
            the beneficiary; if the claim is false, recover the money and reverse the entry.
            """),
        RuleCase(
            "nowhere in the register", Drafts.grant("b", 100),
            """
            A22 body.hh: given "\(Drafts.token("b"))", expected a household that the register names on 2023-03-01. Verify \
            the beneficiary; if the claim is false, recover the money and reverse the entry.
            """),
        RuleCase(
            "the check failed", Drafts.flagged(Drafts.grant("a", 100), ("id_check", false)),
            """
            A22 body.id_check: given "false", expected a check that was passed. Verify the beneficiary; if the claim is \
            false, recover the money and reverse the entry.
            """),
        RuleCase("a year alone", Drafts.with(Drafts.grant("b", 100), ("date_precision", "YEAR"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A22", after: Self.register, given)
    }

    @Test func withoutARegisterItAsksTheFlagAlone() throws {
        try expectRule("A22", after: Drafts.voucher, RuleCase("", Drafts.grant("b", 100)))
        try expectRule(
            "A22", after: Drafts.voucher,
            RuleCase(
                "", Drafts.flagged(Drafts.grant("b", 100), ("id_check", false)),
                """
                A22 body.id_check: given "false", expected a check that was passed. Verify the beneficiary; if the claim \
                is false, recover the money and reverse the entry.
                """))
    }
}
