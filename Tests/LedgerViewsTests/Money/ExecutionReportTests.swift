import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

@Suite struct ExecutionReportTests {
    static let simple = [
        receive("L1", 1_000, batch: "第一批"), receive("L2", 500, money("PROV"), batch: "第二批"),
        commit("L1", 600), pay("V1", from: "L1", 400), payBack("V1", from: "L1", 100),
        pay("V2", from: "L2", 50, money("PROV", class: farming)),
    ]

    private func total(
        _ samples: [Draft], batches: [String] = [], scope: ReportScope = SampleTables.scope()
    ) throws -> ExecutionRow {
        try #require(try MoneyViews(samples).execution(scope, ExecutionOptions(batches: batches, by: .total)).first)
    }

    @Test func netPaidOverReceived() throws {
        let row = try total(Self.simple)
        #expect(row.execution == Ratio(350, 1_500) && row.sum.committed == 600 && row.sum.unallocated == 900)
        #expect(row.sum.suballottedOwn == 600)
    }

    @Test func aNamedSetOfBatches() throws {
        #expect(try total(Self.simple, batches: ["第一批"]).execution == Ratio(300, 1_000))
        #expect(try total(Self.simple, batches: ["L2"]).execution == Ratio(50, 500))
        #expect(try total(Self.simple, batches: ["第一批", "L2"]).execution == Ratio(350, 1_500))
        #expect(try total(Self.simple, batches: ["第三批"]).execution == nil)
    }

    @Test func aPoolNamesItsLines() throws {
        let both = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let samples = [
            receive("C", 300).with(documents: [both[0]]), receive("P", 200, money("PROV")).with(documents: [both[1]]),
            receive("X", 99).with(documents: ["青财农字〔2023〕505号"]),
            commit(pool: "CP", 400, money("CENTRAL_PROV", class: farming), documents: both), pay("V1", from: "C", 50),
        ]
        let row = try total(samples, batches: ["CP"])
        #expect(row.execution == Ratio(50, 500) && row.sum.committed == 400 && row.sum.unallocated == 100)
    }

    @Test func carryOversCountWithTheYearTheyCameFrom() throws {
        let samples =
            Self.simple + [
                carry("L1", to: "L1", in: 2024, 300), pay("V9", from: "L1", 250).with(year: 2024),
                receive("N1", 80, money(lineYear: 2024)).with(year: 2024),
                pay("V10", from: "N1", 8, money(lineYear: 2024, class: farming)).with(year: 2024),
                // The same line id in a later year for other money.
                receive("L2", 7, money("PROV", lineYear: 2024)).with(year: 2024),
            ]
        let row = try total(samples)
        #expect(row.execution == Ratio(600, 1_500) && row.sum.carried == 300)
        let next = try total(samples, scope: SampleTables.scope(samplePlace, 2024))
        #expect(next.execution == Ratio(8, 87))
        #expect(try total(samples, batches: ["第一批"]).sum.paid == 550)
    }

    @Test func passingDownIsReceivedOnce() throws {
        let samples = [
            receive("T1", 1_000, batch: "第一批").with(region: "230600"),
            distribute("T1", to: "230606", as: "L1", 400).with(region: "230600"),
            distribute("T1", to: "OWN", as: "T2", 300).with(region: "230600"),
            commit("T2", 200).with(region: "230600"), commit("L1", 150), pay("V1", from: "L1", 100),
            recover("T1", 50).with(region: "230600"),
        ]
        let scope = SampleTables.scope("230600")
        let row = try total(samples, scope: scope)
        #expect(row.sum.received == 1_000 && row.sum.own == 950 && row.execution == Ratio(100, 1_000))
        #expect(row.sum.suballottedOwn == 450 && row.sum.suballottedLower == 400)
        // 1000 − 50 − 300 − 400 above, 400 − 150 below.
        #expect(row.sum.unallocated == 500)
        #expect(try total(samples, batches: ["第一批"], scope: scope).sum == row.sum)
        let below = try total(samples)
        #expect(below.sum.received == 400 && below.execution == Ratio(100, 400) && below.sum.unallocated == 250)
        #expect(try total(samples + [receive("L1", 400)], scope: scope).sum.received == 1_000)
    }

    @Test(
        arguments: [
            ("2022-12-31", 0), ("2023-01-30", 0), ("2023-01-31", 1), ("2023-02-27", 1), ("2023-02-28", 2),
            ("2023-12-30", 11), ("2023-12-31", 12), ("2024-01-01", 12),
        ] as [(String, Int)]) func fullMonthsEnded(_ day: String, _ expected: Int) throws
    {
        #expect(ExecutionReport.monthsEnded(of: 2023, at: try #require(Day(day))) == expected)
    }

    @Test func theLeadIsRoundedFromFractions() throws {
        // 1/3 − 1/12 = 1/4 is 2500; from rounded numbers it would be 3333 − 833.
        let samples = [receive("L1", 300), pay("V1", from: "L1", 100)]
        var scope = SampleTables.scope(today: Day("2023-05-31"))
        #expect(try total(samples, scope: scope).lead?.basisPoints == -833)
        scope.effectiveTo = Day("2023-01-31")
        #expect(try total(samples, scope: scope).lead?.basisPoints == 2500)
        #expect(try total(samples, scope: scope).timeSchedule.basisPoints == 833)
    }

    @Test func nothingReceivedHasNoRate() throws {
        let row = try total([pay("V1", from: "L1", 100)])
        #expect(row.execution == nil && row.lead == nil && row.sum.paid == 100)
        let views = try MoneyViews([pay("V1", from: "L1", 100)])
        let report = ExecutionReport.make(
            money: views.money, attributes: views.attributes, scope: SampleTables.scope(),
            reference: try SampleTables.reference())
        let values = Dictionary(uniqueKeysWithValues: zip(report.columns.map(\.key), try #require(report.rows.first)))
        #expect(values["reason"] == .code("ZERO_BASE", FigureReason.zeroBase.label))
        #expect(values["execution_bp"] == .missing && values["lead_bp"] == .missing)
        #expect(values["time_schedule_bp"] == .basisPoints(10_000) && values["paid_fen"] == .fen(100))
        let isWhole = report.rows.allSatisfy { $0.count == report.columns.count }
        #expect(isWhole)
    }

    @Test func breakdowns() throws {
        func keys(_ by: MoneyGrouping, _ place: String = samplePlace) throws -> [String] {
            let aid = receive("E1", 100, money("CENTRAL", source: "EAST_WEST"))
            let other = [receive("L1", 10), pay("V1", from: "L1", 1)].map { $0.with(region: "230602") }
            return try MoneyViews(Self.simple + [aid] + other)
                .execution(SampleTables.scope(place), ExecutionOptions(by: by)).dropFirst()
                .map { "\($0.key) \($0.execution?.basisPoints ?? -1)" }
        }
        #expect(try keys(.place, "230600") == ["230602 1000", "230606 2333"])
        #expect(try keys(.province, "000000") == ["230000 2325"])
        #expect(try keys(.source) == ["LINKED 2333", "EAST_WEST 0"])
        #expect(try keys(.level) == ["CENTRAL 3000", "PROV 1000"])
        #expect(try keys(.batch) == ["第一批 3000", "第二批 1000"])
        #expect(try keys(.task) == ["UNSTATED 2333"])
        #expect(try keys(.projectClass) == ["01 -1"])
        #expect(try keys(.total).isEmpty)
    }
}
