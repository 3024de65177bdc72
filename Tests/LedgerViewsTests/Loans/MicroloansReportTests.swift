import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct MicroloansReportTests {
    private func report(_ log: FigureLog, _ scope: ReportScope, rows: LoanRows = .total) throws -> Report {
        let report = MicroloansReport.make(
            loans: log.fold(LoanDays.self), figures: log.fold(Figures.self), scope: scope,
            regions: try FigureLog.regions(), rows: rows)
        #expect(report.isRectangular)
        return report
    }

    @Test func outstandingAndOverdueAreSumsOfChanges() throws {
        var log = FigureLog()
        try log.lend(1_000, on: "2022-05-01")
        try log.lend(500, on: "2023-05-01", kind: "RENEWAL")
        try log.fallOverdue(300, on: "2023-06-01")
        try log.repay(200, ofOverdue: 100, on: "2023-07-01")
        try log.repay(50, on: "2024-01-01")
        let row = try report(log, reportScope("230606", 2023, today: "2024-06-30")).jsonRows.first
        #expect(
            json(row, "new_fen", "new_count", "new_without_renewal_fen", "new_without_renewal_count")
                == ["500", "1", "0", "0"])
        // 1000 + 500 lent, 500 repaid by the renewal, 200 repaid; the 50 come after the year.
        #expect(json(row, "outstanding_fen", "overdue_fen", "overdue_bp") == ["800", "200", "2500"])
        #expect(json(row, "growth_bp", "growth_without_renewal_bp", "reason") == ["-5000", "-10000", "null"])
        #expect(json(row, "caliber", "programme") == ["LEDGER", "POVERTY_MICROLOAN"])
    }

    @Test func nothingOutstandingHasNoOverdueRate() throws {
        var log = FigureLog()
        try log.lend(100, on: "2023-01-01")
        try log.repay(100, on: "2023-02-01")
        let row = try report(log, reportScope("230606", 2023, today: "2023-06-30")).jsonRows.first
        #expect(json(row, "outstanding_fen", "overdue_bp") == ["0", "null"])
    }

    @Test func townshipsAndProgrammesStandApart() throws {
        var log = FigureLog()
        try log.lend(1, on: "2023-01-01", township: "230606101")
        try log.lend(2, on: "2023-01-01", township: "230606100")
        try log.lend(4, on: "2023-01-01", township: "230606100")
        try log.lend(8, on: "2023-01-01", programme: "RURAL_CREDIT", township: "230606100")
        try log.lend(16, on: "2023-01-01", township: "230606100", precision: "NONE")
        func lines(_ rows: LoanRows) throws -> [[String]] {
            try report(log, reportScope("230600", 2023, today: "2023-06-30"), rows: rows).jsonRows
                .map { json($0, "region", "township", "programme", "new_fen", "undated_fen") }
        }
        #expect(
            try lines(.township) == [
                ["230606", "230606100", "POVERTY_MICROLOAN", "6", "16"],
                ["230606", "230606100", "RURAL_CREDIT", "8", "0"],
                ["230606", "230606101", "POVERTY_MICROLOAN", "1", "0"],
            ])
        #expect(
            try lines(.total) == [
                ["230600", "", "POVERTY_MICROLOAN", "7", "16"], ["230600", "", "RURAL_CREDIT", "8", "0"],
            ])
    }

    @Test func publishedFiguresFollowWithTheirCaliber() throws {
        var log = FigureLog()
        try log.lend(100, on: "2022-01-01")
        try log.publish(
            "MICROLOAN_OUTSTANDING", 18_240_000_000_000, in: "230606", to: "2022-12-31", caliber: "BANK_REGULATOR",
            [("count", "4333000"), ("count_unit", "HOUSEHOLD")])
        try log.publish("EMPLOYMENT", 5, unit: "COUNT", in: "230606", to: "2022-12-31")
        try log.publish("MICROLOAN_NEW", 7, in: "230600", to: "2022-12-31", caliber: "LOCAL")
        let rows = try report(log, reportScope("230606", 2022, today: "2023-06-30")).jsonRows
        #expect(rows.count == 2)
        #expect(
            json(rows.last, "caliber", "metric", "value", "new_fen", "outstanding_fen", "count", "count_unit")
                == [
                    "BANK_REGULATOR", "MICROLOAN_OUTSTANDING", "18240000000000", "null", "null", "4333000", "HOUSEHOLD",
                ])
    }
}
