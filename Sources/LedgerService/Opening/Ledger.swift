public import LedgerDomain
import LedgerInterchange
import LedgerFiles
public import LedgerReference
import LedgerRules
public import MerkleLog

/// A ledger: a directory with its log, its views, its keys and its published heads.
///
/// ```
/// 522633.ledger/
///   log.sqlite     the log; the only truth
///   views.sqlite   projections; delete it and nothing is lost
///   vault.sqlite   whom tokens stand for, sealed; nothing else depends on it
///   keys/          the signing key, the token key and the vault's key, for their owner alone
///   heads/         published heads, as text
/// ```
public struct Ledger: Sendable {
    /// The directory.
    public let directory: String
    /// The tables of this release.
    public let reference: ShippedReference
    let environment: LedgerEnvironment
    /// What the first entry fixes.
    public let genesis: Genesis

    /// What the first entry of a log says about it.
    public struct Genesis: Sendable {
        /// The log's identity.
        public let origin: String
        /// The region whose events it holds.
        public let region: RegionCode
        /// The number of its token key.
        public let tokenKeyID: String
        /// The public key that signed its first heads.
        public let verifierKey: String
    }

    /// Opens a ledger.
    ///
    /// - Throws: ``LogStoreError`` where there is none, or it is of a later release.
    public init(_ directory: String, _ environment: LedgerEnvironment) throws(ServiceError) {
        self = try atBorder { try Ledger(directory, environment, reference: try ShippedReference()) }
    }

    init(_ directory: String, _ environment: LedgerEnvironment, reference: ShippedReference) throws {
        self.directory = directory
        self.environment = environment
        self.reference = reference
        let log = try environment.logs.open(reading: directory)
        defer { try? log.close() }
        guard let bytes = try log.entry(at: 0) else { throw LogStoreError.notALedger(path: directory) }
        genesis = try Self.genesis(bytes, directory)
    }

    private static func genesis(_ bytes: [UInt8], _ directory: String) throws(LogStoreError) -> Genesis {
        guard let entry = try? Entry(bytes), entry.ownKind == .ledgerOpened, let origin = entry.text(.origin),
            let region = entry.region(.region), let token = entry.text(.tokenKeyID),
            let key = entry.text(.logVerifierKey)
        else { throw .damaged("the first entry of \(directory) opens no ledger") }
        return Genesis(origin: origin, region: region, tokenKeyID: token, verifierKey: key)
    }

    var viewsPath: String { directory + "/views.sqlite" }

    /// Opens the log to read it.
    func reading<Result>(_ body: (any LogStore) throws -> Result) throws -> Result {
        let log = try environment.logs.open(reading: directory)
        defer { try? log.close() }
        return try body(log)
    }

    /// Opens the log to append to it.
    func writing<Result>(_ body: (any LogStore) throws -> Result) throws -> Result {
        let store = KeyStore(ledger: directory)
        try settleKeys(store)
        let key = try store.logKey()
        let memory = SignerMemory(stateDirectory: environment.stateDirectory, origin: genesis.origin)
        let log = try environment.logs.open(
            directory, writer: LogWriter(origin: genesis.origin, key: key, memory: memory, now: environment.now))
        defer { try? log.close() }
        try bringFactsUpToDate(log)
        return try body(log)
    }

    /// The newest signed head, as it is handed to others.
    public func head() throws(ServiceError) -> LogHead? {
        try atBorder { try reading { try $0.head() } }
    }

    /// The token that stands for a person, loan or account.
    ///
    /// The key's number, a colon and the first 128 bits of HMAC-SHA-256(secret, kind, 0, value) in base32: the same
    /// value gives the same token, and nobody without the secret can find the value by trying.
    func tokenMaker() throws -> (TokenKind, String) -> String {
        let store = KeyStore(ledger: directory)
        guard let secret = store.tokenSecret(genesis.tokenKeyID) else {
            throw ServiceError.notPermitted(
                Label(
                    "缺少令牌密钥 keys/token-\(genesis.tokenKeyID).key",
                    "the token key keys/token-\(genesis.tokenKeyID).key is missing"))
        }
        let id = genesis.tokenKeyID
        let hash = KeyedHash(secret: secret)
        return { kind, value in
            let message = Array(kind.rawValue.utf8) + [0] + Array(CellText.plain(value).utf8)
            return id + ":" + Base32.encode(hash.sha256(message).prefix(16))
        }
    }
}

/// Base32 of RFC 4648 in lower case, without padding.
enum Base32 {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var word = 0
        var bits = 0
        for byte in bytes {
            word = word << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                text.append(digit(word >> (bits - 5) & 31))
                bits -= 5
            }
            word &= (1 << bits) - 1
        }
        if bits > 0 { text.append(digit(word << (5 - bits) & 31)) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? 0x61 + value : 0x32 + value - 26)
    }
}
