import ArgumentParser
import LedgerAudit
import LedgerDomain
import LedgerService

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("重放并核验整个账本", "Replay and verify the whole ledger"),
        discussion: Words.pick(
            """
            不写入任何内容。退出码：0 通过；10 内容 11 序号 12 缺失 13 分叉 14 签名 15 密钥 16 时间 17 重复 18 规则
            19 余额或视图 20 结构 21 参考表 22 版本 23 编码 30 缺证据 31 未签名；多项时取最严重者。

            示例：linkedfund audit --ledger L --against 我保存的检查点
            """,
            """
            Writes nothing. Exit codes: 0 passed; 10 content 11 sequence 12 truncated 13 fork 14 signature 15 key 16 time
            17 replay 18 rule 19 projection 20 schema 21 reference 22 software 23 encoding 30 unproven 31 tail; the gravest
            of several.

            Example: linkedfund audit --ledger L --against the-head-I-kept
            """))

    @OptionGroup var ledger: LedgerOptions
    @Option(
        help: ArgumentHelp(
            Words.pick("自己保存的检查点文件，或 规模:根；可多次。", "A head kept elsewhere, or SIZE:ROOT; may be repeated.")))
    var against: [String] = []
    @Option(help: ArgumentHelp(Words.pick("策略文件，固定日志公钥。", "A policy file that pins the log's key.")))
    var policy: String?
    @Flag(help: ArgumentHelp(Words.pick("视图必须存在并核对。", "The views must be there and are compared.")))
    var views = false
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        var request = AuditRequest()
        (request.against, request.policy, request.demandsViews) = (against, policy, views)
        let report = try Ledger.audit(try ledger.directory, request)
        print(json ? Self.json(report).text : Self.text(report))
        if report.exitCode != 0 { throw ExitCode(Int32(report.exitCode)) }
    }

    private static func json(_ report: AuditReport) -> JSONText {
        func words(_ labels: [Label]) -> JSONText { .array(labels.map { .string($0.text(Words.language)) }) }
        return .object([
            ("verdict", .string(report.verdict)), ("exit", .integer(Int64(report.exitCode))),
            ("origin", .string(report.origin)), ("size", .integer(Int64(clamping: report.size))),
            ("root", .string(report.root)), ("proven", words(report.proven)), ("unproven", words(report.unproven)),
            ("finding_count", .integer(Int64(report.findingCount))),
            (
                "findings",
                .array(
                    report.findings.map { finding in
                        .object([
                            ("class", .string(finding.verdict.name)), ("seq", .optional(finding.seq)),
                            ("last_seq", .optional(finding.lastSeq)), ("want", .string(finding.want)),
                            ("got", .string(finding.got)), ("by", .string(finding.by)),
                            ("text", .string(finding.text.text(Words.language))),
                        ])
                    })
            ),
        ])
    }

    private static func text(_ report: AuditReport) -> String {
        var lines: [String] = []
        if !report.unproven.isEmpty {
            lines.append(Words.pick("未证明：", "Not proven:"))
            lines += report.unproven.map { "  - " + $0.text(Words.language) }
        }
        for finding in report.findings {
            lines.append(finding.line)
            lines.append("  " + finding.text.text(Words.language))
        }
        if report.findingCount > report.findings.count {
            lines.append(Words.pick("…共 \(report.findingCount) 项", "… \(report.findingCount) in all"))
        }
        if !report.proven.isEmpty {
            lines.append(Words.pick("已证明：", "Proven:"))
            lines += report.proven.map { "  + " + $0.text(Words.language) }
        }
        let verdict =
            report.exitCode == 0
            ? Words.pick("核验通过", "Passed") : Words.pick("核验不通过：\(report.verdict)", "Failed: \(report.verdict)")
        lines.append(
            Words.pick(
                "\(verdict)。\(report.origin) 共 \(report.size) 条，根 \(report.root)",
                "\(verdict). \(report.origin), \(report.size) entries, root \(report.root)"))
        return lines.joined(separator: "\n")
    }
}
