import Foundation
import Testing

/// What the rules find in the published cases: what the case files name, and nothing else.
///
/// Published notices leave much out, so that nearly every row has an A53; those are looked at by themselves.
@Suite struct PublishedFindingsTests {
    let ledger = TestLedger.ofCases()

    private func findings(_ arguments: String...) -> [[String: Any]] {
        Program.run(
            ["audit", "rules", "--ledger", ledger.path, "--as-of", "2026-01-01", "--json"] + arguments,
            state: ledger.folder + "/state", language: "en"
        ).rows
    }

    private func line(_ row: [String: Any]) -> String {
        ["rule_id", "severity", "region", "fiscal_year", "field", "given", "expected", "difference"].map {
            "\(row[$0] ?? "")"
        }.joined(separator: " | ")
    }

    private static let named: [String: [String]] = [
        "2022 532323": ["A44 | error | 532323 | 2022 | body.posted_to | 7 | 10 days or more | 3"],
        "2023 632323": [
            "A13 | warn | 632323 | 2023 | management_fee | 14000000/1259000000 (1.11 %) | 1.00 % or less, which is 12590000 fen | 1410000"
        ],
    ]

    private static let counties = [
        "230606", "632323", "410704", "429005", "532323", "350123", "610722", "640303", "653125", "331102", "330702",
        "500243", "410222",
    ]

    @Test(arguments: counties, ["2022", "2023"]) func eachCaseHasItsFindingsAndNoOthers(county: String, year: String) {
        let rows = findings("--year", year, "--region", county).filter { $0["rule_id"] as? String != "A53" }
        #expect(rows.map(line) == Self.named["\(year) \(county)"] ?? [])
    }

    @Test func theWholeCountryHasTheSameFindingsOverAllYears() {
        let rows = findings().filter { $0["rule_id"] as? String != "A53" }
        #expect(rows.map(line).sorted() == Self.named.values.flatMap { $0 }.sorted())
    }

    @Test func whatNoticesLeaveOutIsAWarningOfItsOwn() {
        let rows = findings("--rule", "A53")
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0["severity"] as? String == "warn" && $0["finding_type"] as? String == "F09" })
        let fields = Set(rows.compactMap { $0["field"] as? String })
        #expect(
            fields.isSuperset(of: ["body.received_on", "body.library_on", "body.date_precision", "body.text_hash"]))
    }
}
