/// Why a note is refused.
public enum NoteError: Error, Hashable, Sendable {
    /// Longer than 1 MB, not UTF-8, or with control characters.
    case malformed
    /// No blank line between text and signatures, or no signature.
    case noSignatures
    /// A line after the blank one that is no signature.
    case signatureLine
    /// More than ``SignedNote/maximumSignatures``.
    case tooManySignatures
    /// A known key's signature does not fit the text.
    case badSignature(String)
    /// No signature by a known key.
    case noKnownSignature
    /// A key of the other kind, a text or time that no reader would accept, or the key refused to sign.
    case signing
}

/// A text with signatures below it (C2SP signed-note v1.0.0).
///
/// ```
/// example.org/funds/2026
/// 3
/// rDK3eaQBBlkEX0m4W6ZRUU/bz4bbfh2WQcdaSH+pciU=
///
/// — example.org/funds/2026 0gXuGfr1elHMAFboGG2OIlC6sM50YqFBwqhp6v95mmlG…
/// ```
public struct SignedNote: Hashable, Sendable {
    /// One signature line.
    public struct Signature: Hashable, Sendable {
        /// Who signs.
        public let name: String
        /// The key's id.
        public let keyID: UInt32
        /// What follows the key id: a signature, or a time and a signature.
        public let payload: [UInt8]

        /// Byte by byte.
        public static func == (one: Signature, other: Signature) -> Bool {
            one.keyID == other.keyID && one.payload == other.payload && one.name.utf8.elementsEqual(other.name.utf8)
        }

        /// The line below the note, with its newline.
        public var line: String {
            let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
            return "— \(name) \(Base64.encode(id + payload))\n"
        }
    }

    /// A note has at most this many signature lines.
    public static let maximumSignatures = 100
    private static let maximumBytes = 1_000_000

    /// The text, with its last newline.
    public let text: String
    /// The signatures in their order.
    public var signatures: [Signature]

    /// A note of a text and signatures.
    public init(text: String, signatures: [Signature] = []) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note.
    ///
    /// - Throws: ``NoteError`` where it is not written as notes are; signatures are not checked.
    public init(_ bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumBytes, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
            String(validating: bytes, as: UTF8.self) != nil
        else { throw .malformed }
        guard let blank = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }),
            bytes.last == 0x0A, blank + 2 < bytes.count
        else { throw .noSignatures }
        let lines = bytes[(blank + 2)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= Self.maximumSignatures else { throw .tooManySignatures }
        text = String(decoding: bytes[...blank], as: UTF8.self)
        signatures = []
        for line in lines { signatures.append(try Self.signature(line)) }
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(NoteError) -> Signature {
        let dash = Array("— ".utf8)
        guard line.starts(with: dash) else { throw .signatureLine }
        let parts = line.dropFirst(dash.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, let data = Base64.decode(String(decoding: parts[1], as: UTF8.self)), data.count >= 5
        else { throw .signatureLine }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard NoteVerifierKey.isName(name) else { throw .signatureLine }
        return Signature(
            name: name, keyID: data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, payload: Array(data.dropFirst(4)))
    }

    /// The note's bytes.
    public var bytes: [UInt8] {
        Array((text + "\n" + signatures.map(\.line).joined()).utf8)
    }

    /// Byte by byte: that is what signatures are over.
    public static func == (one: SignedNote, other: SignedNote) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8) && one.signatures == other.signatures
    }

    /// Adds a log's signature over the text. Witnesses sign with ``Cosignature/sign(_:time:with:)``.
    ///
    /// - Throws: ``NoteError/signing``.
    public mutating func sign(with key: NoteSignerKey) throws(NoteError) {
        guard key.verifier.kind == .ed25519, Self.isText(text) else { throw .signing }
        guard let signature = try? key.sign(Array(text.utf8)) else { throw .signing }
        signatures.append(Signature(name: key.verifier.name, keyID: key.verifier.keyID, payload: signature))
    }

    /// Whether readers accept a text below which signatures are to stand.
    static func isText(_ text: String) -> Bool {
        text.utf8.last == 0x0A && text.utf8.count <= maximumBytes && text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
    }

    /// The known keys that signed the text.
    ///
    /// Lines of unknown keys are passed over; a line of a known key that does not fit refuses the whole note.
    ///
    /// - Throws: ``NoteError/badSignature(_:)``, or ``NoteError/noKnownSignature`` where no known key signed.
    public func verified(by keys: [NoteVerifierKey]) throws(NoteError) -> [NoteVerifierKey] {
        var signers: [NoteVerifierKey] = []
        for signature in signatures {
            let known = keys.first { $0.keyID == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8) }
            guard let known else { continue }
            let isValid =
                switch known.kind {
                case .ed25519: known.isValid(signature.payload, over: Array(text.utf8))
                case .cosignature: Cosignature(signature.payload)?.isValid(by: known, over: text) ?? false
                }
            guard isValid else { throw .badSignature(known.name) }
            if !signers.contains(known) { signers.append(known) }
        }
        guard !signers.isEmpty else { throw .noKnownSignature }
        return signers
    }
}

/// A witness's signature under a checkpoint: as of a time, the largest consistent head it has seen for this
/// origin (C2SP tlog-cosignature v1.0.1).
public struct Cosignature: Hashable, Sendable {
    /// When, in seconds since 1970.
    public let time: UInt64
    /// The Ed25519 signature.
    public let signature: [UInt8]

    /// A cosignature from a note's signature line: eight bytes of time and the signature.
    public init?(_ payload: [UInt8]) {
        guard payload.count == 72 else { return nil }
        time = payload.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        signature = Array(payload.dropFirst(8))
        guard time <= UInt64(Int64.max) else { return nil }
    }

    static func message(time: UInt64, text: String) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }

    func isValid(by key: NoteVerifierKey, over text: String) -> Bool {
        key.isValid(signature, over: Self.message(time: time, text: text))
    }

    /// The signature line of a witness under a checkpoint.
    ///
    /// - Throws: ``NoteError/signing``.
    public static func sign(
        _ text: String, time: UInt64, with key: NoteSignerKey
    ) throws(NoteError) -> SignedNote.Signature {
        guard key.verifier.kind == .cosignature, time <= UInt64(Int64.max), SignedNote.isText(text) else {
            throw .signing
        }
        guard let signature = try? key.sign(message(time: time, text: text)) else { throw .signing }
        let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }
        return SignedNote.Signature(name: key.verifier.name, keyID: key.verifier.keyID, payload: stamp + signature)
    }
}
