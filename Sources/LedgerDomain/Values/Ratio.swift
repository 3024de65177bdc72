/// An exact ratio of two sums; rounded once, when it is printed.
public struct Ratio: Sendable, Hashable {
    /// What is measured, in the same unit as the denominator.
    public let numerator: Int128
    /// What it is measured against; 0 has no ratio.
    public let denominator: Int128

    /// A ratio of two sums.
    public init(_ numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The ratio in basis points, half away from zero; `nil` for a zero denominator and where it does not fit.
    ///
    /// Sums of fewer than 2⁴⁰ amounts of 64 bits always fit the arithmetic.
    public var basisPoints: Int64? { rounded(to: 10_000) }

    /// The ratio in tenths of a per cent, half away from zero, rounded from the fraction; `nil` as ``basisPoints``.
    public var permille: Int64? { rounded(to: 1_000) }

    /// The ratio in so many parts of one.
    private func rounded(to parts: Int128) -> Int64? {
        guard denominator != 0 else { return nil }
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 2 * parts)
        guard !overflow else { return nil }
        let isNegative = (scaled < 0) != (denominator < 0)
        let rounded = (scaled.magnitude / denominator.magnitude + 1) / 2
        guard let value = Int64(exactly: rounded) else { return nil }
        return isNegative ? -value : value
    }

    /// Whether the ratio is at least so many basis points, compared exactly. False for a zero denominator.
    public func isAtLeast(basisPoints: Int64) -> Bool {
        compare(to: Ratio(Int128(basisPoints), 10_000)).map { $0 >= 0 } ?? false
    }

    /// −1, 0 or 1 as the ratio is below, equal to or above another; `nil` where one has a zero denominator.
    ///
    /// The products have 256 bits, so that no sums are too large to be compared.
    public func compare(to other: Ratio) -> Int? {
        guard denominator != 0, other.denominator != 0 else { return nil }
        let left = numerator.multipliedFullWidth(by: other.denominator)
        let right = other.numerator.multipliedFullWidth(by: denominator)
        if left == right { return 0 }
        let isBelow = (left.high, left.low) < (right.high, right.low)
        let isReversed = (denominator < 0) != (other.denominator < 0)
        return isBelow == isReversed ? 1 : -1
    }

    /// Basis points as per cent with two decimals, as `68.44`.
    public static func percentText(_ basisPoints: Int64) -> String {
        let magnitude = basisPoints.magnitude
        let cents = magnitude % 100
        return "\(basisPoints < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// Tenths of a per cent as per cent with one decimal, as `68.4`.
    public static func permilleText(_ permille: Int64) -> String {
        "\(permille < 0 ? "-" : "")\(permille.magnitude / 10).\(permille.magnitude % 10)"
    }
}
