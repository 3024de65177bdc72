import LedgerDomain

/// A key of sums that mixes into a hash by itself.
protocol SumKey: Hashable, Sendable {
    /// Adds its parts to a hash, the same for equal keys.
    func mix(into hash: inout MixedHash)
}

/// A key by whose order rows are stored.
protocol SortedSumKey: SumKey, Comparable {
    /// Numbers that order keys as far as they decide; where they are equal, `<` does.
    var sortWords: SortWords { get }
}

/// Four numbers in order, the first the weightiest.
struct SortWords: Comparable {
    var first: UInt64
    var second: UInt64
    var third: UInt64
    var fourth: UInt64

    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }

    static func < (left: SortWords, right: SortWords) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return left.third == right.third ? left.fourth < right.fourth : left.third < right.third
    }

    /// A signed number as one that has its order.
    static func ordered(_ number: Int32) -> UInt64 { UInt64(UInt32(bitPattern: number) ^ 0x8000_0000) }
}

/// A hash of a few words: one multiplication to 128 bits for each two.
///
/// A fold looks up a key for every entry, where `Hasher` costs more than the sum. The process chooses the start, so
/// that nobody can write identifiers that all collide.
struct MixedHash {
    private static let seed = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

    private(set) var value: UInt64

    init() { value = Self.seed }

    /// Adds two words.
    @inline(__always)
    mutating func add(_ first: UInt64, _ second: UInt64) {
        let (high, low) = (first ^ value).multipliedFullWidth(by: second ^ 0x9E37_79B9_7F4A_7C15 ^ value)
        // Adding the words keeps two keys apart where the one factor is zero.
        value = (high ^ low) &+ (first &+ second &* 0xD6E8_FEB8_6659_FD93)
    }

    /// Adds an identifier.
    @inline(__always)
    mutating func add(_ identity: Identity) {
        let (first, second) = identity.words
        add(first, second)
    }

    /// Adds a line or pool.
    @inline(__always)
    mutating func add(_ holder: LineReference) {
        switch holder {
        case .none: break
        case .line(let identity), .pool(let identity): add(identity)
        }
    }
}

/// Sums under keys: a hash table that only grows, and gives its keys in the order they came.
///
/// Keys and sums stand in arrays of their own. The table holds their indices with half of their hash, so that growing
/// moves eight bytes a key, and a look-up that finds nothing touches no key.
struct SumTable<Key: SumKey, Sum: Sendable>: Sendable {
    private var keys: [Key] = []
    private var sums: [Sum] = []
    /// The upper half of a hash over the index of the key plus 1, or 0 for nothing. A power of two many.
    private var slots: [UInt64] = []

    private static var upperHalf: UInt64 { 0xFFFF_FFFF_0000_0000 }

    /// How many keys there are.
    var count: Int { keys.count }

    /// All keys with their sums.
    var dictionary: [Key: Sum] { Dictionary(uniqueKeysWithValues: zip(keys, sums)) }

    /// Gives each key with its sum, in the order the keys came.
    func each(_ body: (Key, Sum) -> Void) {
        for index in keys.indices { body(keys[index], sums[index]) }
    }

    /// Gives each key with its sum, in the order of the keys, until `body` answers `false`.
    func visitInOrder(_ body: (Key, Sum) -> Bool) where Key: SortedSumKey {
        // Words are sorted, not keys: most comparisons then read memory in a row and count no references.
        var order = keys.indices.map { (words: keys[$0].sortWords, index: $0) }
        order.sort { left, right in
            left.words == right.words ? keys[left.index] < keys[right.index] : left.words < right.words
        }
        for (_, index) in order where !body(keys[index], sums[index]) { return }
    }

    /// The indices of all keys, each with a number of its key.
    func indices(_ word: (Key) -> UInt64) -> [(word: UInt64, index: Int)] {
        keys.indices.map { (word(keys[$0]), $0) }
    }

    /// A key with its sum.
    subscript(_ index: Int) -> (key: Key, sum: Sum) { (keys[index], sums[index]) }

    /// Forgets all keys and keeps the room for them.
    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    /// How much memory its cells take, roughly.
    var byteCount: Int { keys.count * (MemoryLayout<Key>.stride + MemoryLayout<Sum>.stride) + slots.count * 8 }

    /// Changes the sum of a key, which starts as `initial` where there is none.
    @inline(__always)
    mutating func change(_ key: Key, from initial: @autoclosure () -> Sum, _ body: (inout Sum) -> Void) {
        if 2 * keys.count >= slots.count { grow() }
        var hash = MixedHash()
        key.mix(into: &hash)
        let tag = hash.value & Self.upperHalf
        var slot = first(of: tag)
        while slots[slot] != 0 {
            let index = Int(truncatingIfNeeded: slots[slot] & ~Self.upperHalf) - 1
            if slots[slot] & Self.upperHalf == tag, keys[index] == key { return body(&sums[index]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        keys.append(key)
        sums.append(initial())
        slots[slot] = tag | UInt64(truncatingIfNeeded: keys.count)
        body(&sums[keys.count - 1])
    }

    /// The upper half alone says where a key belongs, so that growing looks at no key.
    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: max(64, 4 * old.count))
        for entry in old where entry != 0 {
            var slot = first(of: entry)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }

    private func first(of entry: UInt64) -> Int { Int(truncatingIfNeeded: entry >> 32) & (slots.count - 1) }
}
