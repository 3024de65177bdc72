import Foundation
import LedgerDomain
import LedgerWorkbook
import Testing

/// A figure is one figure wherever it is shown: in its report, in `why`, in an evidence bundle and in working papers.
@Suite struct FigureAgreementTests {
    private static func draft(_ type: String, _ region: String, _ day: String, _ body: String) -> String {
        """
        {"type":"\(type)","effective_on":"\(day)","region":"\(region)","fiscal_year":"2023","documents":["黑财指〔2023〕5号"],"body":{\(body)}}
        """
    }

    private static func money(_ code: String? = nil) -> String {
        let project = code.map { ",\"class\":\"\($0)\",\"nature\":\"PUBLIC\"" } ?? ""
        return "\"money\":{\"fund_source\":\"LINKED\",\"fund_level\":\"CENTRAL\",\"line_year\":\"2023\"\(project)}"
    }

    private static func onLine(_ line: String, _ yuan: Int, _ code: String? = nil, _ more: String = "") -> String {
        "\"line_id\":\"\(line)\",\"amount_fen\":\"\(yuan * 100)\",\(money(code))\(more)"
    }

    /// 10,000 received, 4,000 of it distributed and received below; 3,000 committed to industry and 1,000 to a road; 2,000
    /// and 500 paid.
    private static let drafts = [
        draft("allotment.received", "230600", "2023-01-10", onLine("L", 10_000, nil, ",\"projects_complete\":\"YES\"")),
        draft(
            "allotment.distributed", "230600", "2023-01-15",
            onLine("L1", 4_000, nil, ",\"parent_line_id\":\"L\",\"to\":\"230606\"")),
        draft("allotment.received", "230606", "2023-01-20", onLine("L1", 4_000, nil, ",\"projects_complete\":\"YES\"")),
        draft(
            "project.registered", "230606", "2023-02-01",
            "\"project_id\":\"P1\",\"project_name\":\"种植基地\",\"class\":\"01.01.01\",\"nature\":\"PUBLIC\""),
        draft(
            "project.registered", "230606", "2023-02-01",
            "\"project_id\":\"P2\",\"project_name\":\"村路\",\"class\":\"03.01.01\",\"nature\":\"PUBLIC\""),
        draft("funds.committed", "230606", "2023-02-10", onLine("L1", 3_000, "01.01.01", ",\"project_id\":\"P1\"")),
        draft("funds.committed", "230606", "2023-02-10", onLine("L1", 1_000, "03.01.01", ",\"project_id\":\"P2\"")),
        draft(
            "disbursement.made", "230606", "2023-03-10",
            onLine("L1", 2_000, "01.01.01", ",\"project_id\":\"P1\",\"voucher_no\":\"V1\"")),
        draft(
            "disbursement.made", "230606", "2023-03-11",
            onLine("L1", 500, "03.01.01", ",\"project_id\":\"P2\",\"voucher_no\":\"V2\"")),
    ]

    private static func ledger() -> TestLedger {
        let ledger = TestLedger.opened()
        let answer = ledger.run(
            "import", ledger.file("nine.jsonl", drafts.joined(separator: "\n") + "\n"), "--as", "events")
        #expect(answer.code == 0, "\(answer.errors)")
        return ledger
    }

    private static let place = ["--year", "2023", "--region", "230600"]

    private static func run(_ ledger: TestLedger, _ arguments: [String]) -> Answer {
        Program.run(
            Array(arguments.prefix(1)) + ["--ledger", ledger.path] + arguments.dropFirst(),
            state: ledger.folder + "/state")
    }

    /// The sum of the amounts of a part.
    private static func sum(_ answer: Answer, _ part: String) -> Int {
        answer.rows.filter { $0["part"] as? String == part }.reduce(0) {
            $0 + (Int($1["amount_fen"] as? String ?? "") ?? 0)
        }
    }

    @Test(arguments: [("ARRANGED", 300_000, 1_000_000), ("PAID", 200_000, 250_000)] as [(String, Int, Int)])
    func reportWhyAndBundleAgree(_ measure: String, _ numerator: Int, _ denominator: Int) throws {
        let ledger = Self.ledger()
        let limits = Self.place + ["--basis", "CENTRAL", "--measure", measure, "--classes", "ALL", "--json"]
        let report = Self.run(ledger, ["report", "industry-share", "--by", "none"] + limits)
        let row = try #require(report.rows.first)
        #expect(
            row["numerator_fen"] as? String == "\(numerator)" && row["denominator_fen"] as? String == "\(denominator)")
        let why = Self.run(ledger, ["why", "industry-share"] + limits)
        for member in ["numerator_fen", "denominator_fen"] {
            #expect(why.json[member] as? String == row[member] as? String)
        }
        #expect(Self.sum(why, "numerator") == numerator && Self.sum(why, "denominator") == denominator)
        let evidence = try #require(report.json["evidence"] as? [String: Any])
        for member in ["events", "first_seq", "last_seq"] {
            #expect(
                why.json[member] as? Int == row[member] as? Int && why.json[member] as? Int == evidence[member] as? Int)
        }
        #expect(why.json["positions_sum"] as? String == evidence["positions_sum"] as? String)

        let bundle = ledger.folder + "/bundle"
        #expect(Self.run(ledger, ["export", "--evidence", bundle] + Self.place).code == 0)
        let file = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: bundle + "/figures.json")))
        let sets = try #require((file as? [String: Any])?["sets"] as? [[String: Any]])
        let shares = try #require(sets.first?["industry_share"] as? [[String: Any]])
        let share = try #require(
            shares.first {
                $0["basis"] as? String == "CENTRAL" && $0["measure"] as? String == measure
                    && $0["classes"] as? String == "ALL"
            })
        #expect(share["numerator_fen"] as? String == "\(numerator)")
        #expect(share["denominator_fen"] as? String == "\(denominator)")
        let positions = try #require(share["positions"] as? [String]).compactMap { Int($0) }
        #expect(positions.count == row["events"] as? Int)
        #expect(positions.first == row["first_seq"] as? Int && positions.last == row["last_seq"] as? Int)
        #expect(Set(positions) == Set(why.rows.compactMap { $0["seq"] as? Int }))
        #expect(Program.run(["audit", "--evidence", bundle], state: ledger.folder + "/state").code == 0)
    }

    @Test func paidSharesAndExecutionAreOfTheSameMoney() throws {
        let ledger = Self.ledger()
        let execution = Self.run(ledger, ["report", "execution", "--by", "none", "--json"] + Self.place)
        let row = try #require(execution.rows.first)
        #expect(row["paid_fen"] as? String == "250000" && row["received_fen"] as? String == "1000000")
        let why = Self.run(ledger, ["why", "execution", "--json"] + Self.place)
        #expect(why.json["numerator_fen"] as? String == "250000")
        #expect(why.json["denominator_fen"] as? String == "1000000")
        #expect(why.json["events"] as? Int == row["events"] as? Int)
        let cell = Self.run(ledger, ["why", "execution", "--by", "place", "--key", "230606", "--json"] + Self.place)
        #expect(cell.json["denominator_fen"] as? String == "400000")
        let other = Self.run(ledger, ["why", "execution", "--key", "999999"] + Self.place)
        #expect(other.code == 64 && other.errors.contains("230606"), "\(other.errors)")
    }

    @Test func aClassReceivesNothing() throws {
        let ledger = Self.ledger()
        let rows = Self.run(ledger, ["report", "execution", "--by", "class", "--json"] + Self.place).rows
        let row = try #require(rows.last)
        #expect(row["key"] as? String == "03" && row["paid_fen"] as? String == "50000")
        for member in ["received_fen", "execution_bp", "unallocated_fen", "reason"] {
            #expect(row[member] is NSNull, "\(member)")
        }
    }

    @Test func workingPapersListTheSameEntries() throws {
        let ledger = Self.ledger()
        let path = ledger.folder + "/papers.xlsx"
        let made = Self.run(ledger, ["export", "--working-papers", path] + Self.place)
        #expect(made.code == 0, "\(made.errors)")
        let why = Self.run(ledger, ["why", "industry-share", "--basis", "ALL_LEVELS", "--json"] + Self.place)
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        let sheet = try #require(book.sheets.first { $0.name == "事件清单" })
        final class Count { var rows = 0 }
        let count = Count()
        _ = try book.read(sheet) { _ in
            count.rows += 1
            return true
        }
        // Title, scope and header stand above.
        #expect(count.rows - 3 == why.rows.count)
    }
}
