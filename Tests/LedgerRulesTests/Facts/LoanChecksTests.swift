import LedgerDomain
import Testing

@testable import LedgerRules

/// What is said of a loan against what the log knows of it.
@Suite struct LoanChecksTests {
    private static let remedy = "Compare the paper, and correct the date, amount or code."
    private static let before = [Drafts.microloan("a", 5_000_000)]

    private func says(_ history: [Draft], _ draft: Draft) throws -> [String] {
        var log = try History()
        for draft in history { #expect(try log.faults(draft).filter { $0.outcome == .refuse } == []) }
        return try log.faults(draft).filter { $0.outcome == .refuse }.map { $0.text(.english) }
    }

    @Test func aRenewalRepaysALoanOfItsOwnHousehold() throws {
        #expect(try says(Self.before, Drafts.renewal("b", 100, of: "h", repaying: "a", 100)) == [])
        #expect(
            try says(Self.before, Drafts.renewal("b", 100, of: "z", repaying: "a", 100)) == [
                "E21 body.old_loan: expected a loan of the same household (hh). \(Self.remedy)"
            ])
        // Who is not named cannot differ.
        let unnamed = [Drafts.microloan("a", 5_000_000, of: nil)]
        #expect(try says(unnamed, Drafts.renewal("b", 100, of: "z", repaying: "a", 100)) == [])
    }

    private static func extended(to maturity: String, from old: String? = nil) -> Draft {
        let draft = Drafts.with(Drafts.loan("loan.extended", "a"), ("maturity", maturity))
        return old.map { Drafts.with(draft, ("old_maturity", $0)) } ?? draft
    }

    @Test func anExtensionEndsLater() throws {
        #expect(try says(Self.before, Self.extended(to: "2023-08-22", from: "2023-08-21")) == [])
        #expect(
            try says(Self.before, Self.extended(to: "2023-08-21")) == [
                """
                E21 body.maturity: given "2023-08-21", expected a day after 2023-08-21, when the loan matures. \(Self.remedy)
                """
            ])
        #expect(
            try says(Self.before, Self.extended(to: "2024-08-21", from: "2023-08-20")) == [
                """
                E21 body.old_maturity: given "2023-08-20", expected 2023-08-21, when the loan matures by the log. \
                \(Self.remedy)
                """
            ])
    }

    private static func compensation(_ kind: String, _ loss: Int) -> Draft {
        Drafts.draft(
            "compensation.\(kind)",
            [
                ("loan", Drafts.token("a")), ("loss_fen", "\(loss)"), ("government_fen", "\(loss)"), ("bank_fen", "0"),
            ])
    }

    @Test func lossesStayWithinTheLoan() throws {
        let first = Self.before + [Self.compensation("paid", 3_000_000)]
        #expect(try says(first, Self.compensation("paid", 2_000_000)) == [])
        #expect(
            try says(first, Self.compensation("paid", 2_000_001)) == [
                """
                E12 body.loss_fen: given "2000001", expected 2000000 fen or less, off by 1. \
                All losses compensated are at most what was lent.
                """
            ])
        #expect(try says(first, Self.compensation("recovered", 3_000_000)) == [])
        #expect(
            try says(first, Self.compensation("recovered", 3_000_001)) == [
                """
                E12 body.loss_fen: given "3000001", expected 3000000 fen or less, off by 1. \
                No more can be recovered than was compensated.
                """
            ])
        try expectNoTrace(after: Self.before, Self.compensation("paid", 3_000_000))
    }
}
