import MerkleLog

/// RFC 6962 section 2.1 and RFC 9162 sections 2.1.3.1 and 2.1.4.1 as they are written: recursion over arrays.
/// Slow, and independent of the product's code but for SHA-256 itself.
final class NaiveTree {
    let leaves: [Hash]
    private var known: [Range<Int>: Hash] = [:]

    /// A tree whose entry `i` is the text `leaf i`.
    init(count: Int) {
        leaves = (0..<count).map { MerkleTree.sha256([0x00] + Array("leaf \($0)".utf8)) }
    }

    init(leaves: [Hash]) { self.leaves = leaves }

    static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    func root(_ range: Range<Int>) -> Hash {
        if range.isEmpty { return MerkleTree.sha256([]) }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let hash = known[range] { return hash }
        let middle = range.lowerBound + Self.split(range.count)
        let left = root(range.lowerBound..<middle).bytes
        let hash = MerkleTree.sha256([0x01] + left + root(middle..<range.upperBound).bytes)
        known[range] = hash
        return hash
    }

    func root(_ size: Int) -> Hash { root(0..<size) }

    func path(_ index: Int, _ range: Range<Int>) -> [Hash] {
        if range.count == 1 { return [] }
        let middle = range.lowerBound + Self.split(range.count)
        return index < middle
            ? path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
            : path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    func proof(_ old: Int, _ range: Range<Int>, whole: Bool = true) -> [Hash] {
        if old == range.upperBound { return whole ? [] : [root(range)] }
        let middle = range.lowerBound + Self.split(range.count)
        return old <= middle
            ? proof(old, range.lowerBound..<middle, whole: whole) + [root(middle..<range.upperBound)]
            : proof(old, middle..<range.upperBound, whole: false) + [root(range.lowerBound..<middle)]
    }

    /// A complete subtree, as the product's code asks for it.
    func subtree(_ level: Int, _ index: UInt64) -> Hash {
        root(Int(index) << level..<(Int(index) + 1) << level)
    }

    func frontier(_ size: Int) -> Frontier {
        var frontier = Frontier()
        for leaf in leaves.prefix(size) { frontier.append(leaf) }
        return frontier
    }
}
