import MerkleLog
import Testing

@Suite struct TileBuilderTests {
    /// Adds leaves and collects the tiles that become full.
    static func grow(
        _ builder: inout TileBuilder, _ frontier: inout Frontier, _ leaves: some Sequence<Hash>
    ) -> [TileBuilder.FullTile] {
        var tiles: [TileBuilder.FullTile] = []
        for leaf in leaves {
            frontier.append(leaf) { level, root in
                if let tile = builder.add(root, level: level) { tiles.append(tile) }
            }
        }
        return tiles
    }

    @Test func leavesBelowATileGiveNone() {
        let tree = NaiveTree(count: 1_000)
        var builder = TileBuilder()
        var frontier = Frontier()
        #expect(Self.grow(&builder, &frontier, tree.leaves).isEmpty)
        #expect(builder.partial(level: 1) == (0..<3).map { tree.subtree(8, $0) })
        #expect(builder.partial(level: 0).isEmpty)
        #expect(builder.partial(level: 2).isEmpty)
    }

    @Test func goesOnInTreesOfEverySmallSize() {
        let tree = NaiveTree(count: 130)
        for size in 0...130 {
            var builder = TileBuilder()
            var frontier = Frontier()
            _ = Self.grow(&builder, &frontier, tree.leaves.prefix(size))
            #expect(TileBuilder(size: UInt64(size), tree.subtree) == builder)
        }
    }

    @Test func givesEachFullTileOnce() throws {
        let tree = NaiveTree(count: 2 * 65_536 + 300)
        var builder = TileBuilder()
        var frontier = Frontier()
        let tiles = Self.grow(&builder, &frontier, tree.leaves)
        #expect(tiles.map(\.level) == [1, 1])
        #expect(tiles.map(\.number) == [0, 1])
        for tile in tiles {
            #expect(tile.hashes == (0..<256).map { tree.subtree(8, tile.number * 256 + $0) })
            #expect(tile.bytes.count == 8_192)
            #expect(tile.bytes == tile.hashes.flatMap(\.bytes))
        }
        #expect(builder.partial(level: 1) == [tree.subtree(8, 512)])
        #expect(builder.partial(level: 2) == [tree.subtree(16, 0), tree.subtree(16, 1)])

        for size in [255, 256, 257, 65_535, 65_536, 65_792, 131_071, 131_072] {
            var resumed = TileBuilder(size: UInt64(size), tree.subtree)
            var edge = tree.frontier(size)
            let rest = Self.grow(&resumed, &edge, tree.leaves.dropFirst(size))
            #expect(rest == tiles.filter { ($0.number + 1) * 65_536 > size }, "resumed at \(size)")
            #expect(resumed == builder, "resumed at \(size)")
        }
    }

    @Test func tilesOfLevelTwoFollowTheirLastRow() {
        // Level-2 tiles cover 16,777,216 leaves, so their hashes are handed in here.
        var builder = TileBuilder()
        var tiles: [TileBuilder.FullTile] = []
        let hashes = (0..<512).map { MerkleTree.leafHash("\($0)".bytes) }
        for hash in hashes { if let tile = builder.add(hash, level: 16) { tiles.append(tile) } }
        #expect(tiles.map(\.level) == [2, 2])
        #expect(tiles.map(\.number) == [0, 1])
        #expect(tiles.flatMap(\.hashes) == hashes)
        #expect(builder.partial(level: 2).isEmpty)
    }

    @Test func levelsBetweenTilesArePassedOver() {
        var builder = TileBuilder()
        for level in [0, 1, 7, 9, 15] { #expect(builder.add(MerkleTree.emptyRoot, level: level) == nil) }
        #expect(builder == TileBuilder())
    }

    @Test func whatTheSourceThrowsComesThrough() {
        struct Missing: Error {}
        #expect(throws: Missing.self) {
            try TileBuilder(size: 256) { (_, _) throws(Missing) -> Hash in throw Missing() }
        }
    }
}
