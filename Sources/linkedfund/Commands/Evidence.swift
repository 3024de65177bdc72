import ArgumentParser
import LedgerDomain
import LedgerPresentation
import LedgerService

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick(
            "输出一条记录的存在证明，或两个检查点的一致性证明", "Print the proof of an entry, or that a head goes on from another"),
        discussion: Words.pick(
            """
            示例：linkedfund prove --ledger L 41 --entry 41.json > 41.tlog-proof
            　　　linkedfund prove --ledger L --from 我的检查点 > 新.tlog-consistency
            用 audit proof 核验，无需账本。
            """,
            """
            Example: linkedfund prove --ledger L 41 --entry 41.json > 41.tlog-proof
                     linkedfund prove --ledger L --from my-head > new.tlog-consistency
            Check them with audit proof, without the ledger.
            """))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("位置。", "The position.")))
    var seq: String?
    @Option(help: ArgumentHelp(Words.pick("较早的规模，或检查点文件。", "An older size, or the file of a head.")))
    var from: String?
    @Option(help: ArgumentHelp(Words.pick("把该记录的字节写入此新文件。", "Write the bytes of the entry to this new file.")))
    var entry: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(Words.pick("写入此新文件，而不是标准输出。", "Write to this new file instead of standard output.")))
    var output: String?

    /// The position, written as the log writes numbers: `+5` and `007` are none.
    private var position: UInt64? { seq.flatMap { UInt64($0) }.flatMap { String($0) == seq ? $0 : nil } }

    func validate() throws {
        guard (seq == nil) != (from == nil) else {
            throw ValidationError(Words.pick("给出位置或 --from 之一", "Give a position or --from"))
        }
        guard seq == nil || position != nil else {
            throw ValidationError(
                Words.pick("位置应为不带正负号和前导零的数字", "A position is a number without sign or leading zeros"))
        }
    }

    func run() throws {
        let opened = try ledger.open()
        for path in [entry, output].compactMap({ $0 }) { try FileOutput.check(path, outside: opened.directory) }
        let file: [UInt8]
        if let seq = position {
            let proof = try opened.proof(of: seq)
            file = proof.file
            if let entry { try FileOutput.write(proof.entry, to: entry, outside: opened.directory) }
        } else {
            file = try opened.consistencyProof(from: from ?? "")
        }
        if let output { return try FileOutput.write(file, to: output, outside: opened.directory) }
        print(String(decoding: file, as: UTF8.self), terminator: "")
    }
}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick(
            "导出：记录、瓦片目录、证据包或审计底稿", "Export entries, a tiled log, an evidence bundle or working papers"),
        discussion: Words.pick(
            """
            --tiles 写出静态瓦片目录（C2SP tlog-tiles），再次导出只增加新文件；用 audit --tiles 核验。
            --evidence 写出可离线自证的证据包；可用 --region、--year 限定范围，其余记录只给哈希。
            """,
            """
            --tiles writes a static tiled log (C2SP tlog-tiles); exporting again only adds files; audit --tiles verifies it.
            --evidence writes a bundle that proves itself offline; --region and --year limit it, of the rest there are hashes.
            """))

    @OptionGroup var ledger: LedgerOptions
    @Option(
        help: ArgumentHelp(Words.pick("JSON Lines 文件，逐字节等于所存记录。", "A JSON Lines file, byte for byte what is stored.")))
    var jsonl: String?
    @Option(help: ArgumentHelp(Words.pick("瓦片目录。", "A directory of tiles.")))
    var tiles: String?
    @Option(help: ArgumentHelp(Words.pick("证据包目录（新建）。", "The directory of an evidence bundle, to be made.")))
    var evidence: String?
    @Option(
        help: ArgumentHelp(
            Words.pick(
                "审计工作底稿（新的 .xlsx 文件）：核验结论、指标、事件、疑点、抽样。",
                "Working papers, a new .xlsx file: verdict, figures, entries, findings, sample.")))
    var workingPapers: String?
    @Option(
        help: ArgumentHelp(Words.pick("证据包或底稿限于该地区及其下级。", "Limit bundle or papers to a place and what lies below it.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("证据包或底稿的年度。", "The year of the bundle or papers.")))
    var year: Int?
    @Option(help: ArgumentHelp(Words.pick("底稿抽样的种子。", "The seed of the papers' sample.")))
    var seed: UInt64?
    @Option(help: ArgumentHelp(Words.pick("底稿抽样的条数。", "How many entries the papers' sample has.")))
    var count: Int = 25

    func validate() throws {
        guard [jsonl, tiles, evidence, workingPapers].count(where: { $0 != nil }) == 1 else {
            throw ValidationError(
                Words.pick(
                    "给出 --jsonl、--tiles、--evidence、--working-papers 之一",
                    "Give one of --jsonl, --tiles, --evidence, --working-papers"))
        }
        guard evidence != nil || workingPapers != nil || (region == nil && year == nil) else {
            throw ValidationError(
                Words.pick(
                    "--region 和 --year 只用于 --evidence 和 --working-papers",
                    "--region and --year go with --evidence and --working-papers"))
        }
        guard workingPapers == nil || year != nil else {
            throw ValidationError(Words.pick("底稿要有 --year", "Working papers take --year"))
        }
        guard workingPapers == nil || (1...10_000).contains(count) else {
            throw ValidationError(Words.pick("--count 应为 1 到 10000", "--count takes 1 to 10000"))
        }
        guard year.map({ (1990...2100).contains($0) }) ?? true else {
            throw ValidationError(Words.pick("--year 应为四位年度", "--year takes a year of four digits"))
        }
    }

    func run() throws {
        let opened = try ledger.open()
        if let jsonl {
            let count = try opened.export(to: jsonl)
            return Failure.write(Words.pick("已导出 \(count) 条到 \(jsonl)", "Exported \(count) entries to \(jsonl)"))
        }
        if let tiles {
            return Failure.write(Words.presenter.text(ofTiles: try opened.export(tiles: tiles), at: tiles))
        }
        if let workingPapers, let year {
            try FileOutput.check(workingPapers, outside: opened.directory)
            let seed = seed ?? SampleCommand.newSeed()
            let made = try opened.papers(PapersRequest(year: year, region: region, seed: seed, count: count))
            try WorkingPapers(made, Words.presenter).write(to: workingPapers, outside: opened.directory)
            return Failure.write(
                Words.pick(
                    "底稿已写入 \(workingPapers)，抽样种子 \(seed)",
                    "Working papers in \(workingPapers), seed of the sample \(seed)"))
        }
        guard let evidence else { return }
        let receipt = try opened.export(evidence: evidence, region: region, year: year)
        Failure.write(Words.presenter.text(ofBundle: receipt, at: evidence))
    }
}

struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("见证：为别人的检查点加签，或收下见证签名", "Witness the heads of others, or take in such signatures"),
        subcommands: [WitnessNew.self, WitnessSign.self, WitnessAdd.self])
}

struct WitnessNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: Words.pick("生成见证人密钥，输出公钥", "Make a witness's key and print its public half"))

    @OptionGroup var language: LanguageOption
    @Option(
        help: ArgumentHelp(Words.pick("见证人名称，如 audit.example.gov.cn。", "The witness's name, as audit.example.gov.cn.")))
    var name: String
    @Option(help: ArgumentHelp(Words.pick("密钥文件（新建）。", "The file of the key, to be made.")))
    var key: String

    func run() throws { print(try Witnesses.create(name: name, at: key, World.environment(actor: nil))) }
}

struct WitnessSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: Words.pick("核对一致性后为检查点加签", "Check a head's consistency and sign it"),
        discussion: Words.pick(
            """
            见证人记住自己签过的最新检查点；与之不一致的一律拒绝。首次用 prove --from 0 的文件。
            示例：linkedfund witness sign --key w.key --log 账本公钥 new.tlog-consistency > w.sig
            """,
            """
            A witness remembers the newest head it signed and refuses what does not go on from it. The first file is that of
            prove --from 0.
            Example: linkedfund witness sign --key w.key --log THE-LOG'S-KEY new.tlog-consistency > w.sig
            """))

    @OptionGroup var language: LanguageOption
    @Argument(help: ArgumentHelp(Words.pick("一致性证明文件。", "The consistency file.")))
    var file: String
    @Option(help: ArgumentHelp(Words.pick("见证人密钥文件。", "The file of the witness's key.")))
    var key: String
    @Option(
        help: ArgumentHelp(
            Words.pick("所见证日志的公钥或其文件；可多次。", "The key, or its file, of a log to follow; may be repeated.")))
    var log: [String]
    @Option(help: ArgumentHelp(Words.pick("见证人的记忆所在目录。", "Where the witness remembers.")))
    var state: String?

    func run() throws {
        let world = World.environment(actor: nil)
        print(
            try Witnesses.sign(
                request: file, key: key, state: state, logs: log, world),
            terminator: "")
    }
}

struct WitnessAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: Words.pick("核对并收下见证签名", "Check a witness's signature and keep it"))

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp(Words.pick("签名行或带签名的检查点。", "Signature lines, or a head with them.")))
    var file: String
    @Option(help: ArgumentHelp(Words.pick("见证人公钥或其文件。", "The witness's key, or its file.")))
    var key: String
    @Option(help: ArgumentHelp(Words.pick("检查点规模（默认最新）。", "The size of the head (the newest by default).")))
    var size: UInt64?

    func run() throws {
        let (size, count) = try ledger.open().addCosignatures(file, key: key, size: size)
        print(
            Words.pick("规模 \(size) 的检查点收下 \(count) 个见证签名", "The head of size \(size) has \(count) more signatures"))
    }
}

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: Words.pick("账本的签名密钥", "The ledger's signing key"),
        subcommands: [KeyShow.self, KeyRotate.self])
}

struct KeyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Words.pick("显示公钥；请另行公布，让审计人固定它", "Print the public key; publish it elsewhere, for auditors to pin"))

    @OptionGroup var ledger: LedgerOptions

    func run() throws { print(try ledger.open().publicKey()) }
}

struct KeyRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: Words.pick(
            "更换签名密钥；旧密钥签署换钥记录", "Change the signing key; the old one signs the entry that names the new"))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("原因，写入账本。", "The reason, which is recorded.")))
    var reason: String

    func run() throws {
        let (key, seq) = try ledger.open().rotateKey(reason: reason)
        print(Words.pick("新公钥（自位置 \(seq) 之后）：\(key)", "New key (after position \(seq)): \(key)"))
    }
}
