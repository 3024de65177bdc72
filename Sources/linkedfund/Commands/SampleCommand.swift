public import ArgumentParser
public import LedgerAudit
import LedgerDomain
import LedgerPresentation
import LedgerService

extension SampleMethod: ExpressibleByArgument {}
extension SampleStrata: ExpressibleByArgument {}

/// `linkedfund sample`: entries drawn for a test of details, the same again for the same seed.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: Words.pick("抽取审计样本，导出追查表", "Draw an audit sample, write a tracing sheet"),
        discussion: Words.pick(
            """
            不写入账本。random 随机抽样，mus 货币单元抽样（金额越大越易抽中，不小于间隔者必抽），stratified 分层抽样（按层内条数分配，每层至少 1 条）。
            只抽有金额的有效记录，已冲销的记录和冲销本身不抽。不给 --seed 时随机取一个并印出；账本增长后加 --known-at size:N 可重抽同一样本。
            -o 文件.xlsx 为追查表：后六列留空，由审计人员逐条填写。

            示例：linkedfund sample --ledger L --method mus --count 25 --year 2023 --type disbursement.made -o 追查表.xlsx
            　　　linkedfund sample --ledger L --method stratified --by region --count 60 --seed 20240315 --json
            """,
            """
            Writes nothing to the ledger. random; mus: monetary units, so larger amounts are likelier and those of at least the
            interval certain; stratified: in proportion to the entries of each stratum, at least 1 each. Only entries with an
            amount that stand are drawn: neither reversed ones nor reversals. Without --seed one is drawn and printed; after
            the ledger has grown, --known-at size:N draws the same sample again. -o FILE.xlsx is a tracing sheet, whose last
            six columns are left empty for the auditor.

            Example: linkedfund sample --ledger L --method mus --count 25 --year 2023 --type disbursement.made -o tracing.xlsx
                     linkedfund sample --ledger L --method stratified --by region --count 60 --seed 20240315 --json
            """))

    /// More is no sample.
    private static let greatestCount = 100_000

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("方法：random、mus 或 stratified。", "The method: random, mus or stratified.")))
    var method: SampleMethod = .random
    @Option(help: ArgumentHelp(Words.pick("抽多少条；mus 为命中次数。", "How many entries; for mus how many hits.")))
    var count: Int
    @Option(help: ArgumentHelp(Words.pick("随机种子，相同种子抽出相同样本。", "The seed: the same one draws the same sample.")))
    var seed: UInt64?
    @Option(help: ArgumentHelp(Words.pick("分层依据：amount 金额段，region 地区。", "Strata by amount or region.")))
    var by: SampleStrata = .amount
    @Option(help: ArgumentHelp(Words.pick("只抽该年度。", "The budget year.")))
    var year: Int?
    @Option(help: ArgumentHelp(Words.pick("只抽该地区及其下各地。", "The place and all below it.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("只抽该类型，如 disbursement.made。", "The type, as disbursement.made.")))
    var type: String?
    @Option(
        help: ArgumentHelp(
            Words.pick("已知截止：位置、日期、size:N 或检查点文件。", "What was known: a position, a date, size:N or the file of a head.")
        ))
    var knownAt: String?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "文件中的金额单位：yuan、wan 或 yi；默认 yuan。", "The unit of amounts in files: yuan, wan or yi; yuan by default.")))
    var unit: String?
    @OptionGroup var format: FormatOptions

    func validate() throws {
        guard (1...Self.greatestCount).contains(count) else {
            throw ValidationError(
                Words.pick("--count 应为 1 到 \(Self.greatestCount)", "--count takes 1 to \(Self.greatestCount)"))
        }
        guard year.map({ (1990...2100).contains($0) }) ?? true else {
            throw ValidationError(Words.pick("--year 应为四位年度", "--year takes a year of four digits"))
        }
        guard by == .amount || method == .stratified else {
            throw ValidationError(Words.pick("--by 只用于 --method stratified", "--by is for --method stratified alone"))
        }
    }

    func run() throws {
        let unit = try UnitOption.unit(unit)
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        var request = SampleRequest(method, count: count, seed: seed ?? Self.newSeed())
        (request.strata, request.knownAt) = (by, try CutOff.known(knownAt))
        (request.scope.year, request.scope.region) = (year, region)
        if let type {
            guard let kind = EventKind.allCases.first(where: { $0.type.name == type }) else {
                throw ServiceError.usage(Label("没有记录类型 \(type)", "there is no type \(type)"))
            }
            request.scope.type = kind
        }
        let output = SampleOutput(try opened.sample(request), Words.presenter)
        try format.deliver(
            { output.dataTable }, unit: unit, json: { output.json }, text: { output.text }, outside: opened.directory)
        // A file holds its seed; whoever wrote one without naming a seed should still see it.
        if format.output != nil { Failure.write(output.seedLine) }
    }

    /// A seed that people can copy by hand.
    static func newSeed() -> UInt64 {
        World.environment(actor: nil).randomBytes(4).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
