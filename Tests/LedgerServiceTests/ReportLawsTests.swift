import Foundation
import LedgerDomain
import LedgerPresentation
import LedgerService
import LedgerTesting
import LedgerViews
import Testing

/// What holds of every report, whatever it says.
@Suite struct ReportLawsTests {
    private static let small = Result { try SmallLedger(seed: 11, count: 300, part: 100) }

    @Test(arguments: ReportName.allCases) func isATableInBothLanguages(_ name: ReportName) throws {
        var request = ReportRequest(name)
        request.year = 2023
        let made = try Self.small.get().ledger.report(request)
        expectTable(made.report)
        for language in [Language.chinese, .english] {
            let output = ReportOutput(made, in: .wanYuan, Presenter(language: language, software: "test"))
            let json = try JSONSerialization.jsonObject(with: Data(output.json.utf8)) as? [String: Any]
            #expect((json?["rows"] as? [Any])?.count == made.report.rows.count)
            #expect(!output.text.isEmpty)
        }
    }
}
