import ArgumentParser
import Glibc
import LedgerDomain
import LedgerService

/// What went wrong, as text or JSON on stderr and as an exit code (sysexits; 10 to 31 are an audit's).
enum Failure {
    static let shown = 200

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
            end(code: refuted.code, name: refuted.name, refuted.text.text(Words.language))
        }
        if let store = StoreFailure(error) { end(code: store.code, name: store.name, store.text.text(Words.language)) }
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
        case .noInput(let path, let text): end(code: 66, name: "NO_INPUT", "\(path): \(text.text(Words.language))")
        case .noOutput(let path, let text): end(code: 73, name: "NO_OUTPUT", "\(path): \(text.text(Words.language))")
        case .usage(let text): end(code: 64, name: "USAGE", text.text(Words.language))
        case .notPermitted(let text): end(code: 77, name: "NOT_PERMITTED", text.text(Words.language))
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
        let summary = Words.pick(
            "数据被拒：\(faults.count) 处错误，未写入任何内容。", "Data refused: \(faults.count) faults. Nothing was written.")
        if wantsJSON {
            write(
                JSONText.object([
                    ("code", .string("REFUSED")), ("message", .string(summary)), ("exit", .integer(65)),
                    ("faults", .array(faults.map(json))),
                ]).text)
        } else {
            for fault in faults.prefix(shown) { write(text(fault)) }
            if faults.count > shown {
                write(Words.pick("…另有 \(faults.count - shown) 处", "… and \(faults.count - shown) more"))
            }
            write(summary)
        }
        exit(65)
    }

    /// A fault as people read it: where, what, expected, and what to do.
    static func text(_ input: RefusedInput) -> String {
        let fault = input.fault
        let line = (place(input) + [fault.statement(Words.language)]).filter { !$0.isEmpty }.joined(separator: " › ")
        return "\(line)\n  \(Words.pick("改法：", "Remedy: "))\(fault.remedy.text(Words.language))"
    }

    /// How something in a sheet was read, in one line.
    static func note(_ input: RefusedInput) -> String {
        var input = input
        (input.file, input.sheet) = ("", "")
        let given = input.fault.given.isEmpty ? "" : Words.pick("（\(input.fault.given)）", " (\(input.fault.given))")
        return (place(input) + [input.fault.expected.text(Words.language) + given]).joined(separator: " › ")
    }

    /// File, sheet, row and column, as far as there are any.
    private static func place(_ input: RefusedInput) -> [String] {
        var place = [input.file, input.sheet].filter { !$0.isEmpty }
        if input.row > 0 { place.append(Words.pick("第 \(input.row) 行", "row \(input.row)")) }
        if !input.column.isEmpty, input.column != input.fault.path || !input.letters.isEmpty {
            let name = input.column
            place.append(
                input.letters.isEmpty
                    ? Words.pick("“\(name)”列", "column \"\(name)\"")
                    : Words.pick("\(input.letters)列“\(name)”", "column \(input.letters) \"\(name)\""))
        }
        return place
    }

    /// A fault as JSON.
    static func json(_ input: RefusedInput) -> JSONText {
        .object([
            ("file", .string(input.file)), ("sheet", .string(input.sheet)), ("row", .integer(Int64(input.row))),
            ("column", .string(input.column)),
            ("letters", .string(input.letters)),
            ("rule", .string(input.fault.rule)), ("outcome", .string(input.fault.outcome.rawValue)),
            ("field", .string(input.fault.path)), ("given", .string(input.fault.given)),
            ("expected", .string(input.fault.expected.text(Words.language))),
            ("difference", .optional(input.fault.difference)),
            ("remedy", .string(input.fault.remedy.text(Words.language))),
        ])
    }

    /// Writes a text to stderr, a line unless told otherwise.
    static func write(_ text: String, terminator: String = "\n") {
        let bytes = Array((text + terminator).utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
