import Glibc
public import MerkleLog

/// The keys of a ledger, in its directory `keys`, readable by their owner alone.
///
/// `log.key` signs heads, `log.vkey` is its public half, `token-XXXX.key` is the secret that tokens of people are
/// made with, `vault.key` seals the keys of the vault, once there is one.
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
            if Files.isForbidden(path) { throw .notPermitted(path: path) }
            throw .io(path: path, message: "没有可读的签名密钥 no readable signing key")
        }
        return key
    }

    /// Makes the key that is to follow the log's. It signs nothing until ``takeNextKey()``.
    ///
    /// - Parameter size: how many entries the log has, none of which names the key.
    /// - Throws: ``LogStoreError``.
    public func makeNextKey(origin: String, seed: [UInt8], after size: UInt64) throws(LogStoreError) -> NoteSignerKey {
        guard let key = try? NoteSignerKey(name: origin, seed: seed) else {
            throw .io(path: next, message: "origin cannot be a key name")
        }
        try Files.write(Array("\(key.text)\n\(size)\n".utf8), to: next, mode: 0o600)
        return key
    }

    /// The key that is to follow the log's, where a rotation was begun, and from which position on the log may name it.
    public func nextKey() -> (key: NoteSignerKey, from: UInt64)? {
        guard let lines = Files.read(next).map({ String(decoding: $0, as: UTF8.self).split(separator: "\n") }),
            lines.count == 2, let key = try? NoteSignerKey(lines[0]), let size = StrictDecimal.decode(lines[1])
        else { return nil }
        return (key, size)
    }

    /// Puts the next key in the place of the log's, which is kept under its number. To be called once the log says so.
    ///
    /// - Throws: ``LogStoreError``.
    public func takeNextKey() throws(LogStoreError) {
        guard let new = nextKey()?.key else { return }
        let old = try logKey()
        if old.verifier != new.verifier {
            let kept = "\(directory)/log-\(old.verifier.hexID).key"
            try Files.write(Array((old.text + "\n").utf8), to: kept, mode: 0o600)
        }
        try Files.write(Array("\(new.verifier)\n".utf8), to: directory + "/log.vkey")
        try Files.write(Array((new.text + "\n").utf8), to: directory + "/log.key", mode: 0o600)
        unlink(next)
    }

    /// Forgets a next key that the log never named.
    public func dropNextKey() { unlink(next) }

    private var next: String { directory + "/log.next.key" }

    /// The log's public key as it lies beside the log. It proves nothing to someone who did not get it elsewhere.
    public func verifierKey() -> NoteVerifierKey? {
        Self.line(directory + "/log.vkey").flatMap { try? NoteVerifierKey($0) }
    }

    /// The secret of a token key.
    public func tokenSecret(_ id: String) -> [UInt8]? {
        Self.line("\(directory)/token-\(id).key").flatMap { Hexadecimal.decode($0) }
    }

    /// The secret that seals the keys of the vault; `nil` where there is none.
    ///
    /// - Throws: ``LogStoreError`` where it is there and cannot be read.
    public func vaultKey() throws(LogStoreError) -> [UInt8]? {
        let path = directory + "/vault.key"
        guard Files.exists(path) else { return nil }
        if Files.isForbidden(path) { throw .notPermitted(path: path) }
        guard let key = Self.line(path).flatMap({ Hexadecimal.decode($0) }), key.count == 32 else {
            throw .io(path: path, message: "no readable key")
        }
        return key
    }

    /// Makes the secret that seals the keys of the vault, from 32 random bytes.
    ///
    /// - Throws: ``LogStoreError``.
    public func makeVaultKey(_ secret: [UInt8]) throws(LogStoreError) {
        try Files.create(Array((Hexadecimal.encode(secret) + "\n").utf8), at: directory + "/vault.key", mode: 0o600)
    }

    private static func line(_ path: String) -> String? {
        Files.read(path).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
    }
}
