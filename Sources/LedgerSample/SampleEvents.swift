public import LedgerDomain

/// Synthetic events that look like the years of 22 provinces: allotments, projects, commitments, payments, returns,
/// loans, repayments, late entries and reversals in 832 counties over five years. No line of them is a real figure.
///
/// The same seed and count give the same events. They never break a balance, so that a ledger takes all of them.
public struct SampleEvents: Sendable {
    private static let years = 2021...2025
    private static let countyCount = 832

    private let counties: [RegionCode]
    private let perCounty: Int
    private let count: Int
    private var random: SampleRandom
    private var made = 0
    private var place = 0
    private var queue: [Draft] = []
    private var next = 0

    /// A source of `count` events.
    ///
    /// - Parameter regions: the divisions from which 832 counties of 22 provinces are taken.
    public init(seed: UInt64, count: Int, regions: RegionTable) {
        random = SampleRandom(seed: seed)
        self.count = count
        let provinces = Set([13, 14, 15, 22, 23, 34, 36, 41, 42, 43, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65])
        let all = regions.codes.filter { code in
            code.level == .county && provinces.contains(Int(code.number) / 10_000)
                && regions.lookup(code, on: Day.first(of: Self.years.lowerBound)) == .valid
                && regions.lookup(code, on: Day.last(of: Self.years.upperBound)) == .valid
        }
        counties = stride(from: 0, to: all.count * Self.countyCount, by: all.count).map { all[$0 / Self.countyCount] }
        perCounty = max(30, count / (Self.countyCount * Self.years.count))
    }

    /// The next event; `nil` after the last.
    public mutating func nextDraft() -> Draft? {
        guard made < count else { return nil }
        if next == queue.count { fill() }
        guard next < queue.count else { return nil }
        defer {
            next += 1
            made += 1
        }
        return queue[next]
    }

    /// Makes the events of the next county and year.
    private mutating func fill() {
        let year = Self.years.lowerBound + place / counties.count % Self.years.count
        // After five years the counties begin again, with lines and vouchers of another round.
        let round = place / (counties.count * Self.years.count)
        var maker = CountyYear(
            region: counties[place % counties.count], year: year, round: round, size: perCounty, random: random)
        queue = maker.events()
        random = maker.random
        next = 0
        place += 1
    }
}

/// What a sample is made of by chance; the same seed makes the same.
struct SampleRandom: Sendable {
    private var words: SplitMix64

    init(seed: UInt64) { words = SplitMix64(seed: seed) }

    mutating func word() -> UInt64 { words.word() }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(word() % UInt64(range.count))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

    mutating func isOneIn(_ n: Int) -> Bool { word() % UInt64(n) == 0 }

    /// An identifier that sorts with the others: version 7.
    mutating func id() -> String {
        let words = [word(), word()]
        return UUIDText.text(
            of: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) } }, version: 7)
    }

    mutating func token() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        return "5a5a:" + String((0..<26).map { _ in letters[number(0...31)] })
    }
}
