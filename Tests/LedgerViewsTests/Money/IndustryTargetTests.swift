import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

@Suite struct IndustryTargetTests {
    private func find(
        _ samples: [Draft], _ place: String, _ basis: ShareBasis = .central, _ measure: ShareMeasure = .arranged,
        _ year: Int = sampleYear
    ) throws -> Int64? {
        IndustryTarget.find(
            in: fold(try log(samples)), place: SampleTables.place(place), basis: basis, measure: measure, year: year,
            regions: try SampleTables.reference().regions)?.basisPoints
    }

    @Test func aTotalIsForThatVeryPlace() throws {
        let samples = [setTarget("GE", "5500", place: nil, for: "TOTAL")]
        #expect(try find(samples, "000000") == 5500)
        #expect(try find(samples, "150000") == nil)
    }

    @Test func eachPlaceIsForThoseBelow() throws {
        let samples = [setTarget("GE", "5500", place: "150000", for: "EACH_PLACE")]
        #expect(try find(samples, "150000") == nil)
        #expect(try find(samples, "150100") == 5500 && find(samples, "150102") == 5500)
        #expect(try find(samples, "230606") == nil)
    }

    @Test func theSmallestDivisionWinsThenTheLatestStartThenTheLastSet() throws {
        let wide = setTarget("GE", "5000", place: nil, for: "EACH_PLACE", from: "2023-06-01")
        let near = setTarget("GE", "5500", place: "150000", for: "EACH_PLACE", from: "2023-02-01")
        let later = setTarget("GE", "5600", place: "150000", for: "EACH_PLACE", from: "2023-03-01")
        let again = setTarget("GE", "5700", place: "150000", for: "EACH_PLACE", from: "2023-03-01")
        #expect(try find([near, wide], "150102") == 5500)
        #expect(try find([later, near, wide], "150102") == 5600)
        #expect(try find([later, again], "150102") == 5700)
        #expect(try find([later, again, reverse(1)], "150102") == 5600)
    }

    @Test func onlyItsOwnBasisMeasureAndYear() throws {
        let samples = [setTarget("GE", "5500", place: nil, for: "TOTAL", basis: "CENTRAL_PROV", measure: "PAID")]
        #expect(try find(samples, "000000", .centralAndProvincial, .paid) == 5500)
        #expect(try find(samples, "000000", .central, .paid) == nil)
        #expect(try find(samples, "000000", .centralAndProvincial, .arranged) == nil)
        #expect(try find(samples, "000000", .centralAndProvincial, .paid, 2024) == nil)
    }
}

/// How shares stand against their targets, both sides of each line.
@Suite struct VerdictTests {
    static let closed: Set<ClosedYear> = [ClosedYear(region: SampleTables.place("230600"), year: sampleYear)]

    /// 大同区 with 1000 分 of central money.
    private func row(
        _ industry: Int64, and other: Int64 = 0, _ target: Draft?, prior: Int64? = nil, closed: Set<ClosedYear> = []
    ) throws -> ShareRow {
        var samples = [receive("L1", 1_000), commit("L1", industry)]
        if other > 0 { samples.append(commit("L1", other, money(class: road))) }
        if let target { samples.append(target) }
        if let prior {
            samples.append(receive("L0", 1_000, money(lineYear: 2022)).with(year: 2022))
            samples.append(commit("L0", prior, money(lineYear: 2022, class: farming)).with(year: 2022))
        }
        return try #require(try MoneyViews(samples).share(closed: closed))
    }

    private func target(_ comparator: String, _ value: String? = "5500", floor: Bool = false) -> Draft {
        setTarget(comparator, value, place: "230000", for: "EACH_PLACE", floor: floor)
    }

    @Test func atLeast() throws {
        #expect(try row(550, target("GE")).verdict == .met)
        #expect(try row(549, target("GE")).verdict == .open)
        #expect(try row(549, and: 450, target("GE")).verdict == .open)
        #expect(try row(549, and: 451, target("GE")).verdict == .missed)
    }

    @Test func greater() throws {
        #expect(try row(551, target("GT")).verdict == .met)
        #expect(try row(550, target("GT")).verdict == .open)
        #expect(try row(550, and: 450, target("GT")).verdict == .missed)
    }

    @Test func anAimIsNotMissed() throws {
        #expect(try row(550, target("AIM")).verdict == .met)
        #expect(try row(549, target("AIM")).verdict == .open)
        #expect(try row(549, and: 451, target("AIM")).verdict == .aimNotMet)
    }

    @Test func aClosedYearIsFinal() throws {
        #expect(try row(549, target("GE"), closed: Self.closed).verdict == .missed)
        #expect(try row(549, target("AIM"), closed: Self.closed).verdict == .aimNotMet)
        #expect(try row(550, target("GE"), closed: Self.closed).verdict == .met)
        let other: Set<ClosedYear> = [
            ClosedYear(region: SampleTables.place("230602"), year: sampleYear),
            ClosedYear(region: SampleTables.place("230600"), year: 2022),
        ]
        #expect(try row(549, target("GE"), closed: other).verdict == .open)
    }

    @Test func noTargetAndStable() throws {
        #expect(try row(100, nil).verdict == .noTarget)
        let stable = try row(100, target("STABLE", nil))
        #expect(stable.verdict == .noTarget && stable.target == nil && stable.gap == nil)
    }

    @Test func aFloorAloneAndATargetWithoutANumber() throws {
        #expect(try row(600, target("GE", nil, floor: true), prior: 600).verdict == .met)
        #expect(try row(599, and: 401, target("GE", nil, floor: true), prior: 600).verdict == .missed)
        let first = try row(599, target("GE", nil, floor: true))
        #expect(first.verdict == .undefined && first.reason == .noBaseYear)
        #expect(try row(599, target("GE", nil)).verdict == .noTarget)
    }

    @Test func theYearBeforeIsAFloorAsAFraction() throws {
        #expect(try row(600, target("GE", floor: true), prior: 600).verdict == .met)
        let below = try row(599, target("GE", floor: true), prior: 600)
        #expect(below.verdict == .open && below.target?.basisPoints == 6000 && below.gap?.basisPoints == -10)
        // The lower of the two does not bind.
        #expect(try row(550, target("GE", floor: true), prior: 400).verdict == .met)
        #expect(try row(549, target("GE", floor: true), prior: 400).target?.basisPoints == 5500)
        // Without the floor, the year before says nothing.
        #expect(try row(550, target("GE"), prior: 600).verdict == .met)
    }

    @Test func theFloorComparesFractionsAndNotBasisPoints() throws {
        // 600/1000 and 60001/100000 are both 6000 basis points.
        var samples = [receive("L1", 1_000), commit("L1", 600), target("GE", floor: true)]
        samples.append(receive("L0", 100_000, money(lineYear: 2022)).with(year: 2022))
        samples.append(commit("L0", 60_001, money(lineYear: 2022, class: farming)).with(year: 2022))
        #expect(try MoneyViews(samples).share()?.verdict == .open)
    }

    @Test func aFloorWithoutAYearBefore() throws {
        let met = try row(550, target("GE", floor: true))
        #expect(met.verdict == .undefined && met.reason == .noBaseYear && met.share?.basisPoints == 5500)
        // What misses the number misses it whatever the year before was.
        #expect(try row(549, and: 451, target("GE", floor: true)).verdict == .missed)
    }

    @Test func paidMoneyCanStillReachWithWhatIsUnpaid() throws {
        func row(_ industry: Int64, _ other: Int64) throws -> TargetVerdict? {
            try MoneyViews([
                receive("L1", 1_000), pay("V1", from: "L1", industry), pay("V2", from: "L1", other, money(class: road)),
                setTarget("GE", "5500", place: "230000", for: "EACH_PLACE", measure: "PAID"),
            ]).share(.central, .paid)?.verdict
        }
        #expect(try row(55, 45) == .met)
        #expect(try row(10, 450) == .open)
        #expect(try row(10, 451) == .missed)
    }

    @Test func placesAreReadAgainstTheNationalNumber() throws {
        let national = setTarget("GE", "5500", place: nil, for: "TOTAL")
        let below = try row(549, national)
        #expect(below.verdict == .noTarget && below.target == nil && below.reference?.basisPoints == 5500)
        #expect(below.isAboveReference == false)
        #expect(try row(550, national).isAboveReference == true)
        let nation = try #require(
            try MoneyViews([receive("L1", 1_000), commit("L1", 550), national])
                .share(scope: SampleTables.scope("000000")))
        #expect(nation.verdict == .met && nation.reference == nil)
    }

    @Test func placesOffTargetStandFirst() throws {
        func place(_ code: String, _ industry: Int64, _ other: Int64) -> [Draft] {
            [receive("L1", 1_000), commit("L1", industry), commit("L1", other, money(class: road))]
                .map { $0.with(region: code) }
        }
        let samples =
            place("150102", 900, 100) + place("230602", 400, 600) + place("230606", 300, 700)
            + place("410704", 500, 500) + [receive("L1", 9, complete: "NO").with(region: "632323")]
            + [
                setTarget("GE", "5500", place: "230000", for: "EACH_PLACE"),
                setTarget("GE", "5500", place: nil, for: "TOTAL"),
            ]
        let rows = try MoneyViews(samples).shares(SampleTables.scope("000000"), ShareOptions(by: .place))
            .filter { $0.by == .place }
        #expect(rows.map(\.key) == ["230606", "230602", "410704", "150102", "632323"])
        #expect(rows.map(\.verdict) == [.missed, .missed, .noTarget, .noTarget, .undefined])
    }

    @Test func anUndefinedShareHasNoVerdict() throws {
        let row = try #require(
            try MoneyViews([receive("L1", 9, complete: "NO"), commit("L1", 9), target("GE")]).share())
        #expect(row.verdict == .undefined && row.reason == .incompletePlan && row.share == nil && row.gap == nil)
    }
}
