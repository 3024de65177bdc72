import Foundation
import Testing

/// Documents are at home: what code and pages cite, link and map is in the repository.
@Suite struct DocumentsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let decisions = "Sources/LedgerService/LedgerService.docc/Decisions.md"
    private static let architecture = "Sources/LedgerService/LedgerService.docc/Architecture.md"
    private static let map = ".github/CONTRIBUTING.md"

    /// One text file by its path in the repository.
    private struct Document {
        let path: String
        let text: String
        var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
        var isPage: Bool { path.hasSuffix(".md") }
    }

    /// All texts of the repository, without what a build makes.
    private static let documents: [Document] = {
        let tops = ["Sources", "Tests", "schemas", "tools", ".github", "README.md", "Package.swift"]
        return tops.flatMap { top -> [Document] in
            let url = root.appendingPathComponent(top)
            let names = FileManager.default.subpaths(atPath: url.path) ?? []
            return (names.isEmpty ? [top] : names.map { top + "/" + $0 }).compactMap { path in
                guard let data = try? Data(contentsOf: root.appendingPathComponent(path)), data.count < 1_000_000,
                    let text = String(data: data, encoding: .utf8)
                else { return nil }
                return Document(path: path, text: text)
            }
        }
    }()

    private static func text(_ path: String) throws -> String {
        try #require(documents.first { $0.path == path }?.text, "\(path) is missing")
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// What the parentheses of a pattern find in a text.
    private static func found(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern, options: .anchorsMatchLines)
        return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
            Range(match.range(at: 1), in: text).map { String(text[$0]) }
        }
    }

    // MARK: Citations

    /// Names of pages that were never in the repository, written so that this file holds none of them.
    @Test func noPageOutsideTheRepositoryIsCited() throws {
        let names = [
            "DECI" + "SIONS", "DESI" + "GN", "DOMA" + "IN", "UX" + #"\.md"#, "MEASU" + "RED", "FACTSTO" + "RE",
            "STY" + #"LE\.md"#, "AFTER" + "2025", "FORM" + #"ATS [0-9]"#,
        ]
        let pattern = #"\b("# + names.joined(separator: "|") + #")\b"#
        for document in Self.documents {
            #expect(try Self.found(pattern, in: document.text) == [], "\(document.path)")
        }
    }

    @Test func everyCitedDecisionStandsOnItsPage() throws {
        let known = Set(try Self.found("^### (D[0-9]+)$", in: try Self.text(Self.decisions)))
        var count = 0
        for document in Self.documents {
            let cited = try Self.found("Decisions[ #](D[0-9]+)", in: document.text)
            count += cited.count
            for anchor in cited {
                let isThere = known.contains(anchor)
                #expect(isThere, "\(document.path) cites Decisions \(anchor)")
            }
        }
        #expect(count > 0)
    }

    @Test(arguments: ["domain", "formats"]) func everyCitedSectionStandsOnItsPage(page: String) throws {
        let headings = #"^##+ ([0-9]+(?:\.[0-9]+)?)\.? "#
        let known = Set(try Self.found(headings, in: try Self.text("schemas/\(page).md")))
        var count = 0
        for document in Self.documents {
            var cited = try Self.found(page + #"\.md`? ([0-9]+(?:\.[0-9]+)?)"#, in: document.text)
            // The second verifier goes with the formats into every bundle, and cites nothing else.
            if page == "formats", document.path == "tools/verify.py" {
                cited += try Self.found("section ([0-9]+)", in: document.text)
            }
            count += cited.count
            for section in cited {
                let isThere = known.contains(section)
                #expect(isThere, "\(document.path) cites \(page).md \(section)")
            }
        }
        #expect(count > 0)
    }

    // MARK: Links

    @Test func everyRelativeLinkLeadsToAFile() throws {
        for page in Self.documents where page.isPage {
            for link in try Self.found(#"\]\(([^)\s]+)\)"#, in: page.text) where !link.contains("://") {
                let path = link.split(separator: "#").first.map(String.init) ?? ""
                // A link within the page leads to the folder, which is there.
                let target = Self.root.appendingPathComponent(page.folder).appendingPathComponent(path)
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path) links to \(link)")
            }
        }
    }

    /// DocC finds pages and headings of the same catalogue alone.
    @Test func everyLinkBetweenPagesLeadsToAPageOfTheCatalogue() throws {
        for page in Self.documents where page.isPage {
            for link in try Self.found("<doc:([^>]+)>", in: page.text) {
                let parts = link.split(separator: "#").map(String.init)
                let target = Self.documents.first { $0.path == "\(page.folder)/\(parts[0]).md" }
                #expect(target != nil, "\(page.path) links to \(link)")
                guard parts.count > 1, let target else { continue }
                #expect(
                    try Self.found("^#+ (\(parts[1]))$", in: target.text) != [], "\(page.path) links to \(link)")
            }
        }
    }

    /// Paths in code font, as `Sources/…`, are files or folders.
    @Test func everyPathOnAPageIsThere() throws {
        for page in Self.documents where page.isPage {
            for path in try Self.found(#"`((?:Sources|Tests|tools|schemas|\.github)/[^`\s]*)[^`]*`"#, in: page.text) {
                #expect(Self.exists(path), "\(page.path) names \(path)")
            }
        }
    }

    // MARK: The map

    @Test func theMapLeadsFromQuestionsToFiles() throws {
        let text = try Self.text(Self.map)
        let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("Question → file") })
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count >= 10)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(cells.count == 2 && cells[0].hasSuffix("?"), "\(row)")
            let paths = try Self.found("`([^`]*/[^`]*)`", in: cells.last ?? "")
            #expect(!paths.isEmpty, "\(row)")
            for path in paths { #expect(Self.exists(path), "\(cells[0]) \(path)") }
        }
    }

    /// A target that stands on no page would have to be guessed.
    @Test(arguments: [architecture, "README.md"]) func everyTargetIsTold(page: String) throws {
        let text = try Self.text(page)
        let targets = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appendingPathComponent("Sources").path)
        for target in targets where !target.hasPrefix("C") {
            let isTold = text.contains("`\(target)`")
            #expect(isTold, "\(page) does not name \(target)")
        }
    }
}
