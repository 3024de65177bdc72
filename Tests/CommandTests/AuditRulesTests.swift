import Foundation
import Testing

/// `audit rules` and `finding`, as people use them.
@Suite struct AuditRulesTests {
    let ledger = TestLedger.opened()

    private static func notice(_ id: Int, to: String, body: String = "") -> String {
        """
        {"id":"0190f000-0000-7000-8000-00000000000\(id)","type":"notice.posted","effective_on":"2023-06-01","region":"632323","fiscal_year":"2023","body":{"notice_level":"COUNTY","subject":"公示\(id)","posted_from":"2023-06-01","posted_to":"\(to)","place":"政府网站","text_hash":"\(String(repeating: "a", count: 64))"}}
        """
    }

    private func rules(_ arguments: String...) -> Answer {
        Program.run(
            ["audit", "rules", "--ledger", ledger.path] + arguments, state: ledger.folder + "/state", language: "en")
    }

    private func append(_ text: String) -> Answer { ledger.run("append", "-", "--json", input: text) }

    @Test func strictExitsWithFourWhereAWarningOrErrorStands() {
        #expect(rules("--strict").code == 0)
        #expect(append(Self.notice(1, to: "2023-06-09")).code == 0)
        #expect(rules().code == 0)
        #expect(rules("--strict").code == 4)
        #expect(rules("--strict", "--year", "2022").code == 0)
        #expect(rules("--strict", "--rule", "A13").code == 0)
        #expect(rules("--strict", "--effective-to", "2023-05-31").code == 0)
        #expect(rules("--rule", "A99").code == 64)
        let both = rules("--as-of", "2026-01-01", "--effective-to", "2023-05-31")
        #expect(both.code == 64)
        #expect(both.errors.contains("give --as-of or --effective-to, not both"))
        #expect(ledger.run("audit", "--json").code == 0)
    }

    @Test func theSameLogAndDayGiveTheSameBytes() {
        #expect(append(Self.notice(1, to: "2023-06-09")).code == 0)
        let first = rules("--as-of", "2026-01-01", "--json")
        #expect(first.rows.count == 1)
        #expect(rules("--as-of", "2026-01-01", "--json").output == first.output)
        #expect(ledger.run("export", "--tiles", ledger.folder + "/tiles").code == 0)
        let tiles = Program.run(
            ["audit", "rules", "--tiles", ledger.folder + "/tiles", "--as-of", "2026-01-01", "--json"],
            state: ledger.folder, language: "en")
        #expect(tiles.output == first.output)
    }

    @Test func anEntryTakenBackHasNoFindingsNorHasItsReversal() throws {
        let answer = append(Self.notice(1, to: "2023-06-09"))
        let seq = try #require((answer.json["recorded"] as? [[String: Any]])?.first?["seq"] as? Int)
        #expect(rules("--json").rows.count == 1)
        let reversal =
            #"{"type":"entry.reversed","corrects":"\#(seq)","effective_on":"2023-07-01","body":{"reason":"录错"}}"#
        #expect(append(reversal).code == 0)
        #expect(rules("--json").rows.isEmpty)
        // As known before, and by business dates before the reversal, the notice stands.
        #expect(rules("--json", "--known-at", "\(seq)").rows.count == 1)
        #expect(rules("--json", "--effective-to", "2023-06-30").rows.count == 1)
    }

    @Test func todaysPoliciesJudgeThePast() throws {
        #expect(append(Self.notice(1, to: "2023-06-12")).code == 0)
        let policy = """
            {"type":"policy_parameter.set","effective_on":"2024-01-01","region":"632323","fiscal_year":"2024","body":{"parameter":"notice.min_days","value":"15","unit":"days","level":"county","place":"632323","valid_from":"2023-01-01","applies_by":"EFFECTIVE_ON","status":"public","source_doc":"本县规定"}}
            """
        #expect(append(policy).code == 0)
        #expect(rules("--json").rows.isEmpty)
        let now = rules("--json", "--as-of-rules", "now")
        let row = try #require(now.rows.first)
        #expect(row["expected"] as? String == "15 days or more")
        #expect(row["difference"] as? String == "3")
        #expect(row["would_refuse"] as? Bool == false)
        let subject = try #require(row["subject"] as? String)
        let table = rules("--as-of-rules", "now").output
        #expect(table.contains("Would refuse") && table.contains(subject), "\(table)")
        let csv = rules("--as-of-rules", "now", "--format", "csv").output
        #expect(csv.contains("Would refuse") && csv.contains("Subject") && csv.contains(subject), "\(csv)")
        #expect((now.json["evidence"] as? [String: Any])?["as_of_rules"] as? String == "now")
    }

    @Test func publishedHistoryIsRecordedAndWouldBeRefused() throws {
        let money =
            #""money":{"class":"01.01.01","fund_level":"CENTRAL","fund_source":"LINKED","line_year":"2022","task":"CONSOLIDATE"}"#
        let common =
            #""effective_on":"2022-03-01","region":"632323","fiscal_year":"2022","documents":[{"no":"测财农〔2022〕1号"}]"#
        func event(_ id: Int, _ type: String, _ body: String) -> String {
            #"{"id":"0190f000-0000-7000-8000-0000000000\#(id)","type":"\#(type)",\#(common),"body":{\#(body)}}"#
        }
        let events = [
            event(10, "allotment.received", #""line_id":"L","amount_fen":"1000",\#(money)"#),
            event(11, "project.registered", #""project_id":"P","project_name":"项目","class":"01.01.01""#),
            event(
                12, "disbursement.made",
                #""voucher_no":"V","line_id":"L","project_id":"P","amount_fen":"1500",\#(money)"#),
        ].joined(separator: "\n")
        let answer = ledger.run("import", ledger.file("past.jsonl", events), "--as", "events", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        let row = try #require(rules("--json", "--rule", "A06", "--year", "2022").rows.first)
        #expect(row["would_refuse"] as? Bool == true)
        #expect(row["severity"] as? String == "error")
        #expect(row["difference"] as? String == "500")
        #expect(ledger.run("audit", "--json").code == 0)
    }

    @Test func aFindingIsRaisedAnsweredJudgedAndPutRight() throws {
        #expect(append(Self.notice(1, to: "2023-06-09")).code == 0)
        #expect(append(Self.notice(2, to: "2023-06-08")).code == 0)
        let ids = rules("--json").rows.compactMap { $0["id"] as? String }
        try #require(ids.count == 2)
        func status() -> [String] {
            rules("--json").rows.filter { $0["id"] as? String == ids[0] }.compactMap { $0["status"] as? String }
        }
        func finding(_ arguments: String...) -> Answer {
            Program.run(
                ["finding", arguments[0], "--ledger", ledger.path] + arguments.dropFirst(),
                state: ledger.folder + "/state", language: "en")
        }
        // What is not on record cannot be answered.
        let early = finding("answer", ids[0], "--text", "已补足")
        #expect(early.code == 65)
        #expect(early.errors.contains("E16"))
        #expect(finding("raise", "A44-0000000000000000").code == 64)
        #expect(finding("raise").code == 64)
        #expect(finding("raise", ids[0]).code == 0)
        #expect(status() == ["RAISED"])
        #expect(
            finding("raise", "--all", "--severity", "error", "--json").json["recorded"].map { ($0 as? [Any])?.count }
                == 1)
        #expect(finding("answer", ids[0], "--text", "已补足").code == 0)
        #expect(status() == ["ANSWERED"])
        #expect(finding("judge", ids[0], "--result", "NORMAL", "--facts", "另有公示").code == 0)
        #expect(status() == ["JUDGED_NORMAL"])
        #expect(finding("judge", ids[0], "--result", "VIOLATION", "--facts", "没有另行公示").code == 0)
        #expect(status() == ["JUDGED_VIOLATION"])
        #expect(finding("judge", ids[0], "--result", "PERHAPS", "--facts", "x").code == 64)
        #expect(finding("rectify", ids[0], "--returned", "12.345").code == 64)
        // A notice is about no amount: it is put right, and nothing is returned.
        let returned = finding("rectify", ids[0], "--returned", "12.34")
        #expect(returned.code == 65)
        #expect(returned.errors.contains("E12 body.returned_fen"), "\(returned.errors)")
        #expect(finding("rectify", ids[0]).code == 0)
        #expect(status() == ["RECTIFIED"])
        let row = try #require(rules("--json").rows.first { $0["id"] as? String == ids[0] })
        #expect(row["returned_fen"] as? String == "0")
        #expect(ledger.run("audit", "--json").code == 0)
    }

    @Test func aTableShortensPositionsAndTheSummaryCountsMoneyOnce() throws {
        let cases = TestLedger.ofCases()
        #expect(cases.call("period", "close", "--year", "2023", "--region", "632323").code == 0)
        let table = Program.run(
            ["audit", "rules", "--ledger", cases.path, "--rule", "A13"], state: cases.folder + "/state"
        ).output
        #expect(table.contains(" 共 2 条") && table.contains("涉及金额（不重复）") && table.contains("计入项数"), "\(table)")
        let answer = Program.run(
            ["audit", "rules", "--ledger", cases.path, "--rule", "A13", "--json"], state: cases.folder + "/state")
        let row = try #require(answer.rows.first)
        // The line that the fee draws on, and the commitment of the fee.
        let positions = try #require(row["positions"] as? [Int])
        #expect(positions.count == 2 && positions == positions.sorted())
        let sums = try #require(answer.json["summary"] as? [[String: Any]])
        let sum = try #require(sums.first { $0["count"] as? Int == 1 })
        #expect(sum["amount_findings"] as? Int == 1)
        #expect(sum["amount_fen"] as? String == "14000000")
    }

    @Test func waiversAreListedByBoth() throws {
        let waived = Self.notice(1, to: "2023-06-12").replacingOccurrences(
            of: "\"body\"", with: #""waives":[{"rule":"A55","reason":"补录","approver":"u:li"}],"body""#)
        #expect(append(waived).code == 0)
        for answer in [rules("--json"), ledger.run("audit", "--json")] {
            let waivers = try #require(answer.json["waivers"] as? [[String: Any]])
            #expect(waivers.map { $0["rule_id"] as? String } == ["A55"])
            #expect(waivers.map { $0["effective"] as? Bool } == [false])
        }
        #expect(ledger.run("audit").output.contains("u:li"))
    }

    @Test func aRuleIsExplainedWithItsParametersOfToday() throws {
        let answer = ledger.run("explain", "A44", "--json", language: "en")
        #expect(answer.json["valid_from"] as? String == "2018-01-01")
        let parameter = try #require((answer.json["parameters"] as? [[String: Any]])?.first)
        #expect(parameter["parameter"] as? String == "notice.min_days")
        #expect(parameter["value"] as? String == "10")
        let text = Program.run(["explain", "A13"], state: ledger.folder, language: "zh").output
        #expect(text.contains("fee.cap_central") && text.contains("F04") && text.contains("改法"))
        #expect(Program.run(["explain", "A99"], state: ledger.folder).code == 64)
    }
}
