import ArgumentParser
import LedgerPresentation
import LedgerService

struct AuditCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: Words.pick("比较两个检查点：同一、先后或分叉", "Compare two heads: one, in order, or a fork"),
        discussion: Words.pick(
            "退出码：0 相同；13 分叉（两个文件即为证据）；14 签名不成立或不属同一日志；30 须用一致性证明。",
            "Exit codes: 0 the same; 13 a fork (the two files are the proof); 14 not validly signed or of different logs; 30 a consistency proof must tell."
        ))

    @OptionGroup var language: LanguageOption
    @Argument(help: ArgumentHelp(Words.pick("检查点文件。", "The file of a head.")))
    var first: String
    @Argument(help: ArgumentHelp(Words.pick("另一个检查点文件。", "The file of another head.")))
    var second: String
    @Option(help: ArgumentHelp(Words.pick("日志公钥或其文件；可多次。", "The log's key, or its file; may be repeated.")))
    var key: [String]

    func run() throws {
        let compared = try Ledger.compare(first, second, keys: key)
        print(Words.presenter.text(compared.text))
        if let verdict = compared.verdict { throw ExitCode(verdict.exitCode) }
    }
}

struct AuditProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: Words.pick("核验证明文件，不用账本", "Check a proof file, without the ledger"),
        discussion: Words.pick(
            """
            示例：linkedfund audit proof 41.tlog-proof --entry 41.json --key 账本公钥
            　　　linkedfund audit proof new.tlog-consistency --old 我的检查点 --key 账本公钥
            """,
            """
            Example: linkedfund audit proof 41.tlog-proof --entry 41.json --key THE-LOG'S-KEY
                     linkedfund audit proof new.tlog-consistency --old my-head --key THE-LOG'S-KEY
            """))

    @OptionGroup var language: LanguageOption
    @Argument(help: ArgumentHelp(Words.pick("证明文件。", "The proof file.")))
    var file: String
    @Option(help: ArgumentHelp(Words.pick("所证记录的字节。", "The bytes of the entry.")))
    var entry: String?
    @Option(help: ArgumentHelp(Words.pick("较早的检查点。", "The older head.")))
    var old: String?
    @Option(help: ArgumentHelp(Words.pick("日志公钥或其文件；可多次。", "The log's key, or its file; may be repeated.")))
    var key: [String]

    func run() throws {
        print(Words.presenter.text(try Ledger.check(proof: file, entry: entry, old: old, keys: key)))
    }
}
