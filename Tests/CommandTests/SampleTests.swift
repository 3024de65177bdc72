import Foundation
import Testing

/// Synthetic events are the same for the same seed, and a ledger takes all of them.
@Suite struct SampleTests {
    let ledger = TestLedger.opened()

    private func generate(_ name: String, seed: Int, count: Int = 3_000) throws -> String {
        let path = ledger.folder + "/" + name
        let answer = Program.run(
            ["generate", "--count", "\(count)", "--seed", "\(seed)", "-o", path], state: ledger.folder)
        #expect(answer.code == 0, "\(answer.errors)")
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test func equalSeedsGiveEqualEvents() throws {
        let one = try generate("1.jsonl", seed: 5)
        #expect(one.split(separator: "\n").count == 3_000)
        #expect(try generate("2.jsonl", seed: 5) == one)
        #expect(try generate("3.jsonl", seed: 6) != one)
    }

    @Test(arguments: [1, 2, 3]) func aLedgerTakesAllOfThem(seed: Int) throws {
        let text = try generate("all.jsonl", seed: seed)
        for type in ["entry.reversed", "disbursement.returned", "loan.repaid", "RENEWAL", "counts_on"] {
            #expect(text.contains(type))
        }
        let answer = ledger.run("import", ledger.folder + "/all.jsonl", "--as", "events", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["recorded"] as? Int == 3_001)
        #expect(ledger.run("rebuild").code == 0)
        #expect(ledger.run("audit", "--views").code == 0)
    }
}
