import Crypto

/// HMAC-SHA-256 (RFC 2104).
public enum KeyedHash {
    /// The code of a message under a secret.
    public static func sha256(_ message: [UInt8], secret: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    }
}
