import MerkleLog
import Testing

@Suite struct EntryBundleTests {
    @Test func isThePublishedLogs() throws {
        // transparency-dev/tessera, testdata/log/tile/entries/000.p/15 and tile/0/000.p/15 (commit 1811ae1).
        let entries = CheckpointTests.entries.map(\.bytes)
        let bundle = try #require(EntryBundle.encode(entries))
        #expect(bundle.count == 99)
        #expect(
            MerkleTree.sha256(bundle).hex == "9ac6a9fc9012f2b4d67ac26041933c119e1505defc5c808ed614c5778c9f1716")
        #expect(EntryBundle.decode(bundle, width: 15) == entries)
        let tile = entries.flatMap { MerkleTree.leafHash($0).bytes }
        #expect(tile.count == 480)
        #expect(MerkleTree.sha256(tile).hex == "93593af14d2cce39867d2e73fe4ca400a38581605c5c4501a03e752d9b51a130")
    }

    @Test func writesTheHigherByteFirst() {
        let entry = [UInt8](repeating: 9, count: 0x0102)
        #expect(EntryBundle.encode([[], entry]) == [0, 0, 1, 2] + entry)
    }

    @Test func holdsUpToItsLimits() throws {
        let longest = [UInt8](repeating: 7, count: 65_535)
        let bundle = try #require(EntryBundle.encode([longest, []]))
        #expect(EntryBundle.decode(bundle, width: 2) == [longest, []])
        #expect(EntryBundle.encode([longest + [7]]) == nil)
        #expect(EntryBundle.encode([]) == nil)
        let full = [[UInt8]](repeating: [1], count: 256)
        #expect(EntryBundle.encode(full).flatMap { EntryBundle.decode($0, width: 256) } == full)
        #expect(EntryBundle.encode(full + [[1]]) == nil)
    }

    @Test func refusesAnotherWidthOrLength() throws {
        let bundle = try #require(EntryBundle.encode([[1, 2], [], [3]]))
        #expect(EntryBundle.decode(bundle, width: 3) != nil)
        #expect(EntryBundle.decode(bundle, width: 2) == nil)
        #expect(EntryBundle.decode(bundle, width: 4) == nil)
        #expect(EntryBundle.decode(bundle + [0], width: 3) == nil)
        #expect(EntryBundle.decode(bundle + [0, 0], width: 3) == nil)
        for count in bundle.indices { #expect(EntryBundle.decode(Array(bundle[..<count]), width: 3) == nil) }
    }
}
