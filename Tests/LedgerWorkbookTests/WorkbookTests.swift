import LedgerDomain
import LedgerWorkbook
import Testing
import WorkbookSamples

/// What a workbook gives: its rows as `number: A=text …`, hidden ones with a star.
func rows(_ bytes: [UInt8], _ sheet: Int = 0) throws -> [String] {
    let workbook = try Workbook(FileBytes(bytes))
    let found = RowList()
    _ = try workbook.read(workbook.sheets[sheet]) { row in
        let cells = row.cells.map { "\(CellReference.letters($0.column))=\($0.value)\($0.isFormula ? "ƒ" : "")" }
        found.lines.append("\(row.number)\(row.isHidden ? "*" : ""): \(cells.joined(separator: " "))")
        return true
    }
    return found.lines
}

final class RowList { var lines: [String] = [] }

@Suite struct WorkbookTests {
    private static let sheet = SampleSheet(
        "数据 A&B",
        [
            ["区划", "金额（元）", .none, " 备注 "],
            ["522633", .number("1.2E+3"), .flag(true), .number("45418", style: 1)],
            [
                .number("0.30000000000000004"), .formula("B2*2", result: "2400"), .error("#N/A"),
                .number("45418.5", style: 2),
            ],
            [.none, .formula("B9", result: nil), .number("0.5", style: 4), .number("-7", style: 3)],
        ])

    @Test(arguments: SampleWorkbook.Writer.allCases) func cells(writer: SampleWorkbook.Writer) throws {
        let bytes = SampleWorkbook([Self.sheet], writer: writer).bytes()
        #expect(
            try rows(bytes) == [
                #"1: A=text("区划") B=text("金额（元）") D=text(" 备注 ")"#,
                #"2: A=text("522633") B=number("1200") C=flag(true) D=day(2024-05-06)"#,
                ##"3: A=number("0.30000000000000004") B=number("2400")ƒ C=error("#N/A") D=day(2024-05-06)"##,
                #"4: B=uncomputedƒ C=number("0.5") D=number("-7")"#,
            ])
        #expect(try Workbook(FileBytes(bytes)).sheets.map(\.name) == ["数据 A&B"])
    }

    @Test func theOtherEpoch() throws {
        let sheet = SampleSheet("s", [[.number("43956", style: 1)]])
        #expect(try rows(SampleWorkbook([sheet], countsFrom1904: true).bytes()) == ["1: A=day(2024-05-06)"])
    }

    @Test(arguments: [("1", "1900-01-01"), ("59", "1900-02-28"), ("60", nil), ("61", "1900-03-01"), ("0", nil)])
    func theYearThatWasNoLeapYear(serial: String, day: String?) {
        #expect(SerialDate.day(serial, countsFrom1904: false)?.description == day)
    }

    @Test func richTextAndPronunciation() throws {
        var book = SampleWorkbook([SampleSheet("s", [["x"]])])
        book.set(
            "xl/sharedStrings.xml",
            "<sst><si><r><t>财农</t></r><r><rPr><b/></rPr><t>〔2022〕</t></r><rPh sb=\"0\" eb=\"1\"><t>cai</t></rPh><phoneticPr/></si></sst>"
        )
        #expect(try rows(book.bytes()) == [#"1: A=text("财农〔2022〕")"#])
    }

    @Test func inlineRunsAndEscapes() throws {
        let cell = SampleCell.raw(
            "<c r=\"A1\" t=\"inlineStr\"><is><r><t>a_x000D_&lt;</t></r><r><t xml:space=\"preserve\"> b</t></r><rPh><t>no</t></rPh></is></c>"
        )
        #expect(try rows(SampleWorkbook([SampleSheet("s", [[cell]])]).bytes()) == [#"1: A=text("a\r< b")"#])
    }

    @Test func isoDatesAndBadNumbers() throws {
        let cells: [SampleCell] = [
            .raw("<c t=\"d\"><v>2024-05-06T00:00:00</v></c>"), .raw("<c t=\"d\"><v>soon</v></c>"),
            .raw("<c><v>NaN</v></c>"), .raw("<c t=\"s\"><v>9</v></c>"), .raw("<c t=\"str\"><f>A1</f><v></v></c>"),
            .number("9999999", style: 1),
        ]
        #expect(
            try rows(SampleWorkbook([SampleSheet("s", [cells])]).bytes()) == [
                #"1: A=day(2024-05-06) B=invalid("soon") C=invalid("NaN") D=invalid("9") F=invalid("9999999")"#
            ])
    }

    @Test func ghostRowsAndGaps() throws {
        var sheet = SampleSheet("s", [["a"], [.raw("<c s=\"1\"/>")], [], ["b"]])
        sheet.hiddenRows = [8]
        sheet.firstRow = 5
        sheet.columns = "<col min=\"2\" max=\"3\" width=\"9\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"9\"/>"
        sheet.merged = ["A5:A8", "B5:D5"]
        let bytes = SampleWorkbook([sheet]).bytes()
        #expect(try rows(bytes) == [#"5: A=text("a")"#, #"8*: A=text("b")"#])
        let workbook = try Workbook(FileBytes(bytes))
        let layout = try workbook.read(workbook.sheets[0]) { _ in true }
        #expect(layout.hiddenColumns == [1...2])
        #expect(layout.merged.map(\.rows) == [5...8, 5...5])
        #expect(layout.merged.map(\.columns) == [0...0, 1...3])
    }

    @Test func hiddenSheetsAreTold() throws {
        var hidden = SampleSheet("代码表", [["a"]])
        hidden.state = "veryHidden"
        let sheets = try Workbook(FileBytes(SampleWorkbook([SampleSheet("数据", [["b"]]), hidden]).bytes())).sheets
        #expect(sheets.map(\.isHidden) == [false, true])
    }

    @Test func readingStopsWhenToldTo() throws {
        let workbook = try Workbook(FileBytes(SampleWorkbook([SampleSheet("s", [["a"], ["b"], ["c"]])]).bytes()))
        let found = RowList()
        _ = try workbook.read(workbook.sheets[0]) { row in
            found.lines.append("\(row.number)")
            return row.number < 2
        }
        #expect(found.lines == ["1", "2"])
    }

    @Test(arguments: [
        ("1.2E+3", "1200"), ("1.0E-2", "0.010"), ("-1.5e2", "-150"), ("12E+0", "12E+0"), ("5", "5"),
        ("0.30000000000000004", "0.30000000000000004"), ("1.23E+17", "123000000000000000"), ("1E+300", "1E+300"),
        ("1E-9223372036854775808", "1E-9223372036854775808"),
    ])
    func numbersKeepEveryDigit(given: String, wanted: String) throws {
        let line = try rows(SampleWorkbook([SampleSheet("s", [[.number(given)]])]).bytes())
        #expect(line == ["1: A=number(\"\(wanted == "12E+0" ? "12" : wanted)\")"])
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("m/d", true), ("[$-804]yyyy\"年\"m\"月\"", true), ("mmm", true), ("h:mm", false),
        ("mm:ss", false), ("#,##0.00;[Red]-#,##0.00", false), ("General", false), ("0.00\"days\"", false),
        ("#,##0_d", false), ("[h]:mm", false),
    ])
    func dateFormats(code: String, isDate: Bool) throws {
        var book = SampleWorkbook([SampleSheet("s", [[.number("45418", style: 2)]])])
        let styles = book.content("xl/styles.xml")
        let old = "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"
        book.set("xl/styles.xml", styles.replacing(old, with: SampleWorkbook.escaped(code)))
        #expect(try rows(book.bytes()) == [isDate ? "1: A=day(2024-05-06)" : "1: A=number(\"45418\")"])
    }
}
