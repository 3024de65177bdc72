import LedgerDomain
import Testing

@Suite struct InstantTests {
    @Test func readsWhatItPrints() {
        for text in ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2023-06-30T15:59:59Z", "2199-12-31T23:59:59Z"] {
            #expect(Instant(text)?.description == text)
        }
        #expect(Instant("1970-01-01T00:00:00Z")?.secondsSinceEpoch == 0)
        #expect(Instant("1969-12-31T23:59:59Z")?.secondsSinceEpoch == -1)
        #expect(Instant("2001-09-09T01:46:40Z")?.secondsSinceEpoch == 1_000_000_000)
    }

    static let refused = [
        "2023-06-30T24:00:00Z", "2023-06-30T23:60:00Z", "2023-06-30T23:59:60Z", "2023-06-30T23:59:59",
        "2023-06-30 23:59:59Z", "2023-06-30T23:59:59z", "2023-06-30T23:59:59+08:00", "2023-06-30T23:59:59.0Z",
        "2023-02-29T00:00:00Z", "2023-06-30T-1:00:00Z", "",
    ]

    @Test(arguments: refused) func refuses(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func aDayInChinaEndsAtSixteenOClockUTC() {
        #expect(Instant("2023-06-30T15:59:59Z")?.day == Day("2023-06-30"))
        #expect(Instant("2023-06-30T16:00:00Z")?.day == Day("2023-07-01"))
        #expect(Instant("1969-12-31T15:59:59Z")?.day == Day("1969-12-31"))
        #expect(Instant("1969-12-31T16:00:00Z")?.day == Day("1970-01-01"))
    }

    /// A witness or a damaged store can name them.
    @Test func theEndsOfTheScale() {
        let (first, last) = (Instant(secondsSinceEpoch: .min), Instant(secondsSinceEpoch: .max))
        #expect(first.day.ordinal == .min && last.day.ordinal == .max && first < last)
        #expect(first.description == "1970+-185542587187200s" && last.description == "1970+185542587187199s")
    }
}
