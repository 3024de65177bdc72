import Foundation
import Testing

/// Progress stands on stderr of a terminal and nowhere else.
@Suite struct ProgressTests {
    private static let rows = 3_000

    /// An import that takes some seconds in a debug build; what terminal and pipes got comes back as JSON.
    private static func importing(_ options: String..., terminal: String = "xterm", hasTerminal: Bool = true)
        -> [String: Any]
    {
        let ledger = TestLedger()
        ledger.run("init", "--origin", "example.gov.cn/funds/520204", "--region", "520204")
        let header = "业务类型,区划代码,日期,户编号,合同号,放款机构,金额（元）,贷款项目,贷款种类,年利率\n"
        let lines = (1...rows).map {
            "loan.disbursed,520204,2023-01-01,H\($0),HT\($0),农商行,50000,POVERTY_MICROLOAN,NEW,3.65\n"
        }
        let file = ledger.file("loans.csv", header + lines.joined())
        let script = """
            import json, os, pty, subprocess, tempfile
            master, slave = pty.openpty()
            # Files: a pipe that nobody reads meanwhile would fill up, and the import wait for ever.
            output, errors = tempfile.TemporaryFile(), tempfile.TemporaryFile()
            process = subprocess.Popen(
                ["\(Program.path)", "import", "--ledger", sys.argv[1], "\(file)", "--as", "microloans"] + \(options.description),
                stdout=output, stderr=slave if \(hasTerminal ? "True" : "False") else errors,
                env={"XDG_STATE_HOME": "\(ledger.folder)/state", "TERM": "\(terminal)"})
            os.close(slave)
            drawn = b""
            while True:
                try: piece = os.read(master, 65536)
                except OSError: break
                if not piece: break
                drawn += piece
            process.wait()
            for file in [output, errors]: file.seek(0)
            print(json.dumps({"drawn": drawn.decode(), "output": output.read(200).decode(errors="replace"), "errors": errors.read(200).decode(errors="replace"),
                "code": process.returncode}))
            """
        return (try? JSONSerialization.jsonObject(with: Data(ledger.python(script).utf8))) as? [String: Any] ?? [:]
    }

    @Test func aTerminalShowsHowFarAnImportIs() throws {
        let answer = Self.importing()
        let drawn = try #require(answer["drawn"] as? String)
        #expect(answer["code"] as? Int == 0 && (answer["output"] as? String)?.contains("已导入") == true)
        #expect(drawn.contains("\r\u{1B}[2K入账 ") && drawn.contains(" / 3,000 条，") && drawn.contains("剩余"))
        #expect(drawn.hasSuffix("\r\u{1B}[2K"), "the line is cleared")
        #expect(!drawn.contains("\n"))
    }

    @Test func otherwiseNothingIsDrawn() {
        for answer in [
            Self.importing("--quiet"), Self.importing("-q"), Self.importing("--json"), Self.importing(terminal: "dumb"),
            Self.importing(hasTerminal: false),
        ] {
            #expect(answer["drawn"] as? String == "" && answer["errors"] as? String == "", "\(answer)")
            #expect(answer["code"] as? Int == 0)
        }
    }
}
