import Glibc
import LedgerDomain

/// The language of this run: Chinese, unless `--lang` or `LINKEDFUND_LANG` says otherwise. The locale is not asked:
/// jobs at night have none.
enum Words {
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count { return named(arguments[index + 1]) }
            if argument.hasPrefix("--lang=") { return named(String(argument.dropFirst(7))) }
        }
        return getenv("LINKEDFUND_LANG").map { named(String(cString: $0)) } ?? .chinese
    }()

    private static func named(_ text: String) -> Language { text.lowercased().hasPrefix("en") ? .english : .chinese }

    /// The text in the language of this run.
    static func pick(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    /// The library's own words in Chinese.
    static func translated(_ message: String) -> String {
        guard language == .chinese else { return message }
        var text = message
        for (english, chinese) in table { text = text.replacing(english, with: chinese) }
        return text
    }

    private static let table: [(String, String)] = [
        ("OVERVIEW: ", "简介："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "命令："), ("Error: ", "错误："), ("Show help information.", "显示帮助。"),
        ("Show the version.", "显示版本。"),
        ("(default: ", "（默认："), ("(values: ", "（可选："), ("<subcommand>", "<命令>"), ("<options>", "<选项>"),
        ("Missing expected argument", "缺少参数"), ("Unknown option", "未知选项"), ("Did you mean", "是否指"),
        ("Missing value for", "缺少值："), ("Unexpected argument", "多余的参数"), (" is invalid for ", " 不适用于 "),
        ("The value ", "值 "), ("Please provide one of the following:", "可选："), ("Help: ", "说明："),
        ("See 'linkedfund help", "详见 'linkedfund help"),
        ("for detailed help.", "。"), ("See 'linkedfund", "详见 'linkedfund"), ("for more information.", "。"),
        (" unexpected arguments: ", " 个多余的参数："),
    ]
}
