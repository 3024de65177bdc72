public import LedgerAudit
public import LedgerDomain
import LedgerFiles
import MerkleLog

/// What a person does who watches over somebody else's log (见证人).
public enum Witnesses {
    /// Makes a key; gives its public half.
    public static func create(name: String, at path: String, _ environment: LedgerEnvironment) throws(ServiceError)
        -> String
    {
        try atBorder {
            let key: NoteSignerKey
            do { key = try NoteSignerKey(name: name, kind: .cosignature, seed: environment.randomBytes(32)) } catch {
                throw ServiceError.usage(
                    Label("名称不能为空，不能含空格或加号", "a name has no spaces and no plus sign"))
            }
            do { try Files.create(Array((key.text + "\n").utf8), at: path, mode: 0o600) } catch {
                throw ServiceError.noOutput(
                    path: path, Label("文件已存在或不能写入", "the file is there already or cannot be written"))
            }
            return "\(key.verifier)"
        }
    }

    /// Signs a head, where it goes on from the newest one that this witness signed.
    ///
    /// - Parameters:
    ///   - request: a consistency file from the newest size that the witness knows (`prove --from`).
    ///   - state: the directory in which the witness remembers; `nil` for the key's own below the user's state.
    /// - Returns: the signature line.
    /// - Throws: ``ServiceError`` that refutes it where the head is not to be signed.
    public static func sign(
        request path: String, key keyPath: String, state: String?, logs: [String], _ environment: LedgerEnvironment
    ) throws(ServiceError) -> String {
        try atBorder {
            if Files.isForbidden(keyPath) { throw LogStoreError.notPermitted(path: keyPath) }
            let line = Files.read(named: keyPath).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
            guard let key = line.flatMap({ try? NoteSignerKey($0) }), key.verifier.kind == .cosignature else {
                throw ServiceError.noInput(path: keyPath, Label("不是见证人密钥", "this is no key of a witness"))
            }
            let request = try EvidenceFile.bytes(path)
            let keys = try logs.map(EvidenceFile.key)
            // One person may keep several keys on a machine: what one signed binds no other.
            let state = state ?? "\(environment.stateDirectory)/witness/\(key.verifier.hexID)"
            Files.makeDirectories(of: state + "/lock")
            // Checking and remembering is one step.
            let lock = try FileLock(directory: state)
            defer { withExtendedLifetime(lock) {} }
            let origin = ConsistencyProofFile(request).flatMap { try? SignedNote($0.note) }.flatMap {
                try? Checkpoint(text: $0.text)
            }?.origin
            let memory = SignerMemory(stateDirectory: state, origin: origin ?? "")
            let before = try memory.last().map { WitnessState(size: $0.size, root: $0.root) } ?? WitnessState()
            let accepted: (state: WitnessState, text: String)
            do throws(WitnessRefusal) {
                accepted = try before.accepting(request, keys: keys)
            } catch { throw refusal(error) }
            // Remembered before the signature is given away.
            try memory.keep(size: accepted.state.size, root: accepted.state.root)
            return try Cosignature.sign(accepted.text, time: UInt64(clamping: environment.now()), with: key).line
        }
    }

    private static func refusal(_ error: WitnessRefusal) -> ServiceError {
        switch error {
        case .malformed:
            ServiceError.refuted(
                .signature, Label("不是一致性证明文件", "this is no consistency file"))
        case .oldIsLarger:
            ServiceError.refuted(
                .truncated, Label("旧规模大于新规模", "the old size is larger than the new one"))
        case .notSigned:
            ServiceError.refuted(
                .signature, Label("检查点没有该日志的有效签名", "the head is not validly signed by the log"))
        case .unknownOrigin:
            ServiceError.refuted(
                .signature,
                Label("不认识该日志（\(Choice.followedLogs)）", "the log is not one that is followed (\(Choice.followedLogs))")
            )
        case .otherSize(let size):
            ServiceError.refuted(
                .truncated,
                Label(
                    "本见证人最新签过规模 \(size)：请用 \(Choice.proofFrom) \(size) 重新生成",
                    "the newest head signed by this witness has size \(size): make the file with \(Choice.proofFrom) \(size)"
                ))
        case .inconsistent:
            ServiceError.refuted(
                .fork,
                Label(
                    "与本见证人签过的检查点不一致：日志分叉，拒绝签名",
                    "not consistent with the head signed before: the log was forked; not signed"))
        }
    }
}

/// How two heads stand to each other.
public struct ComparedHeads: Sendable {
    /// What speaks against them; `nil` where they are one.
    public let verdict: VerdictClass?
    /// The answer in words.
    public let text: Label

    init(_ verdict: VerdictClass?, _ text: Label) {
        (self.verdict, self.text) = (verdict, text)
    }
}

extension Ledger {
    /// Keeps signatures of a witness under heads of this log.
    ///
    /// - Parameter path: a note with cosignatures, or signature lines alone, of the newest head or of `size`.
    /// - Returns: the size of the head and the number of signatures kept.
    public func addCosignatures(_ path: String, key text: String, size: UInt64?) throws(ServiceError) -> (
        size: UInt64, count: Int
    ) {
        try atBorder {
            let key = try EvidenceFile.key(text)
            guard key.kind == .cosignature else {
                throw ServiceError.usage(Label("\(text) 不是见证人公钥", "\(text) is no key of a witness"))
            }
            let bytes = try EvidenceFile.bytes(path)
            let given = try? SignedNote(bytes)
            let head: StoredHead? = try reading { log in
                let wanted = try size ?? given.flatMap { try? Checkpoint(text: $0.text) }?.size ?? log.head()?.size ?? 0
                return wanted == 0 ? nil : try log.heads(after: wanted - 1, through: wanted).first
            }
            guard let head, let own = try? SignedNote(head.note) else {
                throw ServiceError.usage(Label("账本没有该规模的检查点", "the ledger has no head of that size"))
            }
            // Lines alone are read below the ledger's own head.
            guard !bytes.isEmpty else { throw ServiceError.noInput(path: path, Label("文件为空", "the file is empty")) }
            guard let note = given ?? (try? SignedNote(Array((own.text + "\n").utf8) + bytes)) else {
                throw ServiceError.refuted(
                    .signature, Label("\(path) 不是签名行，也不是检查点", "\(path) holds neither signature lines nor a head"))
            }
            guard note.text.utf8.elementsEqual(own.text.utf8) else { throw try otherHead(note, head.size, path) }
            let signatures = note.signatures.filter {
                $0.keyID == key.keyID && $0.name.utf8.elementsEqual(key.name.utf8)
            }
            guard !signatures.isEmpty,
                (try? SignedNote(text: own.text, signatures: signatures).verified(by: [key])) != nil
            else {
                throw ServiceError.refuted(
                    .signature, Label("没有该见证人的有效签名", "there is no valid signature of that witness"))
            }
            // What others signed needs no signature of ours.
            let log = try environment.logs.open(keepingFor: directory)
            defer { try? log.close() }
            try log.keep(
                signatures.map { signature in
                    StoredCosignature(
                        size: head.size, key: "\(key)", time: Cosignature(signature.payload)?.time ?? 0,
                        line: signature.line)
                }, now: environment.now())
            return (head.size, signatures.count)
        }
    }

    /// What it means that a witness signed another text than the ledger's head of that size.
    private func otherHead(_ note: SignedNote, _ size: UInt64, _ path: String) throws -> ServiceError {
        let other = try? Checkpoint(text: note.text)
        guard let other, other.origin.utf8.elementsEqual(genesis.origin.utf8), other.size == size else {
            return ServiceError.refuted(
                .signature,
                Label("签名的文本不是本账本该规模的检查点", "the text that was signed is no head of this ledger of that size"))
        }
        return try reading { try otherRoot(of: note.bytes, size: size, path, $0) }
    }

    /// How two heads stand to each other; a fork is proven by the two notes alone.
    public static func compare(_ first: String, _ second: String, keys: [String]) throws(ServiceError) -> ComparedHeads
    {
        try atBorder {
            let keys = try keys.map(EvidenceFile.key)
            switch HeadComparison.of(try EvidenceFile.bytes(first), try EvidenceFile.bytes(second), keys: keys) {
            case .same: return ComparedHeads(nil, Label("两个检查点相同。", "The two heads are one."))
            case .fork:
                return ComparedHeads(
                    .fork,
                    Label(
                        "分叉：同一规模有两个不同的根，均有有效签名。保存这两个文件：它们本身就是证据。",
                        "Fork: one size, two roots, both validly signed. Keep the two files: they are the proof.")
                )
            case .ordered(let smaller, let larger):
                return ComparedHeads(
                    .unproven,
                    Label(
                        "规模 \(smaller) 与 \(larger)：是否为同一日志须用一致性证明（\(Choice.proofFrom) \(smaller)，再 audit proof）。",
                        "Sizes \(smaller) and \(larger): whether they are one log a consistency proof tells (\(Choice.proofFrom) \(smaller), then audit proof)."
                    )
                )
            case .differentLogs:
                return ComparedHeads(.signature, Label("两个检查点属于不同的日志。", "The heads are of different logs."))
            case .invalid(let isFirst, let error):
                let name = isFirst ? first : second
                let reason = Reason.of(error)
                return ComparedHeads(
                    .signature,
                    Label(
                        "\(name) 的签名不成立（\(reason.chinese)）。", "\(name) is not validly signed (\(reason.english)).")
                )
            case .noHead(let isFirst):
                let name = isFirst ? first : second
                return ComparedHeads(.signature, Label("\(name) 不是检查点。", "\(name) is no head."))
            }
        }
    }
}
