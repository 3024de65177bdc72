import LedgerDomain
@testable import LedgerInterchange
import Testing
import WorkbookSamples

/// Cells as offices fill them. Each is read from a real file, as text in CSV or as a cell of a workbook.
@Suite struct CellTrapTests {
    private static let header = "区划代码,年度,批次编号,文号,资金级次,发文日期,金额（万元）\n"

    private func text(amount: String = "1", region: String = "522633", day: String = "2024-05-06", id: String = "L1")
        -> ImportAnswer
    {
        ImportAnswer(Self.header + "\(region),2024,\(id),测财农〔2024〕1号,CENTRAL,\(day),\"\(amount)\"\n")
    }

    private func cell(amount: SampleCell) -> ImportAnswer { ImportAnswer([Allotments.header, Allotments.row(amount)]) }

    @Test(arguments: [
        ("1,234.5", "1234500000", "千分位"), ("１２．５", "12500000", "全角"), ("１，２３４", "1234000000", "千分位"),
        ("12.5万元", "12500000", "单位"), ("(12.5)", "-12500000", "括号"), ("（12.5）", "-12500000", "括号"),
        ("￥12.5", "12500000", "货币"), ("1\u{A0}", "1000000", nil), ("\u{3000}1", "1000000", nil), ("0", "0", nil),
        ("-1", "-1000000", nil),
    ])
    func amounts(given: String, fen: String, note: String?) {
        let answer = text(amount: given)
        #expect(answer.rows == ["2 \(fen) 2024-05-06 522633 L1"])
        #expect(answer.faults == [])
        #expect(answer.notes.isEmpty == (note == nil))
        if let note { #expect(answer.notes.contains { $0.contains(note) }, "\(answer.notes)") }
    }

    @Test(arguments: ["△1", "12.5元", "3亿元", "1.23E+17", "1.2345678", "12,34", "12..5", "壹万"])
    func refusedAmounts(given: String) {
        let faults = text(amount: given).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("2||金额（万元）|E05|\(given)|") == true, "\(faults)")
    }

    @Test(arguments: ["-", "—", "——", "/", "无", ""]) func missingAmounts(given: String) {
        let answer = text(amount: given)
        #expect(answer.faults.map { $0.contains("|E04|") } == [true])
        #expect(answer.notes.contains { $0.contains("按空白读取") } == !given.isEmpty)
    }

    @Test(arguments: [
        ("1.2E+3", "1200000000"), ("0.30000000000000004", "300000"), ("8126.7286029999996", "8126728603"),
        ("12.50", "12500000"),
        ("1E-6", "1"), ("-7", "-7000000"), ("0.99999999999999989", "1000000"),
    ])
    func numbersOfWorkbooks(given: String, fen: String) {
        let answer = cell(amount: .number(given))
        #expect(answer.rows == ["2 \(fen) 2024-05-06 522633 L1"], "\(answer.faults)")
    }

    @Test(arguments: ["0.0000005", "33333.333333333336", "12.34567849", "1E+40", "1E+300", "12345678901234.561"])
    func numbersThatAreNoAmounts(given: String) {
        #expect(cell(amount: .number(given)).faults.map { $0.contains("|E05|") } == [true])
    }

    @Test(arguments: [
        ("0.30000000000000004", 2, "0.3"), ("1234.0999999999999", 2, "1234.1"), ("9.9999999999999", 2, "10"),
        ("0.125", 2, "0.125"),
        ("0.129999", 2, "0.129999"), ("0.1299999", 2, "0.13"), ("0.120000", 2, "0.12"), ("0.12000099", 2, "0.12"),
        ("0.1200011", 2, "0.1200011"), ("-0.99999999", 2, "-1"), ("3.6549999999999998", 2, "3.655"),
        ("522633.0", 2, "522633"),
        ("12345678901234.561", 2, "12345678901234.561"), ("0.00000010000000000000001", 10, "0.0000001"),
    ])
    func binaryFractions(given: String, decimals: Int, wanted: String) {
        #expect(BinaryFraction.tidied(given, decimals: decimals) == wanted)
    }

    @Test(arguments: [
        "2024.5.6", "20240506", "2024年5月6日", "2024/5/6", "2024-5-6", "２０２４年５月６日", "2024/5/6 0:00",
        "2024-05-06 08:30:00",
    ])
    func days(given: String) { #expect(text(day: given).rows == ["2 1000000 2024-05-06 522633 L1"]) }

    @Test(arguments: [("5月6日", "缺少年份"), ("45418", "2024-05-06"), ("2024-02-30", "年-月-日"), ("2024年5月", "年-月-日")])
    func refusedDays(given: String, advice: String) {
        let answer = text(day: given)
        #expect(answer.faults == ["2||发文日期|E05|\(given)|存在的日期，如 2024-05-06"])
        #expect(answer.result.faults.list.kept.first?.fault.remedy.chinese.contains(advice) == true)
    }

    @Test func serialDatesOfWorkbooks() {
        for day in [
            SampleCell.number("45418"), .number("45418.75"), .number("45418", style: 1), .number("45418", style: 2),
        ] {
            #expect(
                ImportAnswer([Allotments.header, Allotments.row(day: day, 1)]).rows == [
                    "2 1000000 2024-05-06 522633 L1"
                ])
        }
        let plain = ImportAnswer([Allotments.header, Allotments.row(day: .number("45418"), 1)])
        #expect(plain.notes == ["2|F|发文日期||1 格日期序号，已换算为日期"])
        let sheet = SampleSheet("s", [Allotments.header, Allotments.row(day: .number("43956"), 1)])
        let other = ImportAnswer(SampleWorkbook([sheet], countsFrom1904: true).bytes())
        #expect(other.rows == ["2 1000000 2024-05-06 522633 L1"])
    }

    @Test func codesThatBecameNumbers() {
        let book = ImportAnswer([Allotments.header, Allotments.row(id: .number("9.13205001234567E+17"), 1)])
        #expect(book.faults == ["2|C|批次编号|E05|913…|完整的编码"])
        #expect(text(id: "9.132E+17").faults == ["2||批次编号|E05|9.1…|完整的编码"])
        #expect(ImportAnswer([Allotments.header, Allotments.row(id: .number("123456789012345"), 1)]).faults == [])
        let cut = text(id: "913205001234567000")
        #expect(cut.faults == [])
        #expect(cut.notes.first?.contains("000") == true)
    }

    @Test func codesInFullWidth() {
        let answer = text(region: "５２２６３３")
        #expect(answer.rows == ["2 1000000 2024-05-06 522633 L1"])
        #expect(answer.notes == ["2||区划代码||1 格全角数字或字母，已转为半角"])
    }

    @Test func numbersAsCodes() {
        let row = Allotments.row(region: .number("522633"), year: .number("2024.0"), id: .number("7"), 1)
        #expect(ImportAnswer([Allotments.header, row]).rows == ["2 1000000 2024-05-06 522633 7"])
    }

    @Test(arguments: [
        ("某\u{E5E5}村", "U+E5E5"), ("某\u{FFFD}村", "U+FFFD"), ("某????村", "????"), ("??", "??"), ("\u{F0000}", "U+F0000"),
    ])
    func lostCharacters(id: String, shown: String) {
        #expect(text(id: id).faults == ["2||批次编号|E05|\(shown)|可识别的文字"])
        let book = ImportAnswer([Allotments.header, Allotments.row(id: .text(id), 1)])
        #expect(book.faults == ["2|C|批次编号|E05|\(shown)|可识别的文字"])
    }

    @Test(arguments: ["真的?", "a?b?c?", "是否？？？", "𠀀", "①"]) func soundCharacters(id: String) {
        #expect(text(id: id).faults == [])
    }

    @Test func brokenLines() {
        var row = Allotments.row(id: "第一\n批 A\r\nB", 1)
        row[3] = "测财农〔2024〕1号\n测财农〔2024〕2号"
        var header = Allotments.header
        header[6] = "金额\n（万元）"
        let answer = ImportAnswer([header, row])
        #expect(answer.rows == ["2 1000000 2024-05-06 522633 第一批 A B"])
        #expect(answer.drafts.first?.draft.documents.count == 2)
        #expect(answer.notes == ["2|C|批次编号||1 格含换行，已连成一行"])
        #expect(answer.result.mapping.map(\.column).contains("金额（万元）"))
        row[3] = "测财农\n〔2024〕1号、测财农〔2024〕2号"
        #expect(ImportAnswer([header, row]).drafts.first?.draft.documents.count == 2)
    }

    @Test func manyAreNotedOnce() {
        let rows = (1...50).map { "522633,2024,L\($0),测财农〔2024〕1号,CENTRAL,2024-05-06,\"1,00\($0 % 10)\"\n" }.joined()
        let answer = ImportAnswer(Self.header + rows)
        #expect(answer.rows.count == 50)
        #expect(answer.notes == ["2||金额（万元）||50 格含千分位逗号，已去掉"])
    }
}

/// What two readers of a sheet might take for two things.
@Suite struct AmbiguityTests {
    private static func faults(_ rows: [[SampleCell]], _ change: (inout SampleSheet) -> Void = { _ in }) -> [String] {
        ImportAnswer(rows, change: change).faults
    }

    @Test func charactersThatNobodySeesAreLeftOut() {
        let answer = ImportAnswer([Allotments.header, Allotments.row(id: "L\u{200B}2\u{202E}", 1)])
        #expect(answer.rows.map { $0.hasSuffix(" L2") } == [true])
        #expect(answer.notes.contains { $0.contains("看不见的字符") })
    }

    @Test func twoColumnsOfOneNameAreRefused() {
        let faults = Self.faults([Allotments.header + ["金额（万元）"], Allotments.row(1) + [2]])
        #expect(faults.map { $0.contains("每个列名只出现一次") } == [true], "\(faults)")
    }

    @Test func anAmountOverSeveralRowsIsRefusedAlsoAsText() {
        let rows = [Allotments.header, Allotments.row(id: "L1", "10"), Allotments.row(id: "L2", "")]
        let faults = Self.faults(rows) { $0.merged = ["G2:G3"] }
        #expect(faults.contains { $0.contains("每行各自的数值") }, "\(faults)")
    }

    @Test func aHeadingOfAnotherUnitThanTheLineAboveIsNoted() {
        let answer = ImportAnswer([["单位：元"], Allotments.header, Allotments.row(1)])
        #expect(answer.faults.isEmpty && answer.notes.contains { $0.contains("按列名的单位读取") }, "\(answer.notes)")
    }
}
