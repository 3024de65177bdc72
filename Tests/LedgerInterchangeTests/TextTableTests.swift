import LedgerInterchange
import Testing

/// Tables stand straight whatever is written in them.
@Suite struct TextTableTests {
    @Test(
        arguments: [
            ("", 0), ("abc", 3), ("汉字", 4), ("（万元）", 8), ("，。：", 6), ("￥１２３", 8), ("\u{3000}", 2), ("㈠", 2), ("ｶﾅ", 2),
            ("한국", 4), ("𠀀", 2), ("〔2023〕1号", 11), ("“…”", 3), ("é", 1), ("e\u{301}", 1), ("汉\u{20DD}", 2),
            ("a\u{200B}b", 2),
            ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("✔\u{FE0F}", 2), ("✓", 1), ("⌚", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("﹙", 2), ("︙", 2), ("\u{1B}[1m", 3),
        ])
    func aTextIsAsWideAsTerminalsDrawIt(_ text: String, _ width: Int) {
        #expect(DrawnWidth.of(text) == width)
    }

    @Test func numbersStandAtTheRightAndTextsAtTheLeft() {
        let table = TextTable(
            headings: ["地区", "金额（万元）", "备注"],
            rows: [["从江县", "1,234.56", "👍"], ["e\u{301}", "-1", "“合计”"]], numeric: [1])
        #expect(
            table.text == """
                地区    金额（万元）  备注
                ------  ------------  ------
                从江县      1,234.56  👍
                e\u{301}                 -1  “合计”
                """)
    }

    @Test func aCellOfSeveralLinesIsDrawnInOne() {
        let table = TextTable(headings: ["a", "b"], rows: [["一\n二", "c\r\nd"]])
        #expect(table.text == "a      b\n-----  ---\n一 二  c d")
    }
}
