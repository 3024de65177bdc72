/// Why a time stamp (时间戳) cannot be asked for, read or believed.
///
/// A reason is one line of libcrypto's or the authority's words, in English or as they wrote it, with control
/// characters escaped.
public enum TimeStampError: Error, Hashable, Sendable {
    /// A digest or nonce of the wrong length, in bytes.
    case wrongLength(Int, expected: Int)
    /// More bytes than an answer may have.
    case tooLong(Int, limit: Int)
    /// Not an answer as RFC 3161 2.4.2 lays it down.
    case malformed(String)
    /// The authority refused (PKIStatus, PKIFailureInfo and its text); ask again or ask another.
    case notGranted(String)
    /// What is stamped is not a SHA-256 digest but one of this name or object identifier.
    case otherDigest(String)
    /// A stamp, but of other bytes.
    case otherImprint
    /// An answer to another request.
    case otherNonce
    /// The trusted authorities are not certificates in PEM, or there is none.
    case noAuthorities(String)
    /// The signature is not good, or not that of a time-stamping authority under one of those trusted.
    case notTrusted(String)
}
