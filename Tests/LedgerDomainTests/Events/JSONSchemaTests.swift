import Foundation
import LedgerDomain
import Testing

/// The committed schemas are the derived ones, and each has an example. `WRITE_SCHEMAS=1 swift test` writes them anew.
@Suite struct JSONSchemaTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("schemas/events")

    private func hold(_ text: String, in file: URL) throws {
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(committed == text, "\(file.lastPathComponent) of \(file.deletingLastPathComponent().lastPathComponent)")
    }

    @Test(arguments: EventKind.allCases) func theCommittedSchemaIsTheDerivedOne(kind: EventKind) throws {
        let folder = Self.folder.appendingPathComponent(kind.type.name)
        try hold(JSONSchema.text(of: kind.type), in: folder.appendingPathComponent("v1.schema.json"))
        try hold(SampleEntries.entry(kind) + "\n", in: folder.appendingPathComponent("examples/valid-1.json"))
        for (name, text) in Self.broken(kind) {
            try hold(text + "\n", in: folder.appendingPathComponent("examples/\(name).json"))
        }
    }

    /// Entries that a schema can see to be wrong.
    static func broken(_ kind: EventKind) -> [(String, String)] {
        let whole = SampleEntries.entry(kind)
        let unknown = whole.replacing(#""body":{"#, with: #""body":{"a_new_field":"1","#)
        let untyped = whole.replacing(#""seq":"7""#, with: #""seq":"07""#)
        return [("invalid-E03-unknown-field", unknown), ("invalid-E05-position", untyped)]
    }

    @Test func thereIsNoSchemaOfAnUnknownType() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            !$0.hasSuffix(".md")
        }
        #expect(Set(names) == Set(EventKind.allCases.map(\.type.name)))
    }
}
