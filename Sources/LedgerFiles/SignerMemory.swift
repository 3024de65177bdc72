import Glibc
public import MerkleLog

/// What this machine remembers of the newest head it signed for a log, outside the ledger's directory.
///
/// Whoever restores an old copy of the directory does not restore this: signing a shorter or another log is then
/// refused. It is written after a commit, so it may be behind; ahead or different means the log was cut or forked.
public struct SignerMemory: HeadMemory {
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
}
