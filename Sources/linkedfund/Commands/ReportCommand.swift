public import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerService
public import LedgerViews

extension ShareClasses: ExpressibleByArgument {}

/// What reports and `why` are asked for.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("年度；默认今年。", "The year; this year by default.")))
    var year: Int?
    @Option(
        help: ArgumentHelp(Words.pick("地区代码；默认账本地区，含其下各地。", "The place and all below it; the ledger's by default.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("业务日期截止。", "The last business date counted.")))
    var effectiveTo: Day?
    @Option(
        help: ArgumentHelp(
            Words.pick("已知截止：位置、日期、size:N 或检查点文件。", "What was known: a position, a date, size:N or the file of a head.")
        ))
    var knownAt: String?
    @Option(help: ArgumentHelp(Words.pick("产业占比和监督表的口径。", "The basis of the industry share and of supervision.")))
    var basis: ShareBasis?
    @Option(help: ArgumentHelp(Words.pick("产业占比计量。", "The measure of the industry share.")))
    var measure: ShareMeasure?
    @Option(help: ArgumentHelp(Words.pick("计入产业的范围。", "Which classes count as industry.")))
    var classes: ShareClasses?

    /// The options that were given.
    var given: [ReportOption] {
        let all: [(ReportOption, Bool)] = [
            (.year, year != nil), (.region, region != nil), (.effectiveTo, effectiveTo != nil),
            (.knownAt, knownAt != nil), (.basis, basis != nil), (.measure, measure != nil), (.classes, classes != nil),
        ]
        return all.filter(\.1).map(\.0)
    }

    func request(_ name: ReportName) throws -> ReportRequest {
        if let year, !(1990...2100).contains(year) {
            throw ServiceError.usage(Label("--year 应为四位年度", "--year takes a year of four digits"))
        }
        var request = ReportRequest(name)
        (request.year, request.region, request.effectiveTo) = (year, region, effectiveTo)
        request.knownAt = try CutOff.known(knownAt)
        request.share = ShareOptions(basis: basis, measure: measure, classes: classes)
        return request
    }
}

/// Which rows a report has.
struct RowOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("分组。", "The breakdown.")))
    var by: String?
    @Option(help: ArgumentHelp(Words.pick("批次（逗号分隔），用于 execution。", "Batches, separated by commas, for execution.")))
    var batches: String?

    /// The options that were given.
    var given: [ReportOption] { (by == nil ? [] : [.by]) + (batches == nil ? [] : [.batches]) }

    func apply(to request: inout ReportRequest) {
        request.by = by
        request.batches = batches?.split(separator: ",").map(String.init) ?? []
    }
}

extension ReportOption {
    /// Refuses options that a report does nothing with, and names those that it takes.
    static func refuse(_ given: [ReportOption], besides taken: [ReportOption], of report: String) throws {
        let others = given.filter { !taken.contains($0) }
        if others.isEmpty { return }
        func list(_ options: [ReportOption], _ separator: String) -> String {
            options.map { "--\($0.rawValue)" }.joined(separator: separator)
        }
        throw ServiceError.usage(
            Label(
                "\(report) 不接受 \(list(others, "、"))；可用：\(list(taken, "、"))",
                "\(report) takes no \(list(others, " or ")); it takes \(list(taken, ", "))"))
    }
}

/// The report asked for: a figure, or how one changed.
enum ReportChoice: String, ExpressibleByArgument, CaseIterable {
    case industryShare = "industry-share"
    case microloanGrowth = "microloan-growth"
    case execution
    case subsidies
    case microloans
    case attainment
    case supervision
    case restatement

    /// The figure; `nil` for the restatement of one.
    var figure: ReportName? { ReportName(rawValue: rawValue) }
}

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: Words.pick("报表", "Reports"),
        discussion: Words.pick(
            """
            industry-share 产业占比，microloan-growth 小额信贷增长，execution 支出进度，subsidies 补贴贴息，
            microloans 小额信贷，attainment 目标完成，supervision 转移支付重点监督表（--by fund 分资金，--by place 分地区；
            默认中央资金，--basis 可改），restatement 变动说明（两个版本之间逐条说明）。

            示例：linkedfund report --ledger L industry-share --year 2023 --region 230606
            　　　linkedfund report --ledger L restatement --of industry-share --year 2023 --from known:2024-01-31 --to now
            """,
            """
            industry-share, microloan-growth, execution, subsidies, microloans, attainment, supervision (the layout of the
            transfer-payment supervision system, --by fund or place; central money unless --basis says otherwise), and
            restatement: how one of them changed between two editions, event by event.

            Example: linkedfund report --ledger L industry-share --year 2023 --region 230606
                     linkedfund report --ledger L restatement --of industry-share --year 2023 --from known:2024-01-31 --to now
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("报表。", "The report.")))
    var name: ReportChoice
    @OptionGroup var options: ReportOptions
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "restatement 所说明的报表；默认 industry-share。",
                "The figure that a restatement is about; industry-share by default.")))
    var of: ReportName?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "restatement 的原版本：known:位置或日期[,effective:日期][,rules:then]。",
                "The edition before: known:POSITION|DATE[,effective:DATE][,rules:then].")))
    var from: String?
    @Option(
        help: ArgumentHelp(
            Words.pick("restatement 的新版本；默认 now，即全部已知。", "The edition after; now, all that is known, by default.")))
    var to: String?
    @OptionGroup var rows: RowOptions
    @Flag(
        help: ArgumentHelp(
            Words.pick("subsidies：逐笔贷款列出应贴与已贴。", "For subsidies: what is due against what was paid, loan by loan.")))
    var entitled = false
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "金额单位：yuan、wan 或 yi；默认屏幕上 wan，文件中 yuan。",
                "The unit of amounts: yuan, wan or yi; by default wan on the screen and yuan in files.")))
    var unit: String?
    @OptionGroup var format: FormatOptions

    func run() throws {
        var request = try options.request(name.figure ?? of ?? .industryShare)
        try ReportOption.refuse(
            given, besides: name == .restatement ? request.name.restatementOptions : request.name.options,
            of: name.rawValue)
        rows.apply(to: &request)
        request.isEntitled = entitled
        let unit = try UnitOption.unit(unit)
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        let made =
            name == .restatement
            ? try opened.restatement(of: request, from: edition(from, "--from"), to: edition(to ?? "now", "--to"))
            : try opened.report(request)
        let output = ReportOutput(made, in: unit ?? .wanYuan, Words.presenter)
        try format.deliver(
            { output.dataTable }, unit: unit, namesUnits: false, json: { output.json }, text: { output.text },
            outside: opened.directory)
    }

    /// The options that were given.
    private var given: [ReportOption] {
        let own: [(ReportOption, Bool)] = [
            (.of, of != nil), (.from, from != nil), (.to, to != nil), (.entitled, entitled),
        ]
        return options.given + rows.given + own.filter(\.1).map(\.0)
    }

    private func edition(_ text: String?, _ option: String) throws -> Edition {
        if let text { return try Edition(text, knownAt: CutOff.known) }
        throw ServiceError.usage(
            Label(
                "restatement 需要 \(option)：\(Edition.forms.chinese)",
                "restatement takes \(option): \(Edition.forms.english)"))
    }
}
