/// Who appends to a log: signs its heads, tells the time and remembers what was signed. What every store has to hold an
/// append to stands here, so that no two stores judge differently.
public struct LogWriter: Sendable {
    /// Clocks may be behind the last entry by so many seconds; its time is then repeated.
    public static let clockTolerance: Int64 = 60
    /// Records are at most this long, so that a tiled export can hold them.
    public static let maximumBytes = 32_768

    /// The log's origin.
    public let origin: String
    /// The log's key.
    public let key: NoteSignerKey
    /// The system's time in seconds since 1970.
    public let now: @Sendable () -> Int64
    /// What this machine remembers of heads it signed.
    public let memory: (any HeadMemory)?

    /// A writer from its parts.
    public init(
        origin: String, key: NoteSignerKey, memory: (any HeadMemory)?, now: @escaping @Sendable () -> Int64
    ) {
        self.origin = origin
        self.key = key
        self.memory = memory
        self.now = now
    }

    /// Refuses to go on from a head: it is no continuation of what was signed on this machine, or the key may not sign.
    ///
    /// A key may sign where it signed before, or where the last record names it as the one that takes over.
    ///
    /// - Parameters:
    ///   - rootAt: the log's root at a size it has reached.
    ///   - lastRecord: the bytes of the last record.
    public func check(
        _ head: LogHead?, rootAt: (UInt64) throws(LogStoreError) -> Hash?, lastRecord: () throws -> [UInt8]?
    ) throws {
        try memory?.check(head, rootAt: rootAt)
        guard let head else { return }
        let signers = try SignedNote(head.note).signatures.map(\.keyID)
        if signers.contains(key.verifier.keyID) { return }
        guard let last = try lastRecord(), String(decoding: last, as: UTF8.self).contains("\"\(key.verifier)\"") else {
            throw LogStoreError.foreignKey(key: key.verifier.description)
        }
    }

    /// When what follows a head is recorded: now, and never before the last entry.
    ///
    /// - Throws: ``LogStoreError/clock(last:now:)`` for a clock that is further behind than clocks may be.
    public static func time(now: Int64, after head: LogHead?) throws(LogStoreError) -> Int64 {
        let last = head?.recordedAt ?? now
        guard now >= last - clockTolerance else { throw .clock(last: last, now: now) }
        return max(now, last)
    }

    /// The signed head over a tree.
    public func head(of frontier: Frontier, recordedAt: Int64) throws -> LogHead {
        let root = frontier.root
        let note = try Checkpoint(origin: origin, size: frontier.size, root: root).signed(with: key)
        return LogHead(
            size: frontier.size, root: root, note: note.bytes, frontier: frontier, recordedAt: recordedAt)
    }
}

/// What a machine remembers of the newest head that it signed for a log, outside the log's own place.
public protocol HeadMemory: Sendable {
    /// The newest size and root remembered; `nil` where nothing was signed yet.
    ///
    /// - Throws: ``LogStoreError/damaged(_:)`` for a memory that says nothing: to begin anew would forget what was signed.
    func last() throws(LogStoreError) -> (size: UInt64, root: Hash)?

    /// Remembers a size and root.
    func keep(size: UInt64, root: Hash) throws(LogStoreError)
}

extension HeadMemory {
    /// Refuses a log that is not a continuation of what was signed before.
    ///
    /// - Parameter rootAt: the log's root at a size it has reached.
    /// - Throws: ``LogStoreError/rolledBack(signed:found:)`` or ``LogStoreError/forked(size:)``.
    public func check(_ head: LogHead?, rootAt: (UInt64) throws(LogStoreError) -> Hash?) throws(LogStoreError) {
        guard let (size, root) = try last() else { return }
        let found = head?.size ?? 0
        guard found >= size else { throw .rolledBack(signed: size, found: found) }
        // A head of that size was signed, so a log without one is another log.
        guard try rootAt(size) == root else { throw .forked(size: size) }
    }

    /// Remembers a committed head. A failure is not the append's: the memory is then behind, which is harmless.
    public func remember(_ head: LogHead) { try? keep(size: head.size, root: head.root) }
}
