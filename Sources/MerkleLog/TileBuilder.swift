/// Collects the tiles of level 1 and up while a tree grows; level 0 is the leaves themselves.
///
/// ```swift
/// frontier.append(leaf) { level, root in
///     if let tile = builder.add(root, level: level) { write(tile) }
/// }
/// ```
///
/// It hashes nothing, and keeps at most 255 hashes a level.
public struct TileBuilder: Hashable, Sendable {
    /// A tile that has become full.
    public struct FullTile: Hashable, Sendable {
        /// 1 or more.
        public let level: Int
        /// Its place among the tiles of its level, from 0.
        public let number: UInt64
        /// 256 hashes.
        public let hashes: [Hash]

        /// The 8,192 bytes of the file.
        public var bytes: [UInt8] { hashes.flatMap(\.bytes) }
    }

    private struct Row: Hashable, Sendable {
        var number: UInt64 = 0
        var hashes: [Hash] = []
    }

    /// The unfinished tile of each level, from level 1.
    private var rows: [Row] = []

    /// Begins with the empty tree.
    public init() {}

    /// Goes on in a tree of a size, whose complete subtrees can be asked for.
    ///
    /// - Complexity: at most 255 subtrees a level, all of them right of the level's last full tile.
    public init<Failure: Error>(size: UInt64, _ subtree: SubtreeHashes<Failure>) throws(Failure) {
        for level in stride(from: 1, to: Tile.levels(size: size), by: 1) {
            var row = Row(number: Tile.fullCount(level: level, size: size))
            for index in 0..<Tile.partialWidth(level: level, size: size) {
                row.hashes.append(try subtree(8 * level, row.number * 256 + UInt64(index)))
            }
            rows.append(row)
        }
    }

    /// Takes the root of the next complete subtree of a level of the tree, as ``Frontier/append(_:completed:)`` gives
    /// them, and returns the tile that became full with it. Levels of the tree that no tile holds are passed over.
    public mutating func add(_ root: Hash, level: Int) -> FullTile? {
        guard level > 0, level.isMultiple(of: 8) else { return nil }
        let index = level / 8 - 1
        while rows.count <= index { rows.append(Row()) }
        rows[index].hashes.append(root)
        guard rows[index].hashes.count == Tile.fullWidth else { return nil }
        let tile = FullTile(level: index + 1, number: rows[index].number, hashes: rows[index].hashes)
        rows[index] = Row(number: tile.number + 1)
        return tile
    }

    /// The hashes of a level's unfinished tile, of level 1 and up.
    public func partial(level: Int) -> [Hash] {
        rows.indices.contains(level - 1) ? rows[level - 1].hashes : []
    }
}
