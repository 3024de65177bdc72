import Foundation
import Testing

/// Imports go one way, as the manifest says. `tools/check-imports` reads the lines; here it is seen to see.
@Suite struct ImportsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func check(_ root: URL) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Self.root.appendingPathComponent("tools/check-imports").path, root.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// A package of two targets, the upper of which imports the lower.
    private static func package(_ files: [String: String]) throws -> URL {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("imports-" + UUID().uuidString)
        for (name, text) in files {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return root
    }

    private static let manifest = """
        // swift-tools-version: 6.2
        import PackageDescription
        let package = Package(
            name: "sample",
            targets: [
                .target(name: "Lower"), .target(name: "Upper", dependencies: ["Lower"]),
                .testTarget(name: "UpperTests", dependencies: ["Upper"]),
            ])
        """

    private static let sound = [
        "Package.swift": manifest, "Sources/Lower/Lower.swift": "public let low = 1",
        "Sources/Upper/Upper.swift": "import Lower", "Tests/UpperTests/Tests.swift": "import Testing\nimport Upper",
    ]

    @Test func everyImportIsListed() throws {
        let found = try Self.check(Self.root)
        #expect(found.code == 0, "\(found.output)")
    }

    @Test func aSoundPackagePasses() throws {
        let root = try Self.package(Self.sound)
        defer { try? FileManager.default.removeItem(at: root) }
        let found = try Self.check(root)
        #expect(found == (0, ""))
    }

    @Test(arguments: [
        ("Sources/Lower/Lower.swift", "public import Upper", "Sources/Lower/Lower.swift:1: Lower may not import Upper"),
        (
            "Sources/Lower/Clock.swift", "\nimport Foundation",
            "Sources/Lower/Clock.swift:2: Lower may not import Foundation"
        ),
        ("Sources/Upper/Upper.swift", "@testable import struct Lost.Thing", "Upper may not import Lost"),
        ("Sources/Upper/Upper.swift", "let high = 2", "Package.swift: Upper lists Lower and imports it nowhere"),
        ("Sources/Third/Third.swift", "let third = 3", "Sources/Third: stands in no manifest"),
        ("Tests/ThirdTests/Third.swift", "let third = 3", "Tests/ThirdTests: stands in no manifest"),
    ]) func aWrongImportIsNamed(file: String, text: String, problem: String) throws {
        let root = try Self.package(Self.sound.merging([file: text]) { $1 })
        defer { try? FileManager.default.removeItem(at: root) }
        let found = try Self.check(root)
        #expect(found.code == 1)
        #expect(found.output.contains(problem), "\(found.output)")
    }
}
