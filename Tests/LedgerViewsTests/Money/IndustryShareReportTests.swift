import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

@Suite struct IndustryShareReportTests {
    /// 500 分 of central money, 300 to farming and 200 to a road.
    static let simple = [receive("L1", 500), commit("L1", 300), commit("L1", 200, money(class: road))]

    private func share(_ samples: [Draft], _ place: String = samplePlace, _ year: Int = sampleYear) throws -> Ratio? {
        try MoneyViews(samples).share(scope: SampleTables.scope(place, year))?.share
    }

    @Test func arrangedDividesByOwnMoney() throws {
        #expect(try share(Self.simple) == Ratio(300, 500))
        #expect(try share(Self.simple + [release("L1", 100)]) == Ratio(200, 500))
        #expect(try share(Self.simple + [reverse(1)]) == Ratio(0, 500))
        #expect(
            try share(Self.simple + [reclassify(from: road, to: farming, line: "L1", committed: 200)])
                == Ratio(500, 500))
    }

    @Test func paidDividesByAllPaymentsOfMoneyOfTheYear() throws {
        let paid =
            Self.simple + [
                pay("V1", from: "L1", 90), pay("V2", from: "L1", 60, money(class: road)), payBack("V1", from: "L1", 30),
                // Money of this year that was paid in the next, and money of the year before.
                pay("V3", from: "L1", 7).with(year: 2024),
                pay("V4", from: "L0", 5, money(lineYear: 2022, class: farming)),
            ]
        let row = try #require(try MoneyViews(paid).share(.central, .paid))
        #expect(row.share == Ratio(67, 127) && row.committed == 500 && row.uncommitted == nil)
    }

    /// An entry of a forged log can name any number as a year, and figures are asked for every year that is named.
    @Test(arguments: [Int.min, Int.min + 1, Int.max]) func aYearThatIsNoneHasNoFigures(year: Int) throws {
        let line = receive("L1", 500, money(lineYear: year)).with(year: year)
        for today in [SampleTables.scope().today, Day(ordinal: .max), Day(ordinal: .min)] {
            #expect(
                try MoneyViews([line]).shares(SampleTables.scope(samplePlace, year, today: today)).allSatisfy {
                    $0.share == nil
                })
        }
    }

    @Test func onlyLinkedMoneyEntersAndOthersStandBeside() throws {
        let aid = money("CENTRAL", source: "EAST_WEST")
        let aidRoad = money("CENTRAL", source: "EAST_WEST", class: road)
        let views = try MoneyViews(Self.simple + [receive("E1", 100, aid), commit("E1", 100, aidRoad)])
        #expect(try views.share()?.share == Ratio(300, 500))
        let rows = try views.shares(SampleTables.scope(), ShareOptions(by: .source)).filter { $0.by == .source }
        #expect(rows.map(\.key) == ["LINKED", "EAST_WEST"])
        #expect(rows.map(\.share) == [Ratio(300, 500), Ratio(0, 100)])
    }

    @Test func aDistributionCountsBelowUntilTheReceiptIsIn() throws {
        let passed = [
            receive("T1", 1_000).with(region: "230600"),
            distribute("T1", to: "230606", as: "L1", 400).with(region: "230600"), commit("L1", 100),
        ]
        #expect(try share(passed) == Ratio(100, 400))
        #expect(try share(passed, "230600") == Ratio(100, 1_000))
        let received = passed + [receive("L1", 400)]
        #expect(try share(received) == Ratio(100, 400))
        #expect(try share(received, "230600") == Ratio(100, 1_000))
        // A receipt of another amount replaces what was distributed; reversed, the distribution counts again.
        let other = passed + [receive("L1", 500)]
        #expect(try share(other) == Ratio(100, 500))
        #expect(try share(other + [reverse(3)]) == Ratio(100, 400))
    }

    @Test func aDistributionToTheOwnLevelChangesNothing() throws {
        let own = Self.simple + [distribute("L1", to: "OWN", as: "L2", 500), commit("L2", 0 + 1)]
        #expect(try share(own) == Ratio(301, 500))
    }

    @Test func recoveredMoneyLeaves() throws {
        let row = try #require(try MoneyViews(Self.simple + [recover("L1", 100)]).share())
        #expect(row.share == Ratio(300, 400) && row.recovered == 100)
    }

    @Test func carriedMoneyStaysInItsLineYear() throws {
        let carried = [
            receive("L1", 500), carry("L1", to: "L1b", in: 2024, 200), commit("L1", 300),
            commit("L1b", 200).with(year: 2024),
        ]
        #expect(try share(carried) == Ratio(500, 500))
        #expect(try MoneyViews(carried).share(scope: SampleTables.scope(samplePlace, 2024))?.reason == .zeroBase)
    }

    @Test func issuedMoneyIsNoDenominator() throws {
        #expect(try share(Self.simple + [issue("L0", 9_999, to: "230606")]) == Ratio(300, 500))
    }

    @Test func classesAreTakenFromTheNumeratorAlone() throws {
        let views = try MoneyViews([
            receive("L1", 500), commit("L1", 200), commit("L1", 100, money(class: farmRoad)),
            commit("L1", 50, money(class: loanSubsidy)),
        ])
        #expect(try views.share()?.share == Ratio(350, 500))
        #expect(try views.share()?.doubtful == 100)
        #expect(try views.share(.central, .arranged, .noDoubtful)?.share == Ratio(250, 500))
        #expect(try views.share(.central, .arranged, .noMicroloanSubsidy)?.share == Ratio(300, 500))
    }

    @Test func aLineThatKeptNoMoneyNeedsNoProjects() throws {
        let passed = [
            receive("T1", 400, complete: "NO").with(region: "230600"),
            distribute("T1", to: "230606", as: "L1", 400).with(region: "230600"), receive("L1", 400), commit("L1", 100),
        ]
        #expect(try share(passed, "230600") == Ratio(100, 400))
        #expect(try share(passed) == Ratio(100, 400))
        let kept = passed + [receive("T2", 1, complete: "NO").with(region: "230600")]
        #expect(try MoneyViews(kept).share(scope: SampleTables.scope("230600"))?.reason == .incompletePlan)
        #expect(try share(kept) == Ratio(100, 400))
    }

    @Test func anIncompleteLineOutsideTheBasisDoesNotMatter() throws {
        let views = try MoneyViews(Self.simple + [receive("L2", 9, money("PROV"), complete: "NO")])
        #expect(try views.share(.central)?.share == Ratio(300, 500))
        #expect(try views.share(.allLevels)?.reason == .incompletePlan)
    }

    @Test func aLineWithoutALevelOfItsOwnHasBounds() throws {
        let row = try #require(
            try MoneyViews(
                Self.simple + [
                    receive("L2", 100, money("CENTRAL_PROV")), commit("L2", 60, money("CENTRAL_PROV", class: farming)),
                ]
            ).share())
        #expect(row.reason == .mixedSplitUnknown && row.bounds == 300...360 && row.denominator == nil)
    }

    @Test func natureHasItsOwnShareOfAllMoney() throws {
        let views = try MoneyViews([
            receive("L1", 500), commit("L1", 200, money(class: farming, nature: "HOUSEHOLD")),
            commit("L1", 100, money(class: road, nature: "PUBLIC")),
        ])
        let rows = try views.shares(SampleTables.scope(), ShareOptions(by: .nature)).filter { $0.by == .nature }
        #expect(rows.map(\.key) == ["PUBLIC", "HOUSEHOLD"])
        #expect(rows.map(\.share) == [Ratio(100, 500), Ratio(200, 500)])
        #expect(rows.map(\.committed) == [100, 200])
    }

    @Test func otherBreakdowns() throws {
        let samples = [
            receive("L1", 500, money(task: "CONSOLIDATE"), batch: "第一批"),
            commit("L1", 300, money(class: farming, task: "CONSOLIDATE")),
            receive("L2", 100, money("PROV", task: "ETHNIC"), batch: "第二批").with(region: "230602"),
            commit("L2", 50, money("PROV", class: farming, task: "ETHNIC")).with(region: "230602"),
        ]
        let views = try MoneyViews(samples)
        func rows(_ by: MoneyGrouping, _ scope: String = "230600") throws -> [String] {
            let reference = try SampleTables.reference(keyCounties: [SampleTables.place("230602")])
            return IndustryShareReport.rows(
                money: views.money, attributes: views.attributes, policies: views.policies,
                scope: SampleTables.scope(scope), options: ShareOptions(by: by, basis: .allLevels), reference: reference
            ).filter { $0.by == by }.map { "\($0.key) \($0.share?.basisPoints ?? -1)" }
        }
        #expect(try rows(.task) == ["CONSOLIDATE 6000", "ETHNIC 5000"])
        #expect(try rows(.level) == ["CENTRAL 6000", "PROV 5000"])
        #expect(try rows(.batch) == ["第一批 6000", "第二批 5000"])
        #expect(try rows(.keyCounties) == ["KEY 5000", "OTHER 6000"])
        #expect(try rows(.place) == ["230602 5000", "230606 6000"])
        #expect(try rows(.province, "000000") == ["230000 5833"])
        #expect(try rows(.total).count == 6)
    }

    @Test func optionsNarrowTheRows() throws {
        let views = try MoneyViews(Self.simple)
        let narrow = ShareOptions(by: .total, basis: .central, measure: .paid, classes: .noDoubtful)
        let rows = try views.shares(SampleTables.scope(), narrow)
        #expect(rows.count == 1 && rows[0].basis == .central && rows[0].measure == .paid)
        #expect(try views.shares(SampleTables.scope(), ShareOptions(by: .total)).count == 18)
    }

    @Test func anAttributedPoolIsKnown() throws {
        let both = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let pooled = [
            receive("C", 300).with(documents: [both[0]]), receive("P", 200, money("PROV")).with(documents: [both[1]]),
            commit(pool: "CP", 400, money("CENTRAL_PROV", class: farming), documents: both),
        ]
        #expect(try MoneyViews(pooled).share()?.bounds == 200...300)
        let half = pooled + [attribute(pool: "CP", to: "C", 250, money(class: farming))]
        #expect(try MoneyViews(half).share()?.bounds == 250...300)
        let whole = half + [attribute(pool: "CP", to: "P", 150, money("PROV", class: farming))]
        let row = try #require(try MoneyViews(whole).share())
        #expect(row.share == Ratio(250, 300) && row.committed == 250 && row.uncommitted == 50)
    }

    @Test func aPoolOfCentralLinesAloneIsCentral() throws {
        let row = try #require(
            try MoneyViews([
                receive("C", 300),
                commit(pool: "CP", 200, money("CENTRAL_PROV", class: farming), documents: ["黑财指（农）〔2023〕34号"]),
            ]).share())
        #expect(row.share == Ratio(200, 300) && row.committed == 200)
    }

    @Test func aPoolOfProvincialLinesAloneHasNothingCentral() throws {
        let row = try #require(
            try MoneyViews([
                receive("C", 300).with(documents: ["青财农字〔2023〕505号"]), receive("P", 200, money("PROV")),
                commit(pool: "CP", 200, money("CENTRAL_PROV", class: farming), documents: ["黑财指（农）〔2023〕34号"]),
            ]).share())
        #expect(row.share == Ratio(0, 300) && row.committed == 0 && row.uncommitted == 300)
    }

    @Test func aPoolThatCommitsMoreThanItsLinesHoldHasBounds() throws {
        let both = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let row = try #require(
            try MoneyViews([
                receive("C", 300).with(documents: [both[0]]),
                receive("P", 100, money("PROV")).with(documents: [both[1]]),
                commit(pool: "CP", 500, money("CENTRAL_PROV", class: farming), documents: both),
            ]).share())
        #expect(row.reason == .mixedSplitUnknown && row.bounds == 300...400)
    }

    @Test func aPoolWhoseLinesAreNotInTheLogHasTheWidestBounds() throws {
        let row = try #require(
            try MoneyViews([
                receive("C", 300).with(documents: ["青财农字〔2023〕505号"]),
                commit(pool: "CP", 200, money("CENTRAL_PROV", class: farming), documents: ["黑财指（农）〔2023〕34号"]),
            ]).share())
        #expect(row.bounds == 0...200)
    }
}
