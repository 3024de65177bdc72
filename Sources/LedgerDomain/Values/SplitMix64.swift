/// SplitMix64 (Steele, Lea and Flood, 2014): words that a seed repeats on every machine and in every release. Not for
/// secrets.
public struct SplitMix64: Sendable {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    /// The words of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next word.
    public mutating func word() -> UInt64 {
        defer { state &+= Self.step }
        return Self.mixed(state)
    }

    /// The first word of a seed: spreads numbers over 64 bits.
    public static func mixed(_ seed: UInt64) -> UInt64 {
        var value = seed &+ step
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
