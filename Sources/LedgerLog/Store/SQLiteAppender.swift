import GRDB
import MerkleLog

/// An open append: a transaction that is committed with one signed head, or not at all.
///
/// Entries are written in rows of 1,024 as they come, so that an import of any length is one append in bounded
/// memory.
final class SQLiteAppender: LogAppender {
    let db: Database
    private var frontier: Frontier
    private let previous: LogHead?
    /// When everything in this append is recorded, in seconds since 1970.
    let recordedAt: Int64

    private let insertBatch: SQLStatement
    private let insertTile: SQLStatement
    private let putFact: SQLStatement
    private let dropFact: SQLStatement
    private var pending: [UInt8] = []
    private var pendingLeaves: [UInt8] = []
    private var pendingCount = 0
    private var pendingFirst: UInt64
    /// The roots of complete subtrees of 256 leaves since the last full tile, where this append saw them all.
    private var subtrees: [Hash] = []

    init(_ db: Database, after head: LogHead?, now: Int64) throws(LogStoreError) {
        self.db = db
        previous = head
        frontier = head?.frontier ?? Frontier()
        pendingFirst = frontier.size
        recordedAt = try LogWriter.time(now: now, after: head)
        insertBatch = try SQLStatement(
            db, "INSERT INTO batch(first, count, entries, leaves, digest) VALUES (?, ?, ?, ?, ?)")
        insertTile = try SQLStatement(db, "INSERT INTO tile(level, number, hashes) VALUES (?, ?, ?)")
        putFact = try SQLStatement(
            db,
            "INSERT INTO fact(key, seq, state) VALUES (?, ?, ?) ON CONFLICT(key) DO UPDATE SET seq = excluded.seq, state = excluded.state"
        )
        dropFact = try SQLStatement(db, "DELETE FROM fact WHERE key = ?")
    }

    /// Another appender that goes on from where one stands, on the same connection.
    private init(continuing other: SQLiteAppender) {
        (db, previous, recordedAt, frontier) = (other.db, other.previous, other.recordedAt, other.frontier)
        (insertBatch, insertTile, putFact, dropFact) = (
            other.insertBatch, other.insertTile, other.putFact, other.dropFact
        )
        (pending, pendingLeaves, pendingCount) = (other.pending, other.pendingLeaves, other.pendingCount)
        (pendingFirst, subtrees) = (other.pendingFirst, other.subtrees)
    }

    /// The position the next record gets.
    var next: UInt64 { frontier.size }

    /// The states of facts as this append sees them.
    func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]] { try SQLiteLog.facts(db, keys) }

    /// The bytes of an entry of the log or of this append.
    func entry(at seq: UInt64) throws -> [UInt8]? {
        if seq >= pendingFirst {
            let lines = pending.split(separator: 0x0A, omittingEmptySubsequences: false)
            let offset = Int(clamping: seq - pendingFirst)
            return offset < pendingCount ? Array(lines[offset]) : nil
        }
        let statement = try SQLStatement(
            db, "SELECT first, entries FROM batch WHERE first <= ? ORDER BY first DESC LIMIT 1")
        statement.bind(1, Int64(clamping: seq))
        guard try statement.step() else { return nil }
        let offset = Int(seq - UInt64(clamping: statement.integer(0)))
        let lines = statement.bytes(1).split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.indices.contains(offset) ? Array(lines[offset]) : nil
    }

    /// Adds records at the next positions.
    ///
    /// - Throws: ``LogStoreError``.
    func add(_ records: [[UInt8]]) throws {
        for record in records {
            guard record.count <= LogWriter.maximumBytes else { throw LogStoreError.tooLong(bytes: record.count) }
            if pendingCount > 0 { pending.append(0x0A) }
            pending.append(contentsOf: record)
            let leaf = MerkleTree.leafHash(record)
            leaf.withBytes { pendingLeaves.append(contentsOf: $0) }
            pendingCount += 1
            try extend(leaf)
            if pendingCount == StoredBatch.mostRecords { try writeBatch() }
        }
    }

    /// Runs appends whose outcome alone is wanted: whatever `body` adds is undone.
    func trial<Result>(_ body: (any LogAppender) throws -> Result) throws -> Result {
        try db.execute(sql: "SAVEPOINT trial")
        defer { try? db.execute(sql: "ROLLBACK TO trial; RELEASE trial") }
        return try body(SQLiteAppender(continuing: self))
    }

    private func extend(_ leaf: Hash) throws(LogStoreError) {
        var completed: Hash?
        frontier.append(leaf) { level, root in if level == 8 { completed = root } }
        guard let completed else { return }
        subtrees.append(completed)
        let count = frontier.size / 256
        guard count.isMultiple(of: 256) else { return }
        try writeBatch()
        try writeTiles(upTo: count)
    }

    /// Writes the level-1 tile that has become full, and those above it.
    private func writeTiles(upTo count: UInt64) throws(LogStoreError) {
        var hashes = subtrees.count >= 256 ? Array(subtrees.suffix(256)) : try subtreeRoots(from: count - 256)
        subtrees.removeAll(keepingCapacity: true)
        var level: Int64 = 1
        var number = count / 256 - 1
        while true {
            insertTile.bind(1, level)
            insertTile.bind(2, Int64(clamping: number))
            insertTile.bindCopy(3, blob: hashes.flatMap(\.bytes))
            try insertTile.run()
            guard (number + 1).isMultiple(of: 256) else { return }
            hashes = try tileRoots(level: level, from: number - 255)
            level += 1
            number /= 256
        }
    }

    /// The roots of 256 complete subtrees of 256 leaves each, from the stored leaves.
    private func subtreeRoots(from first: UInt64) throws(LogStoreError) -> [Hash] {
        let statement = try SQLStatement(
            db,
            """
            SELECT first, leaves FROM batch
            WHERE first >= coalesce((SELECT max(first) FROM batch WHERE first <= ?1), 0) AND first < ?1 + 65536
            ORDER BY first
            """)
        let start = first * 256
        statement.bind(1, Int64(clamping: start))
        var roots: [Hash] = []
        var subtree = Frontier()
        var position: UInt64 = 0
        while try statement.step() {
            position = UInt64(clamping: statement.integer(0))
            let leaves = statement.bytes(1)
            for offset in stride(from: 0, to: leaves.count, by: Hash.length) {
                defer { position += 1 }
                guard position >= start, roots.count < 256 else { continue }
                guard let leaf = Hash(leaves[offset..<offset + Hash.length]) else { throw .damaged("leaves") }
                subtree.append(leaf)
                if subtree.size == 256 {
                    roots.append(subtree.root)
                    subtree = Frontier()
                }
            }
        }
        guard roots.count == 256 else { throw .damaged("leaves from \(start)") }
        return roots
    }

    /// The roots of 256 full tiles of a level.
    private func tileRoots(level: Int64, from first: UInt64) throws(LogStoreError) -> [Hash] {
        let statement = try SQLStatement(db, "SELECT hashes FROM tile WHERE level = ? AND number >= ? ORDER BY number")
        statement.bind(1, level)
        statement.bind(2, Int64(clamping: first))
        var roots: [Hash] = []
        while try statement.step(), roots.count < 256 {
            let bytes = statement.bytes(0)
            var tree = Frontier()
            for offset in stride(from: 0, to: bytes.count, by: Hash.length) {
                guard let hash = Hash(bytes[offset..<offset + Hash.length]) else { throw .damaged("tile") }
                tree.append(hash)
            }
            roots.append(tree.root)
        }
        guard roots.count == 256 else { throw .damaged("tiles of level \(level)") }
        return roots
    }

    private func writeBatch() throws(LogStoreError) {
        guard pendingCount > 0 else { return }
        let digest = MerkleTree.sha256(pending)
        let (pending, leaves, statement) = (pending, pendingLeaves, insertBatch)
        statement.bind(1, Int64(clamping: pendingFirst))
        statement.bind(2, Int64(pendingCount))
        let failure: LogStoreError? = pending.withUnsafeBytes { text in
            leaves.withUnsafeBytes { leafBytes in
                digest.withBytes { digestBytes in
                    statement.bindText(3, text)
                    statement.bindBlob(4, leafBytes)
                    statement.bindBlob(5, digestBytes)
                    do throws(LogStoreError) { try statement.run() } catch { return error }
                    return nil
                }
            }
        }
        if let failure { throw failure }
        self.pending.removeAll(keepingCapacity: true)
        pendingLeaves.removeAll(keepingCapacity: true)
        pendingCount = 0
        pendingFirst = frontier.size
    }

    /// Changes facts; `nil` removes one.
    ///
    /// - Throws: ``LogStoreError``.
    func setFacts(_ changes: [FactChange]) throws {
        for change in changes.sorted(by: { $0.key < $1.key }) {
            guard let state = change.state else {
                dropFact.bind(1, change.key)
                try dropFact.run()
                continue
            }
            putFact.bind(1, change.key)
            putFact.bind(2, Int64(clamping: change.seq))
            putFact.bindCopy(3, blob: state)
            try putFact.run()
        }
    }

    /// Writes what is left and the signed head.
    func finish(signedBy writer: LogWriter) throws -> LogHead {
        try writeBatch()
        if let previous, previous.size == frontier.size { return previous }
        let head = try writer.head(of: frontier, recordedAt: recordedAt)
        let insert = try SQLStatement(
            db, "INSERT INTO head(size, root, note, frontier, recorded_at) VALUES (?, ?, ?, ?, ?)")
        insert.bind(1, Int64(clamping: head.size))
        insert.bindCopy(2, blob: head.root.bytes)
        insert.bindCopy(3, text: String(decoding: head.note, as: UTF8.self))
        insert.bindCopy(4, blob: frontier.bytes)
        insert.bind(5, recordedAt)
        try insert.run()
        return head
    }
}
