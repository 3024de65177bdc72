import Foundation
import Testing

/// Subsidies due against paid, from the command line.
@Suite struct EntitlementTests {
    let ledger = TestLedger.opened()

    private static func token(_ letter: String) -> String { "1a2b:" + String(repeating: letter, count: 26) }

    private static func event(_ number: Int, _ type: String, on day: String, _ body: String) -> String {
        """
        {"id":"01890000-0000-7000-8000-00000000000\(number)","type":"\(type)","effective_on":"\(day)","region":"230606",\
        "fiscal_year":"2023","documents":[{"no":"测财农〔2023〕1号"}],"body":{\(body)}}
        """
    }

    private static let money =
        #""money":{"class":"01.01.01","fund_level":"CENTRAL","fund_source":"LINKED","line_year":"2023"}"#

    /// The loan of the calibration (domain.md 4.5) and a first batch of its subsidy.
    static func events(subsidy: Int) -> [String] {
        [
            event(1, "allotment.received", on: "2023-01-05", #""line_id":"L","amount_fen":"9000000",\#(money)"#),
            event(
                2, "project.registered", on: "2023-01-05",
                #""project_id":"P","project_name":"小额信贷贴息","class":"01.01.01""#),
            event(
                3, "disbursement.made", on: "2023-03-01",
                #""voucher_no":"V1","line_id":"L","project_id":"P","amount_fen":"9000000",\#(money)"#),
            event(
                4, "subsidy_policy.set", on: "2022-08-01",
                """
                "policy":"S","base":"LPR_1Y","base_date":"SIGNED","basis":"360","share_ppm":"1000000",\
                "valid_from":"2022-01-01","source_doc":"测试"
                """),
            event(
                5, "loan.disbursed", on: "2022-08-21",
                """
                "loan":"\(token("a"))","programme":"POVERTY_MICROLOAN","loan_kind":"NEW","amount_fen":"5000000",\
                "hh":"\(token("h"))","signed_on":"2022-08-21","maturity":"2023-08-21","rate_ppm":"37000"
                """),
            event(
                6, "loan.repaid", on: "2023-03-01",
                #""loan":"\#(token("a"))","programme":"POVERTY_MICROLOAN","principal_fen":"2000000""#),
            event(
                7, "interest_subsidy.paid", on: "2023-03-01",
                """
                "loan":"\(token("a"))","policy":"S","from":"2022-08-21","to_day":"2023-03-01",\
                "amount_fen":"\(subsidy)","voucher_no":"V1","segments":[{"base_ppm":"37000","days":"192",\
                "from":"2022-08-21","principal_fen":"5000000","rate_ppm":"37000","to_day":"2023-03-01"}]
                """),
        ]
    }

    private func take(_ subsidy: Int) -> Answer {
        let file = ledger.file("events.jsonl", Self.events(subsidy: subsidy).joined(separator: "\n") + "\n")
        return ledger.run("import", file, "--as", "events", "--json")
    }

    @Test func dueAgainstPaid() throws {
        let refused = take(98_668)
        #expect(refused.code != 0 && (refused.output + refused.errors).contains("A32"))
        let taken = take(98_667)
        #expect(taken.code == 0, "\(taken.output)\(taken.errors)")
        let answer = ledger.run("report", "subsidies", "--entitled", "--year", "2023", "--region", "230606", "--json")
        let row = try #require(answer.rows.first, "\(answer.output)\(answer.errors)")
        #expect(answer.rows.count == 1)
        #expect(row["loan"] as? String == Self.token("a") && row["policy"] as? String == "S")
        #expect(row["due_fen"] as? String == "152008" && row["paid_fen"] as? String == "98667")
        #expect(row["difference_fen"] as? String == "53341" && row["exact_due_fen"] as? String == "456025/3")
        #expect(row["days"] as? Int == 365 && row["reason"] is NSNull)
        for format in ["table", "csv"] {
            let shown = ledger.run(
                "report", "subsidies", "--entitled", "--year", "2023", "--format", format, "--unit", "yuan",
                language: "en")
            #expect(shown.code == 0 && shown.output.contains("Due less paid"), "\(shown.output)\(shown.errors)")
        }
        #expect(ledger.run("audit").code == 0)
        #expect(ledger.run("report", "microloans", "--entitled").code != 0)
    }

    /// To the end of February 2023, the first batch is all there is.
    @Test func aCutOffCountsTheDaysBeforeIt() throws {
        #expect(take(98_667).code == 0)
        let rows = ledger.run(
            "report", "subsidies", "--entitled", "--year", "2023", "--effective-to", "2023-02-28", "--json"
        ).rows
        #expect(rows.map { $0["due_fen"] as? String } == ["98667"])
        #expect(rows.map { $0["paid_fen"] as? String } == ["0"])
    }
}
