import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// The layout 转移支付重点监督, its formulas and its published figures.
@Suite struct SupervisionReportTests {
    private func report(
        _ samples: [Draft], _ rows: SupervisionRows = .fund, at place: String, basis: ShareBasis = .central
    ) throws -> Report {
        let views = try MoneyViews(samples)
        let report = SupervisionReport.make(
            money: views.money, attributes: views.attributes, scope: SampleTables.scope(place), rows: rows,
            basis: basis, reference: try SampleTables.reference())
        #expect(report.isRectangular)
        return report
    }

    /// The sample of the published form: 6,967,760,000 − 1,351,199,265.02 − 5,604,710,734.98 = 11,850,000 元.
    @Test func thePublishedProvince() throws {
        let samples = [
            receive("T", 696_776_000_000).with(region: "230000"),
            distribute("T", to: "OWN", as: "T1", 135_119_926_502).with(region: "230000"),
            distribute("T", to: "230600", as: "L1", 560_471_073_498).with(region: "230000"),
        ]
        let row = try report(samples, at: "230000").jsonRows.first
        #expect(
            json(
                row, "issued_fen", "province_issued_fen", "province_own_fen", "province_lower_fen",
                "province_unallocated_fen", "province_progress_permille") == [
                    "696776000000", "696776000000", "135119926502", "560471073498", "1185000000", "998",
                ])
        #expect(
            json(row, "city_issued_fen", "city_progress_permille", "paid_fen", "paid_progress_permille") == [
                "560471073498", "0", "0", "0",
            ])
    }

    /// 分配 and 支出 of all three levels; 支出金额 is their sum.
    @Test func threeLevels() throws {
        let samples = [
            receive("T", 1_000).with(region: "230000"), receive("P", 77, money("PROV")).with(region: "230000"),
            distribute("T", to: "230600", as: "C", 700).with(region: "230000"),
            distribute("C", to: "230606", as: "L", 300).with(region: "230600"),
            commit("C", 150).with(region: "230600"), pay("V1", from: "C", 60).with(region: "230600"),
            commit("L", 200), pay("V2", from: "L", 100), recover("L", 20),
        ]
        let row = try report(samples, at: "230000").jsonRows.first
        #expect(
            json(row, "issued_fen", "paid_fen", "paid_progress_permille", "recovered_fen") == [
                "980", "160", "163", "20",
            ])
        #expect(
            json(
                row, "city_issued_fen", "city_own_fen", "city_lower_fen", "city_unallocated_fen", "city_paid_fen",
                "city_progress_permille") == ["700", "150", "300", "250", "60", "643"])
        #expect(
            json(
                row, "county_issued_fen", "county_allocated_fen", "county_unallocated_fen", "county_paid_fen",
                "county_progress_permille") == ["280", "200", "80", "100", "714"])
        let all = try report(samples, at: "230000", basis: .allLevels).jsonRows.first
        #expect(json(all, "issued_fen", "province_issued_fen") == ["1057", "1077"])
    }

    /// The base is zero: JSON says so, the sheet prints 0.
    @Test func aZeroBaseIsNullInJSONAndZeroOnPaper() throws {
        let report = try report([receive("L", 500)], at: samplePlace)
        let row = try #require(report.jsonRows.first)
        #expect(json(row, "province_progress_permille", "city_progress_permille") == ["null", "null"])
        #expect(row["province_progress_permille"]?.plain(.chinese) == "0.0")
        #expect(json(row, "county_progress_permille", "paid_progress_permille") == ["0", "0"])
    }

    /// One decimal from the fraction: 0.99849… is 99.8 %, though two decimals of it round to 99.85.
    @Test func progressIsRoundedOnce() throws {
        let samples = [receive("L", 1_000_000), commit("L", 998_499)]
        #expect(json(try report(samples, at: samplePlace).jsonRows.first, "county_progress_permille") == ["998"])
        let half = [receive("L", 1_000), pay("V", from: "L", 5)]
        #expect(json(try report(half, at: samplePlace).jsonRows.first, "paid_progress_permille") == ["5"])
        let up = [receive("L", 10_000), pay("V", from: "L", 5)]
        #expect(json(try report(up, at: samplePlace).jsonRows.first, "paid_progress_permille") == ["1"])
    }

    @Test func tasksAddUpToTheFund() throws {
        let samples = [
            receive("A", 400, money(task: "CONSOLIDATE")), receive("B", 100, money(task: "ETHNIC")),
            receive("C", 7), pay("V", from: "B", 50, money(task: "ETHNIC")),
        ]
        let rows = try report(samples, at: samplePlace).jsonRows
        #expect(
            rows.map { json($0, "by", "key", "issued_fen", "paid_fen").joined(separator: " ") } == [
                "TOTAL  507 50", "TASK CONSOLIDATE 400 0", "TASK ETHNIC 100 50", "TASK UNSTATED 7 0",
            ])
    }

    /// 分地区: the own level and the places right below, with all that lies in them.
    @Test func placesRightBelow() throws {
        let samples = [
            receive("T", 1_000).with(region: "230000"),
            distribute("T", to: "230600", as: "C", 700).with(region: "230000"),
            distribute("C", to: "230606", as: "L", 300).with(region: "230600"), pay("V", from: "L", 90),
        ]
        let rows = try report(samples, .place, at: "230000").jsonRows
        #expect(
            rows.map { json($0, "key", "issued_fen", "paid_fen", "county_issued_fen").joined(separator: " ") } == [
                " 1000 90 300", "230000 300 0 0", "230600 700 90 300",
            ])
    }

    /// Whatever happened: the formulas hold in every row, and the rows add up.
    @Test(arguments: seeds(12)) func formulasHoldOnRandomLogs(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let samples = RandomLog.moneyDrafts(count: 120, using: &random)
        for kind in SupervisionRows.allCases {
            for place in ["000000", "230000", "230600", "150000"] {
                let rows = try report(samples, kind, at: place).jsonRows
                func number(_ row: [String: ReportValue], _ key: String) -> Int128 {
                    Int128(row[key]?.json ?? "") ?? -1
                }
                for row in rows {
                    for level in ["province", "city"] {
                        #expect(
                            number(row, "\(level)_unallocated_fen") == number(row, "\(level)_issued_fen")
                                - number(row, "\(level)_own_fen") - number(row, "\(level)_lower_fen"))
                    }
                    #expect(
                        number(row, "paid_fen")
                            == ["province", "city", "county"].reduce(0) {
                                $0 + number(row, "\($1)_paid_fen")
                            })
                }
                guard rows.count > 1, let total = rows.first else { continue }
                for key in ["issued_fen", "paid_fen", "city_own_fen", "county_allocated_fen"] {
                    #expect(rows.dropFirst().reduce(0) { $0 + number($1, key) } == number(total, key), "\(key)")
                }
            }
        }
    }
}
