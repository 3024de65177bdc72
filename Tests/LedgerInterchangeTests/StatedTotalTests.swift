import LedgerDomain
@testable import LedgerInterchange
import Testing

@Suite struct StatedTotalTests {
    private func rule(_ parts: [Int64], _ stated: Int64) -> String? {
        StatedTotal.fault(parts: parts.map { Fen($0) }, stated: Fen(stated), unit: .wanYuan)?.rule
    }

    @Test func partsAndTotals() {
        #expect(rule([100, 200], 300) == nil)
        #expect(rule([100, 200], 301) == "A52")
        #expect(rule([100, 200], 1_000_200) == "A51")
        #expect(rule([1_000_000, 200], 300) == "A51")
        #expect(rule([], 0) == nil)
        #expect(rule([], 1) == "A52")
    }
}
