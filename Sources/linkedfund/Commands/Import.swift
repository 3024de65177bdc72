import ArgumentParser
import LedgerDomain
import LedgerInterchange
import LedgerService

extension Profile: ExpressibleByArgument {}

extension TextEncoding: ExpressibleByArgument {}

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("导入表格或事件文件", "Import a sheet or a file of events"),
        discussion: Words.pick(
            """
            工作簿（.xlsx）、CSV（UTF-8、GB18030 或 UTF-16，自动识别）或 JSON Lines（--as events）；按内容识别，不看后缀。
            表头在前 20 行内按列名查找，单位取自表头或“单位：万元”一行，合计行用来核对。
            全部入账或全部拒绝；一次列出所有错误。同一文件再次导入不会重复入账。

            空白模板：linkedfund template allotments -o 指标.xlsx
            示例：linkedfund import --ledger L 指标.xlsx --as allotments
            """,
            """
            A workbook (.xlsx), CSV (UTF-8, GB18030 or UTF-16) or JSON Lines (--as events), told by content and not by
            suffix. The header is found within the first 20 rows by its names, the unit in a heading or in a line above it;
            rows of totals are checked. All rows are recorded or none; all faults come at once. The same file imported
            again records nothing.

            A sheet to fill in: linkedfund template allotments -o allotments.xlsx
            Example: linkedfund import --ledger L allotments.xlsx --as allotments
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("文件。", "The file.")))
    var file: String
    @Option(name: .customLong("as"), help: ArgumentHelp(Words.pick("表格内容。", "What the sheet holds.")))
    var profile: Profile
    @Option(help: ArgumentHelp(Words.pick("工作表名称（有多个数据表时）。", "The sheet, where several hold data.")))
    var sheet: String?
    @Option(help: ArgumentHelp(Words.pick("文本的编码（识别有误时）。", "The encoding of a text, where it is told wrongly.")))
    var encoding: TextEncoding?
    @Flag(name: [.long, .customShort("n")], help: ArgumentHelp(Words.pick("只检查，不写入。", "Check only, write nothing.")))
    var dryRun = false
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "把错误另存为新文件：.xlsx 为标出错误的副本，否则为 CSV 清单。",
                "Write the faults to a new file: a copy with bad cells marked (.xlsx), else a list as CSV.")))
    var faults: String?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "把有错误的行连同表头另存为新的 .xlsx 或 CSV。", "Write the rows with faults and the header to a new .xlsx or CSV.")))
    var failedRows: String?
    @Option(
        help: ArgumentHelp(Words.pick("同一文件再次导入的原因（冲销之后）。", "Why the same file is imported again, after a reversal.")))
    var again: String?
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let opened = try ledger.open()
        // Before the import: faults that cannot be written down are no use to anyone.
        for path in [faults, failedRows].compactMap({ $0 }) { try FileOutput.check(path, outside: opened.directory) }
        do {
            let receipt = try opened.importFile(
                file, as: profile, choices: ImportChoices(sheet: sheet, encoding: encoding), isDryRun: dryRun,
                again: again)
            print(json ? Self.json(receipt).text : Self.text(receipt))
        } catch ServiceError.refused(let found) {
            let file = FaultFile(
                of: self.file, as: profile, sheet: sheet, encoding: encoding, found, outside: opened.directory)
            if let faults { try file.writeFaults(to: faults) }
            if let failedRows { try file.writeFailedRows(to: failedRows) }
            throw ServiceError.refused(found)
        }
    }

    private static func json(_ receipt: ImportReceipt) -> JSONText {
        .object([
            ("file", .string(receipt.file)), ("profile", .string(receipt.profile.rawValue)),
            ("encoding", .string(receipt.encoding)), ("sheet", .optional(receipt.sheet)),
            ("header_row", .integer(Int64(receipt.headerRow))), ("unit", .optional(receipt.unit?.rawValue)),
            ("dry_run", .bool(receipt.isDryRun)),
            ("rows", .integer(Int64(receipt.rows))), ("recorded", .integer(Int64(receipt.recorded))),
            (
                "repeats",
                .array(
                    receipt.repeats.map {
                        .object([("row", .integer(Int64($0.row))), ("seq", .integer(Int64(clamping: $0.seq)))])
                    })
            ),
            ("already_imported_at", .optional(receipt.earlierImport)), ("import_seq", .optional(receipt.importSeq)),
            ("amount_fen", .string(String(receipt.total))),
            ("unused_columns", .array(receipt.unused.map { .string($0) })),
            ("warnings", .array(receipt.warnings.map(Failure.json))), ("size", .optional(receipt.head?.size)),
            ("root", .optional(receipt.head?.root.base64)),
        ])
    }

    private static func text(_ receipt: ImportReceipt) -> String {
        if let seq = receipt.earlierImport {
            return Words.pick(
                "\(receipt.file)：该文件已导入过（位置 \(seq)），未再入账。",
                "\(receipt.file): this file was imported already (position \(seq)); nothing was recorded.")
        }
        var lines: [String] = []
        let verb = receipt.isDryRun ? Words.pick("检查通过，未写入", "checked, nothing written") : Words.pick("已导入", "imported")
        lines.append(
            "\(receipt.file)（\(([receipt.encoding] + (receipt.sheet.map { [$0] } ?? [])).joined(separator: "，"))）：\(verb)。"
                + Words.pick(
                    "\(receipt.rows) 行，\(receipt.recorded) 条记录", "\(receipt.rows) rows, \(receipt.recorded) entries")
                + (receipt.total == 0
                    ? ""
                    : Words.pick(
                        "，合计 \(Fen.text(of: receipt.total, in: .yuan, isGrouped: true)) 元",
                        ", \(Fen.text(of: receipt.total, in: .yuan, isGrouped: true)) yuan in total"))
                + Words.pick("。", "."))
        for row in receipt.repeats.prefix(20) {
            lines.append(
                Words.pick(
                    "  第 \(row.row) 行重复：与位置 \(row.seq) 相同，跳过", "  row \(row.row) repeats position \(row.seq), skipped"))
        }
        let isNote = { (warning: RefusedInput) in warning.fault.rule == EntryCheck.sheetReading.rawValue }
        let notes = receipt.warnings.filter(isNote)
        for note in notes.prefix(20) { lines.append("  " + Failure.note(note)) }
        if notes.count > 20 {
            lines.append(Words.pick("  …另有 \(notes.count - 20) 处", "  … and \(notes.count - 20) more"))
        }
        let warnings = receipt.warnings.filter { !isNote($0) }
        if !warnings.isEmpty {
            var counts: [String: Int] = [:]
            for warning in warnings { counts[warning.fault.rule, default: 0] += 1 }
            let list = counts.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
            lines.append(
                Words.pick(
                    "  提醒：\(list)（用 --json 看明细，explain 看含义）",
                    "  warnings: \(list) (--json lists them, explain tells what they mean)"))
        }
        if !receipt.unused.isEmpty {
            lines.append(
                Words.pick("  未使用的列：", "  columns not used: ") + receipt.unused.joined(separator: Words.pick("、", ", "))
            )
        }
        return lines.joined(separator: "\n")
    }
}
