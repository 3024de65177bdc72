import Crypto

/// HMAC-SHA-256 (RFC 2104) under one secret.
public struct KeyedHash {
    /// The code before any message, so that the secret is hashed once.
    private let start: HMAC<SHA256>

    /// The codes under a secret.
    public init(secret: [UInt8]) { start = HMAC(key: SymmetricKey(data: secret)) }

    /// The code of a message.
    public func sha256(_ message: [UInt8]) -> [UInt8] {
        var code = start
        code.update(data: message)
        return Array(code.finalize())
    }
}
