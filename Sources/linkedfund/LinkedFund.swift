import ArgumentParser
import Glibc
import LedgerDomain

/// The command line of the ledger. Each command parses, asks the service once and prints.
struct LinkedFund: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "linkedfund",
        abstract: Words.pick("衔接资金账本：只追加、可核验", "The linked-fund ledger: append-only and verifiable"),
        discussion: Words.pick(
            """
            两个指标：产业占比 report industry-share，小额信贷增长 report microloan-growth。
            账本目录用 --ledger 或环境变量 LINKEDFUND_LEDGER 指定；语言用 --lang zh|en 或 LINKEDFUND_LANG。

            退出码：0 完成；4 有警告或错误（audit rules --strict）；10–31 审计结论；64 用法错误；65 数据被拒，未写入；66 输入缺失；
            70 程序错误；73 不能创建输出；74 读写错误；75 忙，请重试；77 无权限；78 配置或版本不符。
            """,
            """
            The two figures: report industry-share and report microloan-growth.
            Name the ledger with --ledger or LINKEDFUND_LEDGER, the language with --lang zh|en or LINKEDFUND_LANG.

            Exit codes: 0 done; 4 warnings or errors stand (audit rules --strict); 10 to 31 verdicts of an audit; 64 wrong usage; 65 data refused, nothing written;
            66 input missing; 70 our bug; 73 cannot create output; 74 I/O error; 75 busy, try again; 77 not permitted;
            78 wrong setting or version.
            """),
        version: Program.version,
        subcommands: [
            Init.self, Append.self, Template.self, Import.self, Reverse.self, Correct.self, PeriodCommand.self,
            ReportCommand.self,
            Why.self, LogCommand.self, Show.self, Audit.self, FindingCommand.self,
            SampleCommand.self,
            Rebuild.self, Head.self, Prove.self, Export.self, Witness.self, KeyCommand.self, VaultCommand.self,
            Doctor.self,
            LookupCommand.self, Explain.self, Generate.self, Measure.self,
            Completions.self, Version.self,
        ])
}

/// Names and versions.
enum Program {
    static let version = "0.1.0"
    static let software = "linkedfund \(version)"
}

@main
enum Main {
    static func main() {
        setlocale(LC_CTYPE, "C.UTF-8")
        do {
            var command = try LinkedFund.parseAsRoot()
            try command.run()
        } catch {
            Failure.report(error)
        }
    }
}
