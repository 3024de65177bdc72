import ArgumentParser
import LedgerDomain
import LedgerPresentation
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
        try format.check(outside: opened.directory)
        let output = EntriesOutput(try opened.listing(filter), Words.presenter)
        // A file is taken for the whole where nothing says otherwise.
        if let note = output.cutNote, format.output != nil { Failure.write(note) }
        try format.deliver(
            { output.dataTable }, json: { output.json }, text: { output.text }, outside: opened.directory)
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
        let output = EntryOutput(shown, Words.presenter)
        print(json ? output.json.text : output.text)
    }
}
