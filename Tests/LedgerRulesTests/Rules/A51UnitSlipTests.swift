import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A51UnitSlipTests {
    private func says(_ parts: [Int64], _ stated: Int64) -> String? {
        StatedTotal.fault(parts: parts.map { Fen($0) }, stated: Fen(stated), unit: .yuan)?.text(.english)
    }

    @Test func aPartInYuanAmongTenThousands() {
        #expect(
            says([100, 200], 1_000_200) == """
                A51 total: given "10002.00", expected 3.00, off by 9999.00. One part is in the wrong unit (yuan against \
                10,000 yuan); correct it.
                """)
    }

    @Test func aPartInTenThousandsAmongYuan() {
        #expect(says([1_000_000, 200], 300)?.hasPrefix("A51 total: given \"3.00\", expected 10002.00") == true)
    }

    @Test func onePartAloneExplainsIt() {
        // Two parts in another unit are no slip of one.
        #expect(says([100, 200], 3_000_000)?.hasPrefix("A52") == true)
        #expect(says([100, 200], 1_000_199)?.hasPrefix("A52") == true)
        #expect(says([100, 200], 300) == nil)
    }

    @Test func itRefusesAndCanBeWaived() {
        #expect(A51UnitSlip.description.outcome == .refuse)
        #expect(A51UnitSlip.description.isWaivable)
    }
}
