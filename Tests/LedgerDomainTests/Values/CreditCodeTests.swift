import LedgerDomain
import Testing

@Suite struct CreditCodeTests {
    /// The example of GB 32100-2015.
    @Test func theExampleOfTheStandardIsValid() {
        #expect(CreditCode("91350100M000100Y43")?.text == "91350100M000100Y43")
    }

    @Test func saysWhichCheckCharacterWasExpected() {
        #expect(CreditCode.checkCharacter(for: "91350100M000100Y40") == UInt8(ascii: "3"))
        #expect(CreditCode("91350100M000100Y40") == nil)
    }

    @Test(arguments: [
        "91350100M000100Y4", "91350100M000100Y433", "91350100m000100y43", "91350100I000100Y43", "91350100O000100Y43",
        "91350100M000100Y4３", "", "             ",
    ]) func refuses(_ text: String) {
        #expect(CreditCode(text) == nil)
    }

    /// The first character has weight 1, so its 31 values take the check character once through the alphabet.
    @Test func everyCheckCharacterOccurs() {
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        let checks = alphabet.compactMap { CreditCode.checkCharacter(for: "\($0)1350100M000100Y43") }
        #expect(checks.sorted() == Array(alphabet.utf8))
    }

    @Test func everySingleMistakeIsFound() {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
        let valid = Array("91350100M000100Y43".utf8)
        for position in valid.indices {
            for character in alphabet where character != valid[position] {
                var changed = valid
                changed[position] = character
                #expect(CreditCode(String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }
}
