import ArgumentParser
import Glibc
import LedgerDomain
import LedgerInterchange
import LedgerReference
import LedgerService

struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("生成导入模板", "Write a template of sheets to import"),
        discussion: Words.pick(
            """
            模板由记录类型的说明生成：表头、下拉列表、填写提示、示例行。填好后用 import 导入，不需任何设置。

            示例：linkedfund template allotments -o 指标.xlsx
            　　　linkedfund template statistics --variant targets -o 目标.xlsx
            """,
            """
            A template is made of the descriptions of entries: headings, lists to choose from, what a cell wants, and an
            example. A filled one is imported without any setting.

            Example: linkedfund template allotments -o allotments.xlsx
                     linkedfund template statistics --variant targets -o targets.xlsx
            """))

    @Argument(help: ArgumentHelp(Words.pick("表格内容，同 import --as。", "What the sheet holds, as after import --as.")))
    var profile: Profile
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "内容有几种表格时的一种：\(Self.variants)。", "Which one, where there are several kinds of sheets: \(Self.variants)."
            )))
    var variant: String?
    @Option(name: [.short, .long], help: ArgumentHelp(Words.pick("新文件：.xlsx 或 .csv。", "A new file: .xlsx or .csv.")))
    var output: String
    @Flag(
        help: ArgumentHelp(
            Words.pick("CSV 不加 BOM（供程序读取）。", "CSV without a byte order mark, for programs.")))
    var noBom = false
    @OptionGroup var ledger: LedgerOptions

    /// The profiles with several kinds of sheets.
    private static var variants: String {
        Profile.allCases.map { ($0, SheetTemplate.variants(of: $0)) }.filter { $0.1.count > 1 }
            .map { "\($0.rawValue): \($1.joined(separator: ", "))" }.joined(separator: "; ")
    }

    func run() throws {
        guard
            let template = SheetTemplate(
                profile, variant: variant, Words.language, taxonomy: try ShippedReference().taxonomy)
        else {
            let known = SheetTemplate.variants(of: profile).joined(separator: ", ")
            throw ServiceError.usage(
                known.isEmpty
                    ? Label("\(profile.rawValue) 不是表格，没有模板", "\(profile.rawValue) is no sheet and has no template")
                    : Label("--variant 可选：\(known)", "--variant takes \(known)"))
        }
        let isGiven = ledger.ledger != nil || getenv("LINKEDFUND_LEDGER") != nil
        let opened = isGiven ? try ledger.open() : nil
        switch output.split(separator: ".").last?.lowercased() {
        case "xlsx":
            try FileOutput.writeWorkbook(to: output, outside: opened?.directory) { path in
                try template.writeWorkbook(to: path, origin: opened?.genesis.origin)
            }
        case "csv":
            try FileOutput.write(Array(template.csv(hasMark: !noBom).utf8), to: output, outside: opened?.directory)
        default: throw ServiceError.usage(Label("输出文件的后缀应为 .xlsx 或 .csv", "the file's suffix is .xlsx or .csv"))
        }
        print(Words.pick("已写入 \(output)", "written to \(output)"))
    }
}
