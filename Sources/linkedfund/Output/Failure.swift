import ArgumentParser
import Glibc
import LedgerPresentation
import LedgerService

/// What went wrong, as text or JSON on stderr and as an exit code (sysexits; 10 to 31 are an audit's).
enum Failure {
    /// Whether the caller asked for JSON, and so gets errors as JSON.
    static let wantsJSON: Bool = {
        let arguments = CommandLine.arguments
        return arguments.contains("--json") || arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }()

    static func report(_ error: any Error) -> Never {
        if let code = error as? ExitCode { exit(code.rawValue) }
        if let service = error as? ServiceError { end(service) }
        let code = LinkedFund.exitCode(for: error)
        let message = ParserWords.translated(LinkedFund.fullMessage(for: error))
        if code.isSuccess {
            print(message)
            exit(0)
        }
        end(code == .validationFailure ? .usage : .bug, code == .validationFailure ? message : "\(error)")
    }

    private static func end(_ error: ServiceError) -> Never {
        if error.kind == .refused { end(error.faults) }
        end(error.kind, Words.presenter.text(error.text))
    }

    private static func end(_ kind: ServiceError.Kind, _ words: String) -> Never {
        let (code, name) = kind.exit
        let text = kind == .bug ? Words.pick("程序错误，请报告：", "This is our bug, please report it: ") + words : words
        if wantsJSON {
            let object = JSONText.object([
                ("code", .string(name)), ("message", .string(text)), ("exit", .integer(Int64(code))),
            ])
            write(object.text)
        } else {
            write(text.hasPrefix("错误") || text.hasPrefix("Error") ? text : Words.pick("错误：", "Error: ") + text)
        }
        exit(code)
    }

    private static func end(_ faults: [RefusedInput]) -> Never {
        let presenter = Words.presenter
        let summary = presenter.summary(of: faults)
        let (code, name) = ServiceError.Kind.refused.exit
        if wantsJSON {
            write(
                JSONText.object([
                    ("code", .string(name)), ("message", .string(summary)), ("exit", .integer(Int64(code))),
                    ("faults", .array(faults.map(presenter.json))),
                ]).text)
        } else {
            (presenter.lines(of: faults) + [summary]).forEach { write($0) }
        }
        exit(code)
    }

    /// Writes a text to stderr, a line unless told otherwise.
    static func write(_ text: String, terminator: String = "\n") {
        let bytes = Array((text + terminator).utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
