import LedgerDomain
@testable import LedgerInterchange
import Testing
import WorkbookSamples

/// Finding the header, the unit, totals and the sheet.
@Suite struct SheetTests {
    private static let one = ["9 1000000 2024-05-06 522633 L1"]

    private func moved(_ lines: [String], to row: Int) -> [String] {
        lines.map { "\(row)" + $0.drop { $0 != " " } }
    }

    @Test(arguments: SampleWorkbook.Writer.allCases) func aWorkbookGivesWhatItsTextGives(writer: SampleWorkbook.Writer)
    {
        let book = ImportAnswer([Allotments.header, Allotments.row(.number("1"))], writer: writer)
        let text = ImportAnswer(
            "区划代码,年度,批次编号,文号,资金级次,发文日期,金额（万元）\n522633,2024,L1,测财农〔2024〕1号,CENTRAL,2024-05-06,1\n")
        #expect(book.rows == moved(Self.one, to: 2))
        #expect(text.rows == book.rows)
        #expect(book.faults.isEmpty && text.faults.isEmpty)
        #expect(book.result.sheet == "数据")
        #expect(book.result.unit == .wanYuan)
        #expect(book.result.letters["金额（万元）"] == "G")
    }

    @Test func titlesAndUnitLine() {
        var header = Allotments.header
        header[6] = "金额"
        let answer = ImportAnswer([
            ["2024年衔接资金指标台账"], [], ["编制单位：某县财政局", .none, .none, .none, .none, .none, "金额单位：万元"], header,
            ["栏次", 1, 2, 3, 4, 5, 6], Allotments.row(1), ["合计", .none, .none, .none, .none, .none, 1],
            ["填表人：张某", .none, "审核人："],
        ])
        #expect(answer.rows == moved(Self.one, to: 6))
        #expect(answer.faults == [])
        #expect(answer.notes == ["8|||说明或签名行，未作为数据读取"].map { $0.replacing("|||", with: "||||") })
        #expect(answer.result.headerRow == 4)
        #expect(answer.result.unit == .wanYuan)
        #expect(answer.result.total == 1_000_000)
    }

    @Test func noUnitAnywhereIsNoted() {
        var header = Allotments.header
        header[6] = "金额"
        let answer = ImportAnswer([header, Allotments.row(1)])
        #expect(answer.rows == ["2 100 2024-05-06 522633 L1"])
        #expect(answer.notes == ["1|G|金额||没有写金额单位，按元读取"])
    }

    @Test(arguments: [
        ("单位：万元", MoneyUnit.wanYuan), ("（单位:元）", .yuan), ("填报单位：某局　　单位：亿元", .yiYuan), ("单位：户、万元", .wanYuan),
        ("金额单位：人民币元", .yuan), ("单位为万元", .wanYuan),
    ])
    func unitLines(text: String, unit: MoneyUnit) { #expect(UnitLine.unit(in: text) == unit) }

    @Test func noUnitLine() { #expect(UnitLine.unit(in: "责任单位：某局") == nil) }

    @Test(arguments: [true, false]) func aHeaderOfTwoRows(isMerged: Bool) {
        var top = Allotments.header
        top[6] = "金额（万元）"
        let answer = ImportAnswer([
            top + [.none, .none], [.none, .none, .none, .none, .none, .none, "合计", "中央", "省级"],
            Allotments.row(3) + [1, 2],
        ]) { sheet in
            if isMerged { sheet.merged = ["A1:A2", "B1:B2", "G1:I1"] }
        }
        #expect(answer.rows == ["3 3000000 2024-05-06 522633 L1"])
        #expect(answer.faults == [])
        #expect(answer.result.unused == ["金额（万元） 中央", "金额（万元） 省级"])
    }

    @Test func unitsInTheSecondRow() {
        var top = Allotments.header
        top[6] = "金额"
        let answer = ImportAnswer([top, [.none, .none, .none, .none, .none, .none, "（万元）"], Allotments.row(1)])
        #expect(answer.rows == moved(Self.one, to: 3))
    }

    @Test func theExampleIsPassedOver() {
        var example = Allotments.row("9999")
        example[0] = "示例：522633"
        let answer = ImportAnswer([Allotments.header, example, Allotments.row(1)])
        #expect(answer.rows == moved(Self.one, to: 3))
        #expect(answer.notes == ["2||||示例行，未导入"])
    }

    @Test func totalsOfParts() {
        func total(_ word: String, _ amount: Int) -> [SampleCell] {
            [.text(word), .none, .none, .none, .none, .none, .number("\(amount)")]
        }
        let rows = [
            Allotments.header, total("合 计", 10), Allotments.row(id: "A", 1), Allotments.row(id: "B", 2),
            total("小计：", 3),
            Allotments.row(id: "C", 7), total("小计", 7),
        ]
        #expect(ImportAnswer(rows).faults == [])
        var wrong = rows
        wrong[4] = total("小计", 4)
        #expect(ImportAnswer(wrong).faults == ["5|G|金额（万元）|A52|4|3"])
        wrong = rows
        wrong[1] = total("合计", 11)
        #expect(ImportAnswer(wrong).faults == ["2|G|金额（万元）|A52|11|10"])
        wrong = rows
        wrong[1] = total("合计", 10 - 7 + 70_000)
        #expect(ImportAnswer(wrong).faults == ["2|G|金额（万元）|A51|70003|10"])
    }

    @Test func hiddenRowsAndColumnsAreReadAndTold() {
        let answer = ImportAnswer([Allotments.header, Allotments.row(id: "A", 1), Allotments.row(id: "B", 2)]) {
            sheet in
            sheet.hiddenRows = [3]
            sheet.columns =
                "<col min=\"4\" max=\"5\" width=\"9\" hidden=\"1\"/><col min=\"30\" max=\"40\" hidden=\"1\"/>"
        }
        #expect(answer.rows.count == 2)
        #expect(answer.notes == ["3|||3|隐藏或被筛选的 1 行，已一并导入", "0|||D、E|隐藏的列，已一并读取"])
    }

    @Test func mergedCellsAreRepeated() {
        var second = Allotments.row(id: "B", 2)
        (second[0], second[1], second[3]) = (.none, .none, .none)
        let answer = ImportAnswer([Allotments.header, Allotments.row(id: "A", 1), second]) { sheet in
            sheet.merged = ["A2:A3", "B2:B3", "D2:D1048576"]
        }
        #expect(answer.rows == ["2 1000000 2024-05-06 522633 A", "3 2000000 2024-05-06 522633 B"])
        #expect(
            answer.notes == [
                "2|A|区划代码||合并单元格的内容已填入 1 行", "2|B|年度||合并单元格的内容已填入 1 行", "2|D|文号||合并单元格的内容已填入 1 行",
            ])
    }

    @Test func anAmountOverTwoRowsIsRefused() {
        let answer = ImportAnswer([Allotments.header, Allotments.row(id: "A", 1), Allotments.row(id: "B", .none)]) {
            $0.merged = ["G2:G3"]
        }
        #expect(answer.faults.first == "2|G|金额（万元）|E05|1|每行各自的数值")
    }

    @Test func formulasAreReadByTheirLastResult() {
        let answer = ImportAnswer([
            Allotments.header, Allotments.row(id: "A", .formula("1+1", result: "2")),
            Allotments.row(id: "B", .formula("B9", result: nil)), Allotments.row(id: "C", .error("#REF!")),
        ])
        #expect(answer.rows.first == "2 2000000 2024-05-06 522633 A")
        #expect(answer.faults == ["3|G|金额（万元）|E05||公式的结果", "4|G|金额（万元）|E05|#REF!|有效的值"])
        #expect(answer.notes == ["2|G|金额（万元）||2 格是公式，已采用文件中最后计算的值"])
    }

    @Test func whatStandsBesideTheTable() {
        let answer = ImportAnswer([Allotments.header, Allotments.row(1) + [.none, "旁注"]])
        #expect(answer.rows == moved(Self.one, to: 2))
        #expect(answer.notes == ["2|||H|表头之外的内容，未读取"])
    }

    @Test func aTextsEmptyAndRaggedRowsAreRefused() {
        let header = "区划代码,年度,批次编号,文号,资金级次,发文日期,金额（万元）\n"
        let row = "522633,2024,L1,测财农〔2024〕1号,CENTRAL,2024-05-06,1\n"
        #expect(ImportAnswer(header + row + "\n" + row).faults == ["3|||E01||数据行之间没有空行"])
        #expect(ImportAnswer(header + row + "\n,,\n").faults == [])
        #expect(ImportAnswer(header + "522633,2024\n").faults.first == "2|||E01|2|7 格")
    }

    @Test func missingColumnsAreNamedAtTheHeader() {
        let answer = ImportAnswer([["标题"], ["区划代码", "年度", "金额"], ["522633", "2024", 1]])
        #expect(answer.faults.map { $0.split(separator: "|").first } == ["2", "2", "2"])
    }
}

/// Which sheet of a workbook is read.
@Suite struct SheetChoiceTests {
    private static let data = SampleSheet("数据", [Allotments.header, Allotments.row(1)])
    private static let notes = SampleSheet("填报说明", [["请按列填写。"], ["金额为万元。"]])

    private func named(_ sheet: SampleSheet, _ name: String, state: String = "visible") -> SampleSheet {
        var sheet = sheet
        (sheet.name, sheet.state) = (name, state)
        return sheet
    }

    @Test func theOnlyOneThatFits() {
        let answer = ImportAnswer(SampleWorkbook([Self.notes, Self.data]).bytes())
        #expect(answer.result.sheet == "数据")
        #expect(answer.rows == ["2 1000000 2024-05-06 522633 L1"])
    }

    @Test func severalAreListed() {
        let book = SampleWorkbook([Self.data, named(Self.data, "二月")]).bytes()
        #expect(ImportAnswer(book).refusal?.expected.chinese == "其中一个工作表：数据、二月")
        #expect(ImportAnswer(book, sheet: "二月").result.sheet == "二月")
        #expect(ImportAnswer(book, sheet: "三月").refusal?.given == "三月")
    }

    @Test func hiddenSheetsAreNotTakenAndTold() {
        let book = SampleWorkbook([
            Self.data, named(Self.data, "旧", state: "hidden"), named(Self.notes, "_meta", state: "hidden"),
        ])
        .bytes()
        #expect(ImportAnswer(book).result.sheet == "数据")
        #expect(ImportAnswer(book).notes == ["0|||旧|隐藏的工作表，未导入"])
        #expect(ImportAnswer(book, sheet: "旧").notes == ["0|||旧|隐藏的工作表，已导入"])
    }

    @Test func identifiersDependOnTheSheet() {
        let book = SampleWorkbook([Self.data, named(Self.data, "二月")]).bytes()
        #expect(ImportAnswer(book, sheet: "二月").drafts.first?.draft.id == "二月/2/0")
    }
}
