/// The tree of a log as its store has it: leaves, and full tiles of level 1 and up.
///
/// What comes from here is as good as the store is: an auditor computes it again from the entries.
public struct TiledTree<Failure: Error> {
    /// The 256 hashes of a full tile of level 1 or more; `nil` where the store has none.
    public let tile: (_ level: Int, _ number: UInt64) throws(Failure) -> [Hash]?
    /// The leaf hashes of a range of positions.
    public let leaves: (_ range: Range<UInt64>) throws(Failure) -> [Hash]

    /// A tree over a store.
    public init(
        tile: @escaping (_ level: Int, _ number: UInt64) throws(Failure) -> [Hash]?,
        leaves: @escaping (_ range: Range<UInt64>) throws(Failure) -> [Hash]
    ) {
        self.tile = tile
        self.leaves = leaves
    }

    /// The hash of a complete subtree.
    ///
    /// - Complexity: one tile where the store has it; below the last full tile the leaves are read.
    public func subtree(level: Int, index: UInt64) throws(Failure) -> Hash {
        if level > 0, level.isMultiple(of: 8), let tile = try tile(level / 8, index / 256), tile.count == 256 {
            return tile[Int(index % 256)]
        }
        let step = level == 0 ? 0 : level.isMultiple(of: 8) ? 8 : level % 8
        let below = level - step
        let range = (index << UInt64(step))..<((index + 1) << UInt64(step))
        var tree = Frontier()
        for hash in try hashes(level: below, range) { tree.append(hash) }
        return tree.root
    }

    /// The hashes of neighbouring complete subtrees.
    public func hashes(level: Int, _ range: Range<UInt64>) throws(Failure) -> [Hash] {
        if level == 0 { return try leaves(range) }
        var hashes: [Hash] = []
        var index = range.lowerBound
        while index < range.upperBound {
            // A tile is read once for all its hashes: a proof asks for up to 128 of them.
            if level.isMultiple(of: 8), let tile = try tile(level / 8, index / 256), tile.count == 256 {
                let end = min(range.upperBound, (index / 256 + 1) * 256)
                hashes += tile[Int(index % 256)...Int((end - 1) % 256)]
                index = end
            } else if level == 8 {
                // Behind the last full tile the leaves of all of them are read at once.
                let leaves = try leaves(index << 8..<range.upperBound << 8)
                for start in stride(from: 0, to: leaves.count, by: 256) {
                    var tree = Frontier()
                    for leaf in leaves[start..<min(start + 256, leaves.count)] { tree.append(leaf) }
                    hashes.append(tree.root)
                }
                return hashes
            } else {
                hashes.append(try subtree(level: level, index: index))
                index += 1
            }
        }
        return hashes
    }

    /// The root over the first entries.
    public func root(size: UInt64) throws(Failure) -> Hash {
        try frontier(size: size).root
    }

    /// The right edge of the tree over the first entries, to go on from.
    public func frontier(size: UInt64) throws(Failure) -> Frontier {
        var bytes: [UInt8] = []
        var start: UInt64 = 0
        for level in stride(from: 63, through: 0, by: -1) where size >> UInt64(level) & 1 == 1 {
            bytes += try subtree(level: level, index: start >> UInt64(level)).bytes
            start += 1 << UInt64(level)
        }
        return Frontier(size: size, bytes: bytes) ?? Frontier()
    }

    /// The path that shows a leaf's place.
    public func inclusion(of index: UInt64, in size: UInt64) throws(Failure) -> [Hash] {
        try Proof.inclusion(of: index, in: size, subtree)
    }

    /// The hashes that show a beginning to be one.
    public func consistency(from old: UInt64, to size: UInt64) throws(Failure) -> [Hash] {
        try Proof.consistency(from: old, to: size, subtree)
    }
}
