import LedgerDomain
import LedgerFiles
import MerkleLog

extension Ledger {
    /// Changes the log's key (更换密钥): the old key signs the entry that names the new one, which signs all that follows.
    ///
    /// Killed at any moment, the ledger goes on: with the old key where the entry is not in the log, else with the new.
    ///
    /// - Returns: the new public key and the position of the entry.
    public func rotateKey(reason: String) throws(ServiceError) -> (key: String, seq: UInt64) {
        try atBorder {
            guard !reason.isEmpty else { throw ServiceError.usage(Label("缺少原因", "the reason is missing")) }
            let store = KeyStore(ledger: directory)
            try settleKeys(store)
            let size = try head()?.size ?? 0
            let new = try store.makeNextKey(origin: genesis.origin, seed: environment.randomBytes(32), after: size)
            let seq: UInt64
            do {
                seq = try recordOwn(
                    .keyRotated,
                    [
                        JSONMember("purpose", KeyPurpose.log.rawValue), JSONMember("reason", reason),
                        JSONMember("log_vkey", "\(new.verifier)"),
                    ])
            } catch {
                // The entry may have been kept and the answer lost: then the key that it names is taken and not dropped.
                if (try? settleKeys(store)) != nil { store.dropNextKey() }
                throw error
            }
            try store.takeNextKey()
            return ("\(new.verifier)", seq)
        }
    }

    /// Ends a rotation that was interrupted after the log named the new key. One that the log does not name signs nothing.
    func settleKeys(_ store: KeyStore) throws {
        guard let (next, from) = store.nextKey() else { return }
        var isNamed = false
        try reading { log in
            var entry = Entry()
            try log.read(from..<UInt64.max) { _, bytes in
                do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                isNamed = entry.ownKind == .keyRotated && entry.text(.logVerifierKey) == "\(next.verifier)"
                return !isNamed
            }
        }
        if isNamed { try store.takeNextKey() }
    }

    /// Records an entry of the ledger about itself; gives its position.
    func recordOwn(
        _ kind: EventKind, _ body: [JSONMember], besides: (any LogAppender) throws -> Void = { _ in }
    ) throws -> UInt64 {
        let draft = Draft(
            id: environment.newID(), type: kind.type.name, effectiveOn: environment.today.description,
            region: genesis.region.description, fiscalYear: String(environment.today.year), body: .object(body))
        let recorder = Recorder(
            reference: reference, ledgerRegion: genesis.region, actor: environment.actor, demandsExpected: false)
        var head: LogHead?
        let outcome = try write(isDryRun: false, &head) { appender in
            let outcome = try recorder.record([RecordedDraft(draft: draft)], into: appender)
            try besides(appender)
            return outcome
        }
        return outcome.recorded.kept.first?.seq ?? 0
    }
}

extension Ledger {
    /// The public key that signs the newest head.
    public func publicKey() throws(ServiceError) -> String {
        try atBorder {
            guard let key = KeyStore(ledger: directory).verifierKey() else {
                throw ServiceError.noInput(path: directory + "/keys/log.vkey", Label("没有公钥", "there is no public key"))
            }
            return key.description
        }
    }
}
