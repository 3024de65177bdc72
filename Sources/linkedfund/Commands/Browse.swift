import ArgumentParser
import LedgerDomain
import LedgerService

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
        let entries = try opened.entries(filter)
        let chains = try opened.chains(of: entries.compactMap(\.seq))
        if format.chosen == .json {
            print(JSONText.array(entries.map(\.value.output)).text)
            return
        }
        var table = TextTable(
            headings: [
                Words.pick("位置", "Position"), Words.pick("入账时间", "Recorded"), Words.pick("业务日期", "Date"),
                Words.pick("类型", "Type"), Words.pick("地区", "Place"), Words.pick("金额（元）", "Amount (yuan)"),
                Words.pick("冲销/更正", "Corrects"), Words.pick("被冲销", "Reversed by"),
                Words.pick("被更正", "Replaced by"),
            ], numeric: [0, 5])
        table.rows = entries.map { entry in
            let chain = entry.seq.flatMap { chains[$0] }
            return [
                entry.seq.map(String.init) ?? "", entry.recordedAt?.description ?? "",
                entry.effectiveOn?.description ?? "",
                entry.ownKind?.type.label.text(Words.language) ?? entry.typeName, entry.region?.description ?? "",
                entry.number(.amountFen).map { Fen($0).text(in: .yuan, isGrouped: format.chosen == .table) } ?? "",
                entry.corrects.map(String.init) ?? "", chain?.reversedBy.map(String.init) ?? "",
                chain?.replacedBy.map(String.init) ?? "",
            ]
        }
        if format.chosen == .csv { return print(table.csv, terminator: "") }
        print(table.text)
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
            let label = kind?.type.fields.first { $0.field.key.rawValue == member.name }?.field.label.text(
                Words.language)
            print("    \(label ?? member.name) (\(member.name)): \(Self.text(member.value))")
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
}
