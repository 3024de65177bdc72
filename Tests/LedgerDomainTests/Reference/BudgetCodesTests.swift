import LedgerDomain
import Testing

@Suite struct BudgetCodesTests {
    static let bytes = Array(
        """
        code,name,kind,definition,chart_year,status,source
        21305,新名,支出功能 款,,2024 chart,public,甲
        21305,旧名,支出功能 款,,2022 chart,public,乙
        01,中央直达资金,直达资金标识,,,public,丙

        """.utf8)

    @Test func aCodeHasTheNameOfItsChart() throws {
        let table = try BudgetCodes(Self.bytes)
        #expect(table.find("21305").map(\.name) == ["新名", "旧名"])
        #expect(table.find("21305", in: 2021)?.name == "旧名")
        #expect(table.find("21305", in: 2023)?.name == "旧名")
        #expect(table.find("21305", in: 2024)?.name == "新名")
        #expect(table.find("21305", in: 2030)?.name == "新名")
        #expect(table.find("01", in: 2022)?.name == "中央直达资金")
        #expect(table.find("2130", in: 2022) == nil)
    }

    @Test func linkedFundsStayInTheirSection() {
        #expect(BudgetCodes.mayPayLinkedFunds("21305"))
        #expect(BudgetCodes.mayPayLinkedFunds("2130507"))
        #expect(BudgetCodes.mayPayLinkedFunds("2130599"))
        for code in ["2130501", "2130502", "2130503", "2130550", "2130601", "2296011", "213", ""] {
            #expect(!BudgetCodes.mayPayLinkedFunds(code), "\(code)")
        }
    }

    @Test func refusesAChartWithoutAYear() {
        #expect(throws: ReferenceFault(line: 5, reason: "code or chart_year")) {
            try BudgetCodes(Self.bytes + Array("22,名,类,,chart,public,丁\n".utf8))
        }
    }
}
