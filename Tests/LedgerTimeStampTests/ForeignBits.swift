/// The bits of an answer of ``TestAuthority`` that may be turned without making it bad.
///
/// They are in the envelope (RFC 5652 5.1 SignedData), outside of the signed TSTInfo, the signed attributes and the
/// certificate, and carry nothing that is used:
///
/// - PKIStatus: granted (0) and grantedWithMods (1) are both good;
/// - the two version numbers of the envelope;
/// - the parameter of the digest algorithm, which is empty whatever its type;
/// - the name of the signature algorithm: the key and the digest algorithm decide;
/// - upper and lower case in the issuer's name, which only points to the certificate (RFC 5280 7.1);
/// - "constructed" in the tags of sets and implicit types, which cannot be anything else.
///
/// The same stamp can therefore have other bytes: who keeps one keeps its digest.
struct ForeignBits {
    private var masks: [Int: UInt8] = [:]
    private var places: [Int: String] = [:]

    /// The answer must be one in DER that holds a certificate and no chain.
    init(_ answer: [UInt8]) {
        let response = Element(answer)
        let signed = response[1][1][0]
        let signer = signed[4][0]
        add("status", response[0][0].content, 0x01)
        add("version of SignedData", signed[0].content, 0xff)
        add("version of SignerInfo", signer[0].content, 0xff)
        for parameter in [signed[1][0][1], signer[2][1]] { add("digest parameter", parameter.tag, 0b1101_1011) }
        add("signature algorithm", signer[4][0].content, 0xff)
        // The last byte of an object identifier has a clear first bit.
        masks[signer[4][0].content.upperBound - 1] = 0x7f

        let issuer = signer[1][0]
        for part in issuer.parts {
            let value = part[0][1]
            let letters = value.content.filter { answer[$0] | 0x20 >= 0x61 && answer[$0] | 0x20 <= 0x7a }
            for letter in letters { add("case of the issuer", letter..<letter + 1, 0x20) }
        }
        let attributes = signer[3].parts.map { $0[1] }
        for element in [signed[1], signed[3], signed[4], signer[3], issuer] + issuer.parts + attributes {
            add("constructed", element.tag, 0x20)
        }
    }

    func contains(_ at: Int, _ bit: UInt8) -> Bool { (masks[at] ?? 0) >> bit & 1 == 1 }

    func place(of at: Int) -> String { places[at] ?? "what is checked" }

    private mutating func add(_ place: String, _ range: Range<Int>, _ mask: UInt8) {
        for at in range {
            masks[at] = mask
            places[at] = place
        }
    }
}

/// A value in DER and what it is made of; only for bytes that are known to be good.
private struct Element {
    let bytes: [UInt8]
    let tag: Range<Int>
    let content: Range<Int>

    init(_ bytes: [UInt8], at start: Int = 0) {
        self.bytes = bytes
        tag = start..<start + 1
        let short = bytes[start + 1]
        let header = short < 0x80 ? 2 : 2 + Int(short & 0x7f)
        let length = short < 0x80 ? Int(short) : bytes[start + 2..<start + header].reduce(0) { $0 << 8 | Int($1) }
        content = start + header..<start + header + length
    }

    var parts: [Element] {
        var parts: [Element] = []
        var at = content.lowerBound
        while at < content.upperBound {
            let part = Element(bytes, at: at)
            parts.append(part)
            at = part.content.upperBound
        }
        return parts
    }

    subscript(index: Int) -> Element { parts[index] }
}
