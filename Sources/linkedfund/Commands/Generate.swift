import ArgumentParser

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("生成合成事件（测试用）", "Generate synthetic events for tests"), shouldDisplay: false)

    func run() throws {}
}
