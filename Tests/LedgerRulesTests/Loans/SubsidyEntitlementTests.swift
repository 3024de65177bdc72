import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerRules

@Suite struct SubsidyEntitlementTests {
    static func day(_ text: String) -> Day { Day(text) ?? Day(ordinal: 0) }

    static func scheme(_ members: (String, String)..., tiers: [(Int?, Int)] = []) throws -> SubsidyScheme {
        var draft = Drafts.scheme("S")
        for member in members { draft = Drafts.with(draft, member) }
        if !tiers.isEmpty {
            let list = tiers.map { upTo, share in
                JSONValue.object(
                    (upTo.map { [JSONMember("up_to_fen", "\($0)")] } ?? []) + [JSONMember("share_ppm", "\(share)")])
            }
            draft = Drafts.without(draft, "share_ppm")
            draft.body = .object((draft.body.members ?? []) + [JSONMember("tiers", .array(list))])
        }
        return try #require(SubsidyScheme(draft.body, seq: 0))
    }

    /// 50,000 yuan at 3.70 % from 2022-08-21 to 2023-08-21, of which 20,000 are repaid on 2023-03-01.
    static func loan(
        rate: Int64? = 37_000, to maturity: String? = "2023-08-21", _ more: LoanHistory.Event...
    ) -> LoanHistory {
        let terms = LoanHistory.Terms(
            start: day("2022-08-21"), amountFen: 5_000_000, programme: .povertyMicroloan, signedOn: day("2022-08-21"),
            maturity: maturity.map(day), ratePPM: rate)
        let events =
            [
                .disbursed(terms),
                .changed(on: day("2023-03-01"), principalFen: -2_000_000, overdueFen: 0, isExact: true),
            ] + more
        return LoanHistory(events.enumerated().map { LoanHistory.Record(seq: UInt64($0), event: $1) })
    }

    static func policies() throws -> PolicyRegister {
        var log = try History()
        for draft in Drafts.primeRates { #expect(try log.take(draft) == []) }
        return log.facts.policies
    }

    static func earned(
        _ loan: LoanHistory, _ scheme: SubsidyScheme, before end: String = "2030-01-01"
    ) throws -> SubsidyEntitlement {
        try SubsidyEntitlement(loan, scheme, policies(), before: day(end))
    }

    @Test func theCalibrationOfTheFormula() throws {
        let earned = try Self.earned(Self.loan(), Self.scheme())
        #expect(earned.due.exact == Ratio(456_025, 3))
        #expect(earned.due.roundedFen == 152_008)
        #expect(earned.segments.map(\.days) == [192, 173])
        #expect(earned.segments.map(\.principalFen) == [5_000_000, 3_000_000])
    }

    /// Each limit of the days, as days of each segment.
    @Test func daysAreClipped() throws {
        func days(_ loan: LoanHistory, _ scheme: SubsidyScheme, _ end: String = "2030-01-01") throws -> [Int64] {
            try Self.earned(loan, scheme, before: end).segments.map(\.days)
        }
        let loan = Self.loan()
        #expect(try days(loan, Self.scheme(), "2022-08-31") == [10])
        #expect(try days(loan, Self.scheme(), "2022-08-21") == [])
        #expect(try days(loan, Self.scheme(("valid_to", "2022-12-31"))) == [133])
        #expect(try days(loan, Self.scheme(("valid_from", "2023-01-01"))) == [59, 173])
        #expect(try days(loan, Self.scheme(("max_days", "200"))) == [192, 8])
        let overdue = Self.loan(
            .changed(on: Self.day("2022-08-31"), principalFen: 0, overdueFen: 7, isExact: true),
            .changed(on: Self.day("2022-09-10"), principalFen: 0, overdueFen: -7, isExact: true))
        #expect(try days(overdue, Self.scheme()) == [10, 172, 173])
        // A window of days goes on through arrears.
        #expect(try days(overdue, Self.scheme(("max_days", "30"))) == [10, 10])
        let extended = Self.loan(.extended(to: Self.day("2023-08-31")))
        #expect(try days(extended, Self.scheme()) == [192, 183])
    }

    @Test func baseRatesOfTheDayOfSigningAndOfEachSegment() throws {
        func rates(_ members: (String, String)...) throws -> [(Int64, Int128)] {
            var scheme = Drafts.scheme("S")
            for member in members { scheme = Drafts.with(scheme, member) }
            let read = try #require(SubsidyScheme(scheme.body, seq: 0))
            return try Self.earned(Self.loan(rate: 90_000), read).segments.map { ($0.days, $0.ratePerTrillion) }
        }
        #expect(try rates(("base", "LPR_1Y")).map(\.1) == [37_000_000_000, 37_000_000_000])
        #expect(
            try rates(("base", "LPR_1Y"), ("base_date", "SEGMENT")).elementsEqual(
                [(1, 37_000_000_000), (191, 36_500_000_000), (173, 36_500_000_000)], by: ==))
        #expect(try rates(("base", "BRACKET")).map(\.1) == [37_000_000_000, 37_000_000_000])
        #expect(try rates(("base", "LPR_5Y_PLUS")).map(\.1) == [44_500_000_000, 44_500_000_000])
        #expect(try rates(("base", "LPR_1Y"), ("factor_ppm", "1300001")).map(\.1).first == 48_100_037_000)
        #expect(try rates(("base", "FIXED"), ("base_rate_ppm", "20000")).map(\.1).first == 20_000_000_000)
        #expect(try rates(("base", "CONTRACT")).map(\.1).first == 90_000_000_000)
    }

    @Test func tiersByTheWholeAndBySlices() throws {
        let tiers: [(Int?, Int)] = [(1_000, 500_000), (5_000, 250_000), (nil, 150_000)]
        let whole = try Self.scheme(("tier_mode", "WHOLE"), tiers: tiers)
        #expect(whole.weighted(1_000) == 1_000 * 500_000)
        #expect(whole.weighted(1_001) == 1_001 * 250_000)
        #expect(whole.weighted(5_001) == 5_001 * 150_000)
        let marginal = try Self.scheme(("tier_mode", "MARGINAL"), tiers: tiers)
        #expect(marginal.weighted(1_001) == 1_000 * 500_000 + 250_000)
        #expect(marginal.weighted(6_000) == 1_000 * 500_000 + 4_000 * 250_000 + 1_000 * 150_000)
        let capped = try Self.scheme(("tier_mode", "MARGINAL"), ("cap_principal_fen", "2000"), tiers: tiers)
        #expect(capped.weighted(6_000) == 1_000 * 500_000 + 1_000 * 250_000)
        // Above the last bound there is nothing.
        let bounded = try Self.scheme(("tier_mode", "WHOLE"), tiers: [(1_000, 500_000)])
        #expect(bounded.weighted(1_001) == 0)
    }

    @Test func whatIsMissingIsNamed() throws {
        let scheme = try Self.scheme(("base", "LPR_1Y"))
        func reason(_ loan: LoanHistory, _ scheme: SubsidyScheme) throws -> SubsidyEntitlement.Undefined? {
            do { _ = try Self.earned(loan, scheme) } catch let reason as SubsidyEntitlement.Undefined { return reason }
            return nil
        }
        #expect(try reason(LoanHistory(), scheme) == .unknownLoan)
        #expect(try reason(Self.loan(rate: nil), scheme) == .noRate)
        #expect(try reason(Self.loan(to: nil), scheme) == .noMaturity)
        #expect(
            try reason(
                Self.loan(.changed(on: Self.day("2023-01-01"), principalFen: -1, overdueFen: 0, isExact: false)), scheme
            )
                == .inexactDate)
        #expect(try reason(Self.loan(), Self.scheme(("base", "FIXED"))) == .noBaseRate)
        #expect(try reason(Self.loan(), scheme) == nil)
    }

    // MARK: Twin

    /// Day by day, with nothing but sums over the events.
    private static func naive(
        _ loan: LoanHistory, _ scheme: SubsidyScheme, _ policies: PolicyRegister, before end: Day
    ) throws -> Ratio {
        let terms = try #require(loan.terms)
        let maturity = try #require(loan.maturity)
        let first = max(terms.start, scheme.validFrom ?? terms.start)
        var sum = Int128(0)
        var day = first
        var passed: Int64 = 0
        while day < end, day < maturity, scheme.validTo.map({ day <= $0 }) ?? true,
            scheme.maximumDays.map({ passed < $0 }) ?? true
        {
            var (principal, overdue): (Int64, Int64) = (terms.amountFen, 0)
            for case .changed(let on, let repaid, let late, _) in loan.records.map(\.event) where on <= day {
                (principal, overdue) = (principal + repaid, overdue + late)
            }
            let counted = scheme.baseDate == .segment ? day : terms.signedOn ?? terms.start
            let base: Int64? =
                switch scheme.base {
                case .contract: terms.ratePPM
                case .fixed: scheme.fixedRatePPM
                case .primeRateOneYear: policies.primeRate(.oneYear, on: counted)
                case .primeRateFiveYears: policies.primeRate(.fiveYearsPlus, on: counted)
                case .bracket:
                    policies.primeRate(LoanTerm.tenor(from: terms.start, to: maturity), on: counted)
                }
            if overdue == 0, principal > 0 {
                let rate = min(
                    Int128(try #require(terms.ratePPM)) * 1_000_000,
                    Int128(try #require(base)) * Int128(scheme.factorPPM))
                sum += scheme.weighted(principal) * rate
            }
            day = day.adding(days: 1)
            passed += 1
        }
        return Ratio(sum, Int128(scheme.dayBasis) * 1_000_000_000_000_000_000)
    }

    @Test(arguments: seeds(120)) func theTwinAgrees(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let start = Self.day("2022-05-20").adding(days: number(0...200))
        let term = number(30...1_100)
        var left = number(1...9_000_000)
        let terms = LoanHistory.Terms(
            start: start, amountFen: Int64(left), programme: .povertyMicroloan,
            signedOn: number(0...1) == 0 ? nil : start.adding(days: -number(0...5)),
            maturity: start.adding(days: term), ratePPM: Int64(number(20_000...60_000)))
        var events: [LoanHistory.Event] = [.disbursed(terms)]
        var late = 0
        var day = start
        for _ in 0..<number(0...6) {
            day = day.adding(days: number(0...150))
            switch number(0...2) {
            case 0:
                let repaid = number(0...(left - late))
                left -= repaid
                events.append(.changed(on: day, principalFen: Int64(-repaid), overdueFen: 0, isExact: true))
            case 1:
                let more = number(0...(left - late))
                late += more
                events.append(.changed(on: day, principalFen: 0, overdueFen: Int64(more), isExact: true))
            default:
                events.append(.changed(on: day, principalFen: 0, overdueFen: Int64(-late), isExact: true))
                late = 0
            }
        }
        let loan = LoanHistory(events.enumerated().map { LoanHistory.Record(seq: UInt64($0), event: $1) })
        var scheme = Drafts.scheme(
            "S",
            ("base", ["LPR_1Y", "LPR_5Y_PLUS", "BRACKET", "FIXED", "CONTRACT"][number(0...4)]),
            ("base_rate_ppm", "31234"),
            ("base_date", ["SIGNED", "SEGMENT"][number(0...1)]), ("factor_ppm", "\(number(300_000...1_300_000))"),
            ("basis", ["360", "365"][number(0...1)]), ("valid_from", "2022-07-01"),
            ("share_ppm", "\(number(0...1_000_000))"))
        if number(0...1) == 0 { scheme = Drafts.with(scheme, ("cap_principal_fen", "5000000")) }
        if number(0...2) == 0 { scheme = Drafts.with(scheme, ("max_days", "\(number(1...400))")) }
        if number(0...2) == 0 { scheme = Drafts.with(scheme, ("valid_to", "2023-06-30")) }
        let read = try #require(SubsidyScheme(scheme.body, seq: 0))
        let policies = try Self.policies()
        let end = start.adding(days: number(0...1_200))
        let fast = try SubsidyEntitlement(loan, read, policies, before: end).due.exact
        let slow = try Self.naive(loan, read, policies, before: end)
        #expect(fast.compare(to: slow) == 0, "seed \(seed): \(fast) is not \(slow)")
    }
}
