import Foundation
import MerkleLog
import Testing

@testable import LedgerService
import LedgerAudit

/// Healthy ledgers raise no alarm, whatever is in them and whatever was done with them.
@Suite struct HealthyLedgersTests {
    /// A thousand ledgers of up to seventeen generated events, appended in parts of different length; every eighth with a new
    /// key in the middle, every fifth exported as tiles and as a bundle.
    @Test(arguments: 0..<50) func noFalseAlarm(group: Int) throws {
        for seed in group * 20..<(group + 1) * 20 {
            let small = try SmallLedger(seed: UInt64(seed), count: 1 + seed % 17, part: 1 + seed % 7)
            if seed.isMultiple(of: 8) { _ = try small.ledger.rotateKey(reason: "test") }
            if seed.isMultiple(of: 9) { _ = try small.ledger.rebuild() }
            let report = try Ledger.audit(small.path, small.request, reference: try SmallLedger.reference)
            #expect(report.verdictNumber == 0, "seed \(seed): \(report.findings.map(\.line))")
            guard seed.isMultiple(of: 5) else { continue }
            let (tiles, bundle) = (small.folder + "/tiles", small.folder + "/bundle")
            _ = try small.ledger.export(tiles: tiles)
            let exported = try Ledger.audit(tiles: tiles, small.request, reference: try SmallLedger.reference)
            #expect(exported.verdictNumber == 0, "seed \(seed): \(exported.findings.map(\.line))")
            _ = try small.ledger.export(evidence: bundle, region: nil, year: seed.isMultiple(of: 2) ? 2023 : nil)
            let proven = try Ledger.audit(evidence: bundle, small.request, reference: try SmallLedger.reference)
            #expect(proven.verdictNumber == 0, "seed \(seed): \(proven.findings.map(\.line))")
        }
    }
}
