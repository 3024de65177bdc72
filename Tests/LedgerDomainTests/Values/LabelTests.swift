import LedgerDomain
import Testing

@Suite struct LabelTests {
    @Test func speaksBothLanguages() {
        let label = Label("资金退回", "Disbursement returned")
        #expect(label.text(.chinese) == "资金退回")
        #expect(label.text(.english) == "Disbursement returned")
        #expect(Language(rawValue: "zh") == .chinese)
        #expect(Language(rawValue: "en") == .english)
    }
}
