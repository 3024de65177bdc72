public import LedgerDomain
import LedgerLog
import MerkleLog

extension Ledger {
    /// The proof that an entry stands at its position under the newest head (C2SP tlog-proof), with the entry itself.
    ///
    /// - Throws: ``ServiceError/usage(_:)`` past the end; ``LogStoreError/damaged(_:)`` where the ledger's own tree does
    ///   not bear it out.
    public func proof(of seq: UInt64) throws -> (file: [UInt8], entry: [UInt8]) {
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

    /// The proof that the log of an old size is a beginning of the newest head: the request that any witness takes
    /// (C2SP tlog-witness).
    ///
    /// - Parameter old: a size, or the file of a head.
    public func consistencyProof(from old: String) throws -> [UInt8] {
        try reading { log in
            guard let head = try log.head() else { throw LogStoreError.notALedger(path: directory) }
            let (size, root) = try oldHead(old)
            guard size <= head.size else { throw LogStoreError.rolledBack(signed: size, found: head.size) }
            let path = try log.tree.consistency(from: size, to: head.size)
            let oldRoot = try root ?? log.tree.root(size: size)
            let holds =
                size == 0
                || Proof.verifyConsistency(from: size, oldRoot: oldRoot, to: head.size, root: head.root, path: path)
            guard holds else {
                if root != nil { throw LogStoreError.forked(size: size) }
                throw LogStoreError.damaged("tree")
            }
            return ConsistencyProofFile(oldSize: size, path: path, note: head.note).bytes
        }
    }

    private func oldHead(_ text: String) throws -> (UInt64, Hash?) {
        if let size = StrictDecimal.decode(text) { return (size, nil) }
        if let bytes = Files.read(text), let note = try? SignedNote(bytes), let head = try? Checkpoint(text: note.text)
        {
            return (head.size, head.root)
        }
        throw ServiceError.usage(Label("--from 应为规模或检查点文件", "--from takes a size or the file of a head"))
    }

    /// What a proof file shows, checked with nothing but the file, the entry or older head, and the log's key.
    public static func check(proof path: String, entry: String?, old: String?, keys: [String]) throws -> Label {
        let bytes = try Evidence.bytes(path)
        let keys = try keys.map(Evidence.key)
        if let file = InclusionProofFile(bytes) {
            guard let entry else {
                throw ServiceError.usage(Label("需要 --entry：所证的记录", "--entry is missing: the entry that is proven"))
            }
            let head = try Evidence.head(file.note, keys, path)
            let leaf = MerkleTree.leafHash(try Evidence.bytes(entry))
            guard Proof.verifyInclusion(of: leaf, at: file.index, in: head.size, root: head.root, path: file.path)
            else {
                throw EvidenceRefuted(
                    code: 10, name: "CONTENT",
                    text: Label("该记录不在位置 \(file.index)", "the entry does not stand at position \(file.index)"))
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
            throw ServiceError.usage(Label("需要 --old：较早的检查点", "--old is missing: the older head"))
        }
        let head = try Evidence.head(file.note, keys, path)
        let before = try Evidence.head(try Evidence.bytes(old), keys, old)
        guard before.size == file.oldSize,
            Proof.verifyConsistency(
                from: before.size, oldRoot: before.root, to: head.size, root: head.root, path: file.path)
        else {
            throw EvidenceRefuted(
                code: 13, name: "FORK",
                text: Label("较早的检查点不是较新的开头", "the older head is not shown to be a beginning of the newer"))
        }
        return Label(
            "已证明：\(head.origin) 规模 \(before.size) 的检查点是规模 \(head.size) 的开头",
            "Proven: the head of size \(before.size) of \(head.origin) is a beginning of that of size \(head.size)")
    }
}

/// A piece of evidence that does not show what it should, with the exit code of its class.
public struct EvidenceRefuted: Error, Sendable {
    /// The exit code (10 to 31).
    public let code: Int32
    /// The class.
    public let name: String
    /// What it does not show.
    public let text: Label
}

/// Reading pieces of evidence.
enum Evidence {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let bytes = Files.read(path) else {
            throw ServiceError.noInput(path: path, Label("文件不能读取", "the file cannot be read"))
        }
        return bytes
    }

    /// A key, from its text or from the first line of a file.
    static func key(_ text: String) throws -> NoteVerifierKey {
        if let key = try? NoteVerifierKey(text) { return key }
        let line = Files.read(text).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
        if let key = line.flatMap({ try? NoteVerifierKey($0) }) { return key }
        throw ServiceError.usage(Label("\(text) 不是公钥", "\(text) is no public key"))
    }

    static func head(_ note: [UInt8], _ keys: [NoteVerifierKey], _ name: String) throws -> Checkpoint {
        do {
            let read = try SignedNote(note)
            _ = try read.verified(by: keys)
            return try Checkpoint(text: read.text)
        } catch {
            throw EvidenceRefuted(
                code: 14, name: "SIGNATURE",
                text: Label("\(name) 中的检查点签名不成立（\(error)）", "the head in \(name) is not validly signed (\(error))"))
        }
    }
}
