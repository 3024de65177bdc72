import LedgerDomain
import Testing

@Suite struct DocumentNumberTests {
    typealias Reading = (printed: String, text: String)

    static let readings: [Reading] = [
        ("财农〔2022〕14号", "财农〔2022〕14号"),
        ("黑财指(农)〔2023〕34号", "黑财指（农）〔2023〕34号"),
        ("莎财扶【2023】05号", "莎财扶〔2023〕5号"),
        ("财农[2022]14号", "财农〔2022〕14号"),
        ("财农（2022）14号", "财农〔2022〕14号"),
        ("财农(2022)14号", "财农〔2022〕14号"),
        ("财农〔2022】14号", "财农〔2022〕14号"),
        ("国函〔2018〕第163号", "国函〔2018〕163号"),
        ("财农〔２０２２〕１４号", "财农〔2022〕14号"),
        ("  财农〔2022〕14号 ", "财农〔2022〕14号"),
        ("财农〔2022〕9999号", "财农〔2022〕9999号"),
        ("财农〔2022〕0001号", "财农〔2022〕1号"),
    ]

    @Test(arguments: readings) func normalises(_ given: Reading) throws {
        let number = try #require(DocumentNumber(given.printed))
        #expect(number.text == given.text)
        #expect(DocumentNumber(number.text)?.text == number.text)
        #expect(DocumentNumber(number.text)?.printed == nil)
    }

    @Test func keepsWhatWasPrintedWhereItDiffers() {
        #expect(DocumentNumber("财农〔2022〕14号")?.printed == nil)
        #expect(DocumentNumber(" 财农〔2022〕14号\n")?.printed == nil)
        #expect(DocumentNumber("黑财指(农)〔2023〕34号")?.printed == "黑财指(农)〔2023〕34号")
        #expect(DocumentNumber(" 莎财扶【2023】05号 ")?.printed == "莎财扶【2023】05号")
    }

    /// The first two stand in published notices.
    static let refused = [
        "凤巩领〔20236号", "青财农字2023350", "财农〔2022〕14", "财农2022〕14号", "财农〔2022 14号", "财农〔22〕14号", "〔2022〕14号",
        "财农〔1999〕14号", "财农〔2022〕号", "财农〔2022〕0号", "财农〔2022〕12345号", "财农〔2022〕1a号", "财农A〔2022〕14号",
        "财农〔20 22〕14号", "财农〔2022〕14号令", "财指(农〔2022〕14号", "财指农)〔2022〕14号", "财指((农))〔2022〕14号", "号", "",
    ]

    @Test(arguments: refused) func asksAPersonAbout(_ text: String) {
        #expect(DocumentNumber(text) == nil)
    }

    @Test func aCellHoldsSeveral() {
        #expect(
            DocumentNumber.split("黑财指（农）〔2022〕500号; 黑财指（农）〔2022〕501号；") == [
                "黑财指（农）〔2022〕500号", "黑财指（农）〔2022〕501号",
            ])
        #expect(DocumentNumber.split(" ； ;").isEmpty)
        #expect(DocumentNumber.split("").isEmpty)
    }
}
