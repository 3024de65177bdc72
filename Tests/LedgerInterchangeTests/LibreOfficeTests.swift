import Foundation
import LedgerDomain
@testable import LedgerInterchange
import Testing

/// A workbook that LibreOffice wrote: `soffice --headless --convert-to xlsx allotments.fods`, version 7.4.
@Suite struct LibreOfficeTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/allotments.xlsx")

    @Test func titlesUnitMergesDatesFormulasHiddenRowAndTotal() throws {
        let answer = ImportAnswer(Array(try Data(contentsOf: Self.file)))
        #expect(
            answer.rows == [
                "4 8126728603 2024-05-06 522633 L1", "5 300000 2024-06-30 522633 L2",
                "6 120000000 2024-07-01 522633 L3",
            ])
        #expect(answer.faults == [])
        #expect(
            answer.notes
                == [
                    "5||||隐藏或被筛选的 1 行，已一并导入", "4|A|区划代码||合并单元格的内容已填入 2 行", "5|G|金额||2 格是公式，已采用文件中最后计算的值",
                ].map { $0.replacing("5||||", with: "5|||5|") })
        #expect(answer.result.sheet == "指标")
        #expect(answer.result.unit == .wanYuan)
        #expect(answer.result.total == 8_247_028_603)
    }
}
