import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerService
import MerkleLog

struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("显示、公布最新的签名检查点，或为其加盖时间戳", "Print, publish or stamp the newest signed head"),
        discussion: Words.pick(
            "请把它交给账本以外的人保存；audit --against 用它核对。",
            "Hand it to somebody outside; audit --against holds the ledger to it."),
        subcommands: [HeadShow.self, HeadStamp.self], defaultSubcommand: HeadShow.self)
}

struct HeadShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.pick("显示最新的检查点（默认）", "Print the newest head (the default)"))

    @OptionGroup var ledger: LedgerOptions
    @Flag(help: ArgumentHelp(Words.pick("另存到 heads/。", "Write it to heads/ too.")))
    var publish = false

    func run() throws {
        let opened = try ledger.open()
        guard let head = try opened.head() else { return }
        if publish {
            let path = try opened.publishHead().path
            Failure.write(Words.pick("已写入 \(path)", "Written to \(path)"))
        }
        print(String(decoding: head.note, as: UTF8.self), terminator: "")
    }
}

struct HeadStamp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp",
        abstract: Words.pick("为最新检查点加盖可信时间戳（RFC 3161）", "Have the newest head time-stamped (RFC 3161)"),
        discussion: Words.pick(
            """
            先生成请求，送时间戳机构，再登记应答：
              linkedfund head stamp --ledger L --request head.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @head.tsq 机构网址 -o head.tsr
              linkedfund head stamp --ledger L --response head.tsr --tsa 机构证书.pem
            登记即入账：此前的记录不晚于、此后的记录不早于该时刻。
            """,
            """
            Make the request, send it to an authority, and add the answer:
              linkedfund head stamp --ledger L --request head.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @head.tsq AUTHORITY -o head.tsr
              linkedfund head stamp --ledger L --response head.tsr --tsa authority.pem
            The answer is logged: what is before it was recorded no later, what is after it no earlier.
            """))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("写出请求文件。", "Write the request to this file.")))
    var request: String?
    @Option(help: ArgumentHelp(Words.pick("机构的应答文件。", "The authority's answer.")))
    var response: String?
    @Option(help: ArgumentHelp(Words.pick("信任的机构证书（PEM）。", "Certificates (PEM) of authorities to trust.")))
    var tsa: String?

    func validate() throws {
        guard (request == nil) != (response == nil) else {
            throw ValidationError(Words.pick("用 --request 或 --response 之一", "Give --request or --response"))
        }
        guard response == nil || tsa != nil else {
            throw ValidationError(Words.pick("--response 需要 --tsa", "--response needs --tsa"))
        }
    }

    func run() throws {
        let opened = try ledger.open()
        if let request {
            let (path, size) = try opened.requestStamp(at: request)
            print(
                Words.pick(
                    "请求已写入 \(request)（检查点规模 \(size)，已公布于 \(path)）",
                    "Request written to \(request) (head of size \(size), published at \(path))"))
            return
        }
        print(Words.presenter.text(try opened.addStamp(response ?? "", authorities: tsa ?? "")))
    }
}
