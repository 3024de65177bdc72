import ArgumentParser
import LedgerPresentation
import LedgerService

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("建账", "Make a ledger"),
        discussion: Words.pick(
            "示例：linkedfund init --ledger 522633.ledger --origin example.gov.cn/funds/522633 --region 522633",
            "Example: linkedfund init --ledger 522633.ledger --origin example.gov.cn/funds/522633 --region 522633"))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("日志标识，全国唯一，不再改变。", "The log's identity, unique and never changed.")))
    var origin: String
    @Option(help: ArgumentHelp(Words.pick("地区代码（六位）。", "The division code, six digits.")))
    var region: String
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let made = try Ledger.create(
            try ledger.directory, origin: origin, region: region, World.environment(actor: ledger.actor))
        guard let head = try made.head() else { return }
        print(json ? Words.presenter.json(made: made, head).text : Words.presenter.text(made: made, head))
    }
}
