import LedgerDomain
import Testing

@Suite struct PrimeRatesTests {
    static let bytes = Array(
        "publish_date,lpr_1y_pct,lpr_5y_plus_pct\n2022-08-22,3.65,4.30\n2022-05-20,3.70,4.45\n".utf8)

    @Test func aRateHoldsUntilTheNextAnnouncement() throws {
        let rates = try PrimeRates(Self.bytes)
        func oneYear(_ day: String) throws -> Int64? { rates.inForce(on: try #require(Day(day)))?.oneYearPPM }
        #expect(try oneYear("2022-05-19") == nil)
        #expect(try oneYear("2022-05-20") == 37_000)
        #expect(try oneYear("2022-08-21") == 37_000)
        #expect(try oneYear("2022-08-22") == 36_500)
        #expect(try oneYear("2030-01-01") == 36_500)
        #expect(rates.inForce(on: try #require(Day("2030-01-01")))?.publishedOn == Day("2022-08-22"))
    }

    @Test(arguments: ["2022-02-30,3.65,4.30", "2022-08-22,3.655,4.30", "2022-08-22,3.65,", "2022-08-22,3.65 %,4.30"])
    func refuses(_ row: String) {
        #expect(throws: ReferenceFault(line: 2, reason: "publish_date or rate")) {
            try PrimeRates(Array("publish_date,lpr_1y_pct,lpr_5y_plus_pct\n\(row)\n".utf8))
        }
    }
}
