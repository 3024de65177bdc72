import Foundation
@testable import LedgerDomain
import LedgerRules
import Testing

/// The rules as data: the committed table, the source that it is held against, and the test file of each rule.
/// `WRITE_SCHEMAS=1 swift test` writes `schemas/rules.json` anew.
@Suite struct RuleTableTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let all = RuleCatalogue.rules + RuleCatalogue.notApplicable.map(\.rule)

    @Test func theCommittedTableIsTheDerivedOne() throws {
        let file = Self.root.appendingPathComponent("schemas/rules.json")
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil { try Data(RuleTable.text.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == RuleTable.text)
        let table = try JSONSerialization.jsonObject(with: Data(RuleTable.text.utf8)) as? [String: Any]
        let rules = try #require(table?["rules"] as? [[String: Any]])
        #expect(rules.compactMap { $0["id"] as? String } == Self.all.map(\.id).sorted())
    }

    @Test func theRulesAreThoseOfTheSourceTable() throws {
        let file = Self.root.appendingPathComponent("schemas/codes/audit_rules.csv")
        let table = try ReferenceCSV([UInt8](Data(contentsOf: file)))
        let names = ["rule_id", "severity", "outcome", "waivable", "when", "finding_type", "finding_type_status"]
        let columns = try names.map { try table.column($0) }
        var source: [String: [String]] = [:]
        for row in table.rows { source[row[columns[0]]] = columns.map { row[$0] } }
        #expect(source.count == 58)
        for rule in Self.all {
            let derived = [
                rule.id, rule.severity.rawValue, rule.outcome.rawValue, rule.isWaivable ? "yes" : "no",
                rule.moment.rawValue, rule.findingType.rawValue, rule.isFindingTypePublic ? "public" : "proposed",
            ]
            // A later decision wins over the table: a true second payment under an equal key is recorded with a waiver of
            // A33.
            if rule.id == "A33" { source["A33"]?[3] = "yes" }
            #expect(source[rule.id] == derived, "\(rule.id)")
        }
    }

    @Test func eachRuleHasATestFileOfItsNameAndEachTestFileARule() throws {
        func names(_ folder: String, _ suffix: String) throws -> Set<String> {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: Self.root.appendingPathComponent(folder).path)
            return Set(files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) })
        }
        let rules = try names("Sources/LedgerRules/Rules", ".swift")
        #expect(try names("Tests/LedgerRulesTests/Rules", "Tests.swift") == rules)
        #expect(rules.map { String($0.prefix(3)) }.sorted() == Self.all.map(\.id).sorted())
    }

    /// What a rule says and what it looks for stand in one file: the file declares how the rule is asked, and holds the
    /// function that answers.
    @Test func eachRulesFileHoldsItsPredicate() throws {
        let answers = [
            "EntryRule": "static func faults(in entry: Entry, after facts: Facts",
            "ReferenceRule": "static func faults(in entry: Entry, after facts: Facts",
            "KeyRule": "static func keyFaults(in entry: Entry, after facts: Facts",
            "BalanceRule": "static func excess(of name: FactName",
            "SheetRule": "static func fault(of total: StatedTotal)",
            "LogRule": "func findings(_ scope: AuditScope)",
        ]
        let folder = Self.root.appendingPathComponent("Sources/LedgerRules/Rules")
        let silent = Set(RuleCatalogue.notApplicable.map(\.rule.id))
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            let name = file.dropLast(".swift".count)
            let id = String(file.prefix(3))
            let declares = try Regex("(?:enum|struct) \(name): ([\\w, ]+) \\{")
            let declaration = try #require(text.firstMatch(of: declares), "\(file)")
            let kinds = try #require(declaration[1].substring).split(separator: ", ").map(String.init)
            #expect(text.contains("\n        \"\(id)\", "), "\(file) describes no \(id)")
            if silent.contains(id) {
                #expect(kinds == ["Rule"], "\(file)")
                continue
            }
            for kind in kinds where kind != "Sendable" {
                let answer = try #require(answers[kind], "\(file): \(kind) says not how it is asked")
                #expect(text.contains(answer), "\(file) does not answer as a \(kind)")
            }
        }
    }

    /// Elsewhere no rule is written down: `grep` for an identifier leads to the rule.
    @Test func noOtherFileNamesARuleInItsTexts() throws {
        let sources = Self.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
        // What an entry must hold is checked before it is one, under the name of the rule about records that lack it.
        let known = ["LedgerDomain/Events/Fault.swift": ["\"A53\""]]
        for file in files where file.hasSuffix(".swift") && !file.hasPrefix("LedgerRules/Rules/") {
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            let found = text.matches(of: /"A[0-9]{2}"/).map { String($0.output) }
            #expect(found == known[file] ?? [], "\(file)")
        }
    }
}
