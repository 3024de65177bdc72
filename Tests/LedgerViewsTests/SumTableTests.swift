import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

/// A key whose hash can be made to collide.
private struct SampleKey: SumKey {
    var number: UInt64
    var hashed: UInt64

    func mix(into hash: inout MixedHash) { hash.add(hashed, 0) }
}

@Suite struct SumTableTests {
    /// A table agrees with a dictionary, also where many keys have one hash.
    @Test(arguments: 1...8 as ClosedRange<UInt64>, seeds(1)) func agreesWithADictionary(hashes: UInt64, seed: UInt64) {
        var random = SeededGenerator(seed: seed &+ hashes)
        var table = SumTable<SampleKey, Int64>()
        var naive: [SampleKey: Int64] = [:]
        for _ in 0..<2_000 {
            let number = random.next() % 300
            let key = SampleKey(number: number, hashed: hashes == 8 ? number : number % hashes)
            let amount = Int64(truncatingIfNeeded: random.next() % 1_000)
            table.change(key, from: 7) { $0 += amount }
            naive[key, default: 7] += amount
        }
        #expect(table.dictionary == naive, "hashes \(hashes)")
        #expect(table.count == naive.count, "hashes \(hashes)")
    }

    /// What differs in one part differs in its hash; the hash is the process's own, so this tests some keys only.
    @Test func partsOfIdentitiesCount() {
        func hash(_ text: String) -> UInt64 {
            var hash = MixedHash()
            hash.add(Identity(text))
            return hash.value
        }
        let texts = ["", "L1", "L2", "S2021-0-1", "0123456789abcde", "0123456789abcdef", "0123456789abcdeg"]
        #expect(Set(texts.map(hash)).count == texts.count)
    }
}
