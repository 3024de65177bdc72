import LedgerDomain
import LedgerInterchange
import LedgerReference
import LedgerRules
import LedgerWorkbook
import WorkbookSamples

/// Sheets to start from, and the reading of any.
enum SampleSheets {
    /// Small sheets as text.
    static let texts = [
        "区划代码,日期,指标编号,预算年度,文号,金额（元）,资金级次\n520204,2023-01-05,L1,2023,黔财农〔2023〕1号,100,CENTRAL\n合计,,,,,100,\n",
        "业务类型,区划代码,日期,户编号,合同号,放款机构,金额（万元）,贷款项目,贷款种类,年利率\nloan.disbursed,520204,2023.1.1,H1,T1,农商行,5,POVERTY_MICROLOAN,NEW,3.65\n",
        "单位：万元\n户编号;姓名;身份证号;状态\nH1;张三;110101199003070011;ARCHIVED\n",
    ]

    /// Workbooks as Excel and WPS write them.
    static var workbooks: [SampleWorkbook] {
        var sheet = SampleSheet(
            "数据",
            [
                ["指标", .none, "单位：万元"],
                ["区划代码", "日期", "指标编号", "预算年度", "文号", "金额（元）", "资金级次"],
                [
                    520204, .number("44931", style: 1), "L1", 2023, "黔财农〔2023〕1号", .number("1.5E+2", style: 3),
                    "CENTRAL",
                ],
                [
                    "合计", .none, .flag(true), .error("#N/A"), .formula("1+1", result: nil),
                    .formula("SUM(F3)", result: "150"),
                ],
            ])
        sheet.merged = ["A1:B1"]
        sheet.hiddenRows = [4]
        sheet.columns = "<col min=\"2\" max=\"3\" hidden=\"1\"/>"
        let second = SampleSheet("说明", [["填报说明"]])
        return [
            SampleWorkbook([sheet]), SampleWorkbook([sheet, second], writer: .wps),
            SampleWorkbook([second, sheet], countsFrom1904: true),
        ]
    }

    static func context() throws -> ImportContext {
        ImportContext(
            taxonomy: try ShippedReference().taxonomy, today: Day.first(of: 2024), ledgerRegion: .nation,
            rowID: { "\($0)/\($1)/\($2)" }, token: { "\($0):\($1)" }, line: { _, _ in nil },
            linesOfDocument: { _, _ in [] },
            project: { _ in nil }, total: StatedTotal.fault)
    }

    /// Reads a file as an import does; its rows are those of the file, and no event comes without one.
    static func read(_ file: [UInt8], as profile: Profile, encoding: TextEncoding? = nil, _ context: ImportContext) {
        do throws(Fault) {
            let source = try ImportSource(FileBytes(file), as: profile, encoding: encoding)
            let counter = Counter()
            let result = try profile.read(source, context) { row in
                expect(row.number >= counter.last, "row \(row.number) after \(counter.last)")
                counter.last = row.number
                return true
            }
            expect(counter.last == 0 || result.rows > 0, "events without rows")
        } catch {
            expect(!error.expected.chinese.isEmpty && !error.remedy.chinese.isEmpty, "a fault without words: \(error)")
        }
    }

    private final class Counter { var last = 0 }
}
