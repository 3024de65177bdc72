import ArgumentParser
import LedgerDomain
import LedgerService
import LedgerVault

/// Whom tokens stand for.
struct VaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: Words.pick("查阅、删除令牌所代表的身份信息", "Look up and erase whom tokens stand for"),
        discussion: Words.pick(
            """
            账中只有令牌；姓名、身份证号、电话、账号加密存放在 vault.sqlite。查阅和删除都要原因，并先记入账中。
            删除一户即销毁该户的密钥，不能恢复；账中记录、核验和证明不受影响。备份中的旧保管库须另行销毁。

            示例：linkedfund vault show --ledger L 1a2b:… --reason 核对补助对象
            """,
            """
            Entries hold tokens alone; names, identity numbers, phones and accounts lie sealed in vault.sqlite. Looking up and
            erasing need a reason, and are recorded first. Erasing a household destroys its key, for ever; entries, audits
            and proofs stay. Older copies of the vault in backups must be destroyed as well.

            Example: linkedfund vault show --ledger L 1a2b:… --reason "who was paid"
            """),
        subcommands: [VaultShow.self, VaultErase.self, VaultStatus.self])
}

struct VaultShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.pick("查阅令牌所代表的人或账户", "Show whom or what a token stands for"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("令牌。", "The token.")))
    var token: String
    @Option(help: ArgumentHelp(Words.pick("原因，记入账中。", "Why; it is recorded.")))
    var reason: String
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        switch try ledger.open().showIdentity(token, reason: reason) {
        case .erased(let seq):
            if json { return print(JSONText.object([("token", .string(token)), ("erased_at", .optional(seq))]).text) }
            print(Words.pick("\(token)：身份信息已删除（位置 \(seq)）。", "\(token): erased (position \(seq))."))
        case .shown(let record, let seq): print(json ? Self.json(record, seq).text : Self.text(record, seq))
        }
    }

    private static func json(_ record: PersonalRecord, _ seq: UInt64) -> JSONText {
        .object([
            ("token", .string(record.token)), ("kind", .string(record.kind.rawValue)),
            ("household", .string(record.holder)), ("source", .string(record.source)),
            (
                "people",
                .array(
                    record.people.map { person in
                        .object([
                            ("name", .optional(person.name)), ("id_card", .optional(person.identityCard)),
                            ("phone", .optional(person.phone)), ("account", .optional(person.account)),
                            ("address", .optional(person.address)),
                        ])
                    })
            ),
            ("seq", .optional(seq)),
        ])
    }

    private static func text(_ record: PersonalRecord, _ seq: UInt64) -> String {
        var lines = [record.token + "  " + record.source.split(separator: "\n").joined(separator: " ")]
        if record.holder != record.token { lines.append(Words.pick("  户 ", "  household ") + record.holder) }
        for person in record.people {
            let parts = [person.name, person.identityCard, person.phone, person.account, person.address]
            lines.append("  " + parts.compactMap { $0 }.joined(separator: "  "))
        }
        lines.append(Words.pick("本次查阅已入账（位置 \(seq)）。", "This look-up is recorded (position \(seq))."))
        return lines.joined(separator: "\n")
    }
}

struct VaultErase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: Words.pick("删除一户的身份信息", "Erase the identities of a household"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(
        help: ArgumentHelp(
            Words.pick("户的令牌；没有户的贷款、卡或收款人，用其自己的令牌。", "The household's token, or one without a household.")))
    var token: String
    @Option(help: ArgumentHelp(Words.pick("原因和依据，记入账中。", "Why, and by which law; it is recorded.")))
    var reason: String
    @Option(help: ArgumentHelp(Words.pick("批准人，不是操作人本人。", "Who approved it, another person.")))
    var approver: String?
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let (seq, isNew) =
            switch try ledger.open().eraseIdentity(token, reason: reason, approver: approver) {
            case .erased(let seq): (seq, true)
            case .erasedBefore(let seq): (seq, false)
            }
        if json {
            return print(
                JSONText.object([
                    ("token", .string(token)), ("erased_at", .optional(seq)), ("repeat", .bool(!isNew)),
                ]).text)
        }
        print(
            isNew
                ? Words.pick("\(token)：身份信息已删除（位置 \(seq)）。", "\(token): erased (position \(seq)).")
                : Words.pick("\(token)：此前已删除（位置 \(seq)）。", "\(token): erased before (position \(seq))."))
    }
}

struct VaultStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: Words.pick("保管库的概况，不显示身份信息", "How much the vault holds, without any identity"))

    @OptionGroup var ledger: LedgerOptions
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let counts = try ledger.open().vaultCounts()
        if json {
            return print(
                JSONText.object([
                    ("present", .bool(counts != nil)), ("keys", .integer(Int64(counts?.holders ?? 0))),
                    ("tokens", .integer(Int64(counts?.tokens ?? 0))), ("erased", .integer(Int64(counts?.erased ?? 0))),
                ]).text)
        }
        guard let counts else { return print(Words.pick("没有保管库。", "There is no vault.")) }
        print(
            Words.pick(
                "\(counts.holders) 把密钥，\(counts.tokens) 个令牌，已删除 \(counts.erased) 个。",
                "\(counts.holders) keys, \(counts.tokens) tokens, \(counts.erased) erased."))
    }
}
