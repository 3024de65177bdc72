import ArgumentParser
import LedgerDomain
import LedgerService
import LedgerViews

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
    @Option(help: ArgumentHelp(Words.pick("产业占比口径。", "The basis of the industry share.")))
    var basis: ShareBasis?
    @Option(help: ArgumentHelp(Words.pick("产业占比计量。", "The measure of the industry share.")))
    var measure: ShareMeasure?
    @Option(help: ArgumentHelp(Words.pick("计入产业的范围。", "Which classes count as industry.")))
    var classes: ShareClasses?

    func request(_ name: ReportName) throws -> ReportRequest {
        if let year, !(1990...2100).contains(year) {
            throw ServiceError.usage(Label("--year 应为四位年度", "--year takes a year of four digits"))
        }
        var request = ReportRequest(name)
        (request.year, request.region, request.effectiveTo, request.knownAt) = (year, region, effectiveTo, knownAt)
        request.share = ShareOptions(basis: basis, measure: measure, classes: classes)
        return request
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
            microloans 小额信贷，attainment 目标完成，restatement 变动说明（两个版本之间逐条说明）。

            示例：linkedfund report --ledger L industry-share --year 2023 --region 230606
            　　　linkedfund report --ledger L restatement --of industry-share --year 2023 --from known:2024-01-31 --to now
            """,
            """
            industry-share, microloan-growth, execution, subsidies, microloans, attainment, and restatement: how one of
            them changed between two editions, event by event.

            Example: linkedfund report --ledger L industry-share --year 2023 --region 230606
                     linkedfund report --ledger L restatement --of industry-share --year 2023 --from known:2024-01-31 --to now
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("报表。", "The report.")))
    var name: ReportChoice
    @OptionGroup var options: ReportOptions
    @Option(help: ArgumentHelp(Words.pick("restatement 所说明的报表。", "The figure that a restatement is about.")))
    var of: ReportName = .industryShare
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "restatement 的原版本：known:位置或日期[,effective:日期][,rules:then]。",
                "The edition before: known:POSITION|DATE[,effective:DATE][,rules:then].")))
    var from: String?
    @Option(
        help: ArgumentHelp(Words.pick("restatement 的新版本；now 为全部已知。", "The edition after; now is all that is known.")))
    var to: String = "now"
    @Option(help: ArgumentHelp(Words.pick("分组。", "The breakdown.")))
    var by: String?
    @Option(help: ArgumentHelp(Words.pick("批次（逗号分隔），用于 execution。", "Batches, separated by commas, for execution.")))
    var batches: String?
    @Flag(
        help: ArgumentHelp(
            Words.pick("subsidies：逐笔贷款列出应贴与已贴。", "For subsidies: what is due against what was paid, loan by loan.")))
    var entitled = false
    @Option(
        help: ArgumentHelp(Words.pick("表格中的金额单位：yuan、wan 或 yi。", "The unit of amounts in tables: yuan, wan or yi.")))
    var unit = "wan"
    @OptionGroup var format: FormatOptions

    func run() throws {
        var request = try options.request(name.figure ?? of)
        request.by = by
        if entitled, name != .subsidies {
            throw ServiceError.usage(Label("--entitled 只用于 subsidies", "--entitled is for subsidies alone"))
        }
        request.isEntitled = entitled
        request.batches = batches?.split(separator: ",").map(String.init) ?? []
        guard let unit = MoneyUnit(named: unit) else {
            throw ServiceError.usage(Label("--unit 应为 yuan、wan 或 yi", "--unit takes yuan, wan or yi"))
        }
        let opened = try ledger.open()
        let made =
            name == .restatement
            ? try opened.restatement(of: request, from: edition(from, "--from"), to: edition(to, "--to"))
            : try opened.report(request)
        let output = ReportOutput(made: made, unit: unit)
        switch format.chosen {
        case .json: print(output.json)
        case .csv: print(output.csv, terminator: "")
        case .table: print(output.table)
        }
    }

    private func edition(_ text: String?, _ option: String) throws -> Edition {
        if let text { return try Edition(text) }
        throw ServiceError.usage(
            Label(
                "restatement 需要 \(option)：\(Edition.forms.chinese)",
                "restatement takes \(option): \(Edition.forms.english)"))
    }
}

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("一个数字由哪些记录得出", "Which entries a figure comes from"),
        discussion: Words.pick(
            "示例：linkedfund why --ledger L industry-share --year 2023 --region 230606 --basis ALL_LEVELS",
            "Example: linkedfund why --ledger L industry-share --year 2023 --region 230606 --basis ALL_LEVELS"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("报表。", "The report.")))
    var name: ReportName
    @OptionGroup var options: ReportOptions
    @OptionGroup var format: FormatOptions

    func run() throws {
        let answer = try ledger.open().why(try options.request(name))
        if format.chosen == .json {
            print(Self.json(answer).text)
            return
        }
        var table = TextTable(
            headings: [
                Words.pick("位置", "Position"), Words.pick("日期", "Date"), Words.pick("类型", "Type"),
                Words.pick("地区", "Place"),
                Words.pick("部分", "Part"), Words.pick("金额（元）", "Amount (yuan)"), Words.pick("对象", "About"),
                Words.pick("文号", "Documents"),
            ], numeric: [0, 5])
        for line in answer.lines {
            table.rows.append([
                "\(line.seq)", line.effectiveOn?.description ?? "", line.type.text(Words.language),
                line.region?.description ?? "",
                line.part == "numerator" ? Words.pick("分子", "numerator") : Words.pick("分母", "denominator"),
                Fen.text(of: line.amount, in: .yuan, isGrouped: format.chosen == .table), line.names,
                line.documents.joined(separator: "；"),
            ])
        }
        if format.chosen == .csv { return print(table.csv, terminator: "") }
        print(table.text)
        if answer.hasPublishedFigures {
            print(Words.pick("公布数据逐项列出，不相加。", "Published figures are listed one by one and never added up."))
        }
        print(
            Words.pick(
                "分子合计 \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) 元，分母合计 \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) 元；位置清单 SHA-256 \(answer.digest)",
                "numerator \(Fen.text(of: answer.numerator, in: .yuan, isGrouped: true)) yuan, denominator \(Fen.text(of: answer.denominator, in: .yuan, isGrouped: true)) yuan; SHA-256 of the positions \(answer.digest)"
            ))
    }

    private static func json(_ answer: WhyAnswer) -> JSONText {
        .object([
            (
                "rows",
                .array(
                    answer.lines.map { line in
                        .object([
                            ("seq", .integer(Int64(clamping: line.seq))),
                            ("effective_on", .optional(line.effectiveOn?.description)),
                            ("region", .optional(line.region?.description)), ("part", .string(line.part)),
                            ("amount_fen", .string(String(line.amount))), ("about", .string(line.names)),
                            ("documents", .array(line.documents.map { .string($0) })),
                        ])
                    })
            ),
            ("numerator_fen", .string(String(answer.numerator))),
            ("denominator_fen", .string(String(answer.denominator))),
            ("positions_sha256", .string(answer.digest)), ("origin", .string(answer.origin)),
            ("size", .integer(Int64(clamping: answer.size))),
        ])
    }
}
