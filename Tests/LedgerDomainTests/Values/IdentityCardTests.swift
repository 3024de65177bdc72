import LedgerDomain
import Testing

@Suite struct IdentityCardTests {
    /// The example of GB 11643-1999.
    @Test func theExampleOfTheStandardIsValid() throws {
        let card = try #require(IdentityCard("11010519491231002X"))
        #expect(card.bornOn == Day("1949-12-31"))
        #expect(card.region == RegionCode("110105"))
        #expect(IdentityCard("11010519491231002x") == card)
    }

    @Test(arguments: [
        "110105194912310021", "11010519491231002", "11010519491231002XX", "110105491231002", "11010519490231002X",
        "1101051949123100２X", "X1010519491231002X", "",
    ]) func refuses(_ text: String) {
        #expect(IdentityCard(text) == nil)
    }

    /// Right check digits under dates that do not exist.
    @Test func theDateOfBirthIsReal() {
        for prefix in ["11010520230229001", "11010520231301001", "11010518991231001", "11010520230431001"] {
            let found = "0123456789X".contains { IdentityCard(prefix + String($0)) != nil }
            #expect(!found, "\(prefix)")
        }
        let leapDay = "0123456789X".filter { IdentityCard("11010520240229001" + String($0)) != nil }
        #expect(leapDay.count == 1)
    }

    @Test func everySingleMistakeIsFound() {
        let valid = Array("11010519491231002X".utf8)
        for position in 0..<17 {
            for digit in "0123456789".utf8 where digit != valid[position] {
                var changed = valid
                changed[position] = digit
                #expect(IdentityCard(String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }
}
