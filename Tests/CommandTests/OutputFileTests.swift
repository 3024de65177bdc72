import Foundation
import Testing

/// Reports and lists as files.
@Suite struct OutputFileTests {
    private static let reports = [
        ["report", "industry-share", "--year", "2022"], ["report", "execution", "--year", "2023"],
        ["report", "microloan-growth", "--year", "2022"], ["report", "subsidies", "--year", "2022"],
        ["report", "microloans", "--year", "2022"], ["report", "attainment", "--year", "2022"], ["log"],
        ["why", "industry-share", "--year", "2023", "--region", "230606"], ["audit", "rules"],
        ["explain"],
    ]

    private static func run(_ ledger: TestLedger, _ arguments: [String]) -> Answer {
        let end = arguments.firstIndex { $0 != "audit" && $0 != "rules" && $0 != arguments[0] } ?? arguments.count
        return Program.run(
            Array(arguments[..<end]) + ["--ledger", ledger.path] + arguments[end...], state: ledger.folder + "/state")
    }

    private static func bytes(_ path: String) -> [UInt8] {
        [UInt8]((try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data())
    }

    @Test(arguments: reports) func everyListBecomesAFile(arguments: [String]) {
        let ledger = TestLedger.ofCases()
        for suffix in ["xlsx", "csv", "json"] {
            let path = ledger.folder + "/out." + suffix
            let answer = Self.run(ledger, arguments + ["-o", path])
            #expect(answer.code == 0, "\(answer.errors)")
            #expect(answer.output.contains("已写入"), "\(answer.output)")
            let start: [UInt8] =
                switch suffix {
                case "xlsx": [0x50, 0x4B]
                case "csv": [0xEF, 0xBB, 0xBF]
                default: []
                }
            #expect(Self.bytes(path).starts(with: start) && Self.bytes(path).count > 20)
            // What is there is never written over.
            #expect(Self.run(ledger, arguments + ["-o", path]).code == 73)
        }
    }

    @Test func csvForPrograms() {
        let ledger = TestLedger.ofCases()
        let marked = Self.run(ledger, ["log", "--format", "csv"]).output
        let plain = Self.run(ledger, ["log", "--format", "csv", "--no-bom"]).output
        #expect(marked.unicodeScalars.first == "\u{FEFF}" && plain.unicodeScalars.first == "位")
        #expect(marked.unicodeScalars.dropFirst().elementsEqual(plain.unicodeScalars))
        #expect(plain.unicodeScalars.contains("\r"))
    }

    private static let refused: [([String], Int32)] = [
        (["log", "-o", "x.txt"], 64), (["log", "--format", "xlsx"], 64), (["log", "-o", ""], 64),
        (["log", "-o", "/no/such/folder/x.xlsx"], 73), (["log", "-o", "/dev/full"], 64),
        (["log", "--format", "csv", "-o", "/dev/full"], 73),
    ]

    @Test(arguments: refused) func whatCannotBeWritten(arguments: [String], code: Int32) {
        #expect(Self.run(TestLedger.ofCases(), arguments).code == code)
    }

    /// A disk that fills up while a workbook is written leaves no file, and one message of our own. A limit on the size of
    /// files stands in for the disk; the temporary file of the rows, whose errors the library does not report, meets it.
    @Test(arguments: [72, 120]) func aFullDisk(blocks: Int) {
        let ledger = TestLedger.ofCases()
        let path = ledger.folder + "/full.xlsx"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"", "sh", Program.path, "log", "--ledger", ledger.path,
            "--limit", "5000", "-o", path,
        ]
        process.environment = ["XDG_STATE_HOME": ledger.folder + "/state", "LINKEDFUND_LANG": "zh"]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try? process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 73, "\(text)")
        #expect(text.hasPrefix("错误：") && text.split(separator: "\n").count == 1, "\(text)")
        let left = (try? FileManager.default.contentsOfDirectory(atPath: ledger.folder)) ?? []
        #expect(left.allSatisfy { !$0.hasPrefix("full.xlsx") }, "\(left)")
    }

    @Test func nothingIsWrittenInsideTheLedger() {
        let ledger = TestLedger.ofCases()
        #expect(Self.run(ledger, ["log", "-o", ledger.path + "/log.xlsx"]).code == 73)
    }

    /// The same figures give the same file, whoever makes it and when.
    @Test func equalReportsAreEqualFiles() {
        let ledger = TestLedger.ofCases()
        let paths = ["a", "b"].map { ledger.folder + "/\($0).xlsx" }
        for path in paths { _ = Self.run(ledger, ["report", "execution", "--year", "2023", "-o", path]) }
        #expect(Self.bytes(paths[0]).count > 1_000 && Self.bytes(paths[0]) == Self.bytes(paths[1]))
    }
}
