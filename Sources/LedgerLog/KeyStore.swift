import Glibc
public import MerkleLog

/// The keys of a ledger, in its directory `keys`, readable by their owner alone.
///
/// `log.key` signs heads, `log.vkey` is its public half, `token-XXXX.key` is the secret that tokens of people are
/// made with.
public struct KeyStore: Sendable {
    private let directory: String

    /// The keys of the ledger in a directory.
    public init(ledger: String) {
        directory = ledger + "/keys"
    }

    /// Makes the keys of a new ledger from random bytes.
    ///
    /// - Throws: ``LogStoreError``.
    /// - Returns: the log's key and the number of the token key.
    public func create(
        origin: String, logSeed: [UInt8], tokenSecret: [UInt8]
    ) throws(LogStoreError) -> (NoteSignerKey, tokenKeyID: String) {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw Files.failure(directory) }
        let key: NoteSignerKey
        do { key = try NoteSignerKey(name: origin, seed: logSeed) } catch {
            throw .io(path: directory + "/log.key", message: "origin cannot be a key name")
        }
        let tokenKeyID = String(MerkleTree.sha256(tokenSecret).hex.prefix(4))
        try Files.create(Array((key.text + "\n").utf8), at: directory + "/log.key", mode: 0o600)
        try Files.create(Array("\(key.verifier)\n".utf8), at: directory + "/log.vkey", mode: 0o644)
        try Files.create(
            Array((Hexadecimal.encode(tokenSecret) + "\n").utf8), at: "\(directory)/token-\(tokenKeyID).key",
            mode: 0o600)
        return (key, tokenKeyID)
    }

    /// The log's key.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)`` where there is none that can be read.
    public func logKey() throws(LogStoreError) -> NoteSignerKey {
        let path = directory + "/log.key"
        guard let text = Self.line(path), let key = try? NoteSignerKey(text) else {
            throw .io(path: path, message: "no readable signing key")
        }
        return key
    }

    /// The log's public key as it lies beside the log. It proves nothing to someone who did not get it elsewhere.
    public func verifierKey() -> NoteVerifierKey? {
        Self.line(directory + "/log.vkey").flatMap { try? NoteVerifierKey($0) }
    }

    /// The secret of a token key.
    public func tokenSecret(_ id: String) -> [UInt8]? {
        Self.line("\(directory)/token-\(id).key").flatMap { Hexadecimal.decode($0) }
    }

    private static func line(_ path: String) -> String? {
        Files.read(path).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
    }
}
