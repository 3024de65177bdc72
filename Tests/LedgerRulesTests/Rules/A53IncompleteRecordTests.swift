import LedgerDomain
import LedgerReference
import Testing

@Suite struct A53IncompleteRecordTests {
    static func notice(precision: String?) -> Draft {
        var body = [
            ("notice_level", "COUNTY"), ("subject", "资金安排公示"), ("posted_from", "2023-06-09"),
            ("posted_to", "2023-06-19"), ("place", "政府网站"),
        ]
        if let precision { body.append(("date_precision", precision)) }
        return Drafts.draft("notice.posted", body)
    }

    static let cases = [
        RuleCase("exact to the day", notice(precision: nil)),
        RuleCase(
            "a year alone", notice(precision: "YEAR"),
            """
            A53 body.date_precision: given "YEAR", expected a date exact to the day. Supply it when it is known.
            """),
        RuleCase(
            "no date", notice(precision: "NONE"),
            """
            A53 body.date_precision: given "NONE", expected a date exact to the day. Supply it when it is known.
            """),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws { try expectRule("A53", after: [], given) }

    @Test func emptyFieldsAreFoundWithTheForm() throws {
        let draft = Drafts.draft(
            "notice.posted",
            [
                ("notice_level", "COUNTY"), ("subject", "资金安排公示"), ("posted_from", "2023-06-09"),
            ])
        let entry = try Entry(
            draft.encode(seq: 1, recordedAt: Instant(secondsSinceEpoch: 1_700_000_000), actor: "u:zhang"))
        let says = EntryForm(taxonomy: try ShippedReference().taxonomy).faults(in: entry).filter { $0.rule == "A53" }
        #expect(
            says.map { $0.text(.english) }.first
                == "A53 body.place: expected Place or address. Supply it when it is known.")
        #expect(says.map(\.path) == ["body.place", "body.posted_to", "body.text_hash"])
        #expect(says.allSatisfy { $0.outcome == .warn })
    }
}
