import LedgerFiles
import MerkleLog
import Testing

@Suite struct SourceFileTests {
    @Test func aFileThatChangesIsNotTheOneOfItsDigest() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a"
        try Files.create([1, 2, 3], at: path)
        let file = try #require(SourceFile(path))
        #expect(file.digest == MerkleTree.sha256([1, 2, 3]))
        #expect(file.bytes(from: 1, count: 2) == [2, 3])
        #expect(file.isUnchanged)
        let other = try #require(SourceFile(path))
        #expect(other.bytes(from: 2, count: 2) == nil)
        #expect(SourceFile(folder.path) == nil)
    }
}
