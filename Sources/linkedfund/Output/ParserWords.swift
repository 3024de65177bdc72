import LedgerDomain

/// The argument parser's own words in Chinese.
///
/// It has them as literals in `HelpGenerator.swift` and `UsageGenerator.swift`. A test makes each mistake and asks for
/// each help, and fails where English is left, so that a later version of the parser cannot bring some in.
enum ParserWords {
    /// A message of the parser in the language of this run.
    static func translated(_ message: String) -> String {
        guard Words.language == .chinese else { return message }
        var text = message
        for (english, chinese) in pieces { text = text.replacing(english, with: chinese) }
        text = text.replacing(/\((default|values|default as flag):\s+([^()]*)\)/) { found in
            let values = found.2.replacing(/;\s+default(?: as flag)?:\s/, with: "；默认：")
            return "（\(found.1 == "values" ? "可选" : "默认")：\(values)）"
        }
        return text
    }

    /// Pieces that stand before others are parts of none of these.
    private static let pieces: [(english: String, chinese: String)] = [
        // Help.
        ("OVERVIEW: ", "简介："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "命令："), ("Show subcommand help information.", "显示命令的帮助。"),
        ("Show help information.", "显示帮助。"), ("Show the version.", "显示版本。"),
        ("Dump help information as JSON.", "以 JSON 输出帮助。"), (" (default) ", "（默认）"), ("<subcommands>", "<命令>"),
        ("<subcommand>", "<命令>"), ("<options>", "<选项>"), ("See '", "详见 '"), (" for detailed help.", "。"),
        (" for more information.", "。"), ("Help:  ", "说明："),
        // Mistakes.
        ("Error: ", "错误："), ("'. Did you mean '", "'，是否指 '"), ("Unknown option ", "未知选项 "),
        ("Missing expected argument ", "缺少参数 "), ("Missing one of: ", "缺少其中之一："), ("Missing value for ", "缺少值："),
        ("Missing required subcommand.", "缺少命令。"), ("   or: ", "  或："), ("Unexpected argument ", "多余的参数 "),
        (" unexpected arguments: ", " 个多余的参数："), ("The value '", "值 '"), ("' is invalid for '", "' 不适用于 '"),
        ("' is invalid.", "' 无效。"), (". Please provide one of the following:", "。可选："),
        (". Please provide one of ", "。可选："), ("' or '", "' 或 '"), ("' and '", "' 和 '"), ("The option '", "选项 '"),
        ("' does not take any value, but '", "' 不带值，却给了 '"), ("' was specified.", "'。"),
        ("Value to be set with flag ", "选项 "), (" had already been set with flag ", " 与前面的选项冲突："),
        ("Invalid option: ", "无效的选项："), ("Can't generate completion scripts for ", "不能生成补全脚本："),
        ("Can't autodetect a supported shell.", "不能识别所用的 shell。"),
        ("Please use --generate-completion-script=<shell> with one of:", "请用 linkedfund completions 加其中之一："),
    ]
}
