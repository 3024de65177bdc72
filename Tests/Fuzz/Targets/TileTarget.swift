import MerkleLog

/// Tiles: the first line is a path, the rest the file (``Tile``, ``EntryBundle``, ``Hash``, ``Frontier``).
struct TileTarget: FuzzTarget {
    static let name = "tile"
    static let maximumLength = 16_384
    static let dictionary = ["tile/", "entries/", "x001/", ".p/", "/000", "tile/63/", ".p/255\n", "\u{600}.p"]

    private let log: SampleLog

    init() throws { log = try SampleLog() }

    func seeds() throws -> [[UInt8]] {
        let paths = ["tile/0/x001/x234/067", "tile/63/000", "tile/entries/x018/x446/x744/x073/x709/x551/615.p/255"]
        var seeds = paths.map { Array("\($0)\n".utf8) }
        for width in SampleLog.sizes {
            let entries = Array(SampleLog.entries.prefix(width))
            let hashes = entries.flatMap { MerkleTree.leafHash($0).bytes }
            seeds.append(Array("tile/entries/000.p/\(width)\n".utf8) + (EntryBundle.encode(entries) ?? []))
            seeds.append(Array("tile/0/000.p/\(width)\n".utf8) + hashes)
        }
        let long = [UInt8](repeating: 7, count: 300)
        seeds.append(Array("tile/entries/x001/000\n".utf8) + (EntryBundle.encode([[], long, []]) ?? []))
        return seeds
    }

    mutating func run(_ bytes: [UInt8]) {
        let cut = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let content = Array(bytes[cut...].dropFirst())
        guard let path = String(validating: bytes[..<cut], as: UTF8.self) else { return }
        let tile = Tile(path: path)
        if let tile {
            expect(tile.path.utf8.elementsEqual(path.utf8), "the path \(path) has another text")
            expect((1...Tile.fullWidth).contains(tile.width), "a width of \(tile.width)")
        }
        readEntries(content, width: tile?.width ?? Int(content.first ?? 0))
        readHashes(content)
        count(level: Int(content.first ?? 0) & 63, content.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    private func readEntries(_ content: [UInt8], width: Int) {
        for width in [width, 1, 3] {
            guard let entries = EntryBundle.decode(content, width: width) else { continue }
            expect(entries.count == width, "\(entries.count) entries of \(width)")
            if (1...Tile.fullWidth).contains(width) {
                expect(EntryBundle.encode(entries) == content, "written again it has other bytes")
            }
        }
    }

    private func readHashes(_ content: [UInt8]) {
        let hashes = Hash.array(of: content)
        expect((hashes == nil) == !content.count.isMultiple(of: Hash.length), "hashes of \(content.count) bytes")
        guard let hashes else { return }
        expect(hashes.flatMap(\.bytes) == content, "written again they have other bytes")
        let claimed = content.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        let mostRoots: UInt64 = 1 << UInt64(min(63, hashes.count)) - 1
        for size in [claimed, UInt64(hashes.count), mostRoots] {
            guard var frontier = Frontier(size: size, bytes: content) else { continue }
            expect(frontier.bytes == content && frontier.size == size, "an edge is another when stored")
            guard size < UInt64(Int64.max) else { continue }
            frontier.append(frontier.root)
            expect(frontier.size == size + 1, "an edge does not grow")
        }
    }

    /// The tiles of a level hold all hashes that the level has, and the path of each is its own.
    private func count(level: Int, _ size: UInt64) {
        let full = Tile.fullCount(level: level, size: size)
        let width = Tile.partialWidth(level: level, size: size)
        expect(full << 8 + UInt64(width) == size >> UInt64(8 * level), "tiles of level \(level) at \(size)")
        expect(level < Tile.levels(size: size) || (full == 0 && width == 0), "levels at \(size)")
        for content in [Tile.Content.hashes(level: level), .entries] {
            guard let tile = Tile(content, number: size, width: max(1, width)) else { fatalError("no tile \(level)") }
            expect(Tile(path: tile.path) == tile, "the path \(tile.path) is another tile's")
        }
    }
}
