import MerkleLog
import Testing

@Suite struct MerkleTreeTests {
    // google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc (commit 0fe5116).
    static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static var leaves: [Hash] { entries.map { MerkleTree.leafHash(Hexadecimal.decode($0) ?? []) } }

    @Test func hasThePublishedRoots() {
        var frontier = Frontier()
        #expect(frontier.root.hex == Self.roots[0])
        #expect(MerkleTree.emptyRoot.hex == Self.roots[0])
        for (index, leaf) in Self.leaves.enumerated() {
            frontier.append(leaf)
            #expect(frontier.size == UInt64(index + 1))
            #expect(frontier.root.hex == Self.roots[index + 1])
        }
    }

    @Test func aLeafOfTheGoPackage() {
        // RecordHash("hello world"): golang/mod sumdb/tlog/tlog_test.go (commit fe2ec04).
        #expect(MerkleTree.leafHash("hello world".bytes).base64 == "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=")
    }

    @Test func sha256OfTheStandard() {
        // FIPS 180-2 appendix B.1.
        #expect(
            MerkleTree.sha256("abc".bytes).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func entriesOfEveryLengthAroundABlock() {
        for count in [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1_022, 1_023, 1_024, 1_025, 4_096, 32_768] {
            let entry = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            #expect(MerkleTree.leafHash(entry) == MerkleTree.sha256([0] + entry), "\(count) bytes")
            #expect(entry.withUnsafeBytes { MerkleTree.leafHash($0) } == MerkleTree.sha256([0] + entry))
        }
        #expect(MerkleTree.leafHash(UnsafeRawBufferPointer(start: nil, count: 0)) == MerkleTree.sha256([0]))
    }

    @Test func agreesWithTheDefinition() {
        let tree = NaiveTree(count: 300)
        var frontier = Frontier()
        for size in 1...300 {
            frontier.append(tree.leaves[size - 1])
            #expect(frontier.root == tree.root(size), "size \(size)")
        }
    }

    @Test func goesOnFromItsStoredBytes() throws {
        let tree = NaiveTree(count: 131)
        for size in 0...130 {
            let grown = tree.frontier(size)
            #expect(grown.bytes.count == size.nonzeroBitCount * 32)
            var resumed = try #require(Frontier(size: UInt64(size), bytes: grown.bytes))
            #expect(resumed == grown)
            #expect(resumed.root == tree.root(size))
            resumed.append(tree.leaves[size])
            #expect(resumed.root == tree.root(size + 1), "after \(size)")
        }
    }

    @Test func storesTheLargestSubtreeFirst() throws {
        let tree = NaiveTree(count: 7)
        #expect(tree.frontier(7).bytes == [tree.root(0..<4), tree.root(4..<6), tree.root(6..<7)].flatMap(\.bytes))
    }

    @Test func refusesStoredBytesOfAnotherSize() {
        let bytes = NaiveTree(count: 7).frontier(7).bytes
        #expect(Frontier(size: 7, bytes: bytes) != nil)
        #expect(Frontier(size: 6, bytes: bytes) == nil)
        #expect(Frontier(size: 7, bytes: Array(bytes.dropLast())) == nil)
        #expect(Frontier(size: 0, bytes: [0]) == nil)
        #expect(Frontier(size: 1 << 63, bytes: [UInt8](repeating: 0, count: 32)) == nil)
    }

    @Test func tellsOfEachCompletedSubtreeOnce() {
        let tree = NaiveTree(count: 130)
        var seen: [Int: [Hash]] = [:]
        var frontier = Frontier()
        for leaf in tree.leaves { frontier.append(leaf) { seen[$0, default: []].append($1) } }
        for level in 0...7 {
            #expect(seen[level] == (0..<(130 >> level)).map { tree.subtree(level, UInt64($0)) }, "level \(level)")
        }
        #expect(seen[8] == nil)
    }
}
