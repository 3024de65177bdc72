import LedgerDomain
import Testing

@Suite struct ChoiceTests {
    private static let form = Vocabulary { choice in Label("“\(choice.rawValue)”栏", "the field \(choice.rawValue)") }

    @Test func aDoorNamesTheChoicesOfAText() {
        let label = Label("用 \(Choice.sheet) 指定，或 \(Choice.encoding)。", "Use \(Choice.sheet), or \(Choice.encoding).")
        #expect(label.text(.chinese, Self.form) == "用 “sheet”栏 指定，或 “encoding”栏。")
        #expect(label.text(.english, Self.form) == "Use the field sheet, or the field encoding.")
        #expect(label.named(by: Self.form).english == "Use the field sheet, or the field encoding.")
    }

    @Test(arguments: Choice.allCases) func withoutADoorThereArePlainWords(choice: Choice) {
        for language in Language.allCases {
            let text = Label("\(choice)", "\(choice)").text(language)
            #expect(!text.isEmpty && !text.contains("--") && text.utf8.allSatisfy { $0 > 3 })
        }
    }

    @Test(arguments: ["", "sheet", "{sheet}", "\u{2}nothing\u{3}", "a\u{2}", "\u{3}\u{2}b", "\u{2}sheet"])
    func whatNamesNoChoiceStays(text: String) {
        #expect(Self.form.text(text, .english) == text)
    }
}
