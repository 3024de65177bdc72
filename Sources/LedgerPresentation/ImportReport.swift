import LedgerDomain
import LedgerInterchange
public import LedgerService
import MerkleLog

/// What an import did, for people and for programs.
public struct ImportReport {
    /// So many rows, notes or sums are shown to people; JSON has them all.
    private static let shown = 20

    private let receipt: ImportReceipt
    private let presenter: Presenter

    /// A receipt as a presenter gives it.
    public init(_ receipt: ImportReceipt, _ presenter: Presenter) {
        (self.receipt, self.presenter) = (receipt, presenter)
    }

    /// The receipt as JSON.
    public var json: JSONText {
        .object([
            ("file", .string(receipt.file)), ("digest", .optional(receipt.digest?.hex)),
            ("profile", .string(receipt.profile.rawValue)), ("encoding", .string(receipt.encoding)),
            ("sheet", .optional(receipt.sheet)), ("header_row", .integer(Int64(receipt.headerRow))),
            ("unit", .optional(receipt.unit?.rawValue)), ("dry_run", .bool(receipt.isDryRun)),
            ("rows", .integer(Int64(receipt.rows))), ("recorded", .integer(Int64(receipt.recorded))),
            ("repeat_count", .integer(Int64(receipt.repeatCount))),
            (
                "repeats",
                .array(
                    receipt.repeats.map {
                        .object([("row", .integer(Int64($0.row))), ("seq", .integer(Int64(clamping: $0.seq)))])
                    })
            ),
            ("rejected_rows", .integer(Int64(receipt.rejectedRows))),
            ("rejected", .array(receipt.rejected.map(presenter.json))),
            ("already_imported_at", .optional(receipt.earlierImport)), ("import_seq", .optional(receipt.importSeq)),
            ("amount_fen", .string(String(receipt.total))),
            ("stated_fen", .optional(receipt.stated.map { String($0.count) })),
            (
                "sums",
                .array(
                    receipt.sums.map {
                        .object([
                            ("name", .string($0.label.text(presenter.language))),
                            ("events", .integer(Int64($0.events))),
                            ("amount_fen", .string(String($0.amount))),
                        ])
                    })
            ),
            ("identities", .integer(Int64(receipt.identities.told))),
            ("erased_identities", .integer(Int64(receipt.identities.passedOver))),
            ("unused_columns", .array(receipt.unused.map { .string($0) })),
            ("warnings", .array(receipt.warnings.map(presenter.json))), ("check", .string(receipt.check)),
            ("size", .optional(receipt.head?.size)), ("root", .optional(receipt.head?.root.base64)),
        ])
    }

    /// The receipt as people read it.
    public var text: String {
        if let seq = receipt.earlierImport {
            return presenter.pick(
                "\(receipt.file)：该文件已导入过（位置 \(seq)），未再入账。",
                "\(receipt.file): this file was imported already (position \(seq)); nothing was recorded.")
        }
        var lines = [summary, totals].compactMap { $0 }
        lines += sums + rejected + repeats + notes + identities
        if !receipt.unused.isEmpty {
            lines.append(
                presenter.pick("  未使用的列：", "  columns not used: ")
                    + receipt.unused.joined(separator: presenter.pick("、", ", "))
            )
        }
        if receipt.isDryRun {
            lines.append(
                presenter.pick(
                    "  未写入。按此结果入账：加 \(Choice.check) \(receipt.check)",
                    "  Nothing written. To record exactly this: \(Choice.check) \(receipt.check)")
            )
        }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let verb =
            receipt.isDryRun
            ? presenter.pick("检查通过，未写入", "checked, nothing written") : presenter.pick("已导入", "imported")
        let kind = ([receipt.encoding] + [receipt.sheet].compactMap { $0 }).joined(separator: presenter.pick("，", ", "))
        return presenter.pick(
            "\(receipt.file)（\(kind)）：\(verb)。\(receipt.rows) 行，\(receipt.recorded) 条记录。",
            "\(receipt.file) (\(kind)): \(verb). \(receipt.rows) rows, \(receipt.recorded) entries.")
    }

    /// The sum of the rows beside the sheet's own.
    private var totals: String? {
        guard receipt.total != 0 || receipt.stated != nil else { return nil }
        func yuan(_ fen: Int128) -> String { Fen.text(of: fen, in: .yuan, isGrouped: true) }
        let sum = presenter.pick("  合计 \(yuan(receipt.total)) 元", "  \(yuan(receipt.total)) yuan in total")
        guard let stated = receipt.stated else {
            return sum + presenter.pick("（表内没有合计行）", " (the sheet states no total)")
        }
        return sum
            + presenter.pick(
                "，表内合计 \(yuan(Int128(stated.count))) 元", ", the sheet says \(yuan(Int128(stated.count))) yuan")
    }

    private var sums: [String] {
        guard receipt.sums.count > 1 else { return [] }
        return shownOnly(receipt.sums, receipt.sums.count) { sum in
            let amount = Fen.text(of: sum.amount, in: .yuan, isGrouped: true)
            return presenter.pick(
                "  · \(sum.label.chinese)：\(sum.events) 笔，\(amount) 元",
                "  · \(sum.label.english): \(sum.events), \(amount) yuan")
        }
    }

    private var rejected: [String] {
        guard receipt.rejectedRows > 0 else { return [] }
        let count = presenter.pick("  未接收 \(receipt.rejectedRows) 行：", "  \(receipt.rejectedRows) rows left out:")
        return [count] + shownOnly(receipt.rejected, receipt.rejected.count) { "  " + presenter.text($0) }
    }

    private var repeats: [String] {
        shownOnly(receipt.repeats, receipt.repeatCount) { row in
            presenter.pick(
                "  第 \(row.row) 行重复：与位置 \(row.seq) 相同，跳过", "  row \(row.row) repeats position \(row.seq), skipped")
        }
    }

    private var notes: [String] {
        let isNote = { (warning: RefusedInput) in warning.fault.rule == EntryCheck.sheetReading.rawValue }
        let notes = receipt.warnings.filter(isNote)
        var lines = shownOnly(notes, notes.count) { "  " + presenter.note($0) }
        let warnings = receipt.warnings.filter { !isNote($0) }
        if !warnings.isEmpty {
            var counts: [String: Int] = [:]
            for warning in warnings { counts[warning.fault.rule, default: 0] += 1 }
            let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
            lines.append(
                presenter.pick(
                    "  提醒：\(list)（用 \(Choice.details) 看明细，explain 看含义）",
                    "  warnings: \(list) (\(Choice.details) lists them, explain tells what they mean)"))
        }
        return lines
    }

    private var identities: [String] {
        let (told, passedOver) = receipt.identities
        guard told > 0 else { return [] }
        return [
            presenter.pick(
                "  身份信息 \(told) 条存入保管库，账中只有令牌", "  \(told) identities kept in the vault; entries hold tokens alone")
                + (passedOver == 0
                    ? ""
                    : presenter.pick("；\(passedOver) 条已删除过，未存入", "; \(passedOver) were erased before and not kept"))
        ]
    }

    private func shownOnly<Item>(_ items: [Item], _ total: Int, _ text: (Item) -> String) -> [String] {
        var lines = items.prefix(Self.shown).map(text)
        if total > Self.shown {
            lines.append(presenter.pick("  …另有 \(total - Self.shown) 处", "  … and \(total - Self.shown) more"))
        }
        return lines
    }
}
