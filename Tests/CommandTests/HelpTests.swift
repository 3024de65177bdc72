import Foundation
import Testing

/// In Chinese mode nothing is said in English, whichever help is asked for and whatever mistake is made.
@Suite struct HelpTests {
    /// The commands as words of a command line, those that the help does not list included.
    static let commands: [[String]] = {
        let dump = run(["--experimental-dump-help"])
        func paths(_ command: [String: Any], _ path: [String]) -> [[String]] {
            let parts = command["subcommands"] as? [[String: Any]] ?? []
            return [path] + parts.flatMap { paths($0, path + [$0["commandName"] as? String ?? ""]) }
        }
        return paths(dump.json["command"] as? [String: Any] ?? [:], []).filter { $0.first != "help" }
    }()

    private static func run(_ arguments: [String], language: String = "zh") -> Answer {
        Program.run(arguments, state: "/nonexistent", language: language)
    }

    /// What is left of a text in English: two words beside each other that are no commands, or a word of the parser's.
    static func english(in text: String, commands: [[String]] = commands) -> [String] {
        let names = Set(commands.joined()).union(["JSON", "Lines", "zsh", "bash", "fish"])
        var rest = text
        // What is typed: whole commands, quoted, in angle or square brackets, options, paths, and names with a hyphen
        // or a digit in them.
        rest.replace(/linkedfund [ -~]*/, with: " # ")
        rest.replace(/'[^'\n]*'|<[^>\n]*>|\[[^\]\n]*\]|[~$\/.][\w\/.$-]+/, with: " # ")
        rest.replace(/[A-Za-z]+[0-9-][A-Za-z0-9-]*|--?[a-z]+/, with: " # ")
        let sentences = rest.matches(of: /[A-Za-z][A-Za-z]+(?: [A-Za-z]+)+/).map { String($0.output) }.filter {
            !$0.split(separator: " ").allSatisfy { names.contains(String($0)) }
        }
        let words = rest.matches(
            of: /(?:default|values|Error|[Uu]sage|USAGE|OVERVIEW|OPTIONS|ARGUMENTS|SUBCOMMANDS|Help)\b/)
        return sentences + words.map { String($0.output) }
    }

    @Test func whatEnglishIs() {
        let commands = [["audit", "rules"]]
        #expect(Self.english(in: "用 audit rules --to 'a b c'，JSON Lines，<no such thing>", commands: commands).isEmpty)
        #expect(Self.english(in: "错误：Unknown option '--x'", commands: commands) == ["Unknown option"])
        #expect(Self.english(in: "（default: 3）", commands: commands) == ["default"])
        #expect(Self.commands.count > 40 && Self.commands.contains(["audit", "rules"]))
    }

    /// Of each command, `--help` is held by a file of ``GoldenTests``; `help` in front says the same.
    @Test(arguments: [[], ["import"], ["audit", "rules"]]) func helpInFrontSaysTheSame(_ command: [String]) {
        #expect(Self.run(["help"] + command).output == Self.run(command + ["--help"]).output)
    }

    /// Each command refuses what it does not know in Chinese, and prints its own usage.
    @Test func everyCommandRefusesAnUnknownOptionAndAnUnknownArgumentInChinese() {
        for command in Self.commands {
            var mistakes = [command + ["--no-such-option"], command + ["9", "9", "9", "9"]]
            if command.count < 2 { mistakes.append(command + ["-%"]) }
            for arguments in mistakes {
                let answer = Self.run(arguments)
                #expect([64, 65, 66].contains(answer.code), "\(arguments): \(answer.code)")
                #expect(answer.errors.hasPrefix("错误：") && answer.output.isEmpty, "\(arguments): \(answer.errors)")
                #expect(Self.english(in: answer.errors).isEmpty, "\(arguments): \(answer.errors)")
            }
        }
    }

    @Test(
        arguments: [
            (["nosuch"], "多余的参数 'nosuch'"), (["period", "nosuch"], "多余的参数 'nosuch'"),
            (["head", "--nosuch"], "未知选项 '--nosuch'"), (["head", "--ledgr"], "未知选项 '--ledgr'，是否指 '--ledger'?"),
            (["import", "--as", "plan"], "缺少参数 '<file>'"), (["import", "x"], "缺少参数 '--as <as>'"),
            (["import", "x", "--as"], "缺少值：'--as <as>'"),
            (["import", "x", "--as", "nosuch"], "值 'nosuch' 不适用于 '--as <as>'。可选："),
            (["import", "x", "--as", "plan", "y"], "多余的参数 'y'"),
            (["import", "x", "--as", "plan", "y", "z"], "2 个多余的参数：'y', 'z'"),
            (["import", "x", "--as", "plan", "--json=1"], "选项 '--json' 不带值，却给了 '1'。"),
            (["audit", "replay", "--as-of", "nosuch"], "值 'nosuch' 不适用于 '--as-of <as-of>'"),
            (["report", "nosuch"], "值 'nosuch' 不适用于 '<name>'。可选："),
            (["report", "subsidies", "--format", "nosuch"], "值 'nosuch' 不适用于 '--format <format>'。可选："),
            (["report", "subsidies", "--year", "abc"], "值 'abc' 不适用于 '--year <year>'"),
            (["completions", "tcsh"], "值 'tcsh' 不适用于 '<shell>'。可选：'bash', 'zsh' 或 'fish'."),
            (["completions"], "缺少参数 '<shell>'"), (["--generate-completion-script=tcsh"], "不能生成补全脚本：'tcsh'"),
            (["head"], "缺少 --ledger"), (["head", "--ledger", "/nonexistent"], "/nonexistent"),
        ] as [([String], String)])
    func aMistakeIsNamedInChinese(_ arguments: [String], _ words: String) {
        let answer = Self.run(arguments)
        #expect(answer.code != 0 && answer.output.isEmpty)
        #expect(answer.errors.hasPrefix("错误：") && answer.errors.contains(words), "\(answer.errors)")
        #expect(Self.english(in: answer.errors).isEmpty, "\(answer.errors)")
    }

    @Test func theParsersOwnWordsStayInEnglishMode() {
        #expect(
            Self.run(["head", "--ledgr"], language: "en").errors.contains(
                "Error: Unknown option '--ledgr'. Did you mean"))
    }

    // MARK: Completions

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowCommandsAndOptions(_ shell: String) {
        let script = Self.run(["completions", shell])
        #expect(script.code == 0 && script.errors.isEmpty)
        for word in ["industry-share", "import", "dry-run", "completions"] { #expect(script.output.contains(word)) }
    }

    @Test(arguments: [
        ("linkedfund rep", "report"), ("linkedfund import --dry", "--dry-run"), ("linkedfund period clo", "close"),
    ])
    func bashCompletesACommandLine(_ line: String, _ word: String) throws {
        let folder = TestLedger()
        let script = folder.file("completions.bash", Self.run(["completions", "bash"]).output)
        // What bash does when the tab key is pressed: its variables are set and the function is called.
        let bash = """
            set -e; bash -n '\(script)'; source '\(script)'
            function_name=$(complete -p linkedfund | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            "$function_name" linkedfund "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || true
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", bash]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let replies = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(
            replies.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.contains(word),
            "\(replies)")
    }
}
