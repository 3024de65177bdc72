import Foundation
import Testing

/// Below the executable no text names an option: it says `\(Choice.sheet)`, and each door has its own words for that.
@Suite struct OptionTextsTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources")
    /// The help sheet of a template is a file for people at a command line.
    private static let exempt = ["LedgerInterchange/Template/TemplateWorkbook.swift"]

    @Test func optionsAreNamedByTheExecutableAlone() throws {
        let option = try NSRegularExpression(pattern: #""[^"]*--[a-z]"#)
        let files = (FileManager.default.subpaths(atPath: Self.sources.path) ?? []).filter {
            $0.hasSuffix(".swift") && !$0.hasPrefix("linkedfund/") && !Self.exempt.contains($0)
        }
        #expect(files.count > 100)
        for file in files {
            let text = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let line = String(line)
                let found = option.firstMatch(in: line, range: NSRange(line.startIndex..., in: line))
                #expect(found == nil, "\(file): \(line)")
            }
        }
    }
}
