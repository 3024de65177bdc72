import ArgumentParser
import Glibc
import LedgerDomain
import LedgerPresentation
import LedgerService

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("解释一个规则或错误代码", "Explain a rule or fault"),
        discussion: Words.pick(
            "给出账本时，一并列出本地区今天适用的参数值。示例：linkedfund explain A44 --ledger L",
            "With a ledger, the values of its parameters today and there are shown. Example: linkedfund explain A44 --ledger L"
        ))

    @Argument(help: ArgumentHelp(Words.pick("代码，如 A06；不填则列出全部。", "The code, as A06; all where none is given.")))
    var code: String?
    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("参数按哪个地区；默认账本地区。", "The place of the parameters; the ledger's by default.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("参数按哪一天；默认今天。", "The day of the parameters; today by default.")))
    var on: Day?
    @OptionGroup var format: FormatOptions

    func run() throws {
        let isGiven = ledger.ledger != nil || getenv("LINKEDFUND_LEDGER") != nil
        let opened = isGiven ? try ledger.open() : nil
        let day = on ?? World.environment(actor: nil).today
        let values = try opened?.parameterValues(on: day, in: region) ?? [:]
        try Self.deliver(
            code.map { [$0] } ?? Lookup.identifiers, values: values, as: format, outside: opened?.directory)
    }

    /// Prints what codes mean, or writes them as a list.
    ///
    /// - Parameter values: the policies of today, by parameter; empty where no ledger was given.
    static func deliver(
        _ codes: [String], values: [String: PolicyValue], as format: FormatOptions, outside ledger: String?
    ) throws {
        try format.check(outside: ledger)
        let rules = try codes.map { code in
            let code = code.uppercased()
            guard let found = Lookup.rule(code) else {
                throw ServiceError.usage(Label("没有规则 \(code)", "there is no rule \(code)"))
            }
            return ExplainedCode(
                code: code, label: found.label, outcome: found.outcome, remedy: found.remedy,
                rule: Lookup.description(code), notApplicable: Lookup.notApplicable(code))
        }
        let output = RulesOutput(rules, values: values, Words.presenter)
        try format.deliver(
            { output.dataTable }, json: { output.json }, text: { output.text }, outside: ledger)
    }
}
