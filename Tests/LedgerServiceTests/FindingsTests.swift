import LedgerAudit
import LedgerDomain
import LedgerRules
import Testing

@testable import LedgerService

/// The findings of a log are the same whoever replays it, from wherever.
@Suite struct FindingsTests {
    private static let day = Day.first(of: 2026)

    private func lines(_ made: MadeFindings) -> [String] {
        made.rows.map { row in
            let finding = row.finding
            return "\(finding.id) \(finding.severity) \(finding.positions) \(finding.path) \(finding.given) "
                + "\(finding.expected) \(finding.difference ?? "") \(row.record.status)"
        } + made.noPolicy.map { "\($0)" } + made.waivers.map { "\($0)" }
    }

    @Test(arguments: 1..<6) func theSameFromADatabaseAndFromTiles(seed: UInt64) throws {
        let small = try SmallLedger(seed: seed, count: 300, part: 7)
        let request = FindingsRequest(asOf: Self.day)
        let first = try small.ledger.findings(request)
        #expect(!first.rows.isEmpty)
        #expect(lines(try small.ledger.findings(request)) == lines(first))
        _ = try small.ledger.export(tiles: small.folder + "/tiles")
        let exported = try Ledger.findings(tiles: small.folder + "/tiles", request)
        #expect(lines(exported) == lines(first))
        #expect(exported.root == first.root)
        #expect(Set(first.rows.map(\.finding.id)).count == first.rows.count)
    }

    @Test func aShorterLogKnowsLess() throws {
        let small = try SmallLedger(seed: 2, count: 200, part: 7)
        var request = FindingsRequest(asOf: Self.day)
        request.knownAt = .size(40)
        let early = try small.ledger.findings(request)
        #expect(early.size == 40)
        #expect(early.rows.allSatisfy { $0.finding.positions.allSatisfy { $0 < 40 } })
        request.knownAt = nil
        request.asOf = Day.first(of: 1990)
        #expect(try small.ledger.findings(request).rows.allSatisfy { $0.finding.region == .nation })
    }
}
