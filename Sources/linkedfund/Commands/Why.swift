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
    @OptionGroup var rows: RowOptions
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "报表中的哪一行：该行的代码（项、地区、口径等），可用逗号给出几个；默认该地区合计。",
                "Which row of the report: its codes (key, place, caliber and the like), separated by commas; the place itself by default."
            )))
    var key: String?
    @OptionGroup var format: FormatOptions

    func run() throws {
        let opened = try ledger.open()
        try format.check(outside: opened.directory)
        var request = try options.request(name)
        try ReportOption.refuse(
            options.given + rows.given + (key == nil ? [] : [.key]), besides: name.whyOptions,
            of: "why \(name.rawValue)")
        rows.apply(to: &request)
        request.keys = key?.split(separator: ",").map(String.init) ?? []
        let answer = try opened.why(request)
        let head = try opened.head()
        let output = WhyOutput(
            answer, request, root: head?.size == answer.size ? head?.root.base64 : nil, Words.presenter)
        try format.deliver(
            { output.dataTable }, json: { output.json.text }, text: { output.text }, outside: opened.directory)
    }
}
