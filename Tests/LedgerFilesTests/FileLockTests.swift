import LedgerFiles
import MerkleLog
import Testing

@Suite struct FileLockTests {
    @Test func aWriterWaitsAndThenGivesUp() throws {
        let folder = try TemporaryFolder()
        let lock = try FileLock(directory: folder.path)
        #expect(throws: LogStoreError.busy(path: folder.path + "/lock")) {
            _ = try FileLock(directory: folder.path, waitingSeconds: 0.1)
        }
        withExtendedLifetime(lock) {}
    }

    @Test func whoLetsGoOfItLetsTheNextIn() throws {
        let folder = try TemporaryFolder()
        do { _ = try FileLock(directory: folder.path) }
        _ = try FileLock(directory: folder.path, waitingSeconds: 0.1)
    }
}
