import LedgerDomain
import LedgerViews
import Testing

@testable import LedgerRules
import LedgerReference

@Suite struct EntitlementReportTests {
    /// The rows of a history as of a day: place, loan's letter, scheme, from, to, days, principal, due, interest, paid,
    /// difference, exact, reason.
    static func rows(_ history: [Draft], asOf day: String = "2023-12-31") throws -> [String] {
        var log = try History()
        for draft in history {
            let faults = try log.faults(draft).filter { $0.outcome == .refuse }
            #expect(faults.isEmpty, "\(faults.map { $0.text(.english) })")
        }
        return try rows(log, asOf: day)
    }

    static func rows(_ log: History, asOf day: String) throws -> [String] {
        var book = LoanRegister()
        var fold = LedgerFold()
        for bytes in log.entries {
            let entry = try Entry(bytes)
            book.apply(entry)
            fold.apply(entry)
        }
        let report = EntitlementReport.make(
            book, policies: fold.policies, region: .nation, asOf: try #require(Day(day)), regions: log.reference.regions
        )
        #expect(report.rows.allSatisfy { $0.count == report.columns.count })
        return report.rows.map { row in row[2...13].map(text).joined(separator: " ") }
    }

    private static func text(_ value: ReportValue) -> String {
        switch value {
        case .text(let text): text.hasPrefix("1a2b:") ? String(text.suffix(1)) : text
        case .integer(let number): String(number)
        case .fen(let fen): String(fen)
        case .code(let code, _): code
        default: "-"
        }
    }

    static let before = Drafts.voucher + [Drafts.scheme()] + A32SubsidyAboveDueTests.loan

    @Test func dueAgainstPaid() throws {
        let paid = Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_667)
        #expect(
            try Self.rows(Self.before + [paid]) == [
                "a S 2022-08-21 2023-08-21 365 5000000 152008 - 98667 53341 456025/3 -"
            ])
        #expect(
            try Self.rows(Self.before + [paid], asOf: "2023-02-28") == [
                "a S 2022-08-21 2023-03-01 192 5000000 98667 - 98667 0 296000/3 -"
            ])
    }

    @Test func whatWasNeverPaidIsDueUnderTheOnlyScheme() throws {
        #expect(
            try Self.rows(Self.before) == ["a S 2022-08-21 2023-08-21 365 5000000 152008 - 0 152008 456025/3 -"])
        #expect(
            try Self.rows(Self.before + [Drafts.scheme("T")]) == ["a - - - - 5000000 - - 0 - - SEVERAL_POLICIES"])
        #expect(try Self.rows(Drafts.voucher + A32SubsidyAboveDueTests.loan) == [])
        let over = Drafts.with(Drafts.scheme("S"), ("valid_to", "2022-08-20"))
        #expect(try Self.rows(Drafts.voucher + [over] + A32SubsidyAboveDueTests.loan) == [])
    }

    @Test func whatIsUndefinedSaysWhy() throws {
        let paid = Drafts.subsidy("a", "2022-08-21", "2022-08-31", 10)
        #expect(
            try Self.rows(Drafts.voucher + A32SubsidyAboveDueTests.loan + [paid]) == [
                "a S - - - 5000000 - - 10 - - NO_POLICY"
            ])
        #expect(
            try Self.rows(Drafts.voucher + [Drafts.scheme(), paid]) == ["a S - - - - - - 10 - - UNKNOWN_LOAN"])
        #expect(
            try Self.rows(Drafts.voucher + [Drafts.scheme(), Drafts.microloan("a", 5_000_000, rate: nil), paid]) == [
                "a S - - - 5000000 - - 10 - - NO_RATE"
            ])
    }

    @Test func interestPaidAndExcludedHouseholds() throws {
        let first = Drafts.flagged(Drafts.scheme("S"), ("pay_first", true))
        let loan = Drafts.voucher + [first] + A32SubsidyAboveDueTests.loan
        #expect(try Self.rows(loan) == ["a S 2022-08-21 2023-08-21 365 5000000 0 - 0 0 456025/3 NO_INTEREST_PAID"])
        #expect(
            try Self.rows(loan + [Drafts.interest("a", "2022-08-21", "2023-08-21", 90_000)]) == [
                "a S 2022-08-21 2023-08-21 365 5000000 90000 90000 0 90000 456025/3 ABOVE_INTEREST_PAID"
            ])
        let excluded =
            Drafts.voucher + [
                A36SubsidyWithoutPolicyTests.scheme, Drafts.status("h", "LIFTED_NOT_ENTITLED", on: "2022-01-01"),
                Drafts.microloan("a", 5_000_000),
            ]
        #expect(
            try Self.rows(excluded) == ["a S 2022-08-21 2023-08-21 365 5000000 0 - 0 0 1688125/9 EXCLUDED_STATUS"])
    }

    /// 150,000 分 of interest, of which another scheme has subsidised 100,000.
    @Test func interestIsNotSubsidisedTwice() throws {
        let other = Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_667, policy: "T")
        let paid = [Drafts.interest("a", "2022-08-21", "2023-08-21", 150_000), other]
        #expect(
            try Self.rows(
                Self.before + [Drafts.scheme("T")] + paid + [Drafts.subsidy("a", "2023-03-01", "2023-08-21", 1)]) == [
                    "a S 2022-08-21 2023-08-21 365 5000000 51333 150000 1 51332 456025/3 ABOVE_INTEREST_PAID",
                    "a T 2022-08-21 2023-08-21 365 5000000 149999 150000 98667 51332 456025/3 ABOVE_INTEREST_PAID",
                ])
    }

    @Test func aReversalTakesItsOriginalOut() throws {
        var log = try History()
        let history = Self.before + [Drafts.subsidy("a", "2022-08-21", "2023-03-01", 98_667)]
        for draft in history { #expect(try log.take(draft).filter { !$0.hasPrefix("(") } == []) }
        #expect(try log.reverse(history.count - 1) == [])
        #expect(try log.reverse(history.count - 2) == [])
        #expect(
            try Self.rows(log, asOf: "2023-12-31") == [
                "a S 2022-08-21 2023-08-21 365 5000000 187569 - 0 187569 1688125/9 -"
            ])
    }
}
