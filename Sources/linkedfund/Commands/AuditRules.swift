public import ArgumentParser
public import LedgerAudit
public import LedgerDomain
import LedgerPresentation
import LedgerService

extension FindingsReplay.Policies: ExpressibleByArgument {}

/// `linkedfund audit rules`: what the rules find in the whole log.
struct AuditRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: Words.pick("对全部记录重放规则，列出疑点", "Replay the rules over the log and list findings"),
        discussion: Words.pick(
            """
            不写入任何内容。同一账本、同一日期给出逐字节相同的疑点。默认只列未豁免的疑点，--waived 一并列出。
            --as-of-rules now 以今天已知的全部政策重看以往各年，“本会拒绝”一栏答出：按今天的规则，当时的记录会不会被拒。
            关于指标的疑点列出构成分子和分母的全部记录；表中“12、15–18 共 5 条”为简写，JSON 和 CSV 列全。
            按违规类型汇总的金额不重复：由大到小计入，地区的指标类疑点与已计入的疑点有共同证据的不再计入，“计入项数”为计入了几项。
            退出码为 0；--strict 时有警告或错误则为 4。

            示例：linkedfund audit rules --ledger L --year 2023 --region 632323
            　　　linkedfund audit rules --ledger L --year 2025 --as-of-rules now --json
            """,
            """
            Writes nothing. The same log and day give the same findings, byte for byte. Waived ones are listed with --waived.
            --as-of-rules now lets all policies known today judge the past; "would refuse" says whether today's rules would
            have refused the entry. A finding about a figure lists all entries of its numerator and denominator; the table
            shortens them, JSON and CSV list all. The summary adds no amount twice: largest first, a finding about a figure of a
            place and one that was counted already do not both count where they share an entry; "Counted" says how many
            findings the amount is made of. Exit code 0; with --strict 4 where a warning or error stands.

            Example: linkedfund audit rules --ledger L --year 2023 --region 632323
                     linkedfund audit rules --ledger L --year 2025 --as-of-rules now --json
            """))

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var options: FindingsOptions
    @Option(
        help: ArgumentHelp(Words.pick("读取导出的瓦片目录，不用数据库。", "Read an exported directory of tiles, without a database."))
    )
    var tiles: String?
    @Flag(help: ArgumentHelp(Words.pick("有警告或错误时退出码为 4。", "Exit with 4 where a warning or error stands.")))
    var strict = false
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "金额单位：yuan、wan 或 yi；默认屏幕上 wan，文件中 yuan。",
                "The unit of amounts: yuan, wan or yi; by default wan on the screen and yuan in files.")))
    var unit: String?
    @OptionGroup var format: FormatOptions

    func run() throws {
        let unit = try UnitOption.unit(unit)
        let directory = try tiles ?? ledger.directory
        try format.check(outside: directory)
        let request = try options.request
        let made = try tiles.map { try Ledger.findings(tiles: $0, request) } ?? ledger.open().findings(request)
        let output = FindingsOutput(made, in: unit ?? .wanYuan, Words.presenter)
        try format.deliver(
            { output.dataTable }, unit: unit, json: { output.json }, text: { output.text }, outside: directory)
        if strict, made.hasStanding { throw ExitCode(4) }
    }
}

/// Which findings are asked for.
struct FindingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("只列该年度。", "The budget year.")))
    var year: Int?
    @Option(help: ArgumentHelp(Words.pick("只列该地区及其下各地。", "The place and all below it.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("只列该规则，如 A13。", "One rule, as A13.")))
    var rule: String?
    @Option(help: ArgumentHelp(Words.pick("最低级别：info、warn 或 error。", "The least severity: info, warn or error.")))
    var severity: Severity?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "按哪一天判断期限，只看到这一天的业务；默认今天。",
                "The day as of which deadlines are judged, and the last business date looked at; today by default.")))
    var asOf: Day?
    @Option(
        help: ArgumentHelp(
            Words.pick("规则所见的政策：then 为当时已知，now 为今天已知。", "The policies that rules see: known then, or known now.")))
    var asOfRules: FindingsReplay.Policies = .then
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "业务日期截止，期限也按这一天判断；不与 --as-of 同用。",
                "The last business date looked at, as of which deadlines are judged too; goes without --as-of.")))
    var effectiveTo: Day?
    @Option(
        help: ArgumentHelp(
            Words.pick("已知截止：位置、日期、size:N 或检查点文件。", "What was known: a position, a date, size:N or the file of a head.")
        ))
    var knownAt: String?
    @Flag(help: ArgumentHelp(Words.pick("一并列出已豁免的疑点。", "List waived findings too.")))
    var waived = false

    var request: FindingsRequest {
        get throws {
            if let year, !(1990...2100).contains(year) {
                throw ServiceError.usage(Label("--year 应为四位年度", "--year takes a year of four digits"))
            }
            if let rule, Lookup.rule(rule) == nil {
                throw ServiceError.usage(Label("没有规则 \(rule)", "there is no rule \(rule)"))
            }
            if asOf != nil, effectiveTo != nil {
                throw ServiceError.usage(
                    Label(
                        "--as-of 与 --effective-to 只能给一个：截止日以后的业务不看，期限也只能判断到截止日",
                        "give --as-of or --effective-to, not both: deadlines cannot be judged past the last business date looked at"
                    ))
            }
            let today = World.environment(actor: nil).today
            var request = FindingsRequest(asOf: asOf ?? effectiveTo.map { min($0, today) } ?? today)
            (request.year, request.region, request.rule, request.severity) = (year, region, rule, severity)
            (request.knownAt, request.policies) = (try CutOff.known(knownAt), asOfRules)
            request.listsWaived = waived
            return request
        }
    }
}

extension Severity: ExpressibleByArgument {}
