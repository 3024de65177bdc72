import LedgerAudit
import LedgerDomain
import LedgerFiles
import MerkleLog

/// A store as an audit reads it. Each thread opens one of its own.
struct StoreSource: AuditSource {
    let log: any LogStore

    func forEachRow(from first: UInt64, _ body: (AuditRow) throws -> Bool) throws {
        try log.forEachBatch(from: first) { batch in
            try body(
                AuditRow(
                    first: batch.first, count: batch.count, entries: batch.entries, leaves: batch.leaves,
                    digest: batch.digest))
        }
    }

    func heads(after: UInt64, through: UInt64) throws -> [AuditHead] {
        try log.heads(after: after, through: through).map { head in
            AuditHead(
                size: head.size, note: head.note, root: head.root, frontier: head.frontier, recordedAt: head.recordedAt)
        }
    }

    func leaves(_ range: Range<UInt64>) throws -> [Hash] { try log.storedLeaves(range) }

    func tile(level: Int, number: UInt64) throws -> [Hash]? { try log.storedTile(level: level, number: number) }

    func entry(at seq: UInt64) throws -> [UInt8]? { try log.entry(at: seq) }
}

/// A directory of tiles as an audit reads it: a row is a bundle of entries.
struct TileSource: AuditSource {
    let directory: TileDirectory
    /// The size that the head of the directory claims.
    let size: UInt64
    /// The heads beside the checkpoint, by size.
    let heads: [AuditHead]

    func forEachRow(from first: UInt64, _ body: (AuditRow) throws -> Bool) throws {
        let count = size / 256 + (size.isMultiple(of: 256) ? 0 : 1)
        for number in (first / 256)..<max(first / 256, count) {
            let width = width(of: number)
            // A bundle or tile that is missing or cut ends the log here: the replay is then shorter than its head.
            guard let bundle = Tile(.entries, number: number, width: width).flatMap({ directory.bytes(at: $0.path) }),
                let leaves = Tile(.hashes(level: 0), number: number, width: width).flatMap({
                    directory.bytes(at: $0.path)
                }), leaves.count == width * Hash.length
            else { return }
            let goesOn = try bundle.withUnsafeBytes { entries in
                try leaves.withUnsafeBytes { hashes in
                    try body(
                        AuditRow(
                            first: number * 256, count: width, entries: entries, framing: .lengths, leaves: hashes,
                            digest: nil))
                }
            }
            guard goesOn else { return }
        }
    }

    func width(of number: UInt64) -> Int {
        number < Tile.fullCount(level: 0, size: size) ? Tile.fullWidth : Tile.partialWidth(level: 0, size: size)
    }

    func heads(after: UInt64, through: UInt64) throws -> [AuditHead] {
        heads.filter { $0.size > after && $0.size <= through }
    }

    func leaves(_ range: Range<UInt64>) throws -> [Hash] { try directory.tree(size: size).leaves(range) }

    func tile(level: Int, number: UInt64) throws -> [Hash]? {
        guard number < Tile.fullCount(level: level, size: size) else { return nil }
        return Tile(.hashes(level: level), number: number).flatMap { directory.hashes($0) }
    }

    func entry(at seq: UInt64) throws -> [UInt8]? {
        let width = width(of: seq / 256)
        guard seq < size, let tile = Tile(.entries, number: seq / 256, width: width),
            let bundle = directory.bytes(at: tile.path)
        else { return nil }
        // Of a bundle that was cut, the entries before the cut are there.
        var found: [UInt8]?
        var left = seq % 256
        bundle.withUnsafeBytes { entries in
            AuditRow(
                first: seq - left, count: width, entries: entries, framing: .lengths,
                leaves: UnsafeRawBufferPointer(start: nil, count: 0), digest: nil
            ).forEachEntry { entry in
                if left == 0, found == nil { found = Array(entry) }
                if left > 0 { left -= 1 }
            }
        }
        return found
    }
}

/// The disclosed entries of a limited bundle among the hashes of all.
struct DisclosedSource: AuditSource {
    let tiles: TileSource
    private let entries: [UInt64: [UInt8]]
    /// How many entries are disclosed.
    var count: Int { entries.count }
    /// Lines that have no place among the positions.
    let findings: [AuditFinding]

    init(_ tiles: TileSource) {
        self.tiles = tiles
        var entries: [UInt64: [UInt8]] = [:]
        var findings: [AuditFinding] = []
        var last: UInt64?
        let text = Files.read(tiles.directory.path + "/entries.jsonl", limit: .max)
        if text?.last ?? 0x0A != 0x0A || text == nil {
            findings.append(
                AuditFinding(
                    .truncated, by: "entries.jsonl", Label("entries.jsonl 缺失或不完整", "entries.jsonl is missing or cut")))
        }
        for line in (text ?? []).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let bytes = Array(line)
            guard let entry = try? Entry(bytes), let seq = entry.seq else {
                findings.append(
                    AuditFinding(
                        .encoding, seq: last.map { $0 + 1 }, by: "entries.jsonl",
                        Label("entries.jsonl 有不能读取的行", "entries.jsonl has a line that is no entry")))
                continue
            }
            guard seq < tiles.size else {
                findings.append(
                    AuditFinding(
                        .sequence, seq: seq, want: "below \(tiles.size)", by: "entries.jsonl",
                        Label("entries.jsonl 有检查点之后的记录", "entries.jsonl has an entry beyond the head")))
                continue
            }
            if let last, seq <= last {
                findings.append(
                    AuditFinding(
                        .sequence, seq: seq, by: "entries.jsonl",
                        Label("entries.jsonl 次序有误", "the lines of entries.jsonl are not in order")))
            }
            entries[seq] = bytes
            last = seq
        }
        self.entries = entries
        self.findings = findings
    }

    /// Gives the disclosed entries in order.
    func forEachDisclosed(_ body: ([UInt8]) throws -> Void) rethrows {
        for seq in entries.keys.sorted() {
            if let bytes = entries[seq] { try body(bytes) }
        }
    }

    func forEachRow(from first: UInt64, _ body: (AuditRow) throws -> Bool) throws {
        let count = tiles.size / 256 + (tiles.size.isMultiple(of: 256) ? 0 : 1)
        for number in (first / 256)..<max(first / 256, count) {
            let width = tiles.width(of: number)
            guard
                let leaves = Tile(.hashes(level: 0), number: number, width: width).flatMap({
                    tiles.directory.bytes(at: $0.path)
                }), leaves.count == width * Hash.length
            else { return }
            var bundle: [UInt8] = []
            for offset in 0..<UInt64(width) {
                let entry = entries[number * 256 + offset] ?? []
                bundle += [UInt8(truncatingIfNeeded: entry.count >> 8), UInt8(truncatingIfNeeded: entry.count)] + entry
            }
            let goesOn = try bundle.withUnsafeBytes { entries in
                try leaves.withUnsafeBytes { hashes in
                    try body(
                        AuditRow(
                            first: number * 256, count: width, entries: entries, framing: .lengths, leaves: hashes,
                            digest: nil, hidesEntries: true))
                }
            }
            guard goesOn else { return }
        }
    }

    func heads(after: UInt64, through: UInt64) throws -> [AuditHead] { try tiles.heads(after: after, through: through) }

    func leaves(_ range: Range<UInt64>) throws -> [Hash] { try tiles.leaves(range) }

    func tile(level: Int, number: UInt64) throws -> [Hash]? { try tiles.tile(level: level, number: number) }

    func entry(at seq: UInt64) throws -> [UInt8]? { entries[seq] }
}
