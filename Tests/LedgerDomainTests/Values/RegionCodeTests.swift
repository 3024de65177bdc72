import LedgerDomain
import Testing

@Suite struct RegionCodeTests {
    typealias Place = (code: String, level: RegionLevel, prefecture: String, province: String)

    static let places: [Place] = [
        ("000000", .nation, "000000", "000000"), ("230000", .province, "230000", "230000"),
        ("230600", .prefecture, "230600", "230000"), ("230606", .county, "230600", "230000"),
        ("429005", .county, "429000", "420000"), ("110105", .county, "110100", "110000"),
    ]

    @Test(arguments: places) func itsDigitsSayWhereItLies(_ given: Place) throws {
        let code = try #require(RegionCode(given.code))
        #expect(code.description == given.code)
        #expect(code.level == given.level)
        #expect(code.prefecture.description == given.prefecture)
        #expect(code.province.description == given.province)
        #expect(RegionCode.nation.contains(code))
        #expect(code.province.contains(code) && code.contains(code))
    }

    @Test(arguments: ["", "23060", "2306060", "23060x", "-23060", "２３０６０６", " 230606"])
    func refuses(_ text: String) {
        #expect(RegionCode(text) == nil)
    }

    @Test func leadingZerosStay() {
        #expect(RegionCode(number: 5)?.description == "000005")
        #expect(RegionCode(number: 999_999) != nil)
        #expect(RegionCode(number: 1_000_000) == nil)
        #expect(RegionCode(number: -1) == nil)
    }

    @Test func containsWhatSharesItsDigits() throws {
        let datong = try #require(RegionCode("230606"))
        let daqing = try #require(RegionCode("230600"))
        let harbin = try #require(RegionCode("230100"))
        #expect(daqing.contains(datong))
        #expect(!harbin.contains(datong))
        #expect(!datong.contains(daqing))
        #expect(!daqing.contains(.nation))
    }

    @Test func narrowerLevelsComeLater() {
        #expect(RegionLevel.nation < .province)
        #expect(RegionLevel.prefecture < .county)
    }
}
