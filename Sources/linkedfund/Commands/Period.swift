import ArgumentParser
import LedgerDomain
import LedgerService

struct PeriodCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period", abstract: Words.pick("结账与重新开账", "Close and reopen periods"),
        subcommands: [PeriodClose.self, PeriodReopen.self])
}

/// A place, a budget year and a stretch of days in it.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("预算年度。", "The budget year.")))
    var year: Int
    @Option(help: ArgumentHelp(Words.pick("地区，含其下各地；默认账本地区。", "The place and all below it; the ledger's by default.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("起始日期；默认当年 1 月 1 日。", "The first day; 1 January by default.")))
    var from: Day?
    @Option(help: ArgumentHelp(Words.pick("截止日期；默认当年 12 月 31 日。", "The last day; 31 December by default.")))
    var to: Day?
    @OptionGroup var output: ReceiptOptions
}

struct PeriodClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: Words.pick("结账", "Close a period"),
        discussion: Words.pick(
            """
            锁定该地区该年度在这段日期内的业务，并记下两个指标和检查点。其后只接受冲销、更正和豁免 A55 的补记。

            示例：linkedfund period close --ledger L --year 2023
            """,
            """
            Locks the business dates of the place and year, and notes both figures and the head. Afterwards only reversals,
            corrections and entries that waive A55 are taken.

            Example: linkedfund period close --ledger L --year 2023
            """))

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var options: PeriodOptions

    func run() throws {
        options.output.print(
            try ledger.open().closePeriod(
                year: options.year, region: options.region, from: options.from, to: options.to,
                isDryRun: options.output.dryRun))
    }
}

struct PeriodReopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: Words.pick("重新开账", "Reopen a period"),
        discussion: Words.pick(
            "示例：linkedfund period reopen --ledger L --year 2023 --from 2023-12-01 --reason 补记十二月支付",
            "Example: linkedfund period reopen --ledger L --year 2023 --from 2023-12-01 --reason \"December payments\"")
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var options: PeriodOptions
    @Option(help: ArgumentHelp(Words.pick("原因。", "Why.")))
    var reason: String

    func run() throws {
        options.output.print(
            try ledger.open().reopenPeriod(
                year: options.year, region: options.region, from: options.from, to: options.to, reason: reason,
                isDryRun: options.output.dryRun))
    }
}
