import LedgerDomain
@testable import LedgerInterchange
import Testing

@Suite struct CSVReaderTests {
    private func read(_ text: String) -> (records: [[String]], lines: [Int], faults: [Int]) {
        var reader = CSVReader(Array(text.utf8))
        var records: [[String]] = []
        var lines: [Int] = []
        var faults: [Int] = []
        while true {
            do throws(LineFault) {
                guard let record = try reader.next() else { return (records, lines, faults) }
                records.append(record.cells)
                lines.append(record.line)
            } catch { faults.append(error.line) }
        }
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("a\r1\r", [["a"], ["1"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]), ("a\tb\n1\t\n", [["a", "b"], ["1", ""]]),
        ("\"a,\"\"b\"\"\nc\",d\n", [["a,\"b\"\nc", "d"]]), ("\"\",\"\"\n", [["", ""]]), ("", []), ("\n", [[""]]),
    ])
    func records(text: String, wanted: [[String]]) {
        let found = read(text)
        #expect(found.records == wanted)
        #expect(found.faults.isEmpty)
    }

    @Test func linesAreThoseTheUserSees() {
        #expect(read("h\n\"a\nb\"\nc\n").lines == [1, 2, 4])
    }

    @Test func aStrayQuoteIsNamedAndTheRestIsRead() {
        let found = read("a,b\nx\"y,1\n\"z\"w,2\n3,4\n")
        #expect(found.faults == [2, 3])
        #expect(found.records == [["a", "b"], ["3", "4"]])
    }

    @Test func anUnclosedQuoteIsNamedWhereItOpened() {
        #expect(read("a\n1\n\"2\n3\n4").faults == [3])
    }
}

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

@Suite struct SourceTextTests {
    private func text(_ bytes: [UInt8]) -> String? {
        guard let source = try? SourceText(bytes) else { return nil }
        return "\(source.encoding.rawValue) \(String(decoding: source.bytes, as: UTF8.self))"
    }

    @Test func encodings() {
        #expect(text(Array("汉a".utf8)) == "UTF-8 汉a")
        #expect(text([0xEF, 0xBB, 0xBF] + Array("汉".utf8)) == "UTF-8-BOM 汉")
        #expect(text([0xBA, 0xBA, 0x61]) == "GB18030 汉a")
        #expect(text([0x95, 0x32, 0x82, 0x36, 0x0A]) == "GB18030 𠀀\n")
        #expect(text([0xFF, 0xFE, 0x49, 0x6C]) == "UTF-16LE 汉")
        #expect(text([0xFE, 0xFF, 0x6C, 0x49]) == "UTF-16BE 汉")
    }

    @Test func refused() {
        #expect(text([]) == nil)
        #expect(text([0x61, 0, 0x62]) == nil)
        #expect(text([0xBA]) == nil)
        #expect(text(Array("汉".utf8) + [0xFF]) == nil)
        #expect(text(Array("\u{E000}".utf8)) == nil)
    }
}

@Suite struct StatedTotalTests {
    private func rule(_ parts: [Int64], _ stated: Int64) -> String? {
        StatedTotal.fault(parts: parts.map { Fen($0) }, stated: Fen(stated), unit: .wanYuan)?.rule
    }

    @Test func partsAndTotals() {
        #expect(rule([100, 200], 300) == nil)
        #expect(rule([100, 200], 301) == "A52")
        #expect(rule([100, 200], 1_000_200) == "A51")
        #expect(rule([1_000_000, 200], 300) == "A51")
        #expect(rule([], 0) == nil)
        #expect(rule([], 1) == "A52")
    }
}
