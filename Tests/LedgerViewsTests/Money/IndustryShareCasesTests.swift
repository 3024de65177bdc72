import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// Figures published by counties, worked through the report.
@Suite struct IndustryShareCasesTests {
    static let wan: Int64 = 1_000_000

    /// 大同区 2023: one plan over a central and a provincial document (www.dqdt.gov.cn,
    /// zdlygk222/202307/c05_306260).
    static let datong: [Draft] = {
        let both = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let projects: [(String, Int64)] = [
            ("01.01.01", 850), ("01.01.01", 742), ("01.02.02", 1950), ("01.01.02", 450), ("01.05.01", 205),
            ("03.01.01", 1600), ("05.02.01", 31), ("02.01.02", 304),
        ]
        return [
            receive("DT-2023-C", 3174 * wan, money("CENTRAL", task: "CONSOLIDATE"), batch: "提前下达")
                .with(documents: [both[0]]),
            receive("DT-2023-P", 2958 * wan, money("PROV", task: "CONSOLIDATE"), batch: "提前下达")
                .with(documents: [both[1]]),
        ]
            + projects.map { code, amount in
                commit(
                    pool: "DT-2023", amount * wan, money("CENTRAL_PROV", class: code, task: "CONSOLIDATE"),
                    documents: both)
            }
    }()

    /// 泽库县 2023, second batch (www.zeku.gov.cn/contents/show/1370).
    static let zeku: [Draft] = {
        let projects: [(String, Int64)] = [
            ("03.01.01", 500), ("03.01.01", 230), ("03.01.01", 208), ("01.07.01", 140), ("01.02.02", 167),
            ("07.01.01", 14),
        ]
        return [receive("ZK-2023-2", 1259 * wan)].map { $0.with(region: "632323") }
            + projects.map { code, amount in
                commit("ZK-2023-2", amount * wan, money(class: code)).with(region: "632323")
            }
    }()

    /// 凤泉区 2023: two of seven projects are listed (fengquan.gov.cn/article/15119).
    static let fengquan = [
        receive("FQ-2023-2", 428 * wan, money("CENTRAL_PROV"), complete: "NO"),
        commit("FQ-2023-2", 17_200_000 / 100, money("PROV", class: "05.02.01")),
        commit("FQ-2023-2", 3_280_000 / 100, money("PROV", class: "07.01.01")),
    ].map { $0.with(region: "410704") }

    @Test func theCentralShareOfDatongIsAnInterval() throws {
        let row = try #require(try MoneyViews(Self.datong).share(.central))
        #expect(row.share == nil && row.reason == .mixedSplitUnknown && row.verdict == .undefined)
        #expect(row.bounds == Int128(1239 * Self.wan)...Int128(3174 * Self.wan))
        #expect(row.denominator == Int128(3174 * Self.wan) && row.numerator == nil)
        #expect(row.committed == nil && row.uncommitted == nil)
    }

    @Test(arguments: [ShareBasis.centralAndProvincial, .allLevels]) func theJointShareOfDatong(_ basis: ShareBasis)
        throws
    {
        let views = try MoneyViews(Self.datong)
        let all = try #require(try views.share(basis))
        #expect(all.share == Ratio(4_197_000_000, 6_132_000_000) && all.share?.basisPoints == 6844)
        #expect(all.committed == 6_132_000_000 && all.uncommitted == 0 && all.bounds == nil)
        let without = try #require(try views.share(basis, .arranged, .noMicroloanSubsidy))
        #expect(without.share == Ratio(3_992_000_000, 6_132_000_000) && without.share?.basisPoints == 6510)
        #expect(try views.share(basis, .arranged, .noDoubtful)?.share?.basisPoints == 6844)
    }

    @Test(arguments: ShareBasis.allCases) func nothingIsPaidInDatong(_ basis: ShareBasis) throws {
        let row = try #require(try MoneyViews(Self.datong).share(basis, .paid))
        #expect(row.share == nil && row.reason == .zeroBase && row.numerator == 0 && row.denominator == 0)
    }

    @Test func datongByClass() throws {
        let rows = try MoneyViews(Self.datong).shares().filter { $0.by == .projectClass && $0.basis == .allLevels }
        #expect(rows.map(\.key) == ["01", "02", "03", "05"])
        #expect(rows.map(\.committed) == [4_197_000_000, 304_000_000, 1_600_000_000, 31_000_000])
        #expect(rows.map { $0.share?.basisPoints } == [6844, 496, 2609, 51])
    }

    @Test func zekuIsAllCentral() throws {
        let row = try #require(
            try MoneyViews(Self.zeku).share(.central, scope: SampleTables.scope("632323")))
        #expect(row.share == Ratio(307_000_000, 1_259_000_000) && row.share?.basisPoints == 2438)
        #expect(row.committed == 1_259_000_000 && row.uncommitted == 0)
    }

    @Test(arguments: ShareBasis.allCases) func fengquanIsIncomplete(_ basis: ShareBasis) throws {
        let row = try #require(
            try MoneyViews(Self.fengquan).share(basis, scope: SampleTables.scope("410704")))
        #expect(row.share == nil && row.reason == .incompletePlan && row.verdict == .undefined)
    }

    /// 凤泉区 2022, provincial (fengquan.gov.cn/article/14086).
    @Test func provincialMoneyHasNoCentralShare() throws {
        let kind = money("PROV", lineYear: 2022, class: "01.01.02")
        let samples = [
            receive("FQ-2022-P", 187 * Self.wan, money("PROV", lineYear: 2022)),
            commit("FQ-2022-P", 43 * Self.wan, kind),
            commit("FQ-2022-P", 144 * Self.wan, kind),
        ].map { $0.with(region: "410704", year: 2022) }
        let views = try MoneyViews(samples)
        let scope = SampleTables.scope("410704", 2022)
        #expect(try views.share(.allLevels, scope: scope)?.committed == 187_000_000)
        #expect(try views.share(.central, scope: scope)?.reason == .zeroBase)
    }

    @Test func theReportHasAValueForEachColumn() throws {
        let views = try MoneyViews(Self.datong)
        let report = IndustryShareReport.make(
            money: views.money, attributes: views.attributes, policies: views.policies, scope: SampleTables.scope(),
            reference: try SampleTables.reference())
        let isWhole = report.rows.allSatisfy { $0.count == report.columns.count }
        #expect(isWhole && report.rows.count == 18 + 4 + 8 && report.evidence.events == 10)
        let headline = try #require(report.rows.first)
        let values = Dictionary(uniqueKeysWithValues: zip(report.columns.map(\.key), headline))
        #expect(values["lower_fen"] == .fen(1_239_000_000) && values["upper_fen"] == .fen(3_174_000_000))
        #expect(values["share_bp"] == .missing && values["by"] == .text("TOTAL") && values["key"] == .text(""))
        #expect(values["region_name"] == .text("大同区"))
        #expect(values["first_seq"] == .integer(0) && values["last_seq"] == .integer(9))
    }
}
