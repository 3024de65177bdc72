import Crypto

/// The kinds of key that sign notes (C2SP signed-note v1.0.0).
public enum NoteKeyKind: UInt8, Sendable {
    /// Ed25519 over the note's text.
    case ed25519 = 0x01
    /// Ed25519 over a cosignature of the checkpoint (C2SP tlog-cosignature v1.0.1).
    case cosignature = 0x04
}

/// Why a key text is refused.
public enum NoteKeyError: Error, Hashable, Sendable {
    /// Not three parts with `+` between them.
    case malformed
    /// An empty name, or one with a space or a `+`.
    case name
    /// The key id is not the hash of name and key.
    case keyID
    /// A kind of key that this release does not know.
    case kind
    /// No Ed25519 key.
    case key
}

/// The public key of a log or witness, as its users hold it: `name+keyid+base64(kind || key)`.
public struct NoteVerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// Who signs; of a log, its origin.
    public let name: String
    /// The first four bytes of SHA-256(name, newline, kind, key).
    public let keyID: UInt32
    /// The key id as eight hexadecimal digits.
    public var hexID: String { Self.hex(keyID) }
    /// What the key signs. A key of one kind never signs as the other: their texts could be taken for each other.
    public let kind: NoteKeyKind
    /// The 32 bytes of the key.
    public let publicKey: [UInt8]

    /// A key from its parts.
    ///
    /// - Throws: ``NoteKeyError`` where the name or key cannot be one.
    public init(name: String, kind: NoteKeyKind, publicKey: [UInt8]) throws(NoteKeyError) {
        guard Self.isName(name) else { throw .name }
        guard publicKey.count == 32 else { throw .key }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        keyID = Self.keyID(name: name, kind: kind, publicKey: publicKey)
    }

    /// A key from its text.
    ///
    /// - Throws: ``NoteKeyError``.
    public init(_ text: some StringProtocol) throws(NoteKeyError) {
        let parts = Self.parts(of: text, at: 2)
        guard parts.count == 3, let id = Hexadecimal.decode(parts[1]), id.count == 4,
            let data = Base64.decode(parts[2]), let first = data.first
        else { throw .malformed }
        guard let kind = NoteKeyKind(rawValue: first) else { throw .kind }
        try self.init(name: parts[0], kind: kind, publicKey: Array(data.dropFirst()))
        guard keyID == id.reduce(0, { $0 << 8 | UInt32($1) }) else { throw .keyID }
    }

    /// The key's text.
    public var description: String {
        "\(name)+\(Self.hex(keyID))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// Whether a signature over a message is this key's.
    public func isValid(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(Array(signature), for: message)
    }

    static func keyID(name: String, kind: NoteKeyKind, publicKey: [UInt8]) -> UInt32 {
        let digest = MerkleTree.sha256(Array(name.utf8) + [0x0A, kind.rawValue] + publicKey)
        return digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func hex(_ keyID: UInt32) -> String {
        let digits = String(keyID, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The parts between the first few `+`, cut between bytes: base64 holds `+` too.
    static func parts(of text: some StringProtocol, at cuts: Int) -> [String] {
        Array(text.utf8).split(separator: UInt8(ascii: "+"), maxSplits: cuts, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace && $0.value >= 0x20 }
    }
}

/// The private key of a log or witness, in the form that Go's note package uses:
/// `PRIVATE+KEY+name+keyid+base64(0x01 || seed)`.
public struct NoteSignerKey: Sendable {
    /// The public half.
    public let verifier: NoteVerifierKey
    private let seed: [UInt8]
    private let key: Curve25519.Signing.PrivateKey

    /// A key of a 32-byte seed.
    ///
    /// - Throws: ``NoteKeyError``.
    public init(name: String, kind: NoteKeyKind = .ed25519, seed: [UInt8]) throws(NoteKeyError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .key }
        self.key = key
        self.seed = seed
        verifier = try NoteVerifierKey(name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// A key from its text.
    ///
    /// - Throws: ``NoteKeyError``.
    public init(_ text: some StringProtocol) throws(NoteKeyError) {
        let parts = NoteVerifierKey.parts(of: text, at: 4)
        // Over bytes: as a `String`, the Kelvin sign equals the letter K.
        guard parts.count == 5, parts[0].utf8.elementsEqual("PRIVATE".utf8), parts[1].utf8.elementsEqual("KEY".utf8),
            let data = Base64.decode(parts[4]), let first = data.first
        else { throw .malformed }
        guard let kind = NoteKeyKind(rawValue: first) else { throw .kind }
        try self.init(name: parts[2], kind: kind, seed: Array(data.dropFirst()))
        guard parts[3] == NoteVerifierKey.hex(verifier.keyID) else { throw .keyID }
    }

    /// The key's text; a secret.
    public var text: String {
        "PRIVATE+KEY+\(verifier.name)+\(NoteVerifierKey.hex(verifier.keyID))+"
            + Base64.encode([verifier.kind.rawValue] + seed)
    }

    /// Signs a message.
    ///
    /// - Throws: ``NoteKeyError/key`` when the library refuses.
    public func sign(_ message: [UInt8]) throws(NoteKeyError) -> [UInt8] {
        guard let signature = try? key.signature(for: message) else { throw .key }
        return Array(signature)
    }
}
