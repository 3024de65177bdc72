import LedgerDomain
import LedgerRules
import Testing

@Suite struct A52PartsDoNotAddTests {
    private func says(_ parts: [Int64], _ stated: Int64) -> String? {
        StatedTotal.fault(parts: parts.map { Fen($0) }, stated: Fen(stated), unit: .wanYuan)?.text(.english)
    }

    @Test func exactToTheFen() {
        #expect(says([100, 200], 300) == nil)
        #expect(
            says([100, 200], 301) == """
                A52 total: given "0.000301", expected 0.0003, off by 0.000001. Check the parts and the total, correct \
                them and import again.
                """)
        #expect(says([100, 200], 299)?.contains("off by -0.000001") == true)
    }

    @Test func noPartsAndATotal() {
        #expect(says([], 0) == nil)
        #expect(says([], 1)?.hasPrefix("A52") == true)
    }

    @Test func aUnitSlipIsA51s() { #expect(says([100, 200], 1_000_200)?.hasPrefix("A51") == true) }
}
