import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerAudit

/// Samples that a seed repeats: what each method promises, on random populations.
@Suite struct AuditSampleTests {
    private static let places = [RegionCode("230606"), RegionCode("522633"), RegionCode("632323")].compactMap { $0 }

    private static func population(_ seed: UInt64, count: Int = 300) -> [SampleItem] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { index in
            // From 分 to hundred millions of 元, so that every band and the certain items occur.
            let digits = Int(random.number(below: 10))
            let bound = (0..<digits).reduce(UInt128(9)) { product, _ in product * 10 }
            return SampleItem(
                seq: UInt64(index * 3 + 1), region: places[Int(random.number(below: 3))],
                amount: Int64(random.number(below: bound)) + 1)
        }
    }

    @Test(arguments: SampleMethod.allCases) func theSameSeedDrawsTheSame(_ method: SampleMethod) {
        let population = Self.population(1)
        let sample = AuditSample(of: population, method, count: 20, seed: 7)
        #expect(sample == AuditSample(of: population, method, count: 20, seed: 7))
        #expect(sample != AuditSample(of: population, method, count: 20, seed: 8))
    }

    /// Written down once: whoever changes the drawing changes the samples of working papers that are signed already.
    @Test func aSampleStaysWhatItWas() {
        let population = Self.population(1, count: 40)
        func seqs(_ method: SampleMethod) -> [UInt64] {
            AuditSample(of: population, method, count: 5, seed: 20_240_315).drawn.map(\.item.seq)
        }
        #expect(seqs(.random) == [16, 19, 55, 82, 106])
        #expect(seqs(.mus) == [19, 31, 34, 73, 85])
        #expect(seqs(.stratified) == [16, 49, 52, 76, 85])
    }

    @Test(arguments: seeds(20)) func eachIsDrawnOnceAndInOrder(_ seed: UInt64) {
        let population = Self.population(seed)
        for method in SampleMethod.allCases {
            let drawn = AuditSample(of: population, method, count: 30, seed: seed).drawn.map(\.item.seq)
            #expect(drawn == Array(Set(drawn)).sorted(), "\(method)")
            #expect(Set(drawn).isSubset(of: Set(population.map(\.seq))))
            if method != .mus { #expect(drawn.count == 30) }
        }
    }

    /// Systematic selection: as many hits as asked for; an item of `a` has ⌊a/interval⌋ or ⌈a/interval⌉ of them.
    @Test(arguments: seeds(40)) func monetaryUnitsAreHitInStep(_ seed: UInt64) throws {
        let population = Self.population(seed)
        let count = 1 + Int(seed % 40) * 3
        let sample = AuditSample(of: population, .mus, count: count, seed: seed)
        #expect(sample.drawn.reduce(0) { $0 + $1.hits } == count)
        let interval = try #require(sample.interval)
        let hits = Dictionary(uniqueKeysWithValues: sample.drawn.map { ($0.item.seq, $0.hits) })
        let total = population.reduce(Int128(0)) { $0 + Int128($1.amount) }
        for item in population {
            let (whole, rest) = (Int128(item.amount) * Int128(count)).quotientAndRemainder(dividingBy: total)
            let found = Int128(hits[item.seq] ?? 0)
            #expect(found == whole || (rest > 0 && found == whole + 1))
            if Int128(item.amount) >= interval { #expect(found >= 1, "at least the interval: always drawn") }
        }
    }

    @Test func equalAmountsAreHitEquallyOften() {
        let population = (0..<10).map { SampleItem(seq: $0, region: .nation, amount: 500) }
        var hits = [Int](repeating: 0, count: 10)
        for seed in 0..<2_000 as Range<UInt64> {
            for drawn in AuditSample(of: population, .mus, count: 3, seed: seed).drawn {
                hits[Int(drawn.item.seq)] += drawn.hits
            }
        }
        #expect(hits.allSatisfy { (500...700).contains($0) }, "\(hits)")
    }

    @Test(arguments: SampleStrata.allCases) func everyStratumHasItsPart(_ strata: SampleStrata) {
        for seed in seeds(20) {
            let sample = AuditSample(of: Self.population(seed), .stratified, count: 25, seed: seed, strata: strata)
            #expect(sample.strata.reduce(0) { $0 + $1.drawn } == 25)
            #expect(sample.strata.allSatisfy { $0.drawn >= 1 && $0.drawn <= $0.size })
            for (index, stratum) in sample.strata.enumerated() {
                #expect(sample.drawn.count { $0.stratum == index } == stratum.drawn)
            }
        }
    }

    @Test(
        arguments: [
            (10, [90, 10], [9, 1]), (10, [50, 30, 20], [5, 3, 2]), (10, [97, 2, 1], [8, 1, 1]),
            (2, [5, 5, 5], [1, 1, 1]),
            (7, [10, 10, 10], [3, 2, 2]), (99, [3, 4], [3, 4]), (0, [3, 4], [0, 0]), (5, [], []),
        ] as [(Int, [Int], [Int])]) func allocationIsProportional(_ count: Int, _ sizes: [Int], _ expected: [Int])
    {
        #expect(AuditSample.allocation(of: count, to: sizes) == expected)
    }

    @Test func moreThanThereAreDrawsAll() {
        let population = Self.population(3, count: 5)
        for method in [SampleMethod.random, .stratified] {
            #expect(AuditSample(of: population, method, count: 99, seed: 1).drawn.map(\.item) == population)
        }
        for method in SampleMethod.allCases {
            #expect(AuditSample(of: [], method, count: 9, seed: 1).drawn == [])
            #expect(AuditSample(of: population, method, count: 0, seed: 1).drawn == [])
        }
    }
}
