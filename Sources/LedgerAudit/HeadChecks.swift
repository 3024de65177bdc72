import LedgerDomain
public import MerkleLog

/// What an auditor holds from elsewhere.
public enum TrustedHead: Sendable {
    /// A signed note.
    case note([UInt8], name: String)
    /// A size and root typed from paper.
    case typed(size: UInt64, root: Hash)
    /// A receipt: the proof that an entry stood at a position, with the head that it leads to.
    case receipt(InclusionProofFile, name: String)

    /// The size at which the log's root must be known.
    public var size: UInt64? {
        if case .typed(let size, _) = self { return size }
        return HeadChecks.checkpoint(note)?.size
    }

    /// The signed note; empty for a typed head.
    var note: [UInt8] {
        switch self {
        case .typed: []
        case .note(let bytes, _): bytes
        case .receipt(let proof, _): proof.note
        }
    }
}

/// Checks of signed heads.
public struct HeadChecks: Sendable {
    private let origin: String
    private let chain: KeyChain
    private let witnesses: [NoteVerifierKey]

    /// Checks for a log and its keys.
    ///
    /// - Parameter witnesses: keys whose signatures below a head must hold where they are there.
    public init(origin: String, chain: KeyChain, witnesses: [NoteVerifierKey] = []) {
        self.origin = origin
        self.chain = chain
        self.witnesses = witnesses
    }

    /// What a note says, its signatures unchecked; `nil` where it is no head.
    public static func checkpoint(_ note: [UInt8]) -> Checkpoint? {
        (try? SignedNote(note)).flatMap { try? Checkpoint(text: $0.text) }
    }

    private struct Refusal: Error { var finding: AuditFinding }

    /// Reads a note and checks origin, signature and the key's authority.
    private func verified(_ note: [UInt8], by name: String) throws(Refusal) -> Checkpoint {
        func refuse(_ verdict: VerdictClass, _ size: UInt64?, want: String = "", _ got: String, _ text: Label)
            -> Refusal
        {
            let seq = size.flatMap { $0 == 0 ? nil : $0 - 1 }
            return Refusal(finding: AuditFinding(verdict, seq: seq, want: want, got: got, by: name, text))
        }
        let size = Self.checkpoint(note)?.size
        let checkpoint: Checkpoint
        let signers: [NoteVerifierKey]
        do {
            let read = try SignedNote(note)
            signers = try read.verified(by: chain.keys + witnesses).filter { $0.kind == .ed25519 }
            guard !signers.isEmpty else { throw NoteError.noKnownSignature }
            checkpoint = try Checkpoint(text: read.text)
        } catch {
            let reason = Reason.of(error)
            throw refuse(
                .signature, size, "\(error)",
                Label(
                    "\(name) 的签名或格式不成立（\(reason.chinese)）", "\(name) is not validly signed (\(reason.english))"))
        }
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
            throw refuse(
                .signature, size, want: origin, checkpoint.origin,
                Label("\(name) 属于另一个日志", "\(name) belongs to another log"))
        }
        let wanted = chain.authorised(size: checkpoint.size)
        guard let wanted, signers.contains(wanted) else {
            throw refuse(
                .key, size, want: wanted.map(\.description) ?? "", signers.map(\.description).joined(separator: " "),
                Label("\(name) 的签名密钥在该位置无权签名", "\(name) is signed by a key that was not authorised there"))
        }
        return checkpoint
    }

    /// What is wrong with the signature of a stored head; roots are the replay's to compare.
    public func finding(in head: AuditHead) -> AuditFinding? {
        let name = "checkpoint:\(head.size)"
        do throws(Refusal) {
            let checkpoint = try verified(head.note, by: name)
            guard checkpoint.size == head.size else {
                return AuditFinding(
                    .signature, seq: head.size == 0 ? nil : head.size - 1, got: "size \(checkpoint.size)", by: name,
                    Label("\(name) 的规模与其所在位置不符", "\(name) says another size than it is kept under"))
            }
            guard let root = head.root, root != checkpoint.root.bytes else { return nil }
            return AuditFinding(
                .projection, seq: head.size == 0 ? nil : head.size - 1, want: checkpoint.root.hex,
                got: Hexadecimal.encode(root), by: name,
                Label("\(name) 旁的根不是所签的根", "the root beside \(name) is not the one that is signed"))
        } catch { return error.finding }
    }

    /// What is wrong with the log, measured by what the auditor holds.
    ///
    /// - Parameters:
    ///   - rootAt: the replayed root at a size.
    ///   - leafAt: the leaf hash of the entry at a position.
    public func finding(
        in held: TrustedHead, logSize: UInt64, rootAt: (UInt64) -> Hash?, leafAt: (UInt64) throws -> Hash?
    ) rethrows -> AuditFinding? {
        let (size, root, name): (UInt64, Hash, String)
        switch held {
        case .typed(let typedSize, let typedRoot): (size, root, name) = (typedSize, typedRoot, "typed:\(typedSize)")
        case .note(_, let file), .receipt(_, let file):
            do throws(Refusal) {
                let checkpoint = try verified(held.note, by: file)
                (size, root, name) = (checkpoint.size, checkpoint.root, file)
            } catch { return error.finding }
        }
        if let finding = Self.compare(size, root, name, logSize: logSize, rootAt: rootAt) { return finding }
        guard case .receipt(let proof, _) = held else { return nil }
        guard let leaf = try leafAt(proof.index),
            Proof.verifyInclusion(of: leaf, at: proof.index, in: size, root: root, path: proof.path)
        else {
            return AuditFinding(
                .content, seq: proof.index, by: name,
                Label("回执所证的记录不在该位置", "the entry that the receipt proves is not at its position"))
        }
        return nil
    }

    private static func compare(
        _ size: UInt64, _ root: Hash, _ name: String, logSize: UInt64, rootAt: (UInt64) -> Hash?
    ) -> AuditFinding? {
        guard size <= logSize else {
            return AuditFinding(
                .truncated, seq: logSize, lastSeq: size - 1, want: "\(size)", got: "\(logSize)", by: name,
                Label(
                    "日志有 \(logSize) 条，所持检查点为 \(size) 条：位置 \(logSize) 至 \(size - 1) 缺失",
                    "the log has \(logSize) entries, the head held covers \(size): positions \(logSize) to \(size - 1) are missing"
                ))
        }
        // Where rows are missing below the size there is no root, which is a finding of its own.
        guard let found = rootAt(size), found != root else { return nil }
        return AuditFinding(
            .fork, seq: size == 0 ? nil : size - 1, want: root.hex, got: found.hex, by: name,
            Label(
                "规模 \(size) 有两个不同的根：所持与日志不是同一份",
                "size \(size) has two roots: the head held and this log are not one log"))
    }
}
