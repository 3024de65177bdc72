import Foundation
import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

@testable import LedgerService

/// The parts of a restatement sum to the change, for any two editions of any figure.
@Suite struct RestatementTests {
    /// Rows of a restatement by figure row and amount: first, parts, last.
    private struct Account {
        var first: Int128 = 0
        var parts: [Int128] = []
        var together: [Int128] = []
        var last: Int128 = 0
    }

    @Test(arguments: seeds(12)) func thePartsSumToTheChange(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let desk = try Desk(seed: seed)
        for _ in 0..<60 {
            _ = try desk.perform(Command.random(size: try desk.size, using: &generator), id: desk.newID())
        }
        for _ in 0..<6 {
            func edition() throws -> Edition {
                let known = Int.random(in: 1..<(try desk.size), using: &generator)
                let month = Int.random(in: 1...4, using: &generator)
                let text = month < 4 ? "known:\(known),effective:2023-0\(month)-28" : "known:\(known)"
                return try Edition(text)
            }
            let (from, to) = (try edition(), try edition())
            for name in [ReportName.industryShare, .execution] {
                var request = ReportRequest(name)
                (request.year, request.region, request.by) = (2023, RegionCode("230606"), nil)
                let made = try desk.ledger.restatement(of: request, from: from, to: to)
                for (row, account) in Self.accounts(made.report) {
                    let sum = (account.parts + account.together).reduce(account.first, +)
                    #expect(sum == account.last, "seed \(seed) \(name) \(row): \(from.text) to \(to.text)")
                    let isByKnowledgeAlone = from.effectiveTo == to.effectiveTo
                    if isByKnowledgeAlone { #expect(account.together.isEmpty, "seed \(seed) \(row)") }
                }
            }
        }
    }

    private static func accounts(_ report: Report) -> [String: Account] {
        var accounts: [String: Account] = [:]
        func column(_ key: String) -> Int { report.columns.firstIndex { $0.key == key } ?? 0 }
        for row in report.rows {
            guard case .text(let name) = row[column("row")], case .code(let amount, _) = row[column("column")],
                case .code(let kind, _) = row[column("kind")], case .fen(let fen) = row[column("amount_fen")]
            else { continue }
            var account = accounts[name + " " + amount] ?? Account()
            switch kind {
            case "FROM": account.first = fen
            case "EVENT": account.parts.append(fen)
            case "TOGETHER": account.together.append(fen)
            default: account.last = fen
            }
            accounts[name + " " + amount] = account
        }
        return accounts
    }

    /// A correction across years, as the decisions have it: 50,000 yuan of 2022-12-15 become 30,000 in February 2023.
    @Test func aCorrectionIsTwoEventsOfTheOldYear() throws {
        let desk = try Desk(seed: 1)
        #expect(try desk.perform(.receive(line: 0, fen: 100), id: desk.newID()))
        #expect(try desk.perform(.register(project: 0), id: desk.newID()))
        #expect(try desk.perform(.commit(project: 0, line: 0, fen: 50), id: desk.newID()))
        let before = try desk.size
        #expect(try desk.perform(.correct(before - 1, fen: 30), id: desk.newID()))
        var request = ReportRequest(.industryShare)
        (request.year, request.region) = (2023, RegionCode("230606"))
        let from = try Edition("known:size:\(before)")
        let report = try desk.ledger.restatement(of: request, from: from, to: Edition("now")).report
        let account = try #require(Self.accounts(report).first { $0.key.hasSuffix("numerator_fen") }?.value)
        #expect(account.first == 50)
        #expect(account.parts == [-50, 30])
        #expect(account.last == 30)
    }

    @Test(
        arguments: [
            ("now", nil, nil), ("known:5", "5", nil), ("known:size:9", "size:9", nil),
            ("known:2023-12-31,effective:2023-06-30", "2023-12-31", "2023-06-30"),
            ("known:5,effective:2023-06-30,rules:then", "5", "2023-06-30"),
            ("now,effective:2023-06-30", nil, "2023-06-30"),
            ("effective:2023-06-30", nil, "2023-06-30"), ("now,rules:then", nil, nil),
        ] as [(String, String?, String?)])
    func editions(text: String, knownAt: String?, effectiveTo: String?) throws {
        let edition = try Edition(text)
        #expect(edition.knownAt?.description == knownAt && edition.effectiveTo?.description == effectiveTo)
    }

    @Test(arguments: [
        ("", " in the edition  is not read"), ("known", "known in the edition known is not read"),
        ("known:", "known: in the edition known: is not read"),
        ("effective:2023-13-01", "effective:2023-13-01 in the edition effective:2023-13-01 is no date"),
        ("known:1,known:2", "known:2 in the edition known:1,known:2 comes twice"),
        ("now,known:2", "known:2 in the edition now,known:2 comes twice"),
        ("known:1,", " in the edition known:1, is not read"),
        (
            "now,rules:now",
            "rules:now in the edition now,rules:now is not for figures, which go by the policies of their edition; today's judge findings anew (the findings under today's policies)"
        ),
    ])
    func whatIsNoEditionIsRefused(text: String, says: String) throws {
        do throws(ServiceError) {
            _ = try Edition(text)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.kind == .usage)
            #expect(error.text.text(.english) == says + "; it takes " + Edition.forms.english)
        }
    }
}
