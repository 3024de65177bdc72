import LedgerDomain
import Testing

@testable import LedgerRules

/// Of one official type, no amount is added up twice.
@Suite struct FindingSumTests {
    private func slow(_ place: String, _ fen: Int128, _ positions: [UInt64]) -> Finding {
        Finding(
            A08BehindSchedule.description, region: RegionCode(place) ?? .nation, fiscalYear: 2023, subject: "execution",
            amountFen: fen, positions: positions, path: "execution", given: "", expected: Label("", ""),
            isAboutFigure: true)
    }

    private func idle(_ line: String, _ fen: Int128, _ positions: [UInt64]) -> Finding {
        Finding(
            A07IdleFunds.description, region: RegionCode("230606") ?? .nation, fiscalYear: 2023, subject: line,
            amountFen: fen, positions: positions, path: "received_on", given: "", expected: Label("", ""))
    }

    private func sum(_ findings: Finding...) -> String {
        let sum = FindingSum(findings)
        #expect(FindingSum(findings.reversed()) == sum, "the order of the list decides nothing")
        return "\(sum.fen) of \(sum.count)"
    }

    @Test func aCountyIsNotAddedToItsProvince() {
        let province = slow("230000", 1_000, [1, 2, 3, 4])
        #expect(sum(province, slow("230606", 600, [1, 2]), slow("230604", 400, [3, 4])) == "1000 of 1")
        #expect(sum(slow("230606", 600, [1, 2]), slow("230604", 400, [3, 4])) == "1000 of 2")
    }

    @Test func idleLinesAreNotAddedToTheSlownessOfTheirPlace() {
        let lines = [idle("L", 500, [1]), idle("M", 700, [2])]
        #expect(sum(lines[0], lines[1], slow("230606", 100, [1, 2])) == "1200 of 2")
        #expect(sum(lines[0], lines[1], slow("230606", 2_000, [1, 2])) == "2000 of 1")
    }

    @Test func amountsOfTheirOwnAreAddedThoughTheyShareAnEntry() {
        #expect(sum(idle("L", 500, [1, 5]), idle("M", 700, [2, 5])) == "1200 of 2")
        // What two rules say about the very same entries is one amount.
        #expect(sum(idle("L", 500, [1, 5]), idle("M", 700, [1, 5])) == "700 of 1")
    }

    @Test func nothingIsNothing() { #expect(sum() == "0 of 0") }
}
