import LedgerDomain
import LedgerReference
import Testing

/// Days in order and sums of parts, as the types describe them.
@Suite struct FieldRelationTests {
    let form: EntryForm

    init() throws { form = EntryForm(taxonomy: try ShippedReference().taxonomy) }

    private func faults(_ text: String) throws -> [String] {
        form.faults(in: try Entry(Array(text.utf8))).map { $0.text(.english) }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: EventKind
        let part: String
        let still: String
        let broken: String
        let says: String

        var testDescription: String { "\(kind.type.name) \(broken)" }
    }

    private static func said(_ field: String, _ given: String, _ expected: String) -> String {
        """
        E21 body.\(field): given "\(given)", expected \(expected). Compare the paper, and correct the date, amount or code.
        """
    }

    static let cases = [
        Case(
            kind: .allotmentReceived, part: #""received_on":"2022-12-01""#, still: #""received_on":"2022-11-29""#,
            broken: #""received_on":"2022-11-28""#,
            says: said("received_on", "2022-11-28", "2022-11-29 (doc_date) or later")),
        Case(
            kind: .loanDisbursed, part: #""maturity":"2023-12-15""#, still: #""maturity":"2023-03-02""#,
            broken: #""maturity":"2023-03-01""#,
            says: said("maturity", "2023-03-01", "a day after 2023-03-01 (effective_on)")),
        Case(
            kind: .loanDisbursed, part: #""signed_on":"2022-12-14""#, still: #""signed_on":"2023-03-01""#,
            broken: #""signed_on":"2023-03-02""#,
            says: said("signed_on", "2023-03-02", "2023-03-01 (effective_on) or earlier")),
        Case(
            kind: .loanRepaid, part: #""of_overdue_fen":"0""#, still: #""of_overdue_fen":"100""#,
            broken: #""of_overdue_fen":"101""#, says: said("of_overdue_fen", "101", "100 (principal_fen) or less")),
        Case(
            kind: .loanExtended, part: #""old_maturity":"2023-12-15""#, still: #""old_maturity":"2024-12-14""#,
            broken: #""old_maturity":"2024-12-15""#,
            says: said("maturity", "2024-12-15", "a day after 2024-12-15 (old_maturity)")),
        Case(
            kind: .interestPaid, part: #""to_day":"2023-03-15""#, still: #""to_day":"2022-12-16""#,
            broken: #""to_day":"2022-12-15""#, says: said("to_day", "2022-12-15", "a day after 2022-12-15 (from)")),
        Case(
            kind: .interestSubsidyPaid, part: #""to_day":"2023-08-21""#, still: #""to_day":"2022-08-22""#,
            broken: #""to_day":"2022-08-21""#, says: said("to_day", "2022-08-21", "a day after 2022-08-21 (from)")),
        Case(
            kind: .noticePosted, part: #""posted_to":"2023-06-19""#, still: #""posted_to":"2023-06-09""#,
            broken: #""posted_to":"2023-06-08""#,
            says: said("posted_to", "2023-06-08", "2023-06-09 (posted_from) or later")),
        Case(
            kind: .publishedFigureRecorded, part: #""period_to":"2022-12-31""#, still: #""period_to":"2022-01-01""#,
            broken: #""period_to":"2021-12-31""#,
            says: said("period_to", "2021-12-31", "2022-01-01 (period_from) or later")),
        Case(
            kind: .policyParameterSet, part: #""valid_to":"2022-12-31""#, still: #""valid_to":"2022-01-01""#,
            broken: #""valid_to":"2021-12-31""#,
            says: said("valid_to", "2021-12-31", "2022-01-01 (valid_from) or later")),
        Case(
            kind: .compensationPaid, part: #""loss_fen":"1000000""#, still: #""loss_fen":"1000000""#,
            broken: #""loss_fen":"1000001""#,
            says: said("loss_fen", "1000001", "1000000 (government_fen + bank_fen)")),
        Case(
            kind: .compensationRecovered, part: #""loss_fen":"100000""#, still: #""loss_fen":"100000""#,
            broken: #""loss_fen":"99999""#, says: said("loss_fen", "99999", "100000 (government_fen + bank_fen)")),
        Case(
            kind: .periodClosed, part: #""to":"2023-01-31""#, still: #""to":"2023-01-01""#,
            broken: #""to":"2022-12-31""#, says: said("to", "2022-12-31", "2023-01-01 (from) or later")),
    ]

    @Test(arguments: cases) func daysAndSums(_ given: Case) throws {
        let text = SampleEntries.entry(given.kind)
        try #require(text.contains(given.part))
        #expect(try faults(text.replacing(given.part, with: given.still)) == [])
        #expect(try faults(text.replacing(given.part, with: given.broken)) == [given.says])
    }

    @Test func aCorrectionMadeLaterCountsOnItsOwnDay() throws {
        let late = SampleEntries.entry(.loanDisbursed).replacing(
            #""effective_on""#, with: #""counts_on":"2022-12-15","effective_on""#
        )
        .replacing(#""maturity":"2023-12-15""#, with: #""maturity":"2023-01-15""#)
        #expect(try faults(late) == [])
    }

    @Test func aDayThatIsNotExactIsNoBound() throws {
        let year = SampleEntries.entry(.loanDisbursed).replacing(#""hh":"#, with: #""date_precision":"YEAR","hh":"#)
            .replacing(#""maturity":"2023-12-15""#, with: #""maturity":"2023-01-15""#)
        #expect(try faults(year) == [])
    }

    /// A wrong entry of an earlier release is taken back as it stands.
    @Test func anOriginalIsNotAskedAgain() throws {
        let reversal = SampleEntries.entry(.entryReversed)
        let body = SampleEntries.bodies[.disbursementMade] ?? ""
        let wrong = (SampleEntries.bodies[.noticePosted] ?? "").replacing("2023-06-19", with: "2023-06-01")
        let text = reversal.replacing(body, with: wrong).replacing("disbursement.made", with: "notice.posted")
        #expect(try faults(text) == [])
    }

    /// The reader that remembers shapes sees a relation that only the changed day breaks.
    @Test func theReaderOfShapesSeesThem() throws {
        var reader = EntryReader(form: form)
        let text = SampleEntries.entry(.noticePosted)
        for (to, isSound) in [("2023-06-19", true), ("2023-06-08", false), ("2023-06-20", true)] {
            let bytes = Array(text.replacing("2023-06-19", with: to).utf8)
            try bytes.withUnsafeBytes { try reader.read($0) }
            #expect(reader.isSound == isSound, "\(to)")
        }
    }

    @Test func monitoredHouseholdsSayWhy() throws {
        func missing(_ text: String) throws -> [String] {
            form.faults(in: try Entry(Array(text.utf8))).map { "\($0.rule) \($0.path) \($0.expected.english)" }
        }
        let register = SampleEntries.entry(.householdStatusSet)
        let untyped = register.replacing(#""monitor_type":"MARGINAL","#, with: "")
        #expect(try missing(untyped) == ["A53 body.monitor_type Monitor type"])
        #expect(try missing(untyped.replacing("MONITORED_OPEN", with: "LIFTED_ENTITLED")) == [])
        let loan = SampleEntries.entry(.loanDisbursed).replacing("LIFTED_ENTITLED", with: "MONITORED_CLEARED")
        #expect(try missing(loan) == ["A53 body.monitor_type Monitor type"])
    }

    @Test func tiersAndTheirMode() throws {
        let policy = SampleEntries.entry(.subsidyPolicySet)
        let tiers = policy.replacing(#""share_ppm":"1000000","source"#, with: #""source"#)
            .replacing(#""valid_from""#, with: #""tiers":[{"share_ppm":"500000"}],"valid_from""#)
        #expect(
            try faults(tiers) == [
                """
                E09 body: given "tiers", expected all of tiers, tier_mode, or none. Keep only the fields that apply.
                """
            ])
        #expect(try faults(tiers.replacing(#""tiers""#, with: #""tier_mode":"WHOLE","tiers""#)) == [])
    }
}
