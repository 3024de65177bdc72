import MerkleLog

/// What proofs show, found by the definition of paths (RFC 6962 sections 2.1.1 and 2.1.2) instead of by the loops of
/// RFC 9162 that the product runs.
enum NaiveProofs {
    /// The root that a path leads to from a leaf; `nil` where it has another length than the place asks for.
    static func root(_ leaf: Hash, _ index: UInt64, _ size: UInt64, _ path: ArraySlice<Hash>) -> Hash? {
        guard index < size else { return nil }
        if size == 1 { return path.isEmpty ? leaf : nil }
        guard let sibling = path.last else { return nil }
        let left = split(size)
        if index < left {
            return root(leaf, index, left, path.dropLast()).map { MerkleTree.nodeHash($0, sibling) }
        }
        return root(leaf, index - left, size - left, path.dropLast()).map { MerkleTree.nodeHash(sibling, $0) }
    }

    /// The two roots that a consistency path leads to.
    static func roots(
        _ old: UInt64, _ oldRoot: Hash, _ size: UInt64, _ path: ArraySlice<Hash>, isWhole: Bool = true
    ) -> (old: Hash, new: Hash)? {
        if old == size {
            if isWhole { return path.isEmpty ? (oldRoot, oldRoot) : nil }
            return path.count == 1 ? path.first.map { ($0, $0) } : nil
        }
        guard let sibling = path.last else { return nil }
        let left = split(size)
        if old <= left {
            return roots(old, oldRoot, left, path.dropLast(), isWhole: isWhole).map {
                ($0.old, MerkleTree.nodeHash($0.new, sibling))
            }
        }
        return roots(old - left, oldRoot, size - left, path.dropLast(), isWhole: false).map {
            (MerkleTree.nodeHash(sibling, $0.old), MerkleTree.nodeHash(sibling, $0.new))
        }
    }

    /// The largest power of two below a size of at least 2.
    private static func split(_ size: UInt64) -> UInt64 {
        var power: UInt64 = 1 << 63
        while power >= size { power >>= 1 }
        return power
    }
}
