import Dispatch
import LedgerAudit
import LedgerDomain
import MerkleLog
import Synchronization

/// Replays the bytes of a whole log on all cores.
///
/// A log is cut at multiples of 65,536 entries, where full tiles of level 1 give the edge of the tree. A stretch begins
/// with the edge that the store claims; the stretch before must end with it. Whenever anything at all is found, the
/// log is replayed again in one piece, so that the findings do not depend on the number of cores.
struct ReplayRun<Source: AuditSource> {
    let open: @Sendable () throws -> Source
    let form: EntryForm
    let stops: Set<UInt64>
    let foldsUntil: UInt64
    let workers: Int

    private static var grain: UInt64 { 65_536 }

    func replay(size: UInt64) throws -> (BytesReplay, FoldSpill) {
        let spill = FoldSpill(folds: workers)
        if workers > 1, size >= 2 * Self.grain, let joined = try? replayInStretches(size: size, spill) {
            return (joined, spill)
        }
        let other = FoldSpill(folds: 1)
        var replay = BytesReplay(form: form, stops: stops, foldsUntil: foldsUntil)
        try replay.read(try open(), relieve: other.relieve)
        return (replay, other)
    }

    private func replayInStretches(size: UInt64, _ spill: FoldSpill) throws -> BytesReplay? {
        let grains = size / Self.grain
        let count = min(UInt64(workers), grains)
        let cuts = (0..<count).map { $0 * grains / count * Self.grain } + [.max]
        let results = Mutex<[Int: BytesReplay]>([:])
        DispatchQueue.concurrentPerform(iterations: Int(count)) { index in
            guard let stretch = try? replay(from: cuts[index], upTo: cuts[index + 1], spill) else { return }
            results.withLock { $0[index] = stretch }
        }
        let stretches = results.withLock { $0 }
        guard var whole = stretches[0], whole.report.findings.isEmpty else { return nil }
        for index in 1..<Int(count) {
            guard let next = stretches[index], next.report.findings.isEmpty, whole.joins(next) else { return nil }
            whole.append(next)
        }
        return whole
    }

    private func replay(from first: UInt64, upTo end: UInt64, _ spill: FoldSpill) throws -> BytesReplay {
        let source = try open()
        // Only full tiles are asked for: below the cut there are no others.
        let tree = TiledTree<any Error>(
            tile: { level, number in try source.tile(level: level, number: number) }, leaves: { _ in throw NoTile() })
        var replay = BytesReplay(
            form: form, after: try tree.frontier(size: first), try TileBuilder(size: first, tree.subtree),
            stops: stops, foldsUntil: foldsUntil)
        try replay.read(source, upTo: end, relieve: spill.relieve)
        return replay
    }

    private struct NoTile: Error {}
}
