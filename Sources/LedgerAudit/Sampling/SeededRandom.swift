import LedgerDomain

/// Random numbers that a seed repeats on every machine and in every release.
///
/// Not for secrets: who knows the seed knows the sample. That is what a seed is for.
struct SeededRandom {
    private var words: SplitMix64

    init(seed: UInt64) { words = SplitMix64(seed: seed) }

    /// A number from 0 to below a bound of at least 1, each as likely as the others: words in the last, incomplete round
    /// of the bound are drawn again. The standard library's own way may change between releases, this one must not.
    mutating func number(below bound: UInt128) -> UInt128 {
        let incomplete = (UInt128.max % bound + 1) % bound
        while true {
            let drawn = UInt128(words.word()) << 64 | UInt128(words.word())
            if drawn <= UInt128.max - incomplete { return drawn % bound }
        }
    }

    /// So many of the numbers from 0 to below `population`, each set as likely as the others, in ascending order
    /// (Floyd's way: memory for what is drawn, not for the population).
    mutating func choice(of count: Int, from population: Int) -> [Int] {
        var chosen: Set<Int> = []
        for last in max(0, population - count)..<max(0, population) {
            let drawn = Int(number(below: UInt128(last) + 1))
            if !chosen.insert(drawn).inserted { chosen.insert(last) }
        }
        return chosen.sorted()
    }
}
