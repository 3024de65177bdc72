import Foundation
import Testing

/// Imports go one way. SwiftPM accepts an import that the manifest does not list, so the lines are read here.
@Suite struct ImportsTests {
    static let allowed: [String: Set<String>] = [
        "LedgerDomain": ["Swift"],
        "CReferenceData": [],
        "LedgerReference": ["CReferenceData", "LedgerDomain"],
        "MerkleLog": ["Crypto"],
        "LedgerRules": ["LedgerDomain", "LedgerViews", "Synchronization"],
        "LedgerViews": ["LedgerDomain"],
        "LedgerSample": ["LedgerDomain"],
        "CZip": [],
        "CXML": [],
        "LedgerWorkbook": ["LedgerDomain", "CZip", "CXML", "Glibc"],
        "CXLSXWriter": [],
        "LedgerWorkbookWriter": ["LedgerDomain", "CXLSXWriter", "Glibc", "Synchronization"],
        "LedgerInterchange": ["LedgerDomain", "LedgerWorkbook", "LedgerWorkbookWriter", "Glibc"],
        "CSQLiteSettings": [],
        "LedgerLog": ["LedgerDomain", "MerkleLog", "CSQLiteSettings", "GRDB", "GRDBSQLite", "Glibc"],
        "LedgerVault": ["LedgerDomain", "CSQLiteSettings", "Crypto", "Foundation", "GRDB"],
        "COpenSSL": [],
        "CTimeStamp": [],
        "LedgerTimeStamp": ["CTimeStamp"],
        "LedgerAudit": ["LedgerDomain", "MerkleLog", "LedgerRules", "LedgerViews"],
        "LedgerService": [
            "LedgerDomain", "LedgerReference", "MerkleLog", "LedgerRules", "LedgerViews", "LedgerInterchange",
            "LedgerWorkbookWriter", "LedgerLog", "LedgerVault", "LedgerAudit", "LedgerTimeStamp", "Glibc", "Dispatch",
            "Synchronization",
        ],
        "linkedfund": [
            "ArgumentParser", "LedgerDomain", "LedgerReference", "LedgerService", "LedgerViews", "LedgerRules",
            "LedgerAudit", "LedgerInterchange", "LedgerSample", "Glibc",
        ],
    ]

    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources")

    @Test func everyTargetIsListed() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders).isSubset(of: Set(Self.allowed.keys)))
    }

    @Test(arguments: allowed.keys.sorted()) func importsAreAllowed(target: String) throws {
        let folder = Self.sources.appendingPathComponent(target)
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var read = 0
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            read += 1
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
                    words[..<index].allSatisfy({ $0 == "public" || $0 == "internal" || $0.hasPrefix("@") })
                else { continue }
                let module = String(words[index + 1])
                #expect(Self.allowed[target]?.contains(module) == true, "\(file.lastPathComponent) imports \(module)")
            }
        }
        #expect(read > 0 || target.hasPrefix("C") || target == "LedgerSample")
    }
}
