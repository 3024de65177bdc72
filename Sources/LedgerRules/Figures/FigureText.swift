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
        guard let wanted = product(goal.numerator, share.denominator),
            let given = product(share.numerator, goal.denominator),
            let whole = product(goal.denominator, share.denominator)
        else { return "—" }
        return percent(Ratio(wanted - given, whole))
    }

    /// How much more the numerator would have to be, in 分, rounded up; 0 where the product passes 128 bits, which is
    /// far more than the money there is.
    static func shortfall(_ share: Ratio, below goal: Ratio) -> Int128 {
        guard goal.denominator != 0, let product = product(goal.numerator, share.denominator) else { return 0 }
        let (wanted, rest) = product.quotientAndRemainder(dividingBy: goal.denominator)
        return wanted + (rest > 0 ? 1 : 0) - share.numerator
    }

    /// A product with room for one more sum.
    static func product(_ left: Int128, _ right: Int128) -> Int128? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow || product.magnitude > UInt128(Int128.max / 2) ? nil : product
    }
}
