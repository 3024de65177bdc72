import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct SubsidiesReportTests {
    private func report(_ log: FigureLog, _ region: String, _ year: Int) throws -> Report {
        let report = SubsidiesReport.make(
            subsidies: log.fold(Subsidies.self), figures: log.fold(Figures.self),
            scope: try reportScope(region, year, today: "2026-01-01"), regions: try FigureLog.regions())
        #expect(report.isRectangular)
        return report
    }

    /// Four quarters of 莎车县 (莎财扶【2023】05号) and one notice of 红寺堡区 (t20221209_3882356).
    private func published() throws -> FigureLog {
        var log = FigureLog()
        let quarters: [(from: String, to: String, fen: Int64, households: String)] = [
            ("2023-01-01", "2023-03-31", 335_837_287, "11525"), ("2023-04-01", "2023-06-30", 326_758_107, "10838"),
            ("2023-07-01", "2023-09-30", 312_663_562, "10815"), ("2023-10-01", "2023-12-31", 260_443_664, "10569"),
        ]
        for quarter in quarters {
            try log.publish(
                "SUBSIDY_PAID", quarter.fen, in: "653125", from: quarter.from, to: quarter.to,
                documents: ["莎财扶【2023】05号"], [("count", quarter.households), ("count_unit", "HOUSEHOLD")])
        }
        try log.publish(
            "SUBSIDY_PAID", 1_300_000_000, in: "640303", from: "2021-10-01", to: "2022-09-30",
            [("count", "7171"), ("count_unit", "HOUSEHOLD"), ("batch", "6 batches")])
        return log
    }

    @Test func fourQuartersStandOneByOne() throws {
        let rows = try report(published(), "653125", 2023).jsonRows
        let values = rows.map { json($0, "value")[0] }
        #expect(values == ["335837287", "326758107", "312663562", "260443664"])
        #expect(values.compactMap { Int64($0) }.reduce(0, +) == 1_235_702_620)
        #expect(
            json(rows.first, "source", "kind", "unit", "amount_fen", "period", "documents", "status", "region_name")
                == [
                    "PUBLISHED", "SUBSIDY_PAID", "FEN", "335837287", "2023-01-01/2023-03-31", "莎财扶〔2023〕5号", "PUBLIC",
                    "莎车县",
                ])
        #expect(try report(published(), "650000", 2023).rows.count == 4)
    }

    @Test func valueAndHouseholdsOfOneNotice() throws {
        let rows = try report(published(), "640303", 2022).jsonRows
        #expect(rows.count == 1)
        #expect(
            json(rows.first, "value", "count", "count_unit", "batch") == [
                "1300000000", "7171", "HOUSEHOLD", "6 batches",
            ])
        // 13,000,000.00 ÷ 7171 = 1812.86 yuan a household.
        let doubled: Int64 = 1_300_000_000 * 2 / 7_171
        #expect((doubled + 1) / 2 == 181_286)
        #expect(try report(published(), "640303", 2021).rows.isEmpty)
    }

    private func own() throws -> FigureLog {
        var log = FigureLog()
        for (fen, batch) in [(100, "一"), (200, "一"), (400, "二")] {
            try log.add(
                "interest_subsidy.paid", on: "2023-03-01", documents: ["庆财农〔2023〕1号"],
                [
                    ("amount_fen", .string(String(fen))), ("batch", .string(batch)), ("from", .string("2022-12-21")),
                    ("loan", .string(FigureLog.token)), ("policy", .string("microloan-2021")),
                    ("to_day", .string("2023-03-01")), ("voucher_no", .string("V-\(fen)")),
                ])
        }
        try log.add(
            "household_subsidy.paid", on: "2023-04-01", documents: ["庆财农〔2023〕2号"],
            [
                ("amount_fen", .string("800")), ("hh", .string(FigureLog.token)), ("period", .string("2023")),
                ("policy", .string("breeding")), ("voucher_no", .string("V-9")),
            ])
        try log.reverse(2, on: "2023-05-01")
        return log
    }

    @Test func ownSubsidiesAreSummedByPolicyAndBatch() throws {
        let rows = try report(own(), "230000", 2023).jsonRows
        #expect(
            rows.map { json($0, "region", "source", "kind", "policy", "batch", "amount_fen", "count", "value") }
                == [
                    ["230606", "LEDGER", "HOUSEHOLD", "breeding", "", "800", "1", "null"],
                    ["230606", "LEDGER", "INTEREST", "microloan-2021", "一", "300", "2", "null"],
                ])
        #expect(try report(own(), "230606", 2022).rows.isEmpty)
    }

    /// 180 万元 for household grants, less two of 50 万元.
    @Test func leftForHouseholdGrants() {
        #expect(Fen("180", in: .wanYuan).map { $0.count - 2 * 50_000_000 } == 80_000_000)
    }
}
