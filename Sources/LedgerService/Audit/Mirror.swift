import LedgerAudit
import LedgerDomain
import LedgerFiles
import MerkleLog

/// Tiles that the auditor kept (自存的瓦片): they tell the exact first position that differs.
///
/// A copy can rot like any other. It accuses nobody before its own tiles give the root that its own head says.
struct Mirror {
    /// What keeps the mirror from being held against the log: it is of another log, or of a key nobody knows.
    private(set) var finding: AuditFinding?
    private let head: Checkpoint
    private let tree: TiledTree<LogStoreError>
    /// The number of entries that the mirror covers.
    var size: UInt64 { head.size }

    /// - Throws: ``ServiceError/noInput(path:_:)`` where the mirror has no head, or contradicts itself.
    init(_ path: String, origin: String, keys: [NoteVerifierKey]) throws {
        let directory = TileDirectory(path)
        try directory.requirePermission()
        guard let bytes = directory.checkpoint(), let note = try? SignedNote(bytes),
            let head = try? Checkpoint(text: note.text)
        else {
            throw ServiceError.noInput(
                path: path + "/checkpoint", Label("没有可读的检查点", "there is no readable head"))
        }
        self.head = head
        tree = directory.tree(size: head.size)
        guard head.origin.utf8.elementsEqual(origin.utf8) else {
            finding = AuditFinding(
                .signature, want: origin, got: head.origin, by: "mirror",
                Label("自存的瓦片属于另一个日志", "the tiles kept are of another log"))
            return
        }
        do throws(NoteError) { _ = try note.verified(by: keys) } catch {
            if case .badSignature = error { throw Self.damaged(path, "checkpoint") }
            finding = AuditFinding(
                .signature, want: keys.map(\.description).joined(separator: " "), got: "\(error)", by: "mirror",
                Label(
                    "自存瓦片的检查点没有本日志密钥的签名", "the head of the tiles kept is not signed by a key of this log"))
            return
        }
        var frontier = Frontier()
        do throws(LogStoreError) {
            for start in stride(from: 0, to: head.size, by: 256) {
                for leaf in try tree.leaves(start..<min(start + 256, head.size)) { frontier.append(leaf) }
            }
        } catch { throw Self.damaged(path, error.place) }
        guard frontier.root == head.root else { throw Self.damaged(path, "tile/0") }
    }

    private static func damaged(_ path: String, _ place: String) -> ServiceError {
        .noInput(
            path: path,
            Label(
                "自存的瓦片与其自身的检查点不符（\(place)）：副本已损坏，不能用来核对账本",
                "the tiles kept do not fit their own head (\(place)): this copy is damaged and says nothing of the ledger"
            ))
    }

    /// The first position at which a log differs from the mirror, or ends before it.
    func difference(from source: some AuditSource, logSize: UInt64) throws -> AuditFinding? {
        let shared = min(head.size, logSize)
        var finding: AuditFinding?
        try source.forEachRow(from: 0) { row in
            guard row.first < shared else { return false }
            let kept = try tree.leaves(row.first..<min(row.first + UInt64(max(0, row.count)), shared))
            var index = 0
            row.forEachEntry { bytes in
                defer { index += 1 }
                guard finding == nil, kept.indices.contains(index) else { return }
                let hidden = bytes.isEmpty && row.hidesEntries ? row.leaf(index) : nil
                let leaf = hidden ?? MerkleTree.leafHash(bytes)
                guard leaf != kept[index] else { return }
                finding = Self.fork(at: row.first + UInt64(index), want: kept[index], got: leaf)
            }
            return finding == nil
        }
        guard finding == nil, head.size > logSize else { return finding }
        return AuditFinding(
            .truncated, seq: logSize, lastSeq: head.size - 1, want: "\(head.size)", got: "\(logSize)", by: "mirror",
            Label(
                "日志有 \(logSize) 条，自存的瓦片有 \(head.size) 条",
                "the log has \(logSize) entries, the tiles kept have \(head.size)"))
    }

    private static func fork(at seq: UInt64, want: Hash, got: Hash) -> AuditFinding {
        AuditFinding(
            .fork, seq: seq, want: want.hex, got: got.hex, by: "mirror",
            Label("位置 \(seq) 起与自存的瓦片不同", "the log differs from the tiles kept, first at \(seq)"))
    }
}
