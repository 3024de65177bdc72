import ArgumentParser
import LedgerPresentation
import LedgerService
import MerkleLog

/// What `tools/bench` compares with. Prints JSON; not shown in the help.
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("测速用的基准", "Baselines for benchmarks"), shouldDisplay: false,
        subcommands: [MeasureTree.self, MeasureFold.self, MeasureProofs.self])
}

struct MeasureTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: Words.pick("只对内存中的记录计算哈希树", "Compute the tree alone over entries in memory"))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("每多少条计算一次根。", "How many entries to a root.")))
    var entriesPerHead: UInt64 = 1_024

    func run() throws {
        let cost = try Measures.tree(try ledger.directory, entriesPerHead: max(1, entriesPerHead))
        print(
            JSONText.object([
                ("entries", .integer(Int64(clamping: cost.entries))), ("bytes", .integer(Int64(clamping: cost.bytes))),
                ("nanoseconds", .integer(Int64(clamping: cost.nanoseconds))), ("root", .string(cost.root.base64)),
            ]).text)
    }
}

struct MeasureFold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fold", abstract: Words.pick("读取、查损、解码并折叠全部记录", "Read, check, decode and fold all entries"))

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let nanoseconds = try Measures.fold(try ledger.open())
        print(JSONText.object([("nanoseconds", .integer(Int64(clamping: nanoseconds)))]).text)
    }
}

struct MeasureProofs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofs",
        abstract: Words.pick("生成和验证证明", "Make and verify proofs"))

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("每种多少个。", "How many of each kind.")))
    var count = 1_000

    func run() throws {
        let cost = try Measures.proofs(try ledger.directory, count: max(1, min(count, 1_000_000)))
        print(
            JSONText.object(
                [("count", .integer(Int64(cost.count)))]
                    + cost.nanoseconds.map { ($0.name, .integer(Int64(clamping: $0.value))) }
            ).text)
    }
}
