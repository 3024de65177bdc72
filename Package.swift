// swift-tools-version: 6.2
import PackageDescription

/// The fuzz targets are linked with libFuzzer, which an ordinary build has no use for; `tools/fuzz` asks for them.
let fuzzTargets: [Target] =
    Context.environment["LINKEDFUND_FUZZ"] == "1"
    ? [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "LedgerDomain", "LedgerInterchange", "LedgerReference", "LedgerRules", "LedgerSample", "LedgerTesting",
                "LedgerTimeStamp", "LedgerViews", "LedgerWorkbook", "MerkleLog", "WorkbookSamples",
            ],
            path: "Tests/Fuzz")
    ] : []

/// Imports go one way, from the bottom of this list to its top; `tools/check-imports` reads the `import` lines and holds
/// them to it.
let package = Package(
    name: "linkedfund",
    products: [.executable(name: "linkedfund", targets: ["linkedfund"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .target(name: "LedgerDomain"),
        .target(name: "CReferenceData"),
        .target(name: "LedgerReference", dependencies: ["LedgerDomain", "CReferenceData"]),
        .target(name: "MerkleLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "LedgerSample", dependencies: ["LedgerDomain"]),
        .target(name: "LedgerViews", dependencies: ["LedgerDomain"]),
        .target(name: "LedgerRules", dependencies: ["LedgerDomain", "LedgerViews"]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "LedgerWorkbook", dependencies: ["LedgerDomain", "CZip", "CXML"]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "LedgerWorkbookWriter", dependencies: ["LedgerDomain", "CXLSXWriter"]),
        .target(name: "LedgerInterchange", dependencies: ["LedgerDomain", "LedgerWorkbook", "LedgerWorkbookWriter"]),
        .target(name: "LedgerFiles", dependencies: ["MerkleLog"]),
        .target(name: "CSQLiteSettings"),
        .target(
            name: "LedgerLog",
            dependencies: [
                "LedgerDomain", "MerkleLog", "LedgerFiles", "CSQLiteSettings",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "LedgerVault",
            dependencies: [
                "LedgerDomain", "CSQLiteSettings", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "LedgerAudit",
            dependencies: ["LedgerDomain", "LedgerRules", "LedgerViews", "MerkleLog"]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CTimeStamp", dependencies: ["COpenSSL"]),
        .target(name: "LedgerTimeStamp", dependencies: ["CTimeStamp"]),
        .target(
            name: "LedgerService",
            dependencies: [
                "LedgerDomain", "LedgerReference", "MerkleLog", "LedgerFiles", "LedgerRules", "LedgerViews",
                "LedgerWorkbookWriter", "LedgerInterchange", "LedgerLog", "LedgerVault", "LedgerAudit",
                "LedgerTimeStamp",
            ]),
        .target(
            name: "LedgerPresentation",
            dependencies: [
                "LedgerDomain", "LedgerRules", "LedgerViews", "LedgerAudit", "LedgerInterchange",
                "LedgerWorkbookWriter",
                "LedgerVault", "LedgerService", "MerkleLog",
            ]),
        .executableTarget(
            name: "linkedfund",
            dependencies: [
                "LedgerDomain", "LedgerService", "LedgerPresentation", "LedgerViews", "LedgerAudit",
                "LedgerInterchange",
                "LedgerReference", "LedgerSample", "MerkleLog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "LedgerTesting", dependencies: ["LedgerDomain", "LedgerViews", "MerkleLog"],
            path: "Tests/LedgerTesting"),
        .testTarget(name: "LedgerDomainTests", dependencies: ["LedgerDomain", "LedgerReference", "LedgerTesting"]),
        .testTarget(name: "LedgerReferenceTests", dependencies: ["LedgerDomain", "LedgerReference"]),
        .testTarget(name: "MerkleLogTests", dependencies: ["MerkleLog", "LedgerTesting"]),
        .testTarget(
            name: "LedgerViewsTests", dependencies: ["LedgerDomain", "LedgerReference", "LedgerTesting", "LedgerViews"]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "linkedfund", "LedgerDomain", "LedgerInterchange", "LedgerReference", "LedgerViews", "LedgerWorkbook",
                "WorkbookSamples",
            ],
            exclude: ["Attacks/forge.py", "Golden"]),
        .testTarget(name: "LedgerFilesTests", dependencies: ["LedgerFiles", "MerkleLog"]),
        .testTarget(
            name: "LedgerLogTests",
            dependencies: ["LedgerDomain", "MerkleLog", "LedgerFiles", "LedgerLog", "LedgerTesting"]),
        .testTarget(name: "LedgerVaultTests", dependencies: ["LedgerDomain", "LedgerVault"]),
        .testTarget(
            name: "LedgerServiceTests",
            dependencies: [
                "LedgerDomain", "LedgerReference", "LedgerSample", "MerkleLog", "LedgerFiles", "LedgerLog",
                "LedgerRules", "LedgerViews", "LedgerInterchange", "LedgerAudit", "LedgerPresentation", "LedgerService",
                "LedgerTesting",
            ]),
        .testTarget(name: "LedgerAuditTests", dependencies: ["LedgerDomain", "LedgerAudit", "LedgerTesting"]),
        .testTarget(name: "LedgerTimeStampTests", dependencies: ["LedgerTimeStamp", "LedgerTesting"]),
        .target(name: "WorkbookSamples", dependencies: ["CZip"], path: "Tests/WorkbookSamples"),
        .testTarget(
            name: "LedgerWorkbookTests", dependencies: ["LedgerDomain", "LedgerWorkbook", "WorkbookSamples"]),
        .testTarget(
            name: "LedgerWorkbookWriterTests", dependencies: ["LedgerDomain", "LedgerWorkbook", "LedgerWorkbookWriter"]),
        .testTarget(
            name: "LedgerInterchangeTests",
            dependencies: [
                "LedgerDomain", "LedgerReference", "LedgerRules", "LedgerInterchange", "LedgerWorkbook",
                "LedgerWorkbookWriter", "WorkbookSamples",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "LedgerRulesTests",
            dependencies: ["LedgerDomain", "LedgerReference", "LedgerViews", "LedgerRules", "LedgerTesting"]),
        .testTarget(name: "ArchitectureTests"),
    ] + fuzzTargets
)

/// What every target of ours is compiled with: an import is seen by its own file alone, and an existential says `any`.
/// `tools/test` makes warnings errors; a user's newer compiler may warn of what was fine when this was written.
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
    ] + (Context.environment["LINKEDFUND_WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : [])

for target in package.targets where target.type != .system && !target.name.hasPrefix("C") {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
