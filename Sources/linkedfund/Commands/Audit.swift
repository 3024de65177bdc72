import ArgumentParser
import LedgerAudit
import LedgerDomain
import LedgerPresentation
import LedgerService

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("重放并核验整个账本", "Replay and verify the whole ledger"),
        discussion: Words.pick(
            """
            不写入任何内容。退出码：0 通过；10 内容 11 序号 12 缺失 13 分叉 14 签名 15 密钥 16 时间 17 重复 18 规则
            19 余额或视图 20 结构 21 参考表 22 版本 23 编码 30 缺证据 31 未签名；多项时取最严重者。

            示例：linkedfund audit --ledger L --against 我保存的检查点
            　　　linkedfund audit --tiles 导出的目录 --policy 策略文件
            """,
            """
            Writes nothing. Exit codes: 0 passed; 10 content 11 sequence 12 truncated 13 fork 14 signature 15 key 16 time
            17 replay 18 rule 19 projection 20 schema 21 reference 22 software 23 encoding 30 unproven 31 tail; the gravest
            of several.

            Example: linkedfund audit --ledger L --against the-head-I-kept
                     linkedfund audit --tiles the-exported-directory --policy my-policy
            """),
        subcommands: [AuditReplay.self, AuditRules.self, AuditCompare.self, AuditProof.self],
        defaultSubcommand: AuditReplay.self)
}

/// The audit itself; `linkedfund audit` alone runs it.
struct AuditReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: Words.pick("重放并核验（默认）", "Replay and verify (the default)"))

    @OptionGroup var ledger: LedgerOptions
    @Option(
        help: ArgumentHelp(Words.pick("核验导出的瓦片目录，不用数据库。", "Verify an exported directory of tiles, without a database."))
    )
    var tiles: String?
    @Option(help: ArgumentHelp(Words.pick("核验证据包。", "Verify an evidence bundle.")))
    var evidence: String?
    @Option(
        help: ArgumentHelp(
            Words.pick("自己保存的检查点或回执文件，或 规模:根；可多次。", "A head or receipt kept elsewhere, or SIZE:ROOT; may be repeated."))
    )
    var against: [String] = []
    @Option(
        help: ArgumentHelp(
            Words.pick("策略文件：日志公钥、见证人、法定数、时效。", "A policy file: the log's key, witnesses, quorum, freshness.")))
    var policy: String?
    @Option(
        help: ArgumentHelp(
            Words.pick("自存的瓦片目录，用来精确定位首个不同的位置。", "Tiles kept by yourself, to tell the first position that differs.")))
    var mirror: String?
    @Option(
        help: ArgumentHelp(Words.pick("信任的时间戳机构证书（PEM）。", "Certificates (PEM) of time-stamping authorities to trust.")))
    var tsa: String?
    @Flag(help: ArgumentHelp(Words.pick("视图必须存在并核对。", "The views must be there and are compared.")))
    var views = false
    @Flag(
        help: ArgumentHelp(Words.pick("每条记录都须在外部持有的检查点之内。", "Every entry must be under a head held or signed outside."))
    )
    var requireSealed = false
    @Flag(
        help: ArgumentHelp(
            Words.pick("不重放规则和余额（更快；会列为未证明）。", "Leave out rules and balances (faster; listed as not proven).")))
    var withoutRules = false
    @Option(help: ArgumentHelp(Words.pick("按哪一天判断时效。", "The day on which freshness is judged.")))
    var asOf: Day = World.environment(actor: nil).today
    @Option(help: ArgumentHelp(Words.pick("线程数。", "How many threads.")))
    var threads: Int = World.cores
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        var request = AuditRequest(asOf: asOf)
        (request.against, request.policy, request.mirror) = (against, policy, mirror)
        (request.authorities, request.demandsViews, request.demandsSeal) = (tsa, views, requireSealed)
        (request.checksRules, request.workers) = (!withoutRules, max(1, min(threads, 64)))
        request.progress = ledger.progress
        let report: AuditReport
        if let tiles {
            report = try Ledger.audit(tiles: tiles, request)
        } else if let evidence {
            report = try Ledger.audit(evidence: evidence, request)
        } else {
            report = try Ledger.audit(try ledger.directory, request)
        }
        let output = AuditOutput(report, Words.presenter)
        print(json ? output.json.text : output.text)
        if report.verdictNumber != 0 { throw ExitCode(Int32(report.verdictNumber)) }
    }
}
