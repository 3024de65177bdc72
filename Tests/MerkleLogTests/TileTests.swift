import MerkleLog
import Testing

@Suite struct TileTests {
    // The numbers: golang/mod, sumdb/tlog/tlog_test.go (commit fe2ec04); 1234067 and 70,000: C2SP tlog-tiles v0.1.0.
    static let numbers: [(UInt64, String)] = [
        (0, "000"), (1, "001"), (999, "999"), (1000, "x001/000"), (1_234_067, "x001/x234/067"),
        (123_456_078, "x123/x456/078"), (3_057_500, "x003/x057/500"),
        (UInt64.max, "x018/x446/x744/x073/x709/x551/615"),
    ]

    @Test(arguments: numbers) func pathsOfNumbers(number: UInt64, path: String) throws {
        for (content, folder) in [
            (Tile.Content.hashes(level: 0), "0"), (.hashes(level: 63), "63"), (.entries, "entries"),
        ] {
            let full = try #require(Tile(content, number: number))
            #expect(full.path == "tile/\(folder)/\(path)")
            #expect(Tile(path: full.path) == full)
            for width in [1, 17, 255] {
                let partial = try #require(Tile(content, number: number, width: width))
                #expect(partial.path == "tile/\(folder)/\(path).p/\(width)")
                #expect(Tile(path: partial.path) == partial)
            }
        }
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/x01/000",
        "tile/0/1000", "tile/0/001/000", "tile/0/x001/x000", "tile/64/000", "tile/00/000", "tile/-1/000",
        "tile/data/000", "Tile/0/000", "/tile/0/000", "tile/0/000/", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/", "tile/0/000/1", "tile/entries.p/5", "tile/0/+01",
        "tile/0/x018/x446/x744/x073/x709/x551/616", "tile/8/0/000", "tile/0/xx1/000", "tile/0/.p/5", "tile/0/００0",
    ])
    func otherPathsAreRefused(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test func otherTilesAreRefused() {
        #expect(Tile(.hashes(level: -1), number: 0) == nil)
        #expect(Tile(.hashes(level: 64), number: 0) == nil)
        #expect(Tile(.entries, number: 0, width: 0) == nil)
        #expect(Tile(.entries, number: 0, width: 257) == nil)
    }

    // Size, then full tiles and width of the partial one for each level.
    static let sizes: [(UInt64, [(UInt64, Int)])] = [
        (0, []), (1, [(0, 1)]), (255, [(0, 255)]), (256, [(1, 0), (0, 1)]), (257, [(1, 1), (0, 1)]),
        (70_000, [(273, 112), (1, 17), (0, 1)]), (65_535, [(255, 255), (0, 255)]),
        (65_536, [(256, 0), (1, 0), (0, 1)]),
        (
            UInt64.max,
            (0..<8).map { level in (UInt64.max >> (8 * UInt64(level) + 8), 255) }
        ),
    ]

    @Test(arguments: sizes) func tilesOfSizes(size: UInt64, levels: [(UInt64, Int)]) {
        #expect(Tile.levels(size: size) == levels.count)
        for (level, (count, width)) in levels.enumerated() {
            #expect(Tile.fullCount(level: level, size: size) == count)
            #expect(Tile.partialWidth(level: level, size: size) == width)
        }
        for level in levels.count...63 {
            #expect(Tile.fullCount(level: level, size: size) == 0)
            #expect(Tile.partialWidth(level: level, size: size) == 0)
        }
    }
}
