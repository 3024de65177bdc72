import Foundation
import Testing

/// What an audit answered: its exit code and the gravest finding.
struct Audited: CustomStringConvertible {
    let code: Int32
    /// The class of the gravest finding, `PASS` where there is none.
    let verdict: String
    /// Its position; `nil` where it concerns none.
    let seq: Int?
    /// The last position of an interval.
    let last: Int?
    /// The evidence that says so.
    let by: String
    let unproven: [String]
    let description: String

    /// Reads what either verifier printed with `--json`.
    init(_ answer: Answer) {
        code = answer.code
        let json = answer.json
        let finding = (json["findings"] as? [[String: Any]])?.first
        verdict = (finding?["class"] ?? finding?["cls"]) as? String ?? "PASS"
        seq = finding?["seq"] as? Int
        last = finding?["last_seq"] as? Int
        by = finding?["by"] as? String ?? ""
        unproven = json["unproven"] as? [String] ?? []
        let findings = (json["findings"] as? [Any] ?? []).prefix(3).map { "\($0)" }.joined(separator: "\n")
        description = "exit \(answer.code) \(findings)\n\(answer.errors)"
    }

    /// Whether a position lies in what the finding names.
    func names(_ position: Int) -> Bool {
        guard let seq else { return false }
        return (seq...max(seq, last ?? seq)).contains(position)
    }
}

/// An audit answers with an exit code, and its gravest finding stands at a position.
func expect(
    _ audited: Audited, _ code: Int32, at seq: Int? = nil, through last: Int? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(audited.code == code, "\(audited)", sourceLocation: sourceLocation)
    if let seq { #expect(audited.seq == seq, "\(audited)", sourceLocation: sourceLocation) }
    if let last { #expect(audited.last == last, "\(audited)", sourceLocation: sourceLocation) }
}

extension TestLedger {
    /// Where `forge.py` stands.
    private static let tools = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

    /// Changes the files as somebody who owns them can: `log` is the log, to be changed and written back.
    ///
    /// - Parameter exports: exports made before, which what is written follows into.
    /// - Returns: what the script prints.
    @discardableResult func forge(_ exports: [Export], _ script: String) throws -> String {
        let answer = Self.python(
            [
                "-B", "-c",
                "import sys\nsys.path.insert(0, '\(Self.tools)')\nfrom forge import *\nledger = sys.argv[1]\n"
                    + "log = Log(ledger, sys.argv[2:])\n" + script, path,
            ] + exports.map(\.path))
        try #require(answer.code == 0, "\(answer.errors)")
        return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The same, where nothing was exported before.
    @discardableResult func forge(_ script: String) throws -> String { try forge([], script) }

    /// The same, where the script prints a position.
    func forgeAt(_ script: String) throws -> Int { try forgeAt([], script) }

    /// The same, where the script prints a position.
    func forgeAt(_ exports: [Export], _ script: String) throws -> Int {
        try #require(Int(try forge(exports, script)))
    }

    /// Runs Python.
    static func python(_ arguments: [String]) -> Answer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        for name in ["out", "err"] { try? Data().write(to: folder.appendingPathComponent(name)) }
        let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        process.standardOutput = FileHandle(forWritingAtPath: output.path)
        process.standardError = FileHandle(forWritingAtPath: errors.path)
        do { try process.run() } catch { return Answer(code: -1, output: "", errors: "\(error)") }
        process.waitUntilExit()
        func text(_ file: URL) -> String { String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self) }
        return Answer(code: process.terminationStatus, output: text(output), errors: text(errors))
    }

    /// What an audit lists, as class and position.
    func findings() -> [String] {
        (run("audit", "--json").json["findings"] as? [[String: Any]] ?? []).map {
            "\($0["class"] ?? "") \($0["seq"] as? Int ?? -1)"
        }
    }

    /// Audits the ledger's own files.
    func audit(_ more: String...) -> Audited {
        Audited(
            Program.run(["audit", "--ledger", path, "--json"] + more, state: folder + "/state"))
    }

    /// The key of the log as somebody outside knows it.
    var verifierKey: String { call("key", "show").output.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Runs a command that has a second word, as `key show`.
    @discardableResult func call(_ arguments: String...) -> Answer {
        Program.run(
            Array(arguments.prefix(2)) + ["--ledger", path] + arguments.dropFirst(2), state: folder + "/state")
    }

    /// An event, as somebody appends it.
    static let notice = """
        {"type":"notice.posted","region":"632323","fiscal_year":"2025","effective_on":"2025-06-09","body":\
        {"notice_level":"COUNTY","place":"the board of the village","posted_from":"2025-06-09",\
        "posted_to":"2025-06-19","subject":"allotment plan","text_hash":"\(String(repeating: "0", count: 64))"}}
        """

    /// A policy that pins keys and asks for no witness.
    func policy(_ keys: String..., more: String = "quorum none\n") -> String {
        file("policy-\(UUID().uuidString)", keys.map { "log \($0)\n" }.joined() + more)
    }

    /// Exports the log, as it is now, in both forms.
    func exports(_ more: String...) throws -> [Export] {
        try [Export.Kind.tiles, .evidence].map { try export($0, more) }
    }

    /// Exports the log, as it is now.
    func export(_ kind: Export.Kind, _ more: [String] = []) throws -> Export {
        let target = folder + "/\(kind.rawValue)-" + UUID().uuidString
        let answer = Program.run(
            ["export", "--ledger", path, "--\(kind.rawValue)", target] + more, state: folder + "/state")
        try #require(answer.code == 0, "\(kind): \(answer.errors)")
        return Export(kind: kind, path: target)
    }
}

/// A copy that left the ledger's house: tiles, or a bundle of evidence.
struct Export {
    enum Kind: String { case tiles, evidence }
    let kind: Kind
    let path: String

    /// Audits it with the program, away from the ledger.
    func audit(_ more: String...) -> Audited {
        Audited(Program.run(["audit", "--\(kind.rawValue)", path, "--json"] + more, state: path + ".state"))
    }

    /// Verifies it with the second verifier.
    func verify(_ more: String...) -> Audited {
        Audited(TestLedger.python(["-B", Program.root + "/tools/verify.py", path, "--json"] + more))
    }

    /// Both verifiers say the same class, and a position within what was changed.
    func expect(
        _ code: Int32, at seq: Int? = nil, _ more: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let own = Audited(Program.run(["audit", "--\(kind.rawValue)", path, "--json"] + more, state: path + ".state"))
        let second = Audited(TestLedger.python(["-B", Program.root + "/tools/verify.py", path, "--json"] + more))
        for (name, answer) in [("audit", own), ("verify.py", second)] {
            #expect(answer.code == code, "\(name) --\(kind.rawValue): \(answer)", sourceLocation: sourceLocation)
            guard let seq else { continue }
            #expect(answer.names(seq), "\(name) --\(kind.rawValue): \(answer)", sourceLocation: sourceLocation)
        }
    }

    /// Changes the files of the export; `bundle` is the folder.
    func forge(_ script: String) throws {
        let tools = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let answer = TestLedger.python(
            [
                "-B", "-c",
                "import sys\nsys.path.insert(0, '\(tools)')\nfrom forge import *\nbundle = sys.argv[1]\n" + script,
                path,
            ])
        try #require(answer.code == 0, "\(answer.errors)")
    }
}
