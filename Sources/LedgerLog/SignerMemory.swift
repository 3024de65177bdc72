import Glibc
public import MerkleLog

/// What this machine remembers of the newest head it signed for a log, outside the ledger's directory.
///
/// Whoever restores an old copy of the directory does not restore this: signing a shorter or another log is then
/// refused. It is written after a commit, so it may be behind; ahead or different means the log was cut or forked.
public struct SignerMemory: Sendable {
    private let path: String

    /// The memory for one origin, in a directory of the user's state.
    public init(stateDirectory: String, origin: String) {
        path = stateDirectory + "/" + MerkleTree.sha256(Array(origin.utf8)).hex + ".head"
    }

    /// The newest size and root remembered; `nil` where nothing was signed yet.
    ///
    /// - Throws: ``LogStoreError/damaged(_:)`` for a file that says nothing: to begin anew would forget what was signed.
    public func last() throws(LogStoreError) -> (size: UInt64, root: Hash)? {
        guard Files.exists(path) else { return nil }
        let lines = Files.read(path, limit: 1_000).map {
            String(decoding: $0, as: UTF8.self).split(separator: "\n")
        }
        guard let lines, lines.count == 2, let size = StrictDecimal.decode(lines[0]), let root = Hash(hex: lines[1])
        else { throw .damaged(path) }
        return (size, root)
    }

    /// Remembers a size and root.
    ///
    /// - Throws: ``LogStoreError``.
    public func keep(size: UInt64, root: Hash) throws(LogStoreError) {
        Files.makeDirectories(of: path)
        try Files.write(Array("\(size)\n\(root.hex)\n".utf8), to: path, mode: 0o600)
    }

    /// Refuses a log that is not a continuation of what was signed before.
    ///
    /// - Parameter rootAt: the log's root at a size it has reached.
    /// - Throws: ``LogStoreError/rolledBack(signed:found:)`` or ``LogStoreError/forked(size:)``.
    func check(_ head: LogHead?, rootAt: (UInt64) throws(LogStoreError) -> Hash?) throws(LogStoreError) {
        guard let (size, root) = try last() else { return }
        let found = head?.size ?? 0
        guard found >= size else { throw .rolledBack(signed: size, found: found) }
        // A head of that size was signed, so a log without one is another log.
        guard try rootAt(size) == root else { throw .forked(size: size) }
    }

    /// Remembers a committed head. A failure is not the append's: the memory is then behind, which is harmless.
    func remember(_ head: LogHead) { try? keep(size: head.size, root: head.root) }
}
