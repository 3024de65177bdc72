import CTimeStamp

/// The answer of a time-stamping authority (时间戳响应), RFC 3161 2.4.2 TimeStampResp, as stored.
///
/// The properties are what the answer says, and true only after ``verify(imprint:nonce:trusted:)`` has returned.
public struct TimeStampAnswer: Hashable, Sendable {
    /// The longest answer that is read, in bytes.
    public static let limit = Int(TIME_STAMP_ANSWER_LIMIT)

    /// The answer in DER, as it came.
    public let bytes: [UInt8]
    /// When the authority stamped (genTime), in seconds since 1970; a fraction of a second is cut off.
    public let time: Int64
    /// The SHA-256 digest that was stamped, 32 bytes.
    public let imprint: [UInt8]
    /// The nonce of the request, 8 bytes or more; `nil` without one, or with one that no ``TimeStampRequest`` has.
    public let nonce: [UInt8]?
    /// The subject of the signer's certificate, one line as RFC 2253; empty where the answer holds no certificate.
    public let authority: String
    /// The authority's policy, an object identifier such as `1.2.3.4`.
    public let policy: String

    /// Reads an answer, which may be any bytes.
    ///
    /// - Throws: ``TimeStampError/tooLong(_:limit:)``, ``TimeStampError/malformed(_:)``,
    ///   ``TimeStampError/otherDigest(_:)``, and ``TimeStampError/notGranted(_:)`` for a refusal, which holds no stamp.
    public init(_ bytes: [UInt8]) throws(TimeStampError) {
        guard bytes.count <= Self.limit else { throw .tooLong(bytes.count, limit: Self.limit) }
        var claims = time_stamp_claims()
        var reason = time_stamp_reason()
        let outcome = time_stamp_read(bytes, bytes.count, &claims, &reason)
        if let error = TimeStampError(outcome, reason) { throw error }
        self.bytes = bytes
        time = claims.time
        imprint = withUnsafeBytes(of: claims.imprint) { Array($0) }
        nonce = withUnsafeBytes(of: claims.nonce) { nonce in
            let length = Int(claims.nonce_length)
            return length < 0 ? nil : Array(repeating: 0, count: max(0, 8 - length)) + nonce.prefix(length)
        }
        authority = withUnsafeBytes(of: claims.authority) { line($0) }
        policy = withUnsafeBytes(of: claims.policy) { line($0) }
    }

    /// Checks that an authority stamped this digest at ``time``.
    ///
    /// The signature must be over this digest and nonce, by one signer whose certificate is named in it (ESSCertID,
    /// RFC 5816), is for time stamping alone (RFC 3161 2.3) and chains to one of `authorities`. Certificates
    /// are judged at ``time``, because stamps outlive them: a key that leaked after its certificate ended can back-date.
    /// Revocation is not looked up. Signatures of SM2 are not known, and keys under 112 bits of strength not accepted.
    ///
    /// - Parameters:
    ///   - imprint: SHA-256 of what was to be stamped, 32 bytes.
    ///   - nonce: the 8 bytes of the request; `nil` accepts any answer, as an auditor does who has only the stamp.
    ///   - authorities: certificates in PEM, at most 4 MiB. Each is trusted, whether a root or not.
    /// - Throws: ``TimeStampError``: ``TimeStampError/otherImprint`` and ``TimeStampError/otherNonce`` before
    ///   ``TimeStampError/notTrusted(_:)``, so the two do not say that the rest is good.
    public func verify(imprint: [UInt8], nonce: [UInt8]?, trusted authorities: [UInt8]) throws(TimeStampError) {
        let request = try TimeStampRequest.encode(imprint: imprint, optionalNonce: nonce)
        guard imprint == self.imprint else { throw .otherImprint }
        if let nonce, nonce != self.nonce { throw .otherNonce }
        var reason = time_stamp_reason()
        let outcome = time_stamp_verify(
            bytes, bytes.count, request, request.count, authorities, authorities.count, &reason)
        if let error = TimeStampError(outcome, reason) { throw error }
    }
}

extension TimeStampError {
    fileprivate init?(_ outcome: time_stamp_outcome, _ reason: time_stamp_reason) {
        let text = withUnsafeBytes(of: reason.text) { line($0) }
        switch outcome {
        case .good: return nil
        case .malformed: self = .malformed(text)
        case .notGranted: self = .notGranted(text)
        case .otherDigest: self = .otherDigest(text)
        case .noAuthorities: self = .noAuthorities(text)
        case .notTrusted: self = .notTrusted(text)
        }
    }
}

/// The bytes before the first 0 as one line. What others wrote is shown on screens: characters that move the cursor or
/// turn the direction of writing are escaped as RFC 2253 escapes bytes.
private func line(_ bytes: UnsafeRawBufferPointer) -> String {
    var line = ""
    for scalar in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self).unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            for byte in UTF8.encode(scalar) ?? .init() {
                line += "\\" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        default: line.unicodeScalars.append(scalar)
        }
    }
    return line
}
