import Foundation
import LedgerDomain
import LedgerReference
import LedgerSample
import MerkleLog

@testable import LedgerService
import LedgerAudit

/// Ledgers made in this process, small enough to turn every byte of them.
final class SmallLedger: Sendable {
    let folder: String
    let ledger: Ledger
    static var reference: ShippedReference {
        get throws { try shared.get() }
    }
    private static let shared = Result { try ShippedReference() }

    var path: String { folder + "/a.ledger" }

    /// A ledger with its opening entry, and `count` generated events appended in parts of `part`, in a world that may be
    /// changed.
    init(seed: UInt64, count: Int, part: Int = 1, _ change: (inout LedgerEnvironment) -> Void = { _ in }) throws {
        folder = Self.parent + "/small-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var environment = Self.environment(folder, seed)
        change(&environment)
        ledger = try Ledger.create(
            folder + "/a.ledger", origin: "example.org/small/\(seed)", region: "000000", environment,
            reference: try Self.reference, hasPolicies: false)
        var events = SampleEvents(seed: seed, count: count, regions: try Self.reference.regions)
        var drafts: [Draft] = []
        while let draft = events.nextDraft() { drafts.append(draft) }
        for start in stride(from: 0, to: drafts.count, by: part) {
            try record(drafts[start..<min(start + part, drafts.count)])
        }
    }

    /// Records drafts as an import of history does, which lacks some fields that a person entering would give.
    private func record(_ drafts: ArraySlice<Draft>) throws {
        let recorder = Recorder(
            reference: try Self.reference, ledgerRegion: ledger.genesis.region, actor: "u:test", demandsExpected: false)
        var head: LogHead?
        _ = try ledger.write(isDryRun: false, &head) { appender in
            try recorder.record(
                drafts.map { draft in
                    var draft = draft
                    if draft.id.isEmpty { draft.id = UUID().uuidString.lowercased() }
                    return RecordedDraft(draft: draft)
                }, into: appender)
        }
    }

    /// In memory where there is such a place: a thousand ledgers wait long for a disk.
    private static let parent =
        FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func environment(_ folder: String, _ seed: UInt64) -> LedgerEnvironment {
        LedgerEnvironment(
            now: { Int64(Date().timeIntervalSince1970) },
            randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, actor: "u:test",
            stateDirectory: folder + "/state", software: "test")
    }

    var request: AuditRequest { AuditRequest(asOf: Day.first(of: 2026)) }

    /// The exit code of an audit of the database.
    func audit(_ change: (inout AuditRequest) -> Void = { _ in }) throws -> Int {
        var request = request
        change(&request)
        return try Ledger.audit(path, request, reference: try Self.reference).verdictNumber
    }
}

/// A file whose bytes are turned one at a time.
struct TurnedFile {
    let path: String
    let bytes: [UInt8]

    init(_ path: String) throws {
        self.path = path
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Turns one bit of the byte at an offset, runs `body`, and turns it back.
    func turned<Result>(at offset: Int, _ body: () throws -> Result) throws -> Result {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: Data([bytes[offset] ^ UInt8(1 << (offset % 8))]))
        defer {
            try? handle.seek(toOffset: UInt64(offset))
            try? handle.write(contentsOf: Data([bytes[offset]]))
        }
        return try body()
    }

    /// Where some bytes stand; `nil` where they do not.
    func range(of needle: [UInt8]) -> Range<Int>? {
        Data(bytes).range(of: Data(needle)).map { $0.lowerBound..<$0.upperBound }
    }
}
