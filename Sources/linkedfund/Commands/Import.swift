public import ArgumentParser
import LedgerDomain
public import LedgerInterchange
import LedgerPresentation
import LedgerService

extension Profile: ExpressibleByArgument {}

extension TextEncoding: ExpressibleByArgument {}

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("导入表格或事件文件", "Import a sheet or a file of events"),
        discussion: Words.pick(
            """
            工作簿（.xlsx）、CSV（UTF-8、GB18030 或 UTF-16，自动识别）或 JSON Lines（--as events）；按内容识别，不看后缀。
            表头在前 20 行内按列名查找，单位取自表头或“单位：万元”一行，合计行用来核对。
            全部入账或全部拒绝；一次列出所有错误。同一文件再次导入不会重复入账。

            空白模板：linkedfund template allotments -o 指标.xlsx
            示例：linkedfund import --ledger L 指标.xlsx --as allotments
            """,
            """
            A workbook (.xlsx), CSV (UTF-8, GB18030 or UTF-16) or JSON Lines (--as events), told by content and not by
            suffix. The header is found within the first 20 rows by its names, the unit in a heading or in a line above it;
            rows of totals are checked. All rows are recorded or none; all faults come at once. The same file imported
            again records nothing.

            A sheet to fill in: linkedfund template allotments -o allotments.xlsx
            Example: linkedfund import --ledger L allotments.xlsx --as allotments
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("文件；- 为标准输入。", "The file; - is the standard input.")))
    var file: String
    @Option(name: .customLong("as"), help: ArgumentHelp(Words.pick("表格内容。", "What the sheet holds.")))
    var profile: Profile
    @Option(help: ArgumentHelp(Words.pick("工作表名称（有多个数据表时）。", "The sheet, where several hold data.")))
    var sheet: String?
    @Option(help: ArgumentHelp(Words.pick("文本的编码（识别有误时）。", "The encoding of a text, where it is told wrongly.")))
    var encoding: TextEncoding?
    @Flag(name: [.long, .customShort("n")], help: ArgumentHelp(Words.pick("只检查，不写入。", "Check only, write nothing.")))
    var dryRun = false
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "把错误另存为新文件：.xlsx 为标出错误的副本，否则为 CSV 清单。",
                "Write the faults to a new file: a copy with bad cells marked (.xlsx), else a list as CSV.")))
    var faults: String?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "把有错误的行连同表头另存为新的 .xlsx 或 CSV。", "Write the rows with faults and the header to a new .xlsx or CSV.")))
    var failedRows: String?
    @Option(
        help: ArgumentHelp(Words.pick("同一文件再次导入的原因（冲销之后）。", "Why the same file is imported again, after a reversal.")))
    var again: String?
    @Flag(
        help: ArgumentHelp(
            Words.pick("只入账无错误的行；未接收的行记入导入记录。", "Take the rows without faults; those left out are listed in the log.")))
    var acceptValid = false
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "--dry-run 给出的校验码：结果与检查时不同就不写入。", "The code of a --dry-run: write exactly what it showed, or nothing."))
    )
    var check: String?
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    private var choices: ImportChoices {
        var choices = ImportChoices()
        (choices.sheet, choices.encoding, choices.isDryRun) = (sheet, encoding, dryRun)
        (choices.again, choices.acceptsValid, choices.check) = (again, acceptValid, check)
        return choices
    }

    func run() throws {
        let opened = try ledger.open()
        // Before the import: faults that cannot be written down are no use to anyone.
        for path in [faults, failedRows].compactMap({ $0 }) { try FileOutput.check(path, outside: opened.directory) }
        do {
            let receipt = try opened.importFile(Self.path(file), as: profile, choices: choices)
            if receipt.rejectedRows > 0 { try write(receipt.rejected, outside: opened.directory) }
            let report = ImportReport(receipt, Words.presenter)
            print(json ? report.json.text : report.text)
        } catch let error as ServiceError where error.kind == .refused {
            let found = error.faults
            do { try write(found, outside: opened.directory) } catch {
                // A disk that is full is no reason to keep the faults back.
                found.prefix(Presenter.shownFaults).forEach { Failure.write(Words.presenter.text($0)) }
                throw error
            }
            throw error
        }
    }

    /// Writes the faults and the rows that have them, as far as that was asked for.
    private func write(_ found: [RefusedInput], outside ledger: String) throws {
        guard faults != nil || failedRows != nil else { return }
        let file = FaultFile(
            of: Self.path(self.file), as: profile, sheet: sheet, encoding: encoding, found, outside: ledger,
            Words.presenter)
        if let faults { try file.writeFaults(to: faults) }
        if let failedRows { try file.writeFailedRows(to: failedRows) }
    }

    /// A hyphen is the standard input, as for `append`.
    private static func path(_ file: String) -> String { file == "-" ? "/dev/stdin" : file }
}
