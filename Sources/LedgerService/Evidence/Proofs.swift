import LedgerAudit
public import LedgerDomain
import LedgerFiles
import MerkleLog

extension Ledger {
    /// The proof that an entry stands at its position under the newest head (C2SP tlog-proof), with the entry itself.
    ///
    /// - Throws: ``ServiceError/usage(_:)`` past the end; ``LogStoreError/damaged(_:)`` where the ledger's own tree does
    ///   not bear it out.
    public func proof(of seq: UInt64) throws(ServiceError) -> (file: [UInt8], entry: [UInt8]) {
        try atBorder {
            try reading { log in
                guard let head = try log.head(), seq < head.size, let entry = try log.entry(at: seq) else {
                    throw ServiceError.usage(Label("没有位置 \(seq)", "there is no position \(seq)"))
                }
                let path = try log.tree.inclusion(of: seq, in: head.size)
                guard
                    Proof.verifyInclusion(
                        of: MerkleTree.leafHash(entry), at: seq, in: head.size, root: head.root, path: path)
                else { throw LogStoreError.damaged("entry \(seq)") }
                let note = try cosigned(log, size: head.size) ?? head.note
                return (InclusionProofFile(index: seq, path: path, note: note).bytes, entry)
            }
        }
    }

    /// The proof that the log of an old size is a beginning of the newest head: the request that any witness takes
    /// (C2SP tlog-witness).
    ///
    /// - Parameter old: a size, or the file of a head.
    public func consistencyProof(from old: String) throws(ServiceError) -> [UInt8] {
        try atBorder {
            try reading { log in
                guard let head = try log.head() else { throw LogStoreError.notALedger(path: directory) }
                let (size, root, note) = try oldHead(old)
                guard size <= head.size else {
                    throw ServiceError.usage(
                        Label(
                            "\(Choice.from) 的规模 \(size) 大于日志的 \(head.size) 条：没有这样的证明",
                            "\(Choice.from) says size \(size) and the log has \(head.size) entries: there is no such proof"
                        ))
                }
                let path = try log.tree.consistency(from: size, to: head.size)
                let oldRoot = try root ?? log.tree.root(size: size)
                let holds =
                    size == 0
                    || Proof.verifyConsistency(from: size, oldRoot: oldRoot, to: head.size, root: head.root, path: path)
                guard holds else {
                    if let note { throw try otherRoot(of: note, size: size, old, log) }
                    throw LogStoreError.damaged("tree")
                }
                return ConsistencyProofFile(oldSize: size, path: path, note: head.note).bytes
            }
        }
    }

    private func oldHead(_ text: String) throws -> (size: UInt64, root: Hash?, note: [UInt8]?) {
        if let size = StrictDecimal.decode(text) { return (size, nil, nil) }
        if let bytes = Files.read(named: text), let note = try? SignedNote(bytes),
            let head = try? Checkpoint(text: note.text)
        {
            guard head.origin.utf8.elementsEqual(genesis.origin.utf8) else {
                throw ServiceError.refuted(
                    .signature,
                    Label(
                        "\(text) 是另一个日志 \(head.origin) 的检查点", "\(text) is a head of another log, \(head.origin)"))
            }
            return (head.size, head.root, bytes)
        }
        throw ServiceError.usage(
            Label("\(Choice.from) 应为规模或检查点文件", "\(Choice.from) takes a size or the file of a head"))
    }

    /// What a proof file shows, checked with nothing but the file, the entry or older head, and the log's key.
    public static func check(proof path: String, entry: String?, old: String?, keys: [String]) throws(ServiceError)
        -> Label
    {
        try atBorder {
            let bytes = try EvidenceFile.bytes(path)
            let keys = try keys.map(EvidenceFile.key)
            if let file = InclusionProofFile(bytes) {
                guard let entry else {
                    throw ServiceError.usage(
                        Label("需要 \(Choice.entry)：所证的记录", "\(Choice.entry) is missing: the entry that is proven"))
                }
                let head = try EvidenceFile.head(file.note, keys, path)
                let leaf = MerkleTree.leafHash(try EvidenceFile.bytes(entry))
                guard Proof.verifyInclusion(of: leaf, at: file.index, in: head.size, root: head.root, path: file.path)
                else {
                    throw ServiceError.refuted(
                        .content, Label("该记录不在位置 \(file.index)", "the entry does not stand at position \(file.index)"))
                }
                return Label(
                    "已证明：该记录位于 \(head.origin) 的位置 \(file.index)，检查点规模 \(head.size)",
                    "Proven: the entry stands at position \(file.index) of \(head.origin), under the head of size \(head.size)"
                )
            }
            guard let file = ConsistencyProofFile(bytes) else {
                throw ServiceError.usage(Label("不是证明文件", "this is no proof file"))
            }
            guard let old else {
                throw ServiceError.usage(Label("需要 \(Choice.old)：较早的检查点", "\(Choice.old) is missing: the older head"))
            }
            let head = try EvidenceFile.head(file.note, keys, path)
            let before = try EvidenceFile.head(try EvidenceFile.bytes(old), keys, old)
            try requireConsistency(file, from: before, to: head)
            return Label(
                "已证明：\(head.origin) 规模 \(before.size) 的检查点是规模 \(head.size) 的开头",
                "Proven: the head of size \(before.size) of \(head.origin) is a beginning of that of size \(head.size)")
        }
    }
}

extension Ledger {
    /// Two heads prove a fork only by themselves: of one log and size, validly signed, with two roots. A proof that does
    /// not hold may be a damaged copy, and shows nothing.
    private static func requireConsistency(
        _ file: ConsistencyProofFile, from before: Checkpoint, to head: Checkpoint
    ) throws(ServiceError) {
        guard before.origin.utf8.elementsEqual(head.origin.utf8) else {
            throw ServiceError.refuted(
                .signature, Label("两个检查点属于不同的日志", "the two heads are of different logs"))
        }
        if before.size == head.size, before.root != head.root {
            throw ServiceError.refuted(
                .fork,
                Label(
                    "分叉：规模 \(head.size) 有两个不同的根，均有有效签名",
                    "a fork: size \(head.size) has two roots, both validly signed"))
        }
        guard before.size == file.oldSize else {
            throw ServiceError.refuted(
                .unproven,
                Label(
                    "证明自规模 \(file.oldSize) 起，较早的检查点规模为 \(before.size)：未证明任何关系",
                    "the proof is from size \(file.oldSize) and the older head has \(before.size): nothing is shown"))
        }
        guard
            Proof.verifyConsistency(
                from: before.size, oldRoot: before.root, to: head.size, root: head.root, path: file.path)
        else {
            throw ServiceError.refuted(
                .unproven,
                Label(
                    "证明不成立：未能证明较早的检查点是较新的开头，也未证明分叉；请重新取得证明",
                    "the proof does not hold: it shows neither that the older head is a beginning of the newer nor a fork; get it again"
                ))
        }
    }

    /// What a head says of this log that has another root at its size: a fork where the log signed it, else nothing.
    func otherRoot(of note: [UInt8], size: UInt64, _ name: String, _ log: any LogStore) throws -> ServiceError {
        var changes: [(seq: UInt64, key: String)] = []
        var entry = Entry()
        try log.read(0..<UInt64.max) { seq, bytes in
            do throws(EntryFault) { try entry.read(bytes) } catch { return true }
            if let key = KeyChain.change(in: entry) { changes.append((seq, key)) }
            return true
        }
        let keys = (changes.map(\.key) + [genesis.verifierKey]).compactMap { try? NoteVerifierKey($0) }
        guard (try? SignedNote(note).verified(by: keys)) != nil else {
            return ServiceError.refuted(
                .signature, Label("\(name) 没有本日志的有效签名", "\(name) is not validly signed by this log"))
        }
        return ServiceError.refuted(
            .fork,
            Label(
                "分叉：\(name) 由本日志签署，而账本在规模 \(size) 处的根与之不同",
                "a fork: this log signed \(name), and the ledger has another root at size \(size)"))
    }
}

/// Reading pieces of evidence.
enum EvidenceFile {
    static func bytes(_ path: String) throws -> [UInt8] {
        try bytes(
            path, Label("文件不能读取，或不是 1 MiB 以内的普通文件", "the file cannot be read, or is no plain file of at most 1 MiB"))
    }

    /// The bytes of a file that somebody names as evidence: never waited for, and never more than a note can have.
    static func bytes(_ path: String, _ refusal: Label) throws -> [UInt8] {
        if let bytes = Files.read(named: path) { return bytes }
        if Files.isForbidden(path) { throw LogStoreError.notPermitted(path: path) }
        throw ServiceError.noInput(path: path, refusal)
    }

    /// A key, from its text or from the first line of a file.
    static func key(_ text: String) throws -> NoteVerifierKey {
        if let key = try? NoteVerifierKey(text) { return key }
        let line = Files.read(named: text).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
        if let key = line.flatMap({ try? NoteVerifierKey($0) }) { return key }
        throw ServiceError.usage(Label("\(text) 不是公钥", "\(text) is no public key"))
    }

    static func head(_ note: [UInt8], _ keys: [NoteVerifierKey], _ name: String) throws -> Checkpoint {
        do {
            let read = try SignedNote(note)
            _ = try read.verified(by: keys)
            return try Checkpoint(text: read.text)
        } catch {
            let reason = Reason.of(error)
            throw ServiceError.refuted(
                .signature,
                Label(
                    "\(name) 中的检查点签名不成立（\(reason.chinese)）",
                    "the head in \(name) is not validly signed (\(reason.english))"))
        }
    }
}
