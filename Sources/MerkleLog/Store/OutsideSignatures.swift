/// A witness's signature under a head, as stored.
public struct StoredCosignature: Hashable, Sendable {
    /// The size of the head.
    public let size: UInt64
    /// The key that it was checked with when it came; an auditor checks it with their own.
    public let key: String
    /// When the witness signed, in seconds since 1970.
    public let time: UInt64
    /// The signature line with its newline.
    public let line: String

    /// A signature from its parts.
    public init(size: UInt64, key: String, time: UInt64, line: String) {
        self.size = size
        self.key = key
        self.time = time
        self.line = line
    }
}

/// The answer of a time-stamping authority over a head, as stored.
public struct StoredStamp: Hashable, Sendable {
    /// The size of the head.
    public let size: UInt64
    /// Which of the stamps of this head, from 0.
    public let number: Int
    /// The answer (RFC 3161 TimeStampResp).
    public let response: [UInt8]

    /// A stamp from its parts.
    public init(size: UInt64, number: Int, response: [UInt8]) {
        self.size = size
        self.number = number
        self.response = response
    }
}
