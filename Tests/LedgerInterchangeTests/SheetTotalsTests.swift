import LedgerDomain
@testable import LedgerInterchange
import Testing
import WorkbookSamples

/// Yuan among 万元: one amount that is ten thousand times the others.
@Suite struct OutlierTests {
    private static func notes(_ amounts: [SampleCell]) -> [String] {
        let rows = amounts.enumerated().map { Allotments.row(id: .text("L\($0.offset)"), $0.element) }
        return ImportAnswer([Allotments.header] + rows).notes.filter { $0.contains("核对单位") }
    }

    @Test func anAmountInTheWrongUnitIsPointedAt() {
        #expect(
            Self.notes([10, 12, 9, 110000, 11]) == [
                "5|G|金额（万元）|110000|与多数行（中位数 11）相差数千倍，请核对单位"
            ])
        #expect(Self.notes([10, 12, 9, "0.0011", 11]).count == 1)
    }

    @Test func unequalAmountsAreUsual() {
        #expect(Self.notes([10, 12, 9, 11000, 11]).isEmpty)
        #expect(Self.notes([10, 12, 110000, 11]).isEmpty)
        #expect(Self.notes([10, 12, 9, 0, 11]).isEmpty)
    }
}
