import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerService
import MerkleLog

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
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        let request = try options.request(name)
        let answer = try opened.why(request)
        let head = try opened.head()
        let output = WhyOutput(
            answer, request, root: head?.size == answer.size ? head?.root.base64 : nil, Words.presenter)
        try format.deliver(
            { output.dataTable }, json: { output.json.text }, text: { output.text }, outside: opened.directory)
    }
}
