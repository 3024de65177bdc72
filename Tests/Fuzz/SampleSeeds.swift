import Foundation
import LedgerDomain
import LedgerReference
import LedgerSample

/// Entries and drafts to start from.
enum SampleSeeds {
    /// The examples of all types in `schemas/events`, good ones and bad ones. `tools/fuzz` runs in the repository.
    static func entries() throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: "schemas/events")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var entries: [[UInt8]] = []
        for case let file as URL in files ?? .init()
        where file.deletingLastPathComponent().lastPathComponent == "examples" {
            let bytes = Array(try Data(contentsOf: file))
            entries.append(bytes.last == 0x0A ? bytes.dropLast() : bytes)
        }
        return entries.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// One synthetic event of each type that `linkedfund generate` makes.
    static func drafts() throws -> [[UInt8]] {
        var events = SampleEvents(seed: 1, count: 400, regions: try ShippedReference().regions)
        var seen: Set<String> = []
        var drafts: [[UInt8]] = []
        while let draft = events.nextDraft() {
            if seen.insert(draft.type).inserted { drafts.append(CanonicalJSON.encode(draft.json)) }
        }
        return drafts
    }

    /// Logs, one entry a line: a synthetic one, and the examples alone and in pairs.
    static func logs() throws -> [[UInt8]] {
        let entries = try entries()
        return [try log(count: 24)] + entries + zip(entries, entries.dropFirst()).map { $0 + [0x0A] + $1 }
    }

    /// The entries of a log of one entry a line, without the lines that are none.
    static func entries(of log: [UInt8]) -> [Entry] {
        log.split(separator: 0x0A).compactMap { try? Entry(Array($0)) }
    }

    /// The beginning of a synthetic log, one entry a line.
    private static func log(count: Int) throws -> [UInt8] {
        var events = SampleEvents(seed: 1, count: count, regions: try ShippedReference().regions)
        var lines: [[UInt8]] = []
        while let draft = events.nextDraft() {
            let time = Instant(secondsSinceEpoch: 1_800_000_000 + Int64(lines.count))
            lines.append(draft.encode(seq: UInt64(lines.count), recordedAt: time, actor: "u:fuzz"))
        }
        return Array(lines.joined(separator: [0x0A]))
    }
}
