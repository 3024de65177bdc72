/// Gives the hashes of complete subtrees: `(level, index)` covers leaves `index << level ..< (index + 1) << level`.
public typealias SubtreeHashes<Failure: Error> = (_ level: Int, _ index: UInt64) throws(Failure) -> Hash

/// Making and checking proofs about trees (RFC 9162 section 2.1).
public enum Proof {
    /// The root of leaves `range`, whose start is a multiple of the largest power of two below its length.
    static func root<Failure: Error>(
        of range: Range<UInt64>, _ subtree: SubtreeHashes<Failure>
    ) throws(Failure) -> Hash {
        let count = count(range)
        if count.nonzeroBitCount == 1, range.lowerBound.isMultiple(of: count) {
            return try subtree(count.trailingZeroBitCount, range.lowerBound / count)
        }
        let middle = range.lowerBound + split(count)
        let left = try root(of: range.lowerBound..<middle, subtree)
        return MerkleTree.nodeHash(left, try root(of: middle..<range.upperBound, subtree))
    }

    /// `Range.count` is an `Int`, and traps for the sizes past 2^63 that a hostile checkpoint can name.
    private static func count(_ range: Range<UInt64>) -> UInt64 { range.upperBound - range.lowerBound }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: UInt64) -> UInt64 {
        1 << (63 - UInt64((count - 1).leadingZeroBitCount))
    }

    /// The path that shows a leaf's place in a tree, its sibling first (RFC 9162 section 2.1.3.1).
    public static func inclusion<Failure: Error>(
        of index: UInt64, in size: UInt64, _ subtree: SubtreeHashes<Failure>
    ) throws(Failure) -> [Hash] {
        guard index < size else { return [] }
        var path: [Hash] = []
        var range = 0..<size
        while count(range) > 1 {
            let middle = range.lowerBound + split(count(range))
            if index < middle {
                path.append(try root(of: middle..<range.upperBound, subtree))
                range = range.lowerBound..<middle
            } else {
                path.append(try root(of: range.lowerBound..<middle, subtree))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// The hashes that show one tree to be the beginning of another (RFC 9162 section 2.1.4.1).
    public static func consistency<Failure: Error>(
        from old: UInt64, to size: UInt64, _ subtree: SubtreeHashes<Failure>
    ) throws(Failure) -> [Hash] {
        guard old > 0, old < size else { return [] }
        var path: [Hash] = []
        var range = 0..<size
        var isWhole = true
        while range.upperBound != old {
            let middle = range.lowerBound + split(count(range))
            if old <= middle {
                path.append(try root(of: middle..<range.upperBound, subtree))
                range = range.lowerBound..<middle
            } else {
                path.append(try root(of: range.lowerBound..<middle, subtree))
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        if !isWhole { path.append(try root(of: range, subtree)) }
        return path.reversed()
    }

    /// Whether a path shows that a leaf stands at an index of a tree (RFC 9162 section 2.1.3.2).
    public static func verifyInclusion(
        of leaf: Hash, at index: UInt64, in size: UInt64, root: Hash, path: [Hash]
    ) -> Bool {
        guard index < size else { return false }
        var node = index
        var last = size - 1
        var result = leaf
        for hash in path {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                result = MerkleTree.nodeHash(hash, result)
                if node & 1 == 0 { climb(&node, &last) }
            } else {
                result = MerkleTree.nodeHash(result, hash)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && result == root
    }

    /// Whether a path shows that one tree is the beginning of another (RFC 9162 section 2.1.4.2). An old size of
    /// 0 is refused: every tree begins with the empty one, and there is nothing to show.
    public static func verifyConsistency(
        from old: UInt64, oldRoot: Hash, to size: UInt64, root: Hash, path: [Hash]
    ) -> Bool {
        guard old > 0, old <= size else { return false }
        if old == size { return path.isEmpty && oldRoot == root }
        guard !path.isEmpty else { return false }
        let hashes = old.nonzeroBitCount == 1 ? [oldRoot] + path : path
        var node = old - 1
        var last = size - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var before = hashes[0]
        var after = hashes[0]
        for hash in hashes.dropFirst() {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                before = MerkleTree.nodeHash(hash, before)
                after = MerkleTree.nodeHash(hash, after)
                if node & 1 == 0 { climb(&node, &last) }
            } else {
                after = MerkleTree.nodeHash(after, hash)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && before == oldRoot && after == root
    }

    private static func climb(_ node: inout UInt64, _ last: inout UInt64) {
        repeat {
            node >>= 1
            last >>= 1
        } while node & 1 == 0 && node != 0
    }
}
