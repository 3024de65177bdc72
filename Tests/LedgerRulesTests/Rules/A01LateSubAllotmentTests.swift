import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A01LateSubAllotmentTests {
    static let policy = Drafts.policy("allotment.distribute_days", "30", unit: "days")

    /// Received on 1 March: the deadline is 31 March.
    static func receive(_ line: String = "L", _ fen: Int = 1_000, on day: String? = "2023-03-01", document: Int = 1)
        -> Draft
    {
        let draft = Drafts.receive(line, fen, document: "测财农〔2023〕\(document)号")
        return day.map { Drafts.with(draft, ("received_on", $0)) } ?? draft
    }

    static func distribute(
        _ fen: Int, on day: String, to lower: String = "230605", from line: String = "L", executable: String? = nil
    ) -> Draft {
        var body = [("parent_line_id", line), ("line_id", "\(line)-\(day)"), ("to", lower), ("amount_fen", "\(fen)")]
        if let executable { body.append(("executable", executable)) }
        return Drafts.on(day, Drafts.draft("allotment.distributed", body, Drafts.money()))
    }

    static func find(_ history: [Draft], asOf day: String) throws -> [String] {
        try findings(of: A01LateSubAllotment.self, in: [policy, Drafts.register("P")] + history, asOf: day)
    }

    static func line(_ late: Int, _ left: Int, _ positions: String) -> String {
        "error 230606 2023 L \(late + left) \(positions) received_on: given \(late + left), expected all distributed by "
            + "2023-03-31 (\(late) fen distributed late, \(left) fen not yet), off by \(late + left)"
    }

    @Test func theLastDayIsInTime() throws {
        #expect(try Self.find([Self.receive(), Self.distribute(1_000, on: "2023-03-31")], asOf: "2023-06-30") == [])
        let late = [Self.receive(), Self.distribute(1_000, on: "2023-04-01")]
        #expect(try Self.find(late, asOf: "2023-06-30") == [Self.line(1_000, 0, "[2, 3]")])
    }

    @Test func whatIsNotDistributedIsLateOnceTheDeadlineIsPast() throws {
        let half = [Self.receive(), Self.distribute(400, on: "2023-03-15")]
        #expect(try Self.find(half, asOf: "2023-03-31") == [])
        #expect(try Self.find(half, asOf: "2023-04-01") == [Self.line(0, 600, "[2, 3]")])
        let more = half + [Self.distribute(500, on: "2023-05-01")]
        #expect(try Self.find(more, asOf: "2023-06-30") == [Self.line(500, 100, "[2, 3, 4]")])
        // What was dated after the cut-off had not happened by then.
        #expect(try Self.find(more, asOf: "2023-04-30") == [Self.line(0, 600, "[2, 3]")])
    }

    @Test func aCommitmentCountsAsDistribution() throws {
        let inTime = [Self.receive(), Drafts.on("2023-03-31", Drafts.commit("P", "L", 1_000))]
        #expect(try Self.find(inTime, asOf: "2023-06-30") == [])
        let late = [Self.receive(), Drafts.on("2023-04-01", Drafts.commit("P", "L", 1_000))]
        #expect(try Self.find(late, asOf: "2023-06-30") == [Self.line(1_000, 0, "[2, 3]")])
        let released = inTime + [Drafts.on("2023-05-01", Drafts.release("P", "L", 300))]
        #expect(try Self.find(released, asOf: "2023-06-30") == [Self.line(0, 300, "[2, 3, 4]")])
    }

    @Test func moneyThatWaitsOnAnotherLineOfThePlaceIsNotDistributed() throws {
        let waiting = [Self.receive(), Self.distribute(1_000, on: "2023-03-10", to: "OWN", executable: "2")]
        #expect(try Self.find(waiting, asOf: "2023-06-30") == [Self.line(0, 1_000, "[2]")])
        let committed = waiting + [Drafts.on("2023-03-20", Drafts.commit("P", "L-2023-03-10", 1_000))]
        #expect(try Self.find(committed, asOf: "2023-06-30") == [])
        let executable = [Self.receive(), Self.distribute(1_000, on: "2023-03-10", to: "OWN", executable: "1")]
        #expect(try Self.find(executable, asOf: "2023-06-30") == [])
    }

    @Test func recoveredMoneyIsGone() throws {
        let recovered = Drafts.draft("allotment.recovered", [("line_id", "L"), ("amount_fen", "1000")], Drafts.money())
        #expect(try Self.find([Self.receive(), recovered], asOf: "2023-06-30") == [])
    }

    @Test func aPoolIsJudgedByItsLastDeadline() throws {
        let lines = [Self.receive(), Self.receive("M", 500, on: "2023-03-11", document: 2)]
        func commit(_ day: String) -> Draft {
            var draft = Drafts.draft(
                "funds.committed", [("project_id", "P"), ("pool", "Q"), ("amount_fen", "1500")], Drafts.money())
            draft.documents = ["测财农〔2023〕1号", "测财农〔2023〕2号"].map { DocumentReference(printed: $0) }
            return Drafts.on(day, draft)
        }
        #expect(try Self.find(lines + [commit("2023-04-10")], asOf: "2023-06-30") == [])
        #expect(
            try Self.find(lines + [commit("2023-04-11")], asOf: "2023-06-30") == [
                "error 230606 2023 L M 1500 [2, 3, 4] received_on: given 1500, expected all distributed by 2023-04-10 "
                    + "(1500 fen distributed late, 0 fen not yet), off by 1500"
            ])
    }

    @Test func silent() throws {
        #expect(try Self.find([Self.receive(on: nil)], asOf: "2023-06-30") == [])
        let undated = Drafts.with(Self.receive(), ("date_precision", "YEAR"))
        #expect(try Self.find([undated], asOf: "2023-06-30") == [])
        #expect(try findings(of: A01LateSubAllotment.self, in: [Self.receive()], asOf: "2023-06-30") == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in [Self.policy, Self.receive(), Self.distribute(1_000, on: "2023-03-15")] { _ = try log.take(draft) }
        #expect(try findings(of: A01LateSubAllotment.self, in: log, asOf: "2023-06-30").isEmpty)
        #expect(try log.reverse(2) == [])
        #expect(try findings(of: A01LateSubAllotment.self, in: log, asOf: "2023-06-30").map(\.amountFen) == [1_000])
    }
}
