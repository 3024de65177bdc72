import ArgumentParser
import LedgerService
import MerkleLog

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
        if json {
            print(
                JSONText.object([
                    ("ledger", .string(made.directory)), ("origin", .string(origin)), ("region", .string(region)),
                    ("size", .integer(Int64(clamping: head.size))), ("root", .string(head.root.base64)),
                    ("log_vkey", .string(made.genesis.verifierKey)),
                ]).text)
            return
        }
        print(
            Words.pick(
                "已建账 \(made.directory)（\(origin)，\(region)），\(head.size) 条记录。",
                "Made the ledger \(made.directory) (\(origin), \(region)) with \(head.size) entries."))
        print(
            Words.pick("公钥（请另行公布，审计时用 --policy 核对）：", "Public key (publish it elsewhere; audits pin it with --policy):")
        )
        print("  \(made.genesis.verifierKey)")
        print(Words.pick("请备份 keys/ 并妥善保管。", "Back up keys/ and keep it safe."))
    }
}
