import LedgerTesting
import MerkleLog
import Testing

@Suite struct ProofTests {
    /// The abbreviations under which the published paths are written below.
    static let hashes: [Character: Hash] = {
        let text: [(Character, String)] = [
            ("a", "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
            ("b", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            ("c", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
            ("d", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            ("e", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            ("f", MerkleTreeTests.roots[4]), ("g", MerkleTreeTests.roots[2]), ("h", MerkleTreeTests.roots[1]),
            ("i", "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
        ]
        return Dictionary(uniqueKeysWithValues: text.compactMap { key, hex in Hash(hex: hex).map { (key, $0) } })
    }()

    static func hashes(_ names: String) -> [Hash] { names.compactMap { hashes[$0] } }

    // google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc (commit 0fe5116), leaves counted from 0.
    @Test(arguments: [(0, 8, "abc"), (5, 8, "def"), (2, 3, "g"), (1, 5, "hbd"), (0, 1, "")] as [(Int, Int, String)])
    func inclusionAsPublished(index: Int, size: Int, path: String) throws {
        let tree = NaiveTree(leaves: MerkleTreeTests.leaves)
        let root = try #require(Hash(hex: MerkleTreeTests.roots[size]))
        #expect(Proof.inclusion(of: UInt64(index), in: UInt64(size), tree.subtree) == Self.hashes(path))
        #expect(
            Proof.verifyInclusion(
                of: tree.leaves[index], at: UInt64(index), in: UInt64(size), root: root, path: Self.hashes(path)))
    }

    @Test(arguments: [(1, 1, ""), (1, 8, "abc"), (6, 8, "ief"), (2, 5, "bd")] as [(Int, Int, String)])
    func consistencyAsPublished(old: Int, size: Int, path: String) throws {
        let tree = NaiveTree(leaves: MerkleTreeTests.leaves)
        let roots = MerkleTreeTests.roots.compactMap { Hash(hex: $0) }
        #expect(Proof.consistency(from: UInt64(old), to: UInt64(size), tree.subtree) == Self.hashes(path))
        #expect(
            Proof.verifyConsistency(
                from: UInt64(old), oldRoot: roots[old], to: UInt64(size), root: roots[size], path: Self.hashes(path)))
    }

    @Test func inclusionOfEveryLeafOfEverySize() {
        let tree = NaiveTree(count: 130)
        for size in 1...130 {
            let root = tree.root(size)
            for index in 0..<size {
                let path = Proof.inclusion(of: UInt64(index), in: UInt64(size), tree.subtree)
                #expect(path == tree.path(index, 0..<size), "leaf \(index) of \(size)")
                let isShown = Proof.verifyInclusion(
                    of: tree.leaves[index], at: UInt64(index), in: UInt64(size), root: root, path: path)
                #expect(isShown, "leaf \(index) of \(size)")
            }
        }
    }

    @Test func consistencyOfEveryTwoSizes() {
        let tree = NaiveTree(count: 130)
        for size in 1...130 {
            for old in 1...size {
                let path = Proof.consistency(from: UInt64(old), to: UInt64(size), tree.subtree)
                #expect(path == tree.proof(old, 0..<size), "\(old) to \(size)")
                let isShown = Proof.verifyConsistency(
                    from: UInt64(old), oldRoot: tree.root(old), to: UInt64(size), root: tree.root(size), path: path)
                #expect(isShown, "\(old) to \(size)")
            }
        }
    }

    @Test func everyOneBitFlipFails() {
        let tree = NaiveTree(count: 12)
        for size in 1...12 {
            for index in 0..<size { checkFlips(tree, inclusion: index, size, bits: Array(0..<256)) }
            for old in 1...size { checkFlips(tree, consistency: old, size, bits: Array(0..<256)) }
        }
    }

    @Test(arguments: seeds(1)) func aBitOfEachHashFlippedFailsInLargerTrees(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let tree = NaiveTree(count: 130)
        for size in 13...130 {
            let bit = Int.random(in: 0..<256, using: &generator)
            for index in 0..<size { checkFlips(tree, inclusion: index, size, bits: [bit]) }
            for old in 1...size { checkFlips(tree, consistency: old, size, bits: [bit]) }
        }
    }

    private func checkFlips(_ tree: NaiveTree, inclusion index: Int, _ size: Int, bits: [Int]) {
        let path = tree.path(index, 0..<size)
        func accepts(leaf: Hash? = nil, root: Hash? = nil, _ path: [Hash]) -> Bool {
            Proof.verifyInclusion(
                of: leaf ?? tree.leaves[index], at: UInt64(index), in: UInt64(size), root: root ?? tree.root(size),
                path: path)
        }
        for bit in bits {
            var accepted = accepts(leaf: tree.leaves[index].flipping(bit: bit), path)
            accepted = accepts(root: tree.root(size).flipping(bit: bit), path) || accepted
            for place in path.indices { accepted = accepts(path.flipping(bit: bit, of: place)) || accepted }
            #expect(!accepted, "leaf \(index) of \(size), bit \(bit)")
        }
    }

    private func checkFlips(_ tree: NaiveTree, consistency old: Int, _ size: Int, bits: [Int]) {
        let path = tree.proof(old, 0..<size)
        func accepts(oldRoot: Hash? = nil, root: Hash? = nil, _ path: [Hash]) -> Bool {
            Proof.verifyConsistency(
                from: UInt64(old), oldRoot: oldRoot ?? tree.root(old), to: UInt64(size), root: root ?? tree.root(size),
                path: path)
        }
        for bit in bits {
            var accepted = accepts(oldRoot: tree.root(old).flipping(bit: bit), path)
            accepted = accepts(root: tree.root(size).flipping(bit: bit), path) || accepted
            for place in path.indices { accepted = accepts(path.flipping(bit: bit, of: place)) || accepted }
            #expect(!accepted, "\(old) to \(size), bit \(bit)")
        }
    }

    // The kinds of change in transparency-dev/merkle testdata (commit 417fb0c).
    @Test func changedInclusionFails() {
        let tree = NaiveTree(count: 40)
        for size in 1...40 {
            for index in 0..<size {
                let path = tree.path(index, 0..<size)
                func accepts(_ index: Int, _ size: Int, _ path: [Hash], root: Hash? = nil) -> Bool {
                    Proof.verifyInclusion(
                        of: tree.leaves[min(index, 39)], at: UInt64(index), in: UInt64(size),
                        root: root ?? tree.root(min(size, 40)), path: path)
                }
                let root = tree.root(size)
                let changed = [
                    accepts(index, size, path + [root]), accepts(index, size, [root] + path),
                    accepts(index, size, path + path + [root]), accepts(index, size, path + [MerkleTree.emptyRoot]),
                    !path.isEmpty && accepts(index, size, path.dropLast()),
                    !path.isEmpty && accepts(index, size, Array(path.dropFirst())),
                    accepts(index, size * 2, path, root: root), accepts(index, size / 2, path, root: root),
                    accepts(size, size, path), accepts(size + index, size, path),
                    accepts(index, size, path, root: MerkleTree.emptyRoot),
                    Proof.verifyInclusion(
                        of: tree.leaves[index], at: UInt64(index ^ 1), in: UInt64(size), root: root, path: path),
                ]
                #expect(changed.allSatisfy { !$0 }, "leaf \(index) of \(size): \(changed)")
            }
        }
    }

    @Test func changedConsistencyFails() {
        let tree = NaiveTree(count: 40)
        for size in 2...40 {
            for old in 1..<size {
                let path = tree.proof(old, 0..<size)
                let (oldRoot, root) = (tree.root(old), tree.root(size))
                func accepts(_ old: Int, _ oldRoot: Hash, _ size: Int, _ root: Hash, _ path: [Hash]) -> Bool {
                    Proof.verifyConsistency(
                        from: UInt64(old), oldRoot: oldRoot, to: UInt64(size), root: root, path: path)
                }
                let changed = [
                    accepts(old, oldRoot, size, root, path + [root]), accepts(old, oldRoot, size, root, [root] + path),
                    accepts(old, oldRoot, size, root, [oldRoot] + path),
                    accepts(old, oldRoot, size, root, path.dropLast()),
                    accepts(old, oldRoot, size, root, Array(path.dropFirst())), accepts(old, oldRoot, size, root, []),
                    accepts(old, root, size, oldRoot, path), accepts(size, root, old, oldRoot, path),
                    accepts(0, MerkleTree.emptyRoot, size, root, path), accepts(0, oldRoot, size, root, path),
                    accepts(old, oldRoot, size * 2, root, path), accepts(old, oldRoot, old, root, path),
                    accepts(old, oldRoot, old, root, []),
                ]
                #expect(changed.allSatisfy { !$0 }, "\(old) to \(size): \(changed)")
            }
        }
    }

    @Test func nothingIsShownFromTheEmptyTree() {
        let root = MerkleTree.leafHash([1])
        #expect(!Proof.verifyConsistency(from: 0, oldRoot: MerkleTree.emptyRoot, to: 1, root: root, path: []))
        let empty = MerkleTree.emptyRoot
        #expect(!Proof.verifyConsistency(from: 0, oldRoot: empty, to: 0, root: empty, path: []))
        #expect(!Proof.verifyInclusion(of: root, at: 0, in: 0, root: root, path: []))
        #expect(!Proof.verifyConsistency(from: 2, oldRoot: root, to: 1, root: root, path: [root]))
    }

    @Test func equalSizesHaveEqualRoots() {
        let (one, other) = (MerkleTree.leafHash([1]), MerkleTree.leafHash([2]))
        #expect(Proof.verifyConsistency(from: 9, oldRoot: one, to: 9, root: one, path: []))
        #expect(!Proof.verifyConsistency(from: 9, oldRoot: one, to: 9, root: other, path: []))
        #expect(!Proof.verifyConsistency(from: 9, oldRoot: one, to: 9, root: one, path: [one]))
    }

    @Test func aPathThatClimbsPastTheRootIsRefused() {
        // The hashes fit, as in a tree with more leaves on the left; only the count of steps tells.
        let tree = NaiveTree(count: 9)
        let more = MerkleTree.leafHash("more".bytes)
        for size in 1...9 {
            let root = MerkleTree.nodeHash(more, tree.root(size))
            for index in 0..<size {
                let path = tree.path(index, 0..<size) + [more]
                let isShown = Proof.verifyInclusion(
                    of: tree.leaves[index], at: UInt64(index), in: UInt64(size), root: root, path: path)
                #expect(!isShown, "leaf \(index) of \(size)")
            }
            for old in 1..<size {
                let oldRoot = MerkleTree.nodeHash(more, tree.root(old))
                let isShown = Proof.verifyConsistency(
                    from: UInt64(old), oldRoot: oldRoot, to: UInt64(size), root: root,
                    path: tree.proof(old, 0..<size) + [more])
                #expect(!isShown, "\(old) to \(size)")
            }
        }
    }

    @Test func growthIsNeverShownByNothing() {
        let root = MerkleTree.leafHash([1])
        for (old, size) in [(1, 2), (2, 3), (3, 4), (3, 5)] as [(UInt64, UInt64)] {
            #expect(!Proof.verifyConsistency(from: old, oldRoot: root, to: size, root: root, path: []))
        }
    }

    @Test func sizesPastTheSignedRangeDoNotTrap() {
        let subtree: SubtreeHashes<Never> = { level, index in
            MerkleTree.sha256("\(level) \(index)".bytes)
        }
        let hash = MerkleTree.emptyRoot
        let path = Proof.inclusion(of: UInt64.max - 1, in: UInt64.max, subtree)
        #expect(path.count == 63)
        #expect(!Proof.verifyInclusion(of: hash, at: UInt64.max - 1, in: UInt64.max, root: hash, path: path))
        let proof = Proof.consistency(from: 1 << 63, to: UInt64.max, subtree)
        #expect(proof.count == 1)
        #expect(!Proof.verifyConsistency(from: 1 << 63, oldRoot: hash, to: UInt64.max, root: hash, path: proof))
        #expect(Proof.inclusion(of: 5, in: 5, subtree).isEmpty)
        #expect(Proof.consistency(from: 5, to: 5, subtree).isEmpty)
        #expect(Proof.consistency(from: 6, to: 5, subtree).isEmpty)
    }

    @Test func whatTheSourceThrowsComesThrough() {
        struct Missing: Error {}
        #expect(throws: Missing.self) {
            try Proof.inclusion(of: 1, in: 3) { (_, _) throws(Missing) -> Hash in throw Missing() }
        }
    }
}
