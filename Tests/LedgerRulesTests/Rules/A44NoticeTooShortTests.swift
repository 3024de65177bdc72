import LedgerDomain
import Testing

@Suite struct A44NoticeTooShortTests {
    static let before = [Drafts.policy("notice.min_days", "10", unit: "days")]

    static func notice(_ from: String, _ to: String?, precision: String? = nil) -> Draft {
        var body = [("notice_level", "COUNTY"), ("subject", "资金安排公示"), ("posted_from", from)]
        if let to { body.append(("posted_to", to)) }
        if let precision { body.append(("date_precision", precision)) }
        return Drafts.draft("notice.posted", body)
    }

    static let cases = [
        RuleCase("ten days with both ends", notice("2023-06-10", "2023-06-19")),
        RuleCase(
            "nine days", notice("2023-06-11", "2023-06-19"),
            """
            A44 body.posted_to: given "9", expected 10 days or more, off by 1. Post it for the missing days, or say where \
            else it was posted.
            """),
        RuleCase(
            "the notice of 牟定县", notice("2022-01-31", "2022-02-06"),
            """
            A44 body.posted_to: given "7", expected 10 days or more, off by 3. Post it for the missing days, or say where \
            else it was posted.
            """),
        RuleCase("before the rule", notice("2017-02-10", "2017-02-16")),
        RuleCase("no last day", notice("2023-06-10", nil)),
        RuleCase("a year alone", notice("2023-06-11", "2023-06-12", precision: "YEAR")),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A44", after: Self.before, given)
    }

    @Test func withoutAPolicyItIsSilent() throws {
        try expectRule("A44", after: [], RuleCase("", Self.notice("2023-06-11", "2023-06-12")))
    }
}
