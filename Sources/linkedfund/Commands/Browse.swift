import ArgumentParser
import LedgerDomain
import LedgerInterchange
import LedgerService
import MerkleLog

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: Words.pick("列出记录", "List entries"))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("起始位置。", "The first position.")))
    var from: UInt64 = 0
    @Option(help: ArgumentHelp(Words.pick("结束位置。", "The last position.")))
    var to: UInt64?
    @Option(help: ArgumentHelp(Words.pick("记录类型，如 disbursement.made。", "The type, as disbursement.made.")))
    var type: String?
    @Option(help: ArgumentHelp(Words.pick("地区及其下各地。", "A place and all below it.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("最多条数。", "At most so many.")))
    var limit = 50
    @Flag(help: ArgumentHelp(Words.pick("最新的在前。", "The newest first.")))
    var reverse = false
    @OptionGroup var format: FormatOptions

    func run() throws {
        var filter = EntryFilter()
        (filter.from, filter.to, filter.type, filter.region) = (from, to, type, region)
        (filter.limit, filter.isNewestFirst) = (max(1, limit), reverse)
        if let type, EventKind.named(type) == nil {
            throw ServiceError.usage(Label("没有类型 \(type)", "there is no type \(type)"))
        }
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        let entries = try opened.entries(filter)
        let chains = try opened.chains(of: entries.compactMap(\.seq))
        let rows = entries.map { entry in Self.row(entry, entry.seq.flatMap { chains[$0] }) }
        let isCut = entries.count == filter.limit
        let cut = Label("最多列出 \(filter.limit) 条（--limit）。", "At most \(filter.limit) entries are listed (--limit).")
        func table() throws -> DataTable {
            let head = try opened.head()
            return DataTable(
                Label("记录清单", "Entries"), scope: scope, columns: Self.columns, rows: rows,
                evidence: EvidenceLines.log(
                    opened.genesis.origin, size: head?.size ?? 0, root: head?.root.base64),
                notes: isCut ? [cut] : [])
        }
        // A file is taken for the whole where nothing says otherwise.
        if isCut, format.output != nil { Failure.write(cut.text(Words.language)) }
        try format.deliver(
            table, json: { JSONText.array(entries.map(\.value.output)).text },
            text: { try table().text(TableStyle(Words.language, in: .yuan)) }, outside: opened.directory)
    }

    private static let columns = [
        ReportColumn("seq", "位置", "Position"), ReportColumn("recorded_at", "入账时间", "Recorded"),
        ReportColumn("effective_on", "业务日期", "Date"), ReportColumn("type", "类型", "Type"),
        ReportColumn("region", "地区", "Place"), ReportColumn("amount_fen", "金额", "Amount"),
        ReportColumn("corrects", "冲销/更正", "Corrects"), ReportColumn("reversed_by", "被冲销", "Reversed by"),
        ReportColumn("replaced_by", "被更正", "Replaced by"),
    ]

    private static func row(_ entry: Entry, _ chain: (reversedBy: UInt64?, replacedBy: UInt64?)?) -> [ReportValue] {
        func position(_ seq: UInt64?) -> ReportValue { seq.map { .integer(Int64(clamping: $0)) } ?? .text("") }
        return [
            position(entry.seq), .text(entry.recordedAt?.description ?? ""),
            entry.effectiveOn.map { .day($0) } ?? .text(""),
            .text(entry.ownKind?.type.label.text(Words.language) ?? entry.typeName),
            .text(entry.region?.description ?? ""), entry.number(.amountFen).map { .fen(Int128($0)) } ?? .text(""),
            position(entry.corrects), position(chain?.reversedBy), position(chain?.replacedBy),
        ]
    }

    /// Which entries were asked for.
    private var scope: String {
        let last = to.map { String($0) }
        let positions = Words.pick("位置 \(from) 至 \(last ?? "最新")", "positions \(from) to \(last ?? "the newest")")
        let parts = [type, region?.description, positions]
        return parts.compactMap { $0 }.joined(separator: "  ")
    }
}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: Words.pick("显示一条记录", "Show one entry"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("位置。", "The position.")))
    var seq: UInt64
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        guard let shown = try ledger.open().show(seq) else {
            throw ServiceError.usage(Label("没有位置 \(seq)", "there is no position \(seq)"))
        }
        let entry = shown.entry
        if json {
            print(
                JSONText.object([
                    ("entry", entry.value.output), ("leaf_hash", .string(shown.leaf.hex)),
                    ("undoes", .optional(shown.undoes)), ("replaces", .optional(shown.replaces)),
                    ("reversed_by", .optional(shown.reversedBy)), ("replaced_by", .optional(shown.replacedBy)),
                ]).text)
            return
        }
        let kind = entry.ownKind
        print(
            "\(Words.pick("位置", "Position")) \(seq)  \(kind?.type.label.text(Words.language) ?? "") \(entry.typeName)")
        for member in entry.value.members ?? [] where member.name != "body" {
            print("  \(member.name): \(Self.text(member.value))")
        }
        for member in entry.value["body"]?.members ?? [] {
            let field = kind?.type.fields.first { $0.field.key.rawValue == member.name }?.field
            let heading = "    \(field?.label.text(Words.language) ?? member.name) (\(member.name)):"
            guard case .list(.record(let parts)) = field?.kind, case .array(let records) = member.value else {
                print(heading, Self.text(member.value))
                continue
            }
            print(heading)
            for record in records { print("      " + Self.text(record, parts)) }
        }
        for (position, what) in [
            (shown.undoes, Label("冲销位置", "takes back position")), (shown.replaces, Label("更正位置", "replaces position")),
            (shown.reversedBy, Label("被冲销于位置", "taken back by position")),
            (shown.replacedBy, Label("正确的记录在位置", "what is right stands at position")),
        ] {
            if let position { print("  \(what.text(Words.language)) \(position)") }
        }
        print("  \(Words.pick("叶哈希", "leaf hash")) \(shown.leaf.hex)")
    }

    private static func text(_ value: JSONValue) -> String { value.text ?? value.output.text }

    /// A record of a list on one line, each member under its name.
    private static func text(_ record: JSONValue, _ fields: [FieldUse]) -> String {
        (record.members ?? []).map { member in
            let label = fields.first { $0.field.key.rawValue == member.name }?.field.label.text(Words.language)
            return "\(label ?? member.name) \(text(member.value))"
        }.joined(separator: Words.pick("，", ", "))
    }
}
