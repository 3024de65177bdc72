import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerService

struct Reverse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("冲销记录", "Take entries back"),
        discussion: Words.pick(
            """
            原记录保留；冲销载明其全部内容，并计入原记录所属的年度和日期。冲销记录本身不能再冲销，重新登记即可。

            示例：linkedfund reverse --ledger L 41 --reason 重复登记
            """,
            """
            The entry stays; the reversal repeats all of it and counts in the year and on the day that it counted. A
            reversal cannot be reversed; record the event again instead.

            Example: linkedfund reverse --ledger L 41 --reason "recorded twice"
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("位置，可多个。", "One or more positions.")))
    var seqs: [UInt64]
    @OptionGroup var options: CorrectionOptions

    func run() throws {
        try options.print(
            ledger.open().reverse(seqs, reason: options.reason, on: options.on, isDryRun: options.dryRun))
    }
}

struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("更正一条记录（冲销并登记正确的）", "Correct an entry (take it back and record what is right)"),
        discussion: Words.pick(
            """
            冲销与正确的记录在同一次入账中，要么都入账要么都不入账。正确的记录沿用原记录的年度和归属日期。

            示例：linkedfund correct --ledger L 41 --file 正确.json --reason 金额录错
            """,
            """
            The reversal and the right entry are recorded together or not at all. The right entry keeps the budget year and
            the attribution date of the wrong one.

            Example: linkedfund correct --ledger L 41 --file right.json --reason "wrong amount"
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("要更正的位置。", "The position to correct.")))
    var seq: UInt64
    @Option(help: ArgumentHelp(Words.pick("正确的业务（JSON）；- 为标准输入。", "The right event (JSON); - is standard input.")))
    var file = "-"
    @OptionGroup var options: CorrectionOptions

    func run() throws {
        guard let text = file == "-" ? Input.standard() : Input.file(file) else {
            throw ServiceError.noInput(path: file, Label("文件不存在或不能读取", "the file does not exist or cannot be read"))
        }
        try options.print(
            ledger.open().correct(seq, with: text, reason: options.reason, on: options.on, isDryRun: options.dryRun))
    }
}

/// What reversals and corrections have in common.
struct CorrectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("原因。", "Why.")))
    var reason: String
    @Option(help: ArgumentHelp(Words.pick("冲销的业务日期；默认今天。", "The business date of the reversal; today by default.")))
    var on: Day?
    @OptionGroup var output: ReceiptOptions

    var dryRun: Bool { output.dryRun }

    func print(_ receipt: AppendReceipt) { output.print(receipt) }
}

/// How a receipt is asked for and printed.
struct ReceiptOptions: ParsableArguments {
    @Flag(name: [.long, .customShort("n")], help: ArgumentHelp(Words.pick("只检查，不写入。", "Check only, write nothing.")))
    var dryRun = false
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func print(_ receipt: AppendReceipt) {
        let presenter = Words.presenter
        (presenter.notes(of: receipt) + presenter.warnings(of: receipt)).forEach { Failure.write($0) }
        Swift.print(json ? presenter.json(receipt).text : presenter.text(receipt))
    }
}
