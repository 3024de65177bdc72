import LedgerDomain
import Testing

@Suite struct RatioTests {
    typealias Rounding = (numerator: Int128, denominator: Int128, basisPoints: Int64?)

    static let roundings: [Rounding] = [
        (1, 1, 10_000), (1, 3, 3_333), (2, 3, 6_667), (0, 5, 0), (5, 0, nil), (0, 0, nil),
        // Half of a basis point and its neighbours.
        (1, 20_000, 1), (99_999, 2_000_000_000, 0), (100_001, 2_000_000_000, 1), (3, 20_000, 2), (4_999, 10_000_000, 5),
        // Half goes away from zero on both sides.
        (-1, 20_000, -1), (1, -20_000, -1), (-1, -20_000, 1), (-1, 20_001, 0), (-2, 3, -6_667),
        // The management fee of one batch: 14 of 1259 万元.
        (14, 1_259, 111),
        (Int128.max, 1, nil), (Int128(Int64.max), 1, nil), (Int128(Int64.max), 10_000, .max),
    ]

    @Test(arguments: roundings) func roundsOnce(_ given: Rounding) {
        #expect(Ratio(given.numerator, given.denominator).basisPoints == given.basisPoints)
    }

    @Test func aTargetIsComparedBeforeRounding() {
        // 59.996 % prints as 60.00 % and still misses 60 %.
        let almost = Ratio(59_996, 100_000)
        #expect(almost.basisPoints == 6_000)
        #expect(!almost.isAtLeast(basisPoints: 6_000))
        #expect(Ratio(60_000, 100_000).isAtLeast(basisPoints: 6_000))
        #expect(Ratio(-60_000, -100_000).isAtLeast(basisPoints: 6_000))
        #expect(!Ratio(1, 0).isAtLeast(basisPoints: 0))
    }

    @Test func comparesByCrossMultiplication() {
        #expect(Ratio(1, 2).compare(to: Ratio(2, 4)) == 0)
        #expect(Ratio(1, 3).compare(to: Ratio(1, 2)) == -1)
        #expect(Ratio(1, 2).compare(to: Ratio(1, 3)) == 1)
        #expect(Ratio(-1, 2).compare(to: Ratio(1, 2)) == -1)
        #expect(Ratio(1, -2).compare(to: Ratio(1, 2)) == -1)
        #expect(Ratio(1, -2).compare(to: Ratio(-1, 2)) == 0)
        #expect(Ratio(-1, -3).compare(to: Ratio(1, 2)) == -1)
        #expect(Ratio(1, 0).compare(to: Ratio(1, 2)) == nil)
        #expect(Ratio(1, 2).compare(to: Ratio(1, 0)) == nil)
    }

    @Test func comparesSumsOfAnySize() {
        #expect(Ratio(.max, .max - 1).compare(to: Ratio(1, 1)) == 1)
        #expect(Ratio(.max - 1, .max).compare(to: Ratio(.max, .max - 1)) == -1)
        #expect(Ratio(.min, .max).compare(to: Ratio(-1, 1)) == -1)
        #expect(Ratio(.max, .min).compare(to: Ratio(-1, 1)) == 1)
        #expect(Ratio(.max, 1).isAtLeast(basisPoints: .max))
    }

    @Test func printsTwoDecimals() {
        #expect(Ratio.percentText(0) == "0.00")
        #expect(Ratio.percentText(5) == "0.05")
        #expect(Ratio.percentText(6_844) == "68.44")
        #expect(Ratio.percentText(-6_844) == "-68.44")
        #expect(Ratio.percentText(-5) == "-0.05")
        #expect(Ratio.percentText(10_000) == "100.00")
        #expect(Ratio.percentText(.min) == "-92233720368547758.08")
    }
}
