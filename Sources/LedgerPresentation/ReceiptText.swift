import LedgerDomain
public import LedgerService
public import MerkleLog

/// Receipts: what an append, a rebuild or an export did (回执).
extension Presenter {
    // MARK: Append

    /// A receipt as JSON.
    public func json(_ receipt: AppendReceipt) -> JSONText {
        func list(_ entries: [(id: String, seq: UInt64)]) -> JSONText {
            .array(entries.map { .object([("id", .string($0.id)), ("seq", .integer(Int64(clamping: $0.seq)))]) })
        }
        return .object([
            ("dry_run", .bool(receipt.isDryRun)), ("recorded", list(receipt.recorded)),
            ("repeats", list(receipt.repeats)),
            ("safe_to_retry", .bool(receipt.hasGivenIDs)), ("warnings", .array(receipt.warnings.map(json))),
            ("size", .optional(receipt.head?.size)), ("root", .optional(receipt.head?.root.base64)),
        ])
    }

    /// A receipt as people read it.
    public func text(_ receipt: AppendReceipt) -> String {
        var lines: [String] = []
        let verb = receipt.isDryRun ? pick("可入账（未写入）", "would be recorded (nothing written)") : pick("已入账", "recorded")
        for entry in receipt.recorded {
            lines.append("\(verb) \(pick("位置", "position")) \(entry.seq)  id \(entry.id)")
        }
        for entry in receipt.repeats {
            lines.append(
                pick(
                    "重复：与位置 \(entry.seq) 相同，未再入账  id \(entry.id)",
                    "repeat: the same as position \(entry.seq), not recorded again  id \(entry.id)"))
        }
        if !receipt.hasGivenIDs {
            lines.append(pick("注意：有业务未带 id，重复发送会重复入账。", "Note: an event had no id; sending it again records it again."))
        }
        if let head = receipt.head { lines.append(pick("链头 ", "head ") + "\(head.size) \(head.root.base64)") }
        return lines.joined(separator: "\n")
    }

    /// What must be answered for, a line each.
    public func warnings(of receipt: AppendReceipt) -> [String] {
        receipt.warnings.map { pick("提醒 ", "Warning ") + text($0) }
    }

    /// What those who asked should know.
    public func notes(of receipt: AppendReceipt) -> [String] {
        receipt.notes.map { pick("说明：", "Note: ") + text($0) }
    }

    // MARK: A new ledger

    /// A ledger that was made, as JSON.
    public func json(made ledger: Ledger, _ head: LogHead) -> JSONText {
        .object([
            ("ledger", .string(ledger.directory)), ("origin", .string(ledger.genesis.origin)),
            ("region", .string(ledger.genesis.region.description)), ("size", .integer(Int64(clamping: head.size))),
            ("root", .string(head.root.base64)), ("log_vkey", .string(ledger.genesis.verifierKey)),
        ])
    }

    /// A ledger that was made, as people read it.
    public func text(made ledger: Ledger, _ head: LogHead) -> String {
        let genesis = ledger.genesis
        return [
            pick(
                "已建账 \(ledger.directory)（\(genesis.origin)，\(genesis.region)），\(head.size) 条记录。",
                "Made the ledger \(ledger.directory) (\(genesis.origin), \(genesis.region)) with \(head.size) entries."),
            pick(
                "公钥（请另行公布，审计时用 \(Choice.policy) 核对）：",
                "Public key (publish it elsewhere; audits pin it with \(Choice.policy)):"),
            "  \(genesis.verifierKey)", pick("请备份 keys/ 并妥善保管。", "Back up keys/ and keep it safe."),
        ].joined(separator: "\n")
    }

    // MARK: Rebuild

    /// What a rebuild did, as JSON.
    public func json(_ receipt: RebuildReceipt) -> JSONText {
        .object([
            ("size", .integer(Int64(clamping: receipt.size))), ("result", .string(receipt.result.rawValue)),
            (
                "views",
                .array(
                    receipt.digests.map {
                        .object([
                            ("name", .string($0.view)), ("version", .integer(Int64($0.version))),
                            ("digest", .string($0.digest)),
                        ])
                    })
            ),
            (
                "cells",
                .array(
                    receipt.cells.map {
                        .object([
                            ("view", .string($0.view)), ("key", .string($0.key)), ("expected", .string($0.expected)),
                            ("actual", .string($0.actual)),
                        ])
                    })
            ),
            ("kept", .optional(receipt.kept)),
        ])
    }

    /// What a rebuild did, as people read it.
    public func text(_ receipt: RebuildReceipt) -> String {
        var lines = [
            pick(
                "已由 \(receipt.size) 条记录重算 \(receipt.digests.count) 个视图；与原视图：\(receipt.result.label.chinese)。",
                "Folded \(receipt.digests.count) views from \(receipt.size) entries; against the old ones: \(receipt.result.label.english)."
            )
        ]
        lines += receipt.digests.map { "  \($0.view) v\($0.version)  \($0.digest)" }
        lines += receipt.cells.prefix(10).map {
            "  DRIFT \($0.view) \($0.key)\n    \(pick("应为", "expected")) \($0.expected)\n    \(pick("原为", "found")) \($0.actual)"
        }
        if let kept = receipt.kept { lines.append(pick("  旧视图保存为 \(kept)", "  the old views are kept as \(kept)")) }
        return lines.joined(separator: "\n")
    }

    // MARK: Export

    /// How much a bundle of evidence discloses.
    public func text(ofBundle receipt: ExportReceipt, at path: String) -> String {
        let scope =
            receipt.disclosed == receipt.size
            ? pick("全部公开", "all disclosed")
            : pick("公开 \(receipt.disclosed) 条，其余为哈希", "\(receipt.disclosed) disclosed, the rest as hashes")
        return pick(
            "证据包 \(path)：共 \(receipt.size) 条，\(scope)；\(receipt.files) 个文件",
            "Evidence bundle \(path): \(receipt.size) entries, \(scope); \(receipt.files) files")
    }

    /// How much a directory of tiles grew by.
    public func text(ofTiles receipt: ExportReceipt, at path: String) -> String {
        pick(
            "瓦片目录 \(path)：\(receipt.size) 条，新写 \(receipt.files) 个文件",
            "Tiled log \(path): \(receipt.size) entries, \(receipt.files) files written")
    }

    /// A stamp that was added.
    public func text(_ receipt: StampReceipt) -> String {
        pick(
            "已登记：规模 \(receipt.size) 的检查点于 \(receipt.time) 由 \(receipt.authority) 盖戳（位置 \(receipt.seq)）",
            "Added: the head of size \(receipt.size) was stamped at \(receipt.time) by \(receipt.authority) (position \(receipt.seq))"
        )
    }

    // MARK: Doctor

    /// What a look at the ledger found, as JSON.
    public func json(_ lines: [DoctorLine]) -> JSONText {
        .array(lines.map { .object([("ok", .bool($0.isGood)), ("text", .string(text($0.text)))]) })
    }

    /// What a look at the ledger found, a line each.
    public func text(_ lines: [DoctorLine]) -> String {
        lines.map { "\($0.isGood ? "✓" : "✗") \(text($0.text))" }.joined(separator: "\n")
    }
}
