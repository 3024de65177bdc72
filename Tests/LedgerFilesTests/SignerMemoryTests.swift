import LedgerFiles
import MerkleLog
import Testing

@Suite struct SignerMemoryTests {
    private static let root = MerkleTree.sha256([1])

    private static func head(_ size: UInt64) -> LogHead {
        LogHead(size: size, root: root, note: [], frontier: Frontier(), recordedAt: 0)
    }

    @Test func aLogThatIsShorterOrAnotherIsRefused() throws {
        let folder = try TemporaryFolder()
        let memory = SignerMemory(stateDirectory: folder.path, origin: "example.org/log")
        try memory.check(nil) { _ in nil }
        memory.remember(Self.head(3))
        try memory.check(Self.head(4)) { size in size == 3 ? Self.root : nil }
        #expect(throws: LogStoreError.rolledBack(signed: 3, found: 2)) {
            try memory.check(Self.head(2)) { _ in Self.root }
        }
        #expect(throws: LogStoreError.forked(size: 3)) {
            try memory.check(Self.head(4)) { _ in MerkleTree.emptyRoot }
        }
    }

    /// To begin anew would forget what was signed.
    @Test func aMemoryThatSaysNothingIsNoMemoryOfNothing() throws {
        let folder = try TemporaryFolder()
        let memory = SignerMemory(stateDirectory: folder.path, origin: "example.org/log")
        try memory.keep(size: 1, root: Self.root)
        let path = folder.path + "/" + (Files.list(folder.path).first ?? "")
        try Files.write([], to: path)
        #expect(throws: LogStoreError.damaged(path)) { try memory.last() }
    }
}
