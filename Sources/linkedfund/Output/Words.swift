import Glibc
import LedgerDomain
import LedgerPresentation

/// The language of this run: Chinese, unless `--lang` or `LINKEDFUND_LANG` says otherwise. The locale is not asked:
/// jobs at night have none. Nothing below the executable knows it but from a presenter.
enum Words {
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count { return named(arguments[index + 1]) }
            if argument.hasPrefix("--lang=") { return named(String(argument.dropFirst(7))) }
        }
        return getenv("LINKEDFUND_LANG").map { named(String(cString: $0)) } ?? .chinese
    }()

    /// How answers of this run are given.
    static let presenter = Presenter(language: language, software: Program.software, vocabulary: .commandLine)

    private static func named(_ text: String) -> Language { text.lowercased().hasPrefix("en") ? .english : .chinese }

    /// The text in the language of this run.
    static func pick(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }
}
