public import ArgumentParser
public import LedgerDomain
import LedgerPresentation
import LedgerService

/// What people do about findings.
struct FindingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finding", abstract: Words.pick("登记、答复、认定、整改疑点", "Raise, answer, judge and rectify findings"),
        discussion: Words.pick(
            """
            疑点编号由 audit rules 列出，只要事由不变编号就不变。每一步都是一条记录，可以冲销；冲销疑点前先冲销其各步。
            整改合计不超过疑点金额；认定正常（NORMAL）的疑点不能整改。

            示例：linkedfund finding --help
            　　　linkedfund finding raise --ledger L --all --severity error
            　　　linkedfund finding judge --ledger L A13-928d5ff13876742a --result VIOLATION --facts 超提管理费
            """,
            """
            `audit rules` lists the identifiers of findings; one stays the same as long as its subject does. Each step is an
            entry, which can be reversed; a finding is reversed after its steps. What is put right cannot pass the amount of
            its finding, and nothing of a finding judged NORMAL is.

            Example: linkedfund finding raise --ledger L --all --severity error
                     linkedfund finding judge --ledger L A13-928d5ff13876742a --result VIOLATION --facts overcharged
            """),
        subcommands: [FindingRaise.self, FindingAnswer.self, FindingJudge.self, FindingRectify.self])
}

struct FindingRaise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raise", abstract: Words.pick("把疑点登记在案", "Put findings on record"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("疑点编号。", "The findings.")))
    var ids: [String] = []
    @Flag(help: ArgumentHelp(Words.pick("登记全部未登记的疑点。", "All that stand and are not on record.")))
    var all = false
    @Option(help: ArgumentHelp(Words.pick("最低级别：info、warn 或 error。", "The least severity: info, warn or error.")))
    var severity: Severity?
    @Option(
        help: ArgumentHelp(Words.pick("按哪一天判断期限；默认今天。", "The day as of which deadlines are judged; today by default.")))
    var asOf: Day?
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        guard all != !ids.isEmpty else {
            throw ServiceError.usage(Label("给出疑点编号，或用 --all", "name the findings, or use --all"))
        }
        var request = FindingsRequest(asOf: asOf ?? World.environment(actor: nil).today)
        request.severity = severity
        let receipt = try ledger.open().raiseFindings(all ? nil : ids, request)
        for id in receipt.alreadyRaised { Failure.write(Words.pick("已登记过：\(id)", "on record already: \(id)")) }
        ReceiptOutput.show(receipt.append, isJSON: json)
    }
}

struct FindingAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: Words.pick("答复疑点", "Answer a finding"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("疑点编号。", "The finding.")))
    var id: String
    @Option(help: ArgumentHelp(Words.pick("答复。", "The answer.")))
    var text: String
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws { ReceiptOutput.show(try ledger.open().answerFinding(id, text), isJSON: json) }
}

struct FindingJudge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: Words.pick("认定疑点是否违规", "Judge a finding"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("疑点编号。", "The finding.")))
    var id: String
    @Option(help: ArgumentHelp(Words.pick("认定结果：NORMAL 或 VIOLATION。", "The result: NORMAL or VIOLATION.")))
    var result: FindingResult
    @Option(help: ArgumentHelp(Words.pick("认定的事实。", "The facts established.")))
    var facts: String
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws { ReceiptOutput.show(try ledger.open().judgeFinding(id, result, facts: facts), isJSON: json) }
}

struct FindingRectify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rectify", abstract: Words.pick("登记整改金额（元）", "Record what was put right, in yuan"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("疑点编号。", "The finding.")))
    var id: String
    @Option(help: ArgumentHelp(Words.pick("退回（元）。", "Returned, in yuan.")))
    var returned = Fen(0)
    @Option(help: ArgumentHelp(Words.pick("调账（元）。", "Adjusted, in yuan.")))
    var adjusted = Fen(0)
    @Option(help: ArgumentHelp(Words.pick("其他（元）。", "Otherwise, in yuan.")))
    var other = Fen(0)
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let receipt = try ledger.open().rectifyFinding(id, returned: returned, adjusted: adjusted, other: other)
        ReceiptOutput.show(receipt, isJSON: json)
    }
}

extension FindingResult: ExpressibleByArgument {}

extension Fen: ExpressibleByArgument {
    /// An amount in 元, as people type it.
    public init?(argument: String) { self.init(argument, in: .yuan) }

    /// The amount as help prints a default.
    public var defaultValueDescription: String { text(in: .yuan) }
}

/// Receipts that commands print.
enum ReceiptOutput {
    /// Prints the receipt of one command, warnings on stderr.
    static func show(_ receipt: AppendReceipt, isJSON: Bool) {
        let presenter = Words.presenter
        presenter.warnings(of: receipt).forEach { Failure.write($0) }
        if isJSON { return print(presenter.json(receipt).text) }
        print(
            receipt.recorded.isEmpty && receipt.repeats.isEmpty
                ? Words.pick("没有要登记的。", "Nothing to record.") : presenter.text(receipt))
    }
}
