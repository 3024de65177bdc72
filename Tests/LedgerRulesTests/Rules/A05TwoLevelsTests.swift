import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A05TwoLevelsTests {
    static func issue(_ fen: Int = 100, _ members: (String, String)..., line: String = "U", to: String = "230606")
        -> Draft
    {
        let draft = Drafts.draft(
            "allotment.issued", [("line_id", line), ("amount_fen", "\(fen)"), ("to", to)], Drafts.money(),
            region: "230600")
        return members.reduce(draft) { Drafts.with($0, $1) }
    }

    static func receive(_ fen: Int = 100, _ members: (String, String)..., line: String = "L") -> Draft {
        members.reduce(Drafts.receive(line, fen)) { Drafts.with($0, $1) }
    }

    static func upper(_ draft: Draft, _ number: Int) -> Draft {
        var draft = draft
        let upper = JSONMember("upper_documents", .array([.string("测财农〔2022〕\(number)号")]))
        draft.body = .object((draft.body.members ?? []) + [upper])
        return draft
    }

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A05TwoLevels.self, in: history, asOf: "2023-06-30")
    }

    @Test func bothLevelsSayTheSame() throws {
        let date = ("doc_date", "2023-02-20")
        #expect(try Self.find([Self.issue(100, date), Self.receive(100, date)]) == [])
        #expect(try Self.find([Self.issue(60, line: "U1"), Self.issue(40, line: "U2"), Self.receive()]) == [])
        // One of them says nothing about the item.
        #expect(try Self.find([Self.issue(100, date), Self.receive()]) == [])
    }

    @Test func theAmountDiffers() throws {
        #expect(
            try Self.find([Self.issue(100), Self.receive(99)]) == [
                "error 230606 2023 测财农〔2023〕1号 amount_fen 1 [0, 1] body.amount_fen: given 99, expected 100 fen, as was "
                    + "issued, off by 1"
            ])
    }

    @Test(arguments: [
        ("doc_date", "2023-02-20", "2023-02-21", "document date"),
        ("transfer_project_code", "Z155110000004", "Z175070060003", "project code"),
        ("exp_func", "2130504", "2130505", "function code"), ("fund_nature", "一般公共预算", "政府性基金", "fund nature"),
        ("distribution_method", "FACTOR", "PROJECT", "distribution method"),
    ])
    func anItemDiffers(name: String, above: String, below: String, label: String) throws {
        #expect(
            try Self.find([Self.issue(100, (name, above)), Self.receive(100, (name, below))]) == [
                "error 230606 2023 测财农〔2023〕1号 \(name) 100 [0, 1] body.\(name): given \(below), expected \(above), the "
                    + "\(label) above"
            ])
    }

    @Test func otherDocumentsAndPlacesAreNotCompared() throws {
        #expect(try Self.find([Self.issue(100, to: "230605"), Self.receive(99)]) == [])
        #expect(try Self.find([Self.issue(100)]) == [])
        #expect(try Self.find([Self.receive(99)]) == [])
        #expect(try Self.find([Self.upper(Self.issue(100), 1), Self.upper(Self.receive(99), 2)]) == [])
        #expect(try Self.find([Self.upper(Self.issue(100), 1), Self.upper(Self.receive(99), 1)]).count == 1)
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in [Self.issue(), Self.receive(99)] { _ = try log.take(draft) }
        #expect(try findings(of: A05TwoLevels.self, in: log, asOf: "2023-06-30").count == 1)
        _ = try log.reverse(1)
        #expect(try findings(of: A05TwoLevels.self, in: log, asOf: "2023-06-30").isEmpty)
    }
}
