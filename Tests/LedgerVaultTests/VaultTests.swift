import Foundation
import LedgerDomain
import Testing

@testable import LedgerVault

@Suite struct VaultTests {
    static let household = "1a2b:" + String(repeating: "a", count: 26)
    static let loan = "1a2b:" + String(repeating: "b", count: 26)
    static let person = "1a2b:" + String(repeating: "c", count: 26)
    private let folder = TemporaryFolder()
    private let key = [UInt8](repeating: 7, count: 32)
    private var path: String { folder.path + "/vault.sqlite" }

    private func vault(origin: String = "example.gov.cn/funds", key: [UInt8]? = nil) throws -> Vault {
        try Vault(path, origin: origin, key: key ?? self.key)
    }

    private func record(_ name: String, phone: String? = nil) -> PersonalRecord {
        var person = PersonalRecord.Person()
        (person.name, person.phone, person.identityCard) = (name, phone, "11010519491231002X")
        person.token = Self.person
        return PersonalRecord(
            token: Self.household, kind: .household, holder: Self.household, source: "HH-1", people: [person])
    }

    private var loanOfHousehold: PersonalRecord {
        PersonalRecord(token: Self.loan, kind: .loan, holder: Self.household, source: "某银行\n合同-1")
    }

    private func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test func whatIsKeptIsFoundAgain() throws {
        let vault = try vault()
        try vault.keep([record("王小明"), loanOfHousehold])
        guard case .record(let found) = try vault.answer(Self.household) else { throw Unexpected() }
        #expect(found.people.map(\.name) == ["王小明"])
        #expect(found.source == "HH-1")
        guard case .record(let loan) = try vault.answer(Self.loan) else { throw Unexpected() }
        #expect(loan.holder == Self.household)
        #expect(try vault.household(ofPerson: Self.person) == Self.household)
        #expect(try vault.counts() == Vault.Counts(holders: 1, tokens: 2, erased: 0))
    }

    @Test func aLaterSheetAddsToWhatIsKnown() throws {
        let vault = try vault()
        try vault.keep([record("王小明", phone: "13800138000")])
        try vault.keep([record("王小明")])
        guard case .record(let found) = try vault.answer(Self.household) else { throw Unexpected() }
        #expect(found.people.map(\.phone) == ["13800138000"])
    }

    /// A loan that came before its household has a key of its own, and then the household's.
    @Test func aLoanJoinsItsHousehold() throws {
        let vault = try vault()
        var alone = loanOfHousehold
        alone.holder = Self.loan
        try vault.keep([alone])
        try vault.keep([record("王小明"), loanOfHousehold])
        #expect(try vault.counts() == Vault.Counts(holders: 1, tokens: 2, erased: 0))
    }

    @Test func nothingStandsInClear() throws {
        let vault = try vault()
        try vault.keep([record("王小明", phone: "13800138000"), loanOfHousehold])
        vault.close()
        for text in ["王小明", "13800138000", "11010519491231002X", "HH-1", "合同-1"] {
            #expect(try bytes().range(of: Data(text.utf8)) == nil, "\(text)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["vault.sqlite"])
    }

    @Test func erasingLeavesNeitherKeyNorSealedBytes() throws {
        let vault = try vault()
        try vault.keep([record("王小明"), loanOfHousehold])
        let (wrapped, sealed) = (
            try blob("SELECT hex(wrapped) FROM holder"), try blob("SELECT hex(sealed) FROM identity")
        )
        #expect(try bytes().range(of: wrapped) != nil)
        try vault.erase([(Self.household, 41)])
        #expect(try vault.answer(Self.household) == .erased(seq: 41))
        #expect(try vault.answer(Self.loan) == .erased(seq: 41))
        #expect(try vault.household(ofPerson: Self.person) == nil)
        vault.close()
        #expect(try bytes().range(of: wrapped) == nil)
        #expect(try bytes().range(of: sealed) == nil)
    }

    /// Importing last year's sheet again must not undo what was decided.
    @Test func whatWasErasedIsNotKeptAgain() throws {
        let vault = try vault()
        try vault.keep([record("王小明")])
        try vault.erase([(Self.household, 41)])
        #expect(try vault.keep([record("王小明"), loanOfHousehold]) == 2)
        #expect(try vault.answer(Self.household) == .erased(seq: 41))
        #expect(try vault.counts() == Vault.Counts(holders: 0, tokens: 0, erased: 1))
    }

    @Test func anotherKeyOpensNothing() throws {
        let first = try vault()
        try first.keep([record("王小明")])
        first.close()
        let second = try vault(key: [UInt8](repeating: 8, count: 32))
        #expect(throws: VaultError.sealed(token: Self.household)) { try second.answer(Self.household) }
    }

    @Test func aVaultOfAnotherLedgerIsRefused() throws {
        try vault().close()
        #expect(throws: VaultError.foreign(origin: "example.gov.cn/funds")) { try vault(origin: "other/funds") }
    }

    /// The associated data name the token: sealed bytes do not open under another.
    @Test func sealedBytesMovedToAnotherTokenDoNotOpen() throws {
        let vault = try vault()
        try vault.keep([record("王小明"), loanOfHousehold])
        _ = try blob(
            "UPDATE identity SET sealed = (SELECT sealed FROM identity WHERE token = '\(Self.household)') RETURNING hex('')"
        )
        #expect(throws: VaultError.sealed(token: Self.loan)) { try vault.answer(Self.loan) }
    }

    @Test func theCommittedSchemaIsTheOneInUse() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("schemas/sql/vault.sql")
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil {
            try Data(VaultSchema.sql.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == VaultSchema.sql)
    }

    @Test func aFileOfAnotherKindIsNoVault() throws {
        try Data("这不是数据库，也不是保管库；只是一个文本文件。".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: VaultError.notAVault(path: path)) { try vault() }
    }

    /// The first value of a statement that answers in hexadecimal.
    private func blob(_ sql: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys\ndb=sqlite3.connect(sys.argv[1],isolation_level=None)\nprint(db.execute(sys.argv[2]).fetchone()[0])",
            path, sql,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        let hex = Array(output.fileHandleForReading.readDataToEndOfFile().prefix { $0 != 0x0A })
        return Data(
            stride(from: 0, to: hex.count - 1, by: 2).compactMap {
                UInt8(String(decoding: hex[$0...$0 + 1], as: UTF8.self), radix: 16)
            })
    }
}

private struct Unexpected: Error {}

private final class TemporaryFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("vault-" + UUID().uuidString).path
    init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
