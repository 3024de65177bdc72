import LedgerDomain
import Testing

@Suite struct InterestSubsidyDueTests {
    typealias Segment = InterestSubsidyDue.Segment

    /// 50,000 yuan at 3.70 % from 2022-08-21 to 2023-08-21, 20,000 repaid on 2023-03-01, basis 360.
    static let repaidInside = [
        Segment(principalFen: 5_000_000, ratePPM: 37_000, basePPM: 37_000, days: 192),
        Segment(principalFen: 3_000_000, ratePPM: 37_000, basePPM: 37_000, days: 173),
    ]

    @Test func aRepaymentInsideThePeriod() throws {
        let due = try #require(InterestSubsidyDue(Self.repaidInside))
        #expect(due.exact == Ratio(456_025, 3))
        #expect(due.roundedFen == 152_008)
        let days = [("2022-08-21", "2023-03-01"), ("2023-03-01", "2023-08-21")].map { from, to in
            (Day(to)?.ordinal ?? 0) - (Day(from)?.ordinal ?? 0)
        }
        #expect(days == [192, 173])
    }

    @Test func theLowerOfContractAndBaseIsPaid() throws {
        let above = try #require(
            InterestSubsidyDue([Segment(principalFen: 3_600_000, ratePPM: 50_000, basePPM: 40_000, days: 10)]))
        #expect(above.roundedFen == 4_000)
        let below = try #require(
            InterestSubsidyDue([Segment(principalFen: 3_600_000, ratePPM: 30_000, basePPM: 40_000, days: 10)]))
        #expect(below.roundedFen == 3_000)
    }

    @Test func halfGoesUpOnceAtTheEnd() throws {
        // 1.5 fen each: rounding segments would give 4.
        let half = Segment(principalFen: 150, ratePPM: 10_000, basePPM: 10_000, days: 360)
        #expect(try #require(InterestSubsidyDue([half])).roundedFen == 2)
        #expect(try #require(InterestSubsidyDue([half, half])).roundedFen == 3)
        let less = Segment(principalFen: 149, ratePPM: 10_000, basePPM: 10_000, days: 360)
        #expect(try #require(InterestSubsidyDue([less])).roundedFen == 1)
        #expect(try #require(InterestSubsidyDue([])).roundedFen == 0)
    }

    @Test func aShareOfTheInterestAndBothBases() throws {
        let half = Segment(
            principalFen: 365_000, ratePPM: 100_000, basePPM: 100_000, sharePPM: 500_000, days: 1, basis: 365)
        let full = Segment(principalFen: 360_000, ratePPM: 100_000, basePPM: 100_000, days: 1, basis: 360)
        #expect(try #require(InterestSubsidyDue([half, full])).exact == Ratio(150, 1))
    }

    @Test func limitsAndWhatWasPaidBefore() throws {
        let due = try #require(InterestSubsidyDue(Self.repaidInside))
        #expect(due.dueNowFen() == 152_008)
        #expect(due.dueNowFen(interestPaid: 152_007) == 152_007)
        #expect(due.dueNowFen(paidBefore: 100_000) == 52_008)
        #expect(due.dueNowFen(interestPaid: 120_000, paidBefore: 100_000, remainingCaps: [30_000, 15_000]) == 15_000)
        #expect(due.dueNowFen(paidBefore: 152_009) == 0)
    }

    @Test func whatCannotBeComputedIsNotComputed() {
        #expect(InterestSubsidyDue([Segment(principalFen: -1, ratePPM: 1, basePPM: 1, days: 1)]) == nil)
        #expect(InterestSubsidyDue([Segment(principalFen: 1, ratePPM: 1, basePPM: 1, days: 1, basis: 0)]) == nil)
        let huge = Segment(principalFen: .max, ratePPM: .max, basePPM: .max, days: 2)
        #expect(InterestSubsidyDue([huge]) == nil)
        let largest = Segment(principalFen: .max, ratePPM: 240_000, basePPM: 1_000_000, days: 36_600)
        #expect(InterestSubsidyDue([largest]) != nil)
    }
}
