import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerReference
import LedgerService

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("由日志重算视图并核对、替换", "Fold the views again, compare and swap them"),
        discussion: Words.pick(
            "在旧视图旁重算，完成后替换；中途终止不影响旧视图。视图与日志不一致时退出码为 19。",
            "Folds beside the live views and swaps at the end; killing it leaves them as they were. Exit code 19 when they had drifted."
        ))

    @OptionGroup var ledger: LedgerOptions
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let receipt = try ledger.open().rebuild()
        print(json ? Words.presenter.json(receipt).text : Words.presenter.text(receipt))
        if receipt.result == .drift { throw ExitCode(19) }
    }
}

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("检查账本的文件、密钥、时钟和视图", "Look at files, keys, clock and views"))

    @OptionGroup var ledger: LedgerOptions
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let lines = Ledger.doctor(try ledger.directory, World.environment(actor: ledger.actor))
        print(json ? Words.presenter.json(lines).text : Words.presenter.text(lines))
        if lines.contains(where: { !$0.isGood }) { throw ExitCode(78) }
    }
}

struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: Words.pick(
            "查表：lpr、region、credit-code、id-card、rule", "Look up lpr, region, credit-code, id-card or rule"),
        discussion: Words.pick(
            "示例：linkedfund lookup region 520221 --on 2023-06-30；无效或查不到时退出码为 65。",
            "Example: linkedfund lookup region 520221 --on 2023-06-30; exit code 65 where it is not valid."))

    @Argument(help: ArgumentHelp("lpr | region | credit-code | id-card | rule"))
    var what: String
    @Argument(help: ArgumentHelp(Words.pick("代码。", "The code.")))
    var code: String?
    @Option(help: ArgumentHelp(Words.pick("日期；默认今天。", "The date; today by default.")))
    var on: Day?
    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOption

    func run() throws {
        try format.check(outside: nil)
        let reference = try ShippedReference()
        let day = on ?? World.environment(actor: nil).today
        let answer: Lookup.Answer
        switch (what, code) {
        case ("lpr", _): answer = Lookup.primeRate(on: day, reference)
        case ("region", let code?):
            guard let region = RegionCode(code) else {
                throw ServiceError.usage(Label("区划代码为六位数字", "a division code has six digits"))
            }
            answer = Lookup.region(region, on: day, reference)
        case ("credit-code", let code?): answer = Lookup.creditCode(code)
        case ("id-card", let code?): answer = Lookup.identityCard(code, on: day, reference)
        case ("rule", let code?): return try Explain.deliver([code], values: [:], as: format, outside: nil)
        default:
            throw ServiceError.usage(
                Label(
                    "用法：lookup lpr|region|credit-code|id-card|rule [代码] [--on 日期]",
                    "usage: lookup lpr|region|credit-code|id-card|rule [CODE] [--on DATE]"))
        }
        let output = LookupOutput(answer, of: code ?? what, Words.presenter)
        try format.deliver({ output.dataTable }, json: { output.json }, text: { output.text }, outside: nil)
        if !answer.isValid { throw ExitCode(65) }
    }
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: Words.pick("显示版本", "Print the version"))

    @OptionGroup var language: LanguageOption

    func run() { print(Program.software) }
}
