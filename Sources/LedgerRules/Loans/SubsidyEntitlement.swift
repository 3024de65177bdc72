import LedgerDomain

/// What a loan has earned of a scheme's subsidy by a day, since it began (应贴利息, domain.md 4.5).
///
/// `Σ min(principal, cap) × min(contract rate, base rate × factor) × share × days ÷ basis` over segments: stretches of
/// days with one principal and one base rate. Days count in [from, to): from the loan's start, and not before the scheme
/// begins, to the first of its maturity, the scheme's end, the scheme's number of days and the day asked for; days on
/// which a part of the loan is overdue are taken out. The sum is one exact fraction, rounded once, so that batches do
/// not collect roundings.
struct SubsidyEntitlement: Hashable, Sendable {
    /// Why it has no value.
    enum Undefined: String, Error, CaseIterable {
        /// The ledger does not know the loan.
        case unknownLoan = "UNKNOWN_LOAN"
        /// The scheme is not in the log.
        case noPolicy = "NO_POLICY"
        /// A day that it depends on is known by year alone, or not at all.
        case inexactDate = "INEXACT_DATE"
        /// The contract's rate is not known.
        case noRate = "NO_RATE"
        /// The day of maturity is not known.
        case noMaturity = "NO_MATURITY"
        /// No base rate is known for a day.
        case noBaseRate = "NO_BASE_RATE"
        /// The sum does not fit 128 bits.
        case tooLarge = "TOO_LARGE"
    }

    /// A stretch of days with one principal and one rate (计息分段).
    struct Segment: Hashable, Sendable {
        var from: Day
        /// The day after the last.
        var to: Day
        /// In 分, before the scheme's cap.
        var principalFen: Int64
        /// The rate subsidised: the lower of the contract's and the base with its factor, in millionths of a millionth.
        var ratePerTrillion: Int128

        var days: Int64 { Int64(to.ordinal) - Int64(from.ordinal) }
    }

    /// In order; without days of arrears.
    let segments: [Segment]
    /// The exact sum.
    let due: InterestSubsidyDue

    /// What a loan has earned by a day, which itself does not count.
    init(
        _ loan: LoanHistory, _ scheme: SubsidyScheme, _ policies: PolicyRegister, before end: Day
    ) throws(Undefined) {
        guard let terms = loan.terms else { throw .unknownLoan }
        guard loan.isExact else { throw .inexactDate }
        guard let rate = terms.ratePPM else { throw .noRate }
        guard let maturity = loan.maturity else { throw .noMaturity }
        let first = max(terms.start, scheme.validFrom ?? terms.start)
        let last = [
            end, maturity, scheme.validTo?.adding(days: 1),
            scheme.maximumDays.map { first.adding(days: Int(clamping: $0)) },
        ].compactMap { $0 }.reduce(end, min)
        let base = BaseRate(scheme: scheme, terms: terms, maturity: maturity, policies: policies, contractPPM: rate)
        segments = try Self.segments(loan, from: first, to: last, base)
        due = try Self.due(segments, scheme)
    }

    /// What segments come to under a scheme; used too for the segments that an entry states.
    static func due(_ segments: [Segment], _ scheme: SubsidyScheme) throws(Undefined) -> InterestSubsidyDue {
        var sum = Int128(0)
        for segment in segments {
            var product = scheme.weighted(segment.principalFen)
            for factor in [segment.ratePerTrillion, Int128(segment.days)] {
                let (next, overflow) = product.multipliedReportingOverflow(by: factor)
                if overflow { throw .tooLarge }
                product = next
            }
            let (next, overflow) = sum.addingReportingOverflow(product)
            if overflow { throw .tooLarge }
            sum = next
        }
        let trillion = Int128(1_000_000_000_000)
        guard
            let due = InterestSubsidyDue(
                numerator: sum, denominator: Int128(scheme.dayBasis) * 1_000_000 * trillion)
        else { throw .tooLarge }
        return due
    }

    private static func segments(
        _ loan: LoanHistory, from first: Day, to last: Day, _ base: BaseRate
    ) throws(Undefined) -> [Segment] {
        guard first < last else { return [] }
        let balances = loan.balances
        let cuts = Set(
            [first, last] + balances.map(\.from).filter { $0 > first && $0 < last }
                + base.changes(after: first, before: last)
        ).sorted()
        var segments: [Segment] = []
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            guard let balance = balances.last(where: { $0.from <= from }), balance.principalFen > 0,
                balance.overdueFen <= 0
            else { continue }
            let rate = try base.rate(on: from)
            if let before = segments.last, before.to == from, before.principalFen == balance.principalFen,
                before.ratePerTrillion == rate
            {
                segments[segments.count - 1].to = to
            } else {
                segments.append(
                    Segment(from: from, to: to, principalFen: balance.principalFen, ratePerTrillion: rate))
            }
        }
        return segments
    }
}

extension SubsidyScheme {
    /// A principal within the scheme's cap, each part of it times its share in millionths.
    ///
    /// WHOLE takes the share of the tier in which the whole principal lies; MARGINAL takes each slice at its own. What
    /// lies above the last tier gets nothing.
    func weighted(_ principalFen: Int64) -> Int128 {
        let capped = min(principalFen, capPrincipalFen ?? principalFen)
        switch tierMode {
        case .whole:
            let tier = tiers.first { $0.upToFen.map { principalFen <= $0 } ?? true }
            return Int128(capped) * Int128(tier?.sharePPM ?? 0)
        case .marginal:
            var (sum, below) = (Int128(0), Int64(0))
            for tier in tiers {
                let end = min(capped, tier.upToFen ?? capped)
                if end > below { sum += Int128(end - below) * Int128(tier.sharePPM) }
                below = max(below, end)
            }
            return sum
        }
    }
}
