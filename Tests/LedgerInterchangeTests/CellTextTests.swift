import LedgerDomain
@testable import LedgerInterchange
import Testing

@Suite struct CellTextTests {
    private func amount(_ text: String, _ unit: MoneyUnit) -> Int64? { try? CellText.amount(text, in: unit).count }

    @Test(arguments: [
        ("1,234.56", MoneyUnit.yuan, 123_456), ("１２３．４５", .yuan, 12_345), (" 12 ", .wanYuan, 12_000_000),
        ("(1)", .yuan, -100),
        ("-1", .yuan, -100), ("￥5", .yuan, 500), ("3万元", .wanYuan, 3_000_000), ("8126.728603", .wanYuan, 8_126_728_603),
        ("1，234", .yuan, 123_400), ("\u{A0}7\u{3000}", .yuan, 700), ("0", .yuan, 0),
    ])
    func amounts(text: String, unit: MoneyUnit, fen: Int64) { #expect(amount(text, unit) == fen) }

    @Test(arguments: ["1.2E+17", "△1", "12,34", "1.234", "3元", "abc", "1 2", "--1", "=1+1", "1/2"])
    func refusedAmounts(text: String) {
        #expect(amount(text, text == "3元" ? .wanYuan : .yuan) == nil)
    }

    @Test(arguments: ["2024-05-06", "20240506", "2024.5.6", "2024/5/6", "2024年5月6日", "２０２４-05-06"])
    func days(text: String) throws { #expect(try CellText.day(text).description == "2024-05-06") }

    @Test(arguments: ["5月6日", "2024-02-30", "45418", "24-05-06", "2024-5", ""])
    func refusedDays(text: String) { #expect((try? CellText.day(text)) == nil) }

    @Test(arguments: [
        ("拨付金额（万元）", "拨付金额", MoneyUnit.wanYuan), ("金额(元)*", "金额", .yuan), ("amount_wan_yuan", "amount", .wanYuan),
        ("Subsidy_Yuan", "subsidy", .yuan), ("amount_yi_yuan", "amount", .yiYuan), ("amount_fen", "amount", .fen),
    ])
    func headings(text: String, name: String, unit: MoneyUnit) {
        let (found, foundUnit) = CellText.heading(text)
        #expect(found == name)
        #expect(foundUnit == unit)
    }

    @Test func aHeadingWithoutUnit() { #expect(CellText.heading(" 项目 名称 ").name == "项目名称") }

    @Test(arguments: ["", " ", "-", "—", "/", "无"]) func missing(text: String) { #expect(CellText.isMissing(text)) }
    @Test func zeroIsNotMissing() { #expect(!CellText.isMissing("0")) }

    @Test func scaledNumbersAreExact() throws {
        #expect(try CellText.scaled("155.7", decimals: 4) == 1_557_000)
        #expect(try CellText.scaled("3.65", decimals: 4) == 36_500)
        #expect((try? CellText.scaled("155.70001", decimals: 4)) == nil)
    }
}
