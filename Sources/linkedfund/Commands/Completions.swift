import ArgumentParser
import LedgerDomain

struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("输出命令补全脚本", "Print a completion script for a shell"),
        discussion: Words.pick(
            """
            只输出脚本，不安装。bash 在当前会话中启用：source <(linkedfund completions bash)
            长期启用：linkedfund completions bash > ~/.local/share/bash-completion/completions/linkedfund
            zsh 存为 $fpath 中某目录下的 _linkedfund；fish 存为 ~/.config/fish/completions/linkedfund.fish。
            """,
            """
            Prints the script and installs nothing. In a running bash: source <(linkedfund completions bash)
            For good: linkedfund completions bash > ~/.local/share/bash-completion/completions/linkedfund
            For zsh keep it as _linkedfund in a directory of $fpath, for fish as ~/.config/fish/completions/linkedfund.fish.
            """))

    /// The shells that the parser writes scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish

        var generator: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: ArgumentHelp(Words.pick("命令行解释器。", "The shell.")))
    var shell: Shell
    @OptionGroup var language: LanguageOption

    func run() { print(LinkedFund.completionScript(for: shell.generator)) }
}
