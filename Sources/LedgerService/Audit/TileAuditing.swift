public import LedgerAudit
import LedgerDomain
import LedgerFiles
import LedgerReference
import MerkleLog

extension Ledger {
    /// Replays a directory of tiles, with no database at all.
    ///
    /// - Throws: ``ServiceError/noInput(path:_:)`` where the directory has no head.
    public static func audit(tiles path: String, _ request: AuditRequest) throws(ServiceError) -> AuditReport {
        try atBorder {
            try audit(tiles: path, request, reference: try ShippedReference())
        }
    }

    static func audit(
        tiles path: String, _ request: AuditRequest, reference: ShippedReference
    ) throws -> AuditReport {
        let directory = TileDirectory(path)
        try directory.requirePermission()
        guard let note = directory.checkpoint() else {
            throw ServiceError.noInput(
                path: path + "/checkpoint", Label("没有检查点：不是瓦片目录", "there is no head: this is no directory of tiles"))
        }
        return try TileAuditor(directory: directory, note: note, reference: reference, request: request).run()
    }
}

/// One audit of one directory of tiles.
struct TileAuditor {
    let directory: TileDirectory
    let note: [UInt8]
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        guard let head = HeadChecks.checkpoint(note) else { return Self.unreadable }
        var outcome = try replay(head, heads: [AuditHead(size: head.size, note: note)], foldsUntil: 0)
        let source = TileSource(directory: directory, size: head.size, heads: [])
        try OutsideEvidence(
            heads: [OutsideEvidence.CosignedHead(size: head.size, note: note)], stamps: [], published: { _ in nil },
            recordedAt: source.recordedAt
        ).check(request, &outcome)
        AuditWords.say(&outcome, hasFacts: false, hasViews: false, request)
        return outcome.report
    }

    /// The audit of a directory whose head says nothing.
    static var unreadable: AuditReport {
        var report = AuditReport()
        report.add(
            AuditFinding(.signature, by: "checkpoint", Label("检查点不能读取", "the checkpoint cannot be read")))
        return report
    }

    /// Replays the entries of the directory and compares its tiles.
    func replay(
        _ head: Checkpoint, heads: [AuditHead], witnesses: [NoteVerifierKey] = [], foldsUntil: UInt64
    ) throws -> AuditOutcome {
        let directory = directory
        let core = AuditCore(
            open: { TileSource(directory: directory, size: head.size, heads: heads) },
            reference: reference,
            request: request, claimedSize: head.size, foldsUntil: foldsUntil, witnesses: witnesses)
        var outcome = try core.run()
        checkPartialTiles(head, &outcome)
        return outcome
    }

    /// The last tile of each level, which no full one is compared with.
    func checkPartialTiles(_ head: Checkpoint, _ outcome: inout AuditOutcome) {
        // A log that ends early has other tiles; that it ends early was said.
        guard outcome.bytes.next == head.size else { return }
        for level in stride(from: 1, to: Tile.levels(size: head.size), by: 1) {
            let number = Tile.fullCount(level: level, size: head.size)
            let width = Tile.partialWidth(level: level, size: head.size)
            guard let tile = Tile(.hashes(level: level), number: number, width: width) else { continue }
            let stored = directory.hashes(tile)
            let wanted = outcome.bytes.partialTile(level: level)
            guard stored != wanted else { continue }
            let place = wanted.indices.first { stored?[$0] != wanted[$0] } ?? 0
            let first = (number * 256 + UInt64(place)) << UInt64(8 * level)
            outcome.report.add(
                AuditFinding(
                    stored == nil ? .truncated : .content, seq: first, lastSeq: first + (1 << UInt64(8 * level)) - 1,
                    want: wanted.indices.contains(place) ? wanted[place].hex : "", got: stored?[place].hex ?? "absent",
                    by: tile.path, Label("哈希瓦片与重算不符", "a tile of hashes is not the recomputed one")))
        }
    }
}

extension AuditSource {
    /// When an entry was recorded.
    func recordedAt(_ seq: UInt64) throws -> Instant? {
        try entry(at: seq).flatMap { try? Entry($0) }?.recordedAt
    }
}
