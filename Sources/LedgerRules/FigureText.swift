import LedgerDomain

/// How findings about figures say what is there, what should be, and by how much it misses.
enum FigureText {
    /// The exact fraction in 分 and its percentage, as `14000000/1259000000 (1.11 %)`.
    static func fraction(_ ratio: Ratio) -> String {
        "\(ratio.numerator)/\(ratio.denominator) (\(percent(ratio)))"
    }

    /// The percentage, rounded once.
    static func percent(_ ratio: Ratio) -> String {
        ratio.basisPoints.map { Ratio.percentText($0) + " %" } ?? "—"
    }

    /// By how many percentage points a share is below what it should be, rounded once from the exact difference.
    static func gap(_ share: Ratio, below goal: Ratio) -> String {
        percent(
            Ratio(
                goal.numerator * share.denominator - share.numerator * goal.denominator,
                goal.denominator * share.denominator))
    }

    /// How much more the numerator would have to be, in 分, rounded up.
    ///
    /// Sums below 2⁶³ 分, which is more than the money there is, keep the products within 128 bits.
    static func shortfall(_ share: Ratio, below goal: Ratio) -> Int128 {
        guard goal.denominator != 0 else { return 0 }
        let (wanted, rest) = (goal.numerator * share.denominator).quotientAndRemainder(dividingBy: goal.denominator)
        return wanted + (rest > 0 ? 1 : 0) - share.numerator
    }
}

extension Evidence {
    /// The first and the last position of a sum; `why` lists all between.
    var ends: [UInt64] { Array(Set([firstSeq, lastSeq].compactMap { $0 })) }
}
