/// What one loan's interest subsidy comes to (贴息应付额), as an exact fraction.
///
/// `Σ principal × min(contract rate, base rate) × share × days ÷ basis`; the base rate of a segment already has
/// the scheme's factor, its principal the scheme's cap, and its days no arrears. The sum stays a fraction and is
/// rounded half up to 分 once, so that several segments do not collect roundings.
///
/// ```
/// 50000 元 × 3.70 % × 192 ÷ 360 + 30000 元 × 3.70 % × 173 ÷ 360 = 456025/3 分, rounded 1520.08 元
/// ```
public struct InterestSubsidyDue: Hashable, Sendable {
    /// A stretch of days with one principal and one rate (计息分段).
    public struct Segment: Hashable, Sendable {
        /// In 分, at least 0.
        public var principalFen: Int64
        /// The contract's annual rate in millionths.
        public var ratePPM: Int64
        /// The scheme's annual rate in millionths; the lower of the two is subsidised.
        public var basePPM: Int64
        /// The part of the interest that is subsidised, in millionths, at most 1 000 000.
        public var sharePPM: Int64
        /// How many days.
        public var days: Int64
        /// How many days make a year: 360 or 365.
        public var basis: Int64

        /// A segment from its parts.
        public init(
            principalFen: Int64, ratePPM: Int64, basePPM: Int64, sharePPM: Int64 = 1_000_000, days: Int64,
            basis: Int64 = 360
        ) {
            self.principalFen = principalFen
            self.ratePPM = ratePPM
            self.basePPM = basePPM
            self.sharePPM = sharePPM
            self.days = days
            self.basis = basis
        }
    }

    /// The exact amount in 分, in lowest terms, at least 0.
    public let exact: Ratio

    /// The sum over segments.
    ///
    /// `nil` where a member is negative, a basis is not positive, or the sum does not fit 128 bits.
    public init?(_ segments: [Segment]) {
        var sum = Ratio(0, 1)
        for segment in segments {
            guard let term = Self.exact(segment), let next = Self.adding(sum, term) else { return nil }
            sum = next
        }
        exact = sum
    }

    /// A sum that was made elsewhere over one denominator.
    ///
    /// `nil` where the numerator is negative or the denominator is not positive.
    public init?(numerator: Int128, denominator: Int128) {
        guard numerator >= 0, denominator > 0 else { return nil }
        exact = Self.reduced(numerator, denominator)
    }

    /// Rounded half up to 分, once.
    public var roundedFen: Int128 {
        let whole = exact.numerator / exact.denominator
        let rest = exact.numerator % exact.denominator
        return rest >= exact.denominator - rest ? whole + 1 : whole
    }

    /// What is due now, in 分 and at least 0.
    ///
    /// - Parameters:
    ///   - interestPaid: the interest really paid on the same days; `nil` where the scheme does not ask for it.
    ///   - paidBefore: the subsidy already paid on the same days.
    ///   - remainingCaps: what is left of the caps of the year, the holder and the legal representative.
    public func dueNowFen(interestPaid: Int128? = nil, paidBefore: Int128 = 0, remainingCaps: [Int128] = []) -> Int128 {
        let earned = min(roundedFen, interestPaid ?? roundedFen)
        return max(0, remainingCaps.reduce(earned - paidBefore, min))
    }

    private static func exact(_ segment: Segment) -> Ratio? {
        let rate = min(segment.ratePPM, segment.basePPM)
        guard segment.principalFen >= 0, rate >= 0, segment.sharePPM >= 0, segment.days >= 0, segment.basis > 0 else {
            return nil
        }
        var numerator = Int128(segment.principalFen)
        for factor in [rate, segment.sharePPM, segment.days] {
            let (product, overflow) = numerator.multipliedReportingOverflow(by: Int128(factor))
            if overflow { return nil }
            numerator = product
        }
        return reduced(numerator, Int128(segment.basis) * 1_000_000 * 1_000_000)
    }

    private static func adding(_ left: Ratio, _ right: Ratio) -> Ratio? {
        let divisor = greatestCommonDivisor(left.denominator, right.denominator)
        let (first, firstOverflow) = left.numerator.multipliedReportingOverflow(by: right.denominator / divisor)
        let (second, secondOverflow) = right.numerator.multipliedReportingOverflow(by: left.denominator / divisor)
        let (sum, sumOverflow) = first.addingReportingOverflow(second)
        let (scale, scaleOverflow) = left.denominator.multipliedReportingOverflow(by: right.denominator / divisor)
        guard !firstOverflow, !secondOverflow, !sumOverflow, !scaleOverflow else { return nil }
        return reduced(sum, scale)
    }

    private static func reduced(_ numerator: Int128, _ denominator: Int128) -> Ratio {
        let divisor = greatestCommonDivisor(numerator, denominator)
        return Ratio(numerator / divisor, denominator / divisor)
    }

    /// Of a number at least 0 and a positive one; positive.
    private static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
        var (large, small) = (second, first)
        while small != 0 { (large, small) = (small, large % small) }
        return large
    }
}
