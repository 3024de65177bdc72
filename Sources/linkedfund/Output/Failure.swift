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
        if let refuted = error as? EvidenceRefuted {
            end(code: refuted.code, name: refuted.name, Words.presenter.text(refuted.text))
        }
        if let store = StoreFailure(error) { end(code: store.code, name: store.name, Words.presenter.text(store.text)) }
        let code = LinkedFund.exitCode(for: error)
        let message = ParserWords.translated(LinkedFund.fullMessage(for: error))
        if code.isSuccess {
            print(message)
            exit(0)
        }
        let isUsage = code == .validationFailure
        if isUsage { end(code: 64, name: "USAGE", message) }
        end(code: 70, name: "INTERNAL", Words.pick("程序错误，请报告：", "This is our bug, please report it: ") + "\(error)")
    }

    private static func end(_ error: ServiceError) -> Never {
        switch error {
        case .refused(let faults): end(faults)
        case .noInput(let path, let text): end(code: 66, name: "NO_INPUT", "\(path): \(Words.presenter.text(text))")
        case .noOutput(let path, let text): end(code: 73, name: "NO_OUTPUT", "\(path): \(Words.presenter.text(text))")
        case .usage(let text): end(code: 64, name: "USAGE", Words.presenter.text(text))
        case .notPermitted(let text): end(code: 77, name: "NOT_PERMITTED", Words.presenter.text(text))
        }
    }

    private static func end(code: Int32, name: String, _ text: String) -> Never {
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
        if wantsJSON {
            write(
                JSONText.object([
                    ("code", .string("REFUSED")), ("message", .string(summary)), ("exit", .integer(65)),
                    ("faults", .array(faults.map(presenter.json))),
                ]).text)
        } else {
            (presenter.lines(of: faults) + [summary]).forEach { write($0) }
        }
        exit(65)
    }

    /// Writes a text to stderr, a line unless told otherwise.
    static func write(_ text: String, terminator: String = "\n") {
        let bytes = Array((text + terminator).utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
