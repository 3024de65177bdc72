import Foundation
import Testing

/// Mistakes are corrected without changing an entry: through the command line, on the published cases.
@Suite struct CorrectionTests {
    private static let right = """
        {"type":"funds.committed","effective_on":"2023-12-31","documents":[{"no":"青财农字〔2023〕505号"}],"body":\
        {"project_id":"PROJECT","line_id":"ZK-2023-2","amount_fen":"450000000","money":{"class":"03.01.02",\
        "fund_level":"CENTRAL","fund_source":"LINKED","line_year":"2023","task":"CONSOLIDATE","nature":"PUBLIC"}}}
        """

    /// The commitment of 5,000,000 yuan in 泽库县, and a correction of it to 4,500,000.
    private func wrong(_ ledger: TestLedger) throws -> (seq: Int, right: String) {
        let answer = ledger.run("log", "--type", "funds.committed", "--region", "632323", "--json")
        let entries = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
        let entry = try #require(
            entries.first { ($0["body"] as? [String: Any])?["amount_fen"] as? String == "500000000" })
        let project = try #require((entry["body"] as? [String: Any])?["project_id"] as? String)
        let seq = try #require(Int(entry["seq"] as? String ?? ""))
        return (seq, ledger.file("right.json", Self.right.replacingOccurrences(of: "PROJECT", with: project)))
    }

    @Test func aCorrectionIsAReversalAndTheRightEntryInOneAppend() throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        let answer = ledger.run("correct", "\(seq)", "--file", right, "--reason", "金额录错", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        let recorded = try #require(answer.json["recorded"] as? [[String: Any]]).compactMap { $0["seq"] as? Int }
        try #require(recorded.count == 2)
        let shown = ledger.run("show", "\(seq)", "--json").json
        #expect(shown["reversed_by"] as? Int == recorded[0])
        #expect(shown["replaced_by"] as? Int == recorded[1])
        #expect(ledger.run("show", "\(recorded[0])", "--json").json["undoes"] as? Int == seq)
        #expect(ledger.run("show", "\(recorded[0])", "--json").json["replaced_by"] as? Int == recorded[1])
        #expect(ledger.run("show", "\(recorded[1])", "--json").json["replaces"] as? Int == seq)
        let text = ledger.run("show", "\(seq)", language: "en").output
        #expect(text.contains("taken back by position \(recorded[0])"))
        #expect(text.contains("what is right stands at position \(recorded[1])"))
        #expect(ledger.run("audit").code == 0)
    }

    @Test func neitherCanBeDoneTwice() throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        #expect(ledger.run("correct", "\(seq)", "--file", right, "--reason", "金额录错").code == 0)
        for answer in [
            ledger.run("correct", "\(seq)", "--file", right, "--reason", "再次"),
            ledger.run("reverse", "\(seq)", "--reason", "再次"),
        ] {
            #expect(answer.code == 65)
            #expect(answer.errors.contains("E13 corrects"), "\(answer.errors)")
        }
        // Nor by hand: an entry that names what was corrected already.
        let text = try String(contentsOfFile: right, encoding: .utf8).replacingOccurrences(
            of: "\"type\"", with: "\"corrects\":\"\(seq)\",\"fiscal_year\":\"2023\",\"region\":\"632323\",\"type\"")
        let answer = ledger.run("append", "--file", ledger.file("again.json", text), language: "en")
        #expect(answer.code == 65)
        #expect(answer.errors.contains("an entry not corrected yet"), "\(answer.errors)")
    }

    @Test func aReversalIsNotReversed() throws {
        let ledger = TestLedger.ofCases()
        let (seq, _) = try wrong(ledger)
        let answer = ledger.run("reverse", "\(seq)", "--reason", "重复登记", "--json")
        let reversal = try #require((answer.json["recorded"] as? [[String: Any]])?.first?["seq"] as? Int)
        let again = ledger.run("reverse", "\(reversal)", "--reason", "改主意", language: "en")
        #expect(again.code == 65)
        #expect(again.errors.contains("record the event again instead"), "\(again.errors)")
        #expect(ledger.run("reverse", "0", "--reason", "x").code == 65)
        #expect(ledger.run("reverse", "99999", "--reason", "x").code == 65)
    }

    /// What replaces an entry is of its type and place, or it could enter a closed period.
    @Test func newBusinessIsNoCorrection() throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        let text = try String(contentsOfFile: right, encoding: .utf8)
        for (name, other) in [
            (
                "type",
                text.replacingOccurrences(of: "funds.committed", with: "funds.released")
                    .replacingOccurrences(of: "\"body\":{", with: "\"body\":{\"reason\":\"核减\",")
            ),
            ("region", text.replacingOccurrences(of: "\"type\"", with: "\"region\":\"230606\",\"type\"")),
        ] {
            let answer = ledger.run(
                "correct", "\(seq)", "--file", ledger.file("other.json", other), "--reason", "x", language: "en")
            #expect(answer.code == 65)
            #expect(answer.errors.contains("E13 \(name)"), "\(answer.errors)")
        }
    }

    @Test func aReversalIsNotBeforeItsOriginal() throws {
        let ledger = TestLedger.ofCases()
        let (seq, _) = try wrong(ledger)
        let answer = ledger.run("reverse", "\(seq)", "--reason", "x", "--on", "2020-01-01", language: "en")
        #expect(answer.code == 65)
        #expect(answer.errors.contains("E13 effective_on: given \"2020-01-01\""), "\(answer.errors)")
    }

    /// Money never counts twice between the days of a mistake and of its correction.
    @Test(arguments: ["2023-12-31", "2024-06-30"]) func aCorrectionIsOnOneSideOfEveryCutOff(day: String) throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        #expect(ledger.run("correct", "\(seq)", "--file", right, "--reason", "金额录错").code == 0)
        let rows = ledger.run(
            "report", "execution", "--region", "632323", "--year", "2023", "--effective-to", day, "--json"
        ).rows
        #expect(rows.compactMap { $0["committed_fen"] as? String } == ["1209000000"])
    }

    @Test func aTrialWritesNothing() throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        let head = ledger.head
        #expect(ledger.run("correct", "\(seq)", "--file", right, "--reason", "金额录错", "--dry-run").code == 0)
        #expect(ledger.run("reverse", "\(seq)", "--reason", "金额录错", "-n").code == 0)
        #expect(ledger.head == head)
    }

    // MARK: Periods

    @Test func aClosedYearTakesOnlyReversalsCorrectionsAndWaivedEntries() throws {
        let ledger = TestLedger.ofCases()
        let (seq, right) = try wrong(ledger)
        let closed = ledger.call("period", "close", "--year", "2023", "--region", "632323", "--json")
        #expect(closed.code == 0, "\(closed.errors)")
        let position = try #require((closed.json["recorded"] as? [[String: Any]])?.first?["seq"] as? Int)
        let body = try #require(
            (ledger.run("show", "\(position)", "--json").json["entry"] as? [String: Any])?["body"] as? [String: Any])
        #expect(body["head_size"] as? String == "\(position)")
        let figures = try #require(body["figures"] as? [[String: Any]])
        #expect(figures.contains { $0["metric"] as? String == "INDUSTRY_SHARE" && $0["denominator_fen"] != nil })
        #expect(figures.contains { $0["metric"] as? String == "MICROLOAN_NEW" && $0["reason"] != nil })
        // Each figure is told from every other: three bases, two measures, three ranges of classes.
        let names = figures.map { figure in
            ["metric", "basis", "measure", "classes"].map { figure[$0] as? String ?? "" }.joined(separator: " ")
        }
        #expect(Set(names).count == names.count)
        #expect(names.count { $0.hasPrefix("INDUSTRY_SHARE") } == 18)
        #expect(names.contains("INDUSTRY_SHARE CENTRAL PAID NO_DOUBTFUL"), "\(names)")
        let shown = ledger.run("show", "\(position)", language: "en").output
        #expect(shown.contains("Basis CENTRAL, Classes ALL, Denominator "), "\(shown)")
        #expect(shown.contains("Measure ARRANGED, Metric INDUSTRY_SHARE"), "\(shown)")

        let late = try String(contentsOfFile: right, encoding: .utf8)
            .replacingOccurrences(of: "450000000", with: "100")
            .replacingOccurrences(of: "\"type\"", with: "\"fiscal_year\":\"2023\",\"region\":\"632323\",\"type\"")
        let refused = ledger.run("append", "--file", ledger.file("late.json", late), language: "en")
        #expect(refused.code == 65)
        #expect(refused.errors.contains("A55 effective_on: given \"2023-12-31\""), "\(refused.errors)")
        #expect(ledger.run("correct", "\(seq)", "--file", right, "--reason", "金额录错").code == 0)
        let waived = late.replacingOccurrences(
            of: "\"type\"", with: "\"waives\":[{\"rule\":\"A55\",\"reason\":\"补记\",\"approver\":\"u:li\"}],\"type\"")
        #expect(ledger.run("append", "--file", ledger.file("waived.json", waived)).code == 0)
        #expect(ledger.run("audit").code == 0)

        let restated = ledger.run(
            "report", "restatement", "--of", "execution", "--region", "632323", "--year", "2023", "--from",
            "known:\(position)", "--json")
        let events = restated.rows.filter {
            $0["kind"] as? String == "EVENT" && $0["column"] as? String == "committed_fen"
        }
        #expect(events.compactMap { $0["amount_fen"] as? String } == ["-500000000", "450000000", "100"])
        #expect(events.last?["waives"] as? [String] == ["A55"])

        #expect(ledger.call("period", "reopen", "--year", "2023", "--region", "632323", "--reason", "补记").code == 0)
        #expect(ledger.run("append", "--file", ledger.file("late2.json", late)).code == 0)
    }

    @Test(arguments: [
        (["close", "--year", "2023", "--to", "2022-12-31"], "E21 body.to"),
        (["close", "--year", "2099"], "E09 body.to"),
        (["reopen", "--year", "2022", "--reason", "x"], "E09 body.from"),
    ]) func whatCannotBeClosedOrReopened(arguments: [String], fault: String) {
        let ledger = TestLedger.ofCases()
        let answer = Program.run(
            ["period", arguments[0], "--ledger", ledger.path] + arguments.dropFirst(), state: ledger.folder + "/state")
        #expect(answer.code == 65)
        #expect(answer.errors.contains(fault), "\(answer.errors)")
    }

    @Test func aRestatementNeedsEditions() {
        let ledger = TestLedger.ofCases()
        #expect(ledger.run("report", "restatement").code == 64)
        #expect(ledger.run("report", "restatement", "--from", "yesterday").code == 64)
        let same = ledger.run("report", "restatement", "--year", "2023", "--from", "now", language: "en")
        #expect(same.code == 0)
        #expect(same.output.contains("Nothing changed between the two editions."))
    }
}
