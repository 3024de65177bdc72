import Foundation
import LedgerDomain

/// Chance that a seed repeats on every machine: the one generator of the tests.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var words: SplitMix64

    /// The numbers of a seed.
    public init(seed: UInt64) { words = SplitMix64(seed: seed) }

    /// The next word.
    public mutating func next() -> UInt64 { words.word() }

    /// A number from 0 to below a bound of at least 1.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// One of several values; there is at least one.
    public mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// A number of any magnitude, small ones as often as large ones.
    public mutating func anyInt64() -> Int64 { Int64(truncatingIfNeeded: next()) >> Int64(next() % 64) }
}

/// The seeds of a random test: the same numbers in every run, or others in each round of `tools/soak`.
///
/// A round's number stands in `LINKEDFUND_SEED`; the same number gives the same round again. Take the seed as the
/// test's argument, or put it into the message, so that what fails names it.
///
/// ```swift
/// @Test(arguments: seeds(20)) func theTwinAgrees(seed: UInt64) { var random = SeededGenerator(seed: seed) … }
/// ```
public func seeds(_ count: Int) -> [UInt64] {
    let numbers = (0..<count).map { UInt64($0) }
    guard let round = SoakRound.number else { return numbers }
    return numbers.map { SplitMix64.mixed(round &+ $0) }
}

private enum SoakRound {
    static let number = ProcessInfo.processInfo.environment["LINKEDFUND_SEED"].flatMap { UInt64($0) }
}
