/// A request for a time stamp (时间戳请求), RFC 3161 2.4.1, in DER.
///
/// ```
/// 30 43                                       TimeStampReq
///   02 01 01                                  version 1
///   30 31                                     messageImprint
///     30 0d 06 09 608648016503040201 05 00    SHA-256
///     04 20 …                                 the digest
///   02 08 …                                   nonce, the shortest form of the unsigned number
///   01 01 ff                                  certReq TRUE: the answer shall hold the signer's certificate
/// ```
public enum TimeStampRequest {
    /// Returns the request to stamp a SHA-256 digest.
    ///
    /// - Parameters:
    ///   - imprint: the digest, 32 bytes.
    ///   - nonce: 8 random bytes. Keep them to check the answer: they show that it was made after the request.
    /// - Throws: ``TimeStampError/wrongLength(_:expected:)``.
    public static func encode(imprint: [UInt8], nonce: [UInt8]) throws(TimeStampError) -> [UInt8] {
        try encode(imprint: imprint, optionalNonce: nonce)
    }

    static func encode(imprint: [UInt8], optionalNonce nonce: [UInt8]?) throws(TimeStampError) -> [UInt8] {
        guard imprint.count == 32 else { throw .wrongLength(imprint.count, expected: 32) }
        var body: [UInt8] = [0x02, 1, 1]
        body +=
            [0x30, 0x31, 0x30, 0x0d, 0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1, 0x05, 0, 0x04, 32] + imprint
        if let nonce {
            guard nonce.count == 8 else { throw .wrongLength(nonce.count, expected: 8) }
            var number = Array(nonce.drop { $0 == 0 })
            // Without a zero in front, a first bit of 1 would make the number negative.
            if number.first.map({ $0 >= 0x80 }) ?? true { number.insert(0, at: 0) }
            body += [0x02, UInt8(number.count)] + number
        }
        body += [0x01, 1, 0xff]
        return [0x30, UInt8(body.count)] + body
    }
}
