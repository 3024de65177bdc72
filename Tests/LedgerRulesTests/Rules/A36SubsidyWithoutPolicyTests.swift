import LedgerDomain
import Testing

@Suite struct A36SubsidyWithoutPolicyTests {
    static let scheme: Draft = {
        var scheme = Drafts.scheme("S")
        scheme.body = .object(
            (scheme.body.members ?? []) + [JSONMember("excluded_status", .array([.string("LIFTED_NOT_ENTITLED")]))])
        return scheme
    }()
    static let before =
        Drafts.voucher + [
            scheme, Drafts.scheme("T"),
            Drafts.with(Drafts.microloan("a", 5_000_000), ("hh_status", "LIFTED_NOT_ENTITLED")),
            Drafts.with(Drafts.microloan("b", 5_000_000), ("hh_status", "LIFTED_ENTITLED")),
            Drafts.microloan("c", 5_000_000, of: "e"), Drafts.microloan("d", 5_000_000, of: "f"),
            Drafts.status("e", "LIFTED_NOT_ENTITLED", on: "2022-08-21"),
            Drafts.status("f", "LIFTED_ENTITLED", on: "2022-08-21"),
            Drafts.status("f", "LIFTED_NOT_ENTITLED", on: "2022-08-22"),
        ]

    static func subsidy(_ loan: String, policy: String = "S") -> Draft {
        Drafts.subsidy(loan, "2022-08-21", "2023-08-21", 100, policy: policy)
    }

    static let excluded = """
        A36 body.loan: given "LIFTED_NOT_ENTITLED", expected a status that S does not exclude. Check the status and recover \
        the subsidy.
        """

    static let cases = [
        RuleCase("excluded by the loan", subsidy("a"), excluded),
        RuleCase("entitled by the loan", subsidy("b")),
        RuleCase("excluded by the register", subsidy("c"), excluded),
        RuleCase("excluded only a day after the loan", subsidy("d")),
        RuleCase("a scheme that excludes none", subsidy("a", policy: "T")),
        RuleCase("a loan not known", subsidy("z")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A36", after: Self.before, given)
    }
}
