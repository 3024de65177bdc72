// swift-tools-version: 6.1
import PackageDescription

/// Imports go one way, from the bottom of this list to its top; `Tests/ArchitectureTests` reads the
/// `import` lines and holds them to it.
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
        .target(name: "LedgerViews", dependencies: ["LedgerDomain"]),
        .target(name: "LedgerRules", dependencies: ["LedgerDomain"]),
        .target(name: "LedgerInterchange", dependencies: ["LedgerDomain"]),
        .target(name: "MerkleLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "CSQLiteSettings"),
        .target(
            name: "LedgerLog",
            dependencies: [
                "LedgerDomain", "MerkleLog", "CSQLiteSettings", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "linkedfund",
            dependencies: [ .product(name: "Crypto", package: "swift-crypto"),.product(name: "GRDB", package: "GRDB.swift"),
                 .product(name: "ArgumentParser", package: "swift-argument-parser"),"LedgerReference","LedgerLog","LedgerInterchange","LedgerRules"
            ]),
    ]
)
