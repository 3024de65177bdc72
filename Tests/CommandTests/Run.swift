import Foundation

/// What a command answered.
struct Answer {
    let code: Int32
    let output: String
    let errors: String

    /// The output as JSON.
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
    }

    /// The rows of a report.
    var rows: [[String: Any]] { json["rows"] as? [[String: Any]] ?? [] }
}

/// The program as its users start it.
enum Program {
    /// The program stands beside the test bundle.
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/linkedfund"

    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Runs the program with a state folder of its own and nothing else from this machine; a ledger and the folder it
    /// runs in where they are not arguments.
    static func run(
        _ arguments: [String], state: String, input: String? = nil, language: String = "zh", ledger: String? = nil,
        folder: String? = nil
    ) -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = [
            "XDG_STATE_HOME": state, "LINKEDFUND_LANG": language, "LINKEDFUND_ACTOR": "u:tester",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        if let ledger { process.environment?["LINKEDFUND_LEDGER"] = ledger }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        // Files and not pipes: a pipe fills up while nobody reads it.
        let files = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try? FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        func handle(_ name: String, _ content: String = "") -> FileHandle {
            let file = files.appendingPathComponent(name)
            try? Data(content.utf8).write(to: file)
            return (name == "in" ? FileHandle(forReadingAtPath: file.path) : FileHandle(forWritingAtPath: file.path))
                ?? .nullDevice
        }
        process.standardOutput = handle("out")
        process.standardError = handle("err")
        process.standardInput = handle("in", input ?? "")
        do { try process.run() } catch { return Answer(code: -1, output: "", errors: "\(error): \(path)") }
        process.waitUntilExit()
        func text(_ name: String) -> String {
            String(decoding: (try? Data(contentsOf: files.appendingPathComponent(name))) ?? Data(), as: UTF8.self)
        }
        return Answer(code: process.terminationStatus, output: text("out"), errors: text("err"))
    }
}

/// A ledger in a folder of its own, removed with the value.
final class TestLedger: Sendable {
    let folder: String
    var path: String { folder + "/000000.ledger" }

    /// An empty folder.
    init() {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("linkedfund-" + UUID().uuidString).path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A new ledger of the whole country.
    static func opened() -> TestLedger {
        let ledger = TestLedger()
        _ = ledger.run("init", "--origin", "example.gov.cn/funds/000000", "--region", "000000")
        return ledger
    }

    /// A copy of the ledger of all published cases.
    static func ofCases() -> TestLedger {
        let copy = TestLedger()
        try? FileManager.default.copyItem(atPath: cases.path, toPath: copy.path)
        try? FileManager.default.copyItem(atPath: cases.folder + "/state", toPath: copy.folder + "/state")
        return copy
    }

    /// The files of published cases, in the order in which they are imported, with their profiles.
    static let caseFiles = [
        ("allotment_batches", "allotments"), ("project_plans", "plan"), ("interest_subsidy_batches", "subsidies"),
        ("public_notices", "notices"), ("national_figures_2022", "statistics"), ("national_fund_totals", "statistics"),
        ("national_microloan_reports", "statistics"), ("local_microloan_reports", "statistics"),
        ("national_targets_2022", "statistics"),
    ]

    private static let cases: TestLedger = {
        let ledger = TestLedger.opened()
        for (file, profile) in caseFiles {
            _ = ledger.run("import", Program.root + "/tools/cases/\(file).csv", "--as", profile)
        }
        return ledger
    }()

    /// How many entries the ledger of all published cases has: with each parameter that a release ships, one more.
    static let casesSize: Int = cases.head.split(separator: "\n").dropFirst().first.flatMap { Int($0) } ?? 0

    /// Runs a command on this ledger.
    @discardableResult
    func run(_ arguments: String..., input: String? = nil, language: String = "zh") -> Answer {
        Program.run(
            Array(arguments.prefix(1)) + ["--ledger", path] + arguments.dropFirst(), state: folder + "/state",
            input: input, language: language)
    }

    /// Writes a file beside the ledger.
    func file(_ name: String, _ content: String) -> String {
        file(name, Data(content.utf8))
    }

    /// Writes a file beside the ledger.
    func file(_ name: String, _ content: Data) -> String {
        let path = folder + "/" + name
        try? content.write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The newest signed head.
    var head: String { run("head").output }

    /// Changes the files with another program.
    func python(_ script: String) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sqlite3, sys\nledger = sys.argv[1]\n" + script, path]
        let output = Pipe()
        process.standardOutput = output
        try? process.run()
        process.waitUntilExit()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
