import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A02MixedDocumentTests {
    static func issue(_ line: String, _ code: String?, document: Int = 1) -> Draft {
        var body = [("line_id", line), ("amount_fen", "100"), ("to", "230606")]
        if let code { body.append(("transfer_project_code", code)) }
        return Drafts.draft(
            "allotment.issued", body, Drafts.money(), region: "230600", document: "测财农〔2023〕\(document)号")
    }

    static let linked = "Z155110000004"
    static let lottery = "Z175070060003"

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A02MixedDocument.self, in: history, asOf: "2023-06-30")
    }

    @Test func oneDocumentIsAboutOneFund() throws {
        #expect(
            try Self.find([Self.issue("A", Self.linked), Self.issue("B", Self.lottery)]) == [
                "warn 230600 2023 测财农〔2023〕1号 200 [0, 1] body.transfer_project_code: given Z155110000004, Z175070060003, "
                    + "expected one code in one document"
            ])
    }

    @Test func silent() throws {
        #expect(try Self.find([Self.issue("A", Self.linked), Self.issue("B", Self.linked)]) == [])
        // The long form of the same code.
        #expect(try Self.find([Self.issue("A", Self.linked), Self.issue("B", "10000015" + Self.linked)]) == [])
        #expect(try Self.find([Self.issue("A", Self.linked), Self.issue("B", Self.lottery, document: 2)]) == [])
        #expect(try Self.find([Self.issue("A", Self.linked), Self.issue("B", nil)]) == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in [Self.issue("A", Self.linked), Self.issue("B", Self.lottery)] { _ = try log.take(draft) }
        #expect(try findings(of: A02MixedDocument.self, in: log, asOf: "2023-06-30").count == 1)
        _ = try log.reverse(1)
        #expect(try findings(of: A02MixedDocument.self, in: log, asOf: "2023-06-30").isEmpty)
    }
}
