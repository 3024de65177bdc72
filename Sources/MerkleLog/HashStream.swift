import Crypto

/// SHA-256 of bytes that come in pieces.
public struct HashStream {
    private var hasher = SHA256()

    /// The hash of no bytes.
    public init() {}

    /// Goes on with more bytes.
    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) } }

    /// The hash of all bytes so far.
    public var value: Hash { hasher.finalize().withUnsafeBytes { Hash(digest: $0) } }
}
