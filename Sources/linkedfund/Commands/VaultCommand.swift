import ArgumentParser
import LedgerPresentation
import LedgerService

/// Whom tokens stand for.
struct VaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: Words.pick("查阅、删除令牌所代表的身份信息", "Look up and erase whom tokens stand for"),
        discussion: Words.pick(
            """
            账中只有令牌；姓名、身份证号、电话、账号加密存放在 vault.sqlite。查阅和删除都要原因，并先记入账中。
            删除一户即销毁该户的密钥，不能恢复；账中记录、核验和证明不受影响。备份中的旧保管库须另行销毁。

            示例：linkedfund vault show --ledger L 1a2b:… --reason 核对补助对象
            """,
            """
            Entries hold tokens alone; names, identity numbers, phones and accounts lie sealed in vault.sqlite. Looking up and
            erasing need a reason, and are recorded first. Erasing a household destroys its key, for ever; entries, audits
            and proofs stay. Older copies of the vault in backups must be destroyed as well.

            Example: linkedfund vault show --ledger L 1a2b:… --reason "who was paid"
            """),
        subcommands: [VaultShow.self, VaultErase.self, VaultStatus.self])
}

struct VaultShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.pick("查阅令牌所代表的人或账户", "Show whom or what a token stands for"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("令牌。", "The token.")))
    var token: String
    @Option(help: ArgumentHelp(Words.pick("原因，记入账中。", "Why; it is recorded.")))
    var reason: String
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let answer = try ledger.open().showIdentity(token, reason: reason)
        let output = VaultOutput(Words.presenter)
        print(json ? output.json(answer, of: token).text : output.text(answer, of: token))
    }
}

struct VaultErase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: Words.pick("删除一户的身份信息", "Erase the identities of a household"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(
        help: ArgumentHelp(
            Words.pick("户的令牌；没有户的贷款、卡或收款人，用其自己的令牌。", "The household's token, or one without a household.")))
    var token: String
    @Option(help: ArgumentHelp(Words.pick("原因和依据，记入账中。", "Why, and by which law; it is recorded.")))
    var reason: String
    @Option(help: ArgumentHelp(Words.pick("批准人，不是操作人本人。", "Who approved it, another person.")))
    var approver: String?
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let receipt = try ledger.open().eraseIdentity(token, reason: reason, approver: approver)
        let output = VaultOutput(Words.presenter)
        print(json ? output.json(receipt, of: token).text : output.text(receipt, of: token))
    }
}

struct VaultStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: Words.pick("保管库的概况，不显示身份信息", "How much the vault holds, without any identity"))

    @OptionGroup var ledger: LedgerOptions
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let counts = try ledger.open().vaultCounts()
        let output = VaultOutput(Words.presenter)
        print(json ? output.json(counts).text : output.text(counts))
    }
}
