import ArgumentParser
import Glibc
import LedgerDomain
import LedgerReference
import LedgerSample
import LedgerService

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("生成合成事件（测试和测速用，不是真实数据）", "Generate synthetic events for tests and benchmarks"),
        shouldDisplay: false)

    @Option(help: ArgumentHelp(Words.pick("条数。", "How many.")))
    var count = 1_000
    @Option(help: ArgumentHelp(Words.pick("种子；同一种子结果相同。", "The seed; equal seeds give equal events.")))
    var seed: UInt64 = 1
    @Option(name: [.short, .long], help: ArgumentHelp(Words.pick("JSON Lines 文件。", "A JSON Lines file.")))
    var output: String

    func run() throws {
        var events = SampleEvents(seed: seed, count: max(0, count), regions: try ShippedReference().regions)
        try FileOutput.check(output, outside: nil)
        guard let file = fopen(output, "wx") else {
            throw ServiceError.noOutput(path: output, Label("文件不能写入", "the file cannot be written"))
        }
        defer { fclose(file) }
        while let draft = events.nextDraft() {
            var line = CanonicalJSON.encode(draft.json)
            line.append(0x0A)
            guard fwrite(line, 1, line.count, file) == line.count else {
                throw ServiceError.noOutput(path: output, Label("文件不能写入", "the file cannot be written"))
            }
        }
    }
}
