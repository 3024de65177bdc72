import Foundation
import Testing

/// What small mistakes are answered, and what lists print in each form.
@Suite struct MessageTests {
    let ledger = TestLedger.opened()

    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let says: String

        init(_ arguments: String..., code: Int32 = 64, says: String) {
            (self.arguments, self.code, self.says) = (arguments, code, says)
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case(
            "reverse", "9999", "--reason", "x", code: 65,
            says: #"E13 corrects: given "9999", expected a position of the ledger, which has "#),
        Case(
            "reverse", "0", "--reason", "x", code: 65,
            says: #"E13 corrects: given "0", expected an entry of business; position 0 opened the ledger"#),
        Case(
            "reverse", "1", "--reason", "", code: 65,
            says: "E05 body.reason: expected something; leave out what does not apply"),
        Case("log", "--from", "9", "--to", "3", says: "Error: --from 9 is after --to 3"),
        Case(
            "period", "close", "--year", "2021", "--from", "2021-09-01", "--to", "2021-03-01", code: 65,
            says: #"E21 body.to: given "2021-03-01", expected 2021-09-01 (from) or later"#),
        Case(
            "report", "restatement", "--from", "yesterday",
            says:
                "Error: yesterday in the edition yesterday is not read; it takes now or known:POSITION|DATE|size:N|FILE OF A HEAD"
        ),
        Case("report", "restatement", says: "Error: restatement takes --from: now or known:POSITION"),
    ]

    /// The program with the ledger named last, where subcommands take it too.
    private func ask(_ arguments: [String], language: String = "zh") -> Answer {
        let which = arguments.first == "lookup" ? [] : ["--ledger", ledger.path]
        return Program.run(arguments + which, state: ledger.folder + "/state", language: language)
    }

    @Test(arguments: cases) func says(_ given: Case) {
        let answer = ask(given.arguments, language: "en")
        #expect(answer.code == given.code)
        #expect(answer.errors.hasPrefix(given.says), "\(answer.errors)")
    }

    @Test func whatIsEmptyIsNamed() {
        let event = """
            {"type":"interest_subsidy.paid","effective_on":"2023-03-01","region":"230606","fiscal_year":"2023",\
            "documents":["测财农〔2023〕1号"],"body":{"segments":[],"policy":""}}
            """
        let answer = Program.run(
            ["append", "--ledger", ledger.path, "--file", ledger.file("e.json", event)],
            state: ledger.folder + "/state",
            language: "en")
        for path in ["body.segments", "body.policy"] {
            #expect(answer.errors.contains("E05 \(path): expected something"), "\(answer.errors)")
        }
    }

    @Test func aCloseWithinAnotherAddsNothing() {
        func close(_ arguments: String...) -> Answer {
            ask(["period", "close", "--year", "2022"] + arguments, language: "en")
        }
        #expect(close("--to", "2022-06-30").code == 0)
        let within = close("--from", "2022-02-01", "--to", "2022-03-31", "--region", "520000")
        #expect(within.code == 65)
        #expect(
            within.errors.hasPrefix(
                #"E09 body.from: given "2022-02-01 – 2022-03-31", expected a period not closed yet (000000 closed 2022-01-01 to 2022-06-30 at position "#
            ), "\(within.errors)")
        let rest = close()
        #expect(rest.code == 0)
        #expect(rest.errors.hasPrefix("Note: 000000 closed 2022-01-01 to 2022-06-30 at position "), "\(rest.errors)")
        #expect(rest.errors.contains("this close adds the other days"))
    }

    /// Each list in each form: CSV begins with a byte order mark and has no rule under its headings.
    @Test(arguments: [
        ["log", "--limit", "3"], ["report", "attainment", "--year", "2030"], ["audit", "rules"],
        ["why", "industry-share", "--year", "2030"], ["report", "subsidies", "--entitled", "--year", "2030"],
        ["lookup", "lpr", "--on", "2023-01-01"],
    ])
    func listsInEachForm(arguments: [String]) {
        let csv = ask(arguments + ["--format", "csv"])
        #expect(csv.code == 0 && csv.output.hasPrefix("\u{FEFF}") && !csv.output.contains("---"), "\(csv.output)")
        let json = ask(arguments + ["--format", "json"])
        #expect((try? JSONSerialization.jsonObject(with: Data(json.output.utf8))) != nil, "\(json.output)")
    }

    @Test func aReportWithoutRowsSaysSo() {
        let table = ask(["report", "attainment", "--year", "2030"]).output
        #expect(table.contains("完成率") && table.contains("\n无数据\n"), "\(table)")
        #expect(ask(["log", "--from", "99999"], language: "en").output.hasSuffix("\nNo data\n"))
    }
}
