import Crypto
import LedgerDomain

/// Sealing and opening: AES-256-GCM, the nonce before and the tag behind (格式：随机数、密文、校验).
///
/// The associated data name the ledger and the token, so that what was moved to another row or another ledger does not
/// open.
struct VaultSeal {
    private let key: SymmetricKey
    private let origin: String

    /// - Parameter key: 32 bytes.
    init(key: [UInt8], origin: String) {
        self.key = SymmetricKey(data: key)
        self.origin = origin
    }

    // MARK: Keys of holders

    /// A new data key, and its sealed form.
    func makeKey(for holder: String) throws -> (key: SymmetricKey, wrapped: [UInt8]) {
        let new = SymmetricKey(size: .bits256)
        return (new, try Self.seal(new.withUnsafeBytes { Array($0) }, key, context("key", holder)))
    }

    func unwrap(_ wrapped: [UInt8], of holder: String) throws -> SymmetricKey {
        SymmetricKey(data: try Self.open(wrapped, key, context("key", holder), holder))
    }

    // MARK: Records

    func seal(_ record: PersonalRecord, _ key: SymmetricKey) throws -> [UInt8] {
        try Self.seal(CanonicalJSON.encode(record.json), key, context("identity", record.token))
    }

    func open(_ sealed: [UInt8], token: String, holder: String, _ key: SymmetricKey) throws -> PersonalRecord {
        let bytes = try Self.open(sealed, key, context("identity", token), token)
        guard let value = try? DraftReader.read(bytes),
            let record = PersonalRecord(value, token: token, holder: holder)
        else { throw VaultError.sealed(token: token) }
        return record
    }

    private func context(_ what: String, _ token: String) -> [UInt8] {
        Array("linkedfund/vault/\(what)/1\n\(origin)\n\(token)".utf8)
    }

    private static func seal(_ bytes: [UInt8], _ key: SymmetricKey, _ context: [UInt8]) throws -> [UInt8] {
        guard let sealed = try AES.GCM.seal(bytes, using: key, authenticating: context).combined else {
            throw VaultError.sqlite(message: "nonce")
        }
        return Array(sealed)
    }

    private static func open(
        _ sealed: [UInt8], _ key: SymmetricKey, _ context: [UInt8], _ token: String
    ) throws -> [UInt8] {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: context)
        else { throw VaultError.sealed(token: token) }
        return Array(bytes)
    }
}

extension PersonalRecord {
    /// `{"kind":"household","people":[{"id_card":…,"name":…}],"source":"…"}`.
    var json: JSONValue {
        .object([
            JSONMember("kind", kind.rawValue), JSONMember("people", .array(people.map(\.json))),
            JSONMember("source", source),
        ])
    }

    init?(_ value: JSONValue, token: String, holder: String) {
        guard let kind = value["kind"]?.text.flatMap(TokenKind.init), let source = value["source"]?.text,
            let people = value["people"]?.elements
        else { return nil }
        self.init(token: token, kind: kind, holder: holder, source: source, people: people.map(Person.init))
    }
}

extension PersonalRecord.Person {
    fileprivate static let fields: [(name: String, path: any WritableKeyPath<Self, String?> & Sendable)] = [
        ("account", \.account), ("address", \.address), ("id_card", \.identityCard), ("name", \.name),
        ("phone", \.phone),
    ]

    fileprivate var json: JSONValue {
        .object(Self.fields.compactMap { field in self[keyPath: field.path].map { JSONMember(field.name, $0) } })
    }

    fileprivate init(_ value: JSONValue) {
        self.init()
        for field in Self.fields { self[keyPath: field.path] = value[field.name]?.text }
    }
}
