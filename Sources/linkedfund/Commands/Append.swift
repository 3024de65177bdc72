import ArgumentParser
import Glibc
import LedgerDomain
import LedgerService

struct Append: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("登记单笔业务（JSON）", "Append events (JSON)"),
        discussion: Words.pick(
            """
            一个 JSON 对象，或每行一个；全部入账或全部拒绝。金额和年度写成字符串，单位为分。
            不带 id 的业务会得到新编号：重复发送会重复入账，回执中有编号可供核对。

            示例：linkedfund append --ledger L --file 拨付.json
            """,
            """
            One JSON object or one on each line; all are recorded or none. Amounts are strings of fen, years strings.
            An event without an id gets a new one: sending it again records it again; the receipt shows the id.

            Example: linkedfund append --ledger L --file payment.json
            """))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("文件；- 为标准输入。", "The file; - is standard input.")))
    var file = "-"
    @Argument(help: ArgumentHelp(Words.pick("- 为标准输入。", "- is standard input.")))
    var input: String?
    @OptionGroup var output: ReceiptOptions

    func run() throws {
        let source = input ?? file
        guard let text = source == "-" ? Input.standard() : Input.file(source) else {
            throw ServiceError.noInput(path: source, Label("文件不存在或不能读取", "the file does not exist or cannot be read"))
        }
        output.print(try ledger.open().append(text, isDryRun: output.dryRun))
    }
}

/// Whole inputs.
enum Input {
    static func standard() -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    static func file(_ path: String) -> [UInt8]? { FileInput.read(path) }
}
