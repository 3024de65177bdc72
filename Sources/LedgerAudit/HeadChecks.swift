import LedgerDomain
public import MerkleLog

/// A head that an auditor holds from elsewhere.
public enum TrustedHead: Sendable {
    /// A signed note.
    case note([UInt8], name: String)
    /// A size and root typed from paper.
    case typed(size: UInt64, root: Hash)
}

/// Checks of signed heads against a replayed log.
public enum HeadChecks {
    /// What is wrong with a stored head.
    ///
    /// - Parameter root: the replayed root at the size that the head claims; `nil` where the log does not reach it.
    public static func stored(
        size: UInt64, storedRoot: [UInt8], note bytes: [UInt8], origin: String, keys: [NoteVerifierKey], root: Hash?,
        lastGood: UInt64, logSize: UInt64
    ) -> AuditFinding? {
        let by = "checkpoint:\(size)"
        func signature(_ got: String) -> AuditFinding {
            AuditFinding(
                .signature, seq: size == 0 ? nil : size - 1, got: got, by: by,
                Label("检查点 \(size) 的签名或格式不成立", "checkpoint \(size) is not validly signed"))
        }
        let checkpoint: Checkpoint
        do {
            let note = try SignedNote(bytes)
            _ = try note.verified(by: keys)
            checkpoint = try Checkpoint(text: note.text)
        } catch { return signature("\(error)") }
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { return signature(checkpoint.origin) }
        guard checkpoint.size == size, checkpoint.root.bytes.elementsEqual(storedRoot) else {
            return signature("size \(checkpoint.size) root \(checkpoint.root.base64)")
        }
        guard let root else {
            return AuditFinding(
                .truncated, seq: logSize, lastSeq: size - 1, want: "\(size)", got: "\(logSize)", by: by,
                Label(
                    "日志只有 \(logSize) 条，检查点 \(size) 之后的已缺失",
                    "the log has \(logSize) entries; checkpoint \(size) covers more"))
        }
        guard root != checkpoint.root else { return nil }
        return AuditFinding(
            .content, seq: lastGood, lastSeq: size - 1, want: checkpoint.root.hex, got: root.hex, by: by,
            Label(
                "检查点 \(size) 的根与重算不符；最后相符的检查点为 \(lastGood)",
                "the root of checkpoint \(size) is not the replayed one; the last good checkpoint is \(lastGood)"))
    }

    /// What is wrong with the log, measured by a head that the auditor holds.
    public static func trusted(
        _ head: TrustedHead, origin: String, keys: [NoteVerifierKey], logSize: UInt64, rootAt: (UInt64) -> Hash?
    ) -> AuditFinding? {
        let (size, root, name): (UInt64, Hash, String)
        switch head {
        case .typed(let typedSize, let typedRoot): (size, root, name) = (typedSize, typedRoot, "typed:\(typedSize)")
        case .note(let bytes, let file):
            do {
                let note = try SignedNote(bytes)
                _ = try note.verified(by: keys)
                let checkpoint = try Checkpoint(text: note.text)
                guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
                    return AuditFinding(
                        .signature, want: origin, got: checkpoint.origin, by: file,
                        Label("检查点属于另一个日志", "the head belongs to another log"))
                }
                (size, root, name) = (checkpoint.size, checkpoint.root, file)
            } catch {
                return AuditFinding(
                    .signature, got: "\(error)", by: file, Label("所持检查点的签名不成立", "the head held is not validly signed"))
            }
        }
        guard size <= logSize else {
            return AuditFinding(
                .truncated, seq: logSize, lastSeq: size - 1, want: "\(size)", got: "\(logSize)", by: name,
                Label(
                    "日志有 \(logSize) 条，所持检查点为 \(size) 条：位置 \(logSize) 至 \(size - 1) 缺失",
                    "the log has \(logSize) entries, the head held covers \(size): positions \(logSize) to \(size - 1) are missing"
                ))
        }
        guard let found = rootAt(size), found == root else {
            return AuditFinding(
                .fork, seq: size == 0 ? nil : size - 1, want: root.hex, got: rootAt(size)?.hex ?? "", by: name,
                Label(
                    "规模 \(size) 有两个不同的根：所持与日志不是同一份",
                    "size \(size) has two roots: the head held and this log are not one log"))
        }
        return nil
    }

    /// The sizes at which trusted heads must be compared.
    public static func sizes(of heads: [TrustedHead]) -> [UInt64] {
        heads.compactMap { head in
            switch head {
            case .typed(let size, _): size
            case .note(let bytes, _): (try? SignedNote(bytes)).flatMap { try? Checkpoint(text: $0.text) }?.size
            }
        }
    }
}
