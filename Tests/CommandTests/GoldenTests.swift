import Foundation
import Testing

/// What commands print, in both languages, exit codes and faults included, on a ledger of all published cases.
///
/// Each file of `Golden/zh` and `Golden/en` is a session in a folder of its own: a line that begins with `$ ` is typed,
/// what follows is what it answers, `! ` stands before what goes to standard error and `= ` before an exit code that is
/// not 0. What differs between two runs (keys, times, identifiers, hashes) is replaced.
///
/// ```
/// WRITE_GOLDEN=1 swift test --filter GoldenTests   writes what is printed now; the diff is read in review
/// ```
///
/// To add one: the file in `Golden/zh` with its `$ ` lines, then write.
@Suite struct GoldenTests {
    struct Session: Sendable, CustomTestStringConvertible {
        let name: String
        let language: String

        var testDescription: String { "\(language)/\(name)" }
        var path: String { GoldenTests.folder + "/\(language)/\(name)" }
    }

    private static let folder = Program.root + "/Tests/CommandTests/Golden"
    private static let writes = ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil

    static let sessions: [Session] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/zh")) ?? []
        return names.sorted().flatMap { name in ["zh", "en"].map { Session(name: name, language: $0) } }
    }()

    @Test(arguments: sessions) func prints(_ session: Session) throws {
        let commands = try Self.commands(session.name)
        let printed = try Self.printed(by: commands, in: session.language)
        if Self.writes {
            try printed.write(toFile: session.path, atomically: true, encoding: .utf8)
            return
        }
        let golden = try String(contentsOfFile: session.path, encoding: .utf8)
        let (now, then) = (printed.split(separator: "\n"), golden.split(separator: "\n"))
        let first = zip(now, then).first { $0 != $1 }
        #expect(printed == golden, "first: \(first.map { "\($0) was \($1)" } ?? "one is longer")")
        // Help and messages that are the parser's own words are translated too.
        if session.language == "zh", session.name.hasPrefix("help") {
            #expect(HelpTests.english(in: printed.replacing(/(?m)^\$ .*$/, with: "")).isEmpty)
        }
    }

    @Test func everyCommandsHelpIsHere() throws {
        let texts = try Self.sessions.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
        for command in HelpTests.commands {
            let line = (["$ linkedfund"] + command + ["--help"]).joined(separator: " ")
            #expect(texts.count { $0.contains(line + "\n") } == 2, "\(line)")
        }
    }

    // MARK: Sessions

    private static func commands(_ name: String) throws -> [String] {
        try String(contentsOfFile: folder + "/zh/" + name, encoding: .utf8).split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("$ linkedfund ") }.map { String($0) }
    }

    private static func printed(by commands: [String], in language: String) throws -> String {
        let ledger = TestLedger.ofCases()
        try FileManager.default.copyItem(atPath: folder + "/inputs", toPath: ledger.folder + "/inputs")
        return commands.map { command in
            let words = command.split(separator: " ").dropFirst(2).map { $0 == "''" ? "" : String($0) }
            let answer = Program.run(
                words, state: ledger.folder + "/state", language: language, ledger: ledger.path, folder: ledger.folder)
            let errors = answer.errors.split(separator: "\n", omittingEmptySubsequences: false).map { "! \($0)\n" }
            var text = answer.output
            if let last = text.utf8.last, last != UInt8(ascii: "\n") { text += "\n" }
            if !answer.errors.isEmpty { text += errors.dropLast(answer.errors.hasSuffix("\n") ? 1 : 0).joined() }
            if answer.code != 0 { text += "= \(answer.code)\n" }
            return command + "\n" + repeatable(text, ledger)
        }
        .joined(separator: "\n")
    }

    /// The text without what differs between two runs.
    private static func repeatable(_ text: String, _ ledger: TestLedger) -> String {
        let today = ISO8601DateFormatter.string(
            from: Date(), timeZone: TimeZone(secondsFromGMT: 8 * 3_600) ?? .gmt, formatOptions: .withFullDate)
        return text.replacing("\u{FEFF}", with: "(BOM)").replacing("\r\n", with: "\n").replacing(
            ledger.folder + "/", with: ""
        )
        .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "0000-00-00T00:00:00Z")
        .replacing(today, with: "0000-00-00")
        .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "(ID)")
        .replacing(/(— \S+) [A-Za-z0-9+\/]{60,}=*/) { "\($0.1) (SIGNATURE)" }
        .replacing(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{40,}=*/, with: "+(KEY)")
        .replacing(/(^|[^A-Za-z0-9+\/])[A-Za-z0-9+\/]{43}=/) { "\($0.1)(ROOT)" }
        .replacing(/[0-9a-f]{64}/, with: "(HASH)").replacing(/[0-9a-f]{32}/, with: "(HASH)")
        .replacing(/token-[0-9a-f]{4}/, with: "token-(ID)")
    }
}
