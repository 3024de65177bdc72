import Foundation
import LedgerFiles
import MerkleLog
import Testing

@Suite struct FilesTests {
    @Test func whatIsThereIsNeverWrittenOver() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a"
        try Files.createWhole([1], at: path)
        #expect(throws: LogStoreError.alreadyExists(path: path)) { try Files.createWhole([2], at: path) }
        #expect(Files.read(path) == [1])
        #expect(Files.list(folder.path) == ["a"])
    }

    @Test func aWriteReplacesTheWholeFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a"
        try Files.write([1, 2, 3], to: path)
        try Files.write([4], to: path)
        #expect(Files.read(path) == [4])
        #expect(Files.list(folder.path) == ["a"])
    }

    @Test func noLinkIsFollowedToEvidence() throws {
        let folder = try TemporaryFolder()
        try Files.create([7], at: folder.path + "/a")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/b", withDestinationPath: folder.path + "/a")
        #expect(Files.read(folder.path + "/b", limit: 10) == nil)
        #expect(Files.read(named: folder.path + "/b", limit: 10) == [7])
        #expect(Files.read(folder.path + "/a", limit: 0) == nil)
    }
}
