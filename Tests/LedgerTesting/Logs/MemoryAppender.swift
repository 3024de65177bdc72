import MerkleLog

/// An open append to a log in memory: the contents as they will be.
final class MemoryAppender: LogAppender {
    private(set) var contents: MemoryLog.Contents
    let recordedAt: Int64

    private let first: UInt64
    private var frontier: Frontier
    private var added: [[UInt8]] = []

    init(_ before: MemoryLog.Contents, recordedAt: Int64) {
        contents = before
        self.recordedAt = recordedAt
        frontier = before.heads.last?.frontier ?? Frontier()
        first = frontier.size
    }

    private init(continuing other: MemoryAppender) {
        (contents, recordedAt, first) = (other.contents, other.recordedAt, other.first)
        (frontier, added) = (other.frontier, other.added)
    }

    var next: UInt64 { frontier.size }

    func entry(at seq: UInt64) throws -> [UInt8]? {
        guard seq >= first else { return contents.entry(at: seq) }
        return seq < next ? added[Int(seq - first)] : nil
    }

    func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]] { contents.facts(keys) }

    func add(_ records: [[UInt8]]) throws {
        for record in records {
            guard record.count <= LogWriter.maximumBytes else { throw LogStoreError.tooLong(bytes: record.count) }
            let leaf = MerkleTree.leafHash(record)
            frontier.append(leaf)
            contents.leaves.append(leaf)
            added.append(record)
        }
    }

    func setFacts(_ changes: [FactChange]) throws {
        for change in changes {
            contents.facts[change.key] = change.state.map { MemoryLog.Contents.Fact(seq: change.seq, state: $0) }
        }
    }

    func addStamp(_ response: [UInt8], size: UInt64) throws {
        let number = contents.stamps.count { $0.size == size }
        contents.stamps.append(StoredStamp(size: size, number: number, response: response))
    }

    func trial<Result>(_ body: (any LogAppender) throws -> Result) throws -> Result {
        try body(MemoryAppender(continuing: self))
    }

    /// Puts the records into batches and signs the head.
    func finish(signedBy writer: LogWriter) throws -> LogHead {
        if let last = contents.heads.last, last.size == next { return last }
        for start in stride(from: 0, to: added.count, by: StoredBatch.mostRecords) {
            let end = min(start + StoredBatch.mostRecords, added.count)
            contents.batches.append(
                MemoryLog.Contents.Batch(first: first + UInt64(start), records: Array(added[start..<end])))
        }
        let head = try writer.head(of: frontier, recordedAt: recordedAt)
        contents.heads.append(head)
        return head
    }
}
