/// Random numbers that a seed repeats on every machine and in every release (SplitMix64; Steele, Lea and Flood, 2014).
///
/// Not for secrets: who knows the seed knows the sample. That is what a seed is for.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number from 0 to below a bound of at least 1, each as likely as the others: words in the last, incomplete round
    /// of the bound are drawn again. The standard library's own way may change between releases, this one must not.
    mutating func number(below bound: UInt128) -> UInt128 {
        let incomplete = (UInt128.max % bound + 1) % bound
        while true {
            let drawn = UInt128(word()) << 64 | UInt128(word())
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
