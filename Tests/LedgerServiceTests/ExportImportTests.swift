import LedgerDomain
import LedgerInterchange
import LedgerTesting
import Testing

@testable import LedgerService
import LedgerViews

/// What a ledger exports, another one imports: the same drafts under the same identifiers, and equal figures.
@Suite struct ExportImportTests {
    private static let own = Set(EventKind.allCases.filter(\.isOwnedByLedger).map(\.type.name))

    @Test(arguments: seeds(8)) func anotherLedgerSaysTheSame(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let desk = try Desk(seed: seed)
        for _ in 0..<80 {
            _ = try desk.perform(Command.random(size: try desk.size, using: &generator), id: desk.newID())
        }
        let other = try SmallLedger(seed: ~seed, count: 0)
        let path = other.folder + "/all.jsonl"
        _ = try desk.ledger.export(to: path)
        let receipt = try other.ledger.importFile(path, as: .events)
        let (first, second) = (try said(by: desk.ledger), try said(by: other.ledger))
        #expect(first == second, "seed \(seed)")
        #expect(receipt.recorded == first.count + 1, "seed \(seed)")
        for name in [ReportName.industryShare, .execution] {
            var request = ReportRequest(name)
            (request.year, request.region) = (2023, RegionCode("230606"))
            let figures = try [desk.ledger, other.ledger].map { ledger in
                let report = try ledger.report(request).report
                // Positions are the ledger's own.
                let kept = report.columns.indices.filter { !report.columns[$0].key.contains("seq") }
                return report.rows.map { row in kept.map { row[$0] } }
            }
            #expect(figures[0] == figures[1], "seed \(seed) \(name)")
            #expect(!figures[0].isEmpty, "seed \(seed) \(name)")
        }
        #expect(try other.audit() == 0)
    }

    /// What each entry says, with what it corrects named by identifier, because positions differ.
    private func said(by ledger: Ledger) throws -> [String] {
        var filter = EntryFilter()
        filter.limit = .max
        let entries = try ledger.entries(filter)
        let ids = Dictionary(uniqueKeysWithValues: entries.map { ($0.seq ?? 0, $0.id ?? "") })
        let members: [EnvelopeMember] = [
            .id, .type, .effectiveOn, .countsOn, .region, .fiscalYear, .documents, .waives, .body,
        ]
        return entries.filter { !Self.own.contains($0.typeName) }.map { entry in
            let values = members.map { member in
                entry.envelopeValue(member).map { String(decoding: CanonicalJSON.encode($0), as: UTF8.self) } ?? ""
            }
            return (values + [entry.corrects.flatMap { ids[$0] } ?? ""]).joined(separator: " ")
        }
    }
}
