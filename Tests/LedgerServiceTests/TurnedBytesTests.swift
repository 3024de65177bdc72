import Foundation
import LedgerFiles
import LedgerLog
import LedgerTesting
import MerkleLog
import Testing

@testable import LedgerService
import LedgerAudit

/// Every byte of a small ledger and of what is exported from it, turned one at a time: an audit never passes.
@Suite struct TurnedBytesTests {
    /// Bytes whose change says nothing else, with the reason. Everything outside these must be noticed.
    private static func isHarmless(_ file: String, _ offset: Int) -> Bool { false }

    /// The exit code, or -1 where the audit ends with an error.
    private static func code(_ audit: () throws -> Int) -> Int { (try? audit()) ?? -1 }

    @Test func noByteOfTheDatabasesEntriesAndHeadsCanBeTurned() throws {
        let small = try SmallLedger(seed: 7, count: 3)
        #expect(try small.audit() == 0)
        let file = try TurnedFile(small.path + "/log.sqlite")
        var missed: [String] = []
        var turned = 0
        for (name, needle, before, after) in try Self.stored(small.path) {
            let range = try #require(file.range(of: needle), "\(name) is not in the file as one piece")
            // The numbers of a row stand in front of its texts and, of a head, behind them.
            for offset in (range.lowerBound - before)..<(range.upperBound + after) {
                turned += 1
                if try file.turned(at: offset, { Self.code { try small.audit() } }) == 0 {
                    missed.append("\(name) \(offset - range.lowerBound)")
                }
            }
        }
        #expect(missed.isEmpty)
        #expect(turned > 3_000)
        #expect(try small.audit() == 0, "the ledger is as it was")
    }

    private static func stored(_ path: String) throws -> [(String, [UInt8], Int, Int)] {
        let log = try SQLiteLog(reading: path)
        defer { try? log.close() }
        var pieces: [(String, [UInt8], Int, Int)] = []
        try log.forEachBatch { batch in
            pieces.append(("entries \(batch.first)", Array(batch.entries), 10, 0))
            pieces.append(("leaves \(batch.first)", Array(batch.leaves), 0, 0))
            pieces.append(("digest \(batch.first)", Array(batch.digest), 0, 0))
            return true
        }
        for head in try log.heads(after: 0, through: .max) {
            pieces.append(("root \(head.size)", head.root, 8, 0))
            pieces.append(("note \(head.size)", head.note, 0, 0))
            pieces.append(("frontier \(head.size)", head.frontier, 0, 4))
        }
        return pieces
    }

    @Test func noByteOfATiledExportCanBeTurned() throws {
        let small = try SmallLedger(seed: 8, count: 3)
        let target = small.folder + "/tiles"
        _ = try small.ledger.export(tiles: target)
        func audit() throws -> Int {
            try Ledger.audit(tiles: target, small.request, reference: try SmallLedger.reference).verdictNumber
        }
        #expect(try audit() == 0)
        #expect(try missed(in: target, every: { _ in 1 }, audit) == [])
        #expect(try audit() == 0)
    }

    /// Of files that only the list of checksums guards, every 61st byte is turned: the list treats all bytes alike. A
    /// bundle of everything differs from a limited one in its tiles, which an export has too; of it every fifth byte is
    /// turned, others in each round of `tools/soak`.
    @Test(arguments: [false, true], seeds(1)) func noByteOfAnEvidenceBundleCanBeTurned(
        isLimited: Bool, seed: UInt64
    ) throws {
        let small = try SmallLedger(seed: 9, count: 4)
        let target = small.folder + "/bundle"
        _ = try small.ledger.export(evidence: target, region: nil, year: isLimited ? 2023 : nil)
        func audit() throws -> Int {
            try Ledger.audit(evidence: target, small.request, reference: try SmallLedger.reference).verdictNumber
        }
        #expect(try audit() == 0)
        let missed = try missed(
            in: target,
            every: { name in
                let isGuardedByListAlone =
                    name.hasPrefix("codes/")
                    || ["FORMATS.md", "README.md", "verify.py", "figures.json", "rules.txt"].contains(name)
                return isGuardedByListAlone ? 61 : isLimited ? 1 : 5
            }, from: Int(seed % 61), audit)
        #expect(missed == [])
    }

    private func missed(
        in folder: String, every step: (String) -> Int, from first: Int = 0, _ audit: () throws -> Int
    ) throws -> [String] {
        var missed: [String] = []
        for name in Files.list(folder) {
            let file = try TurnedFile(folder + "/" + name)
            let step = step(name)
            for offset in stride(from: first % step, to: file.bytes.count, by: step)
            where !Self.isHarmless(name, offset) {
                if try file.turned(at: offset, { Self.code(audit) }) == 0 { missed.append("\(name) \(offset)") }
            }
        }
        return missed
    }
}
