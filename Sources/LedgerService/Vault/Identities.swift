public import LedgerDomain
import LedgerFiles
public import LedgerVault
import MerkleLog

/// What `vault show` answers.
public enum IdentityAnswer: Sendable {
    /// Whom or what the token stands for, and the position of the entry that says it was looked up.
    case shown(PersonalRecord, seq: UInt64)
    /// It was erased; the position of the entry that says so.
    case erased(seq: UInt64)
}

/// What `vault erase` did.
public enum ErasureReceipt: Sendable {
    /// Erased, as the entry at the position says.
    case erased(seq: UInt64)
    /// It was erased before.
    case erasedBefore(seq: UInt64)
}

/// People's data (身份信息): the vault beside the log, what it is asked and what is erased from it.
///
/// The log is the truth about erasures: each is an entry first, and a vault that has not carried one out, because the
/// machine stopped or because an older copy was restored, does so before it answers anything.
extension Ledger {
    var vaultPath: String { directory + "/vault.sqlite" }

    /// Looks up whom a token stands for. That, and why, is recorded before anything is shown.
    ///
    /// - Throws: ``ServiceError`` where the reason or the vault is missing or the token unknown; ``VaultError``.
    public func showIdentity(_ token: String, reason: String) throws(ServiceError) -> IdentityAnswer {
        try atBorder {
            try check(token, reason)
            let vault = try openVault()
            defer { vault.close() }
            switch try vault.answer(token) {
            case .erased(let seq): return .erased(seq: seq)
            case .unknown: throw unknown(token)
            case .record(let record):
                let seq = try recordOwn(
                    .identityShown,
                    [JSONMember(Key.reason.rawValue, reason), JSONMember(Key.token.rawValue, token)])
                return .shown(record, seq: seq)
            }
        }
    }

    /// Erases whom a token stands for: the key of the household and all that it seals. The entry comes first.
    ///
    /// - Parameter approver: who decided it, another person than who records it.
    /// - Throws: ``ServiceError``; ``VaultError``.
    public func eraseIdentity(_ token: String, reason: String, approver: String?) throws(ServiceError) -> ErasureReceipt
    {
        try atBorder {
            try check(token, reason)
            if let approver, approver == environment.actor {
                throw ServiceError.usage(
                    Label(
                        "批准人不能是操作人本人 \(approver)",
                        "the approver must be another person than \(approver), who records it")
                )
            }
            let vault = try openVault()
            defer { vault.close() }
            switch try vault.answer(token) {
            case .erased(let seq): return .erasedBefore(seq: seq)
            case .unknown: throw unknown(token)
            case .record(let record):
                guard record.holder == token else {
                    throw ServiceError.usage(
                        Label(
                            "该令牌属于户 \(record.holder)，一户一把密钥；请删除 \(record.holder)",
                            "the token belongs to household \(record.holder), which has one key; erase \(record.holder)"
                        ))
                }
            }
            var body = [JSONMember(Key.reason.rawValue, reason), JSONMember(Key.token.rawValue, token)]
            if let approver { body.append(JSONMember(Key.approver.rawValue, approver)) }
            let seq = try recordOwn(.identityErased, body)
            try follow(vault)
            return .erased(seq: seq)
        }
    }

    /// How much the vault holds; `nil` where there is none.
    ///
    /// - Throws: ``VaultError``.
    public func vaultCounts() throws(ServiceError) -> Vault.Counts? {
        try atBorder {
            guard Files.exists(vaultPath) else { return nil }
            let vault = try openVault()
            defer { vault.close() }
            return try vault.counts()
        }
    }

    /// The vault to keep identities in, made where there is none.
    func vaultForKeeping() throws -> Vault {
        if !Files.exists(vaultPath) {
            let store = KeyStore(ledger: directory)
            if try store.vaultKey() == nil { try store.makeVaultKey(environment.randomBytes(32)) }
            try Files.create([], at: vaultPath, mode: 0o600)
        }
        return try openVault()
    }

    /// Finds the household of a person by the token of the identity number, as far as the vault is there and knows it. It
    /// is opened where a sheet first names a person: other sheets need neither the vault nor its key.
    func householdLookup() -> (String) -> String? {
        var isOpened = false
        var vault: Vault?
        return { person in
            if !isOpened {
                isOpened = true
                vault = try? openVault()
            }
            return try? vault?.household(ofPerson: person)
        }
    }

    // MARK: Opening

    private func openVault() throws -> Vault {
        guard Files.exists(vaultPath) else {
            throw ServiceError.noInput(
                path: vaultPath,
                Label(
                    "没有身份信息保管库：尚未导入身份信息，或已移走；账本其余功能不受影响",
                    "there is no vault: no identities were imported, or it was taken away; all else works without it"))
        }
        guard let key = try KeyStore(ledger: directory).vaultKey() else {
            throw ServiceError.notPermitted(
                Label("缺少保管库密钥 keys/vault.key", "the vault's key keys/vault.key is missing"))
        }
        let vault = try Vault(vaultPath, origin: genesis.origin, key: key)
        try follow(vault)
        return vault
    }

    /// Carries out the erasures of the log that the vault has not seen.
    private func follow(_ vault: Vault) throws {
        let from = try vault.followedTo()
        var erased: [(holder: String, seq: UInt64)] = []
        var end = from
        try reading { log in
            end = try log.head()?.size ?? from
            guard from < end else { return }
            var entry = Entry()
            try log.read(from..<end) { seq, bytes in
                do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                if entry.ownKind == .identityErased, let token = entry.text(.token) { erased.append((token, seq)) }
                return true
            }
        }
        try vault.erase(erased)
        if end != from { try vault.setFollowedTo(end) }
    }

    private func check(_ token: String, _ reason: String) throws(ServiceError) {
        guard Token.isValid(Array(token.utf8)) else {
            throw .usage(Label("不是令牌；令牌如 1a2b:…（26 位）", "this is no token; one looks as 1a2b: and 26 characters"))
        }
        guard !reason.isEmpty else { throw .usage(Label("缺少原因", "the reason is missing")) }
    }

    private func unknown(_ token: String) -> ServiceError {
        .noInput(path: vaultPath, Label("保管库中没有 \(token)", "\(token) is not in the vault"))
    }
}
