import LedgerDomain
import Testing

@testable import LedgerViews

@Suite struct FigureComparisonTests {
    /// 1 January to the day, MICROLOAN_NEW, exact and published.
    static func figure(_ value: Int64, to end: String, caliber: Caliber = .bankRegulator) -> FigureRecord {
        var figure = FigureRecord()
        figure.metric = "MICROLOAN_NEW"
        figure.caliber = caliber
        figure.unit = .fen
        figure.value = value
        figure.periodTo = Day(end)
        figure.periodFrom = figure.periodTo.map { Day.first(of: $0.year) }
        return figure
    }

    @Test func growthOfEqualKinds() {
        let current = Self.figure(124, to: "2022-12-31")
        let base = Self.figure(100, to: "2021-12-31")
        #expect(FigureComparison.compare(current, base) == .growth(Ratio(24, 100), isCircular: false))
    }

    /// 650.4 亿 of the rural agency for 2021 and 933.5 亿 of the bank regulator for 2022 are two statistics.
    @Test func calibersAreNeverCompared() {
        let rural = Self.figure(6_504_000_000_000, to: "2021-12-31", caliber: .rural)
        let bank = Self.figure(9_335_000_000_000, to: "2022-12-31")
        #expect(FigureComparison.compare(bank, rural) == .undefined(.caliberMismatch))
        #expect(FigureComparison.compare(rural, bank) == .undefined(.caliberMismatch))
    }

    @Test func eachDifferenceOfKindHasNoBase() {
        let current = Self.figure(124, to: "2022-12-31")
        let good = Self.figure(100, to: "2021-12-31")
        let changes: [(String, (inout FigureRecord) -> Void)] = [
            ("metric", { $0.metric = "MICROLOAN_OUTSTANDING" }), ("basis", { $0.basis = "FULL_YEAR" }),
            ("programme", { $0.programme = .predecessor }), ("region", { $0.region = RegionCode("230000") ?? .nation }),
            ("unit", { $0.unit = .count }), ("from", { $0.periodFrom = Day("2021-01-02") }),
            ("to", { $0.periodTo = Day("2021-12-30") }), ("no from", { $0.periodFrom = nil }),
        ]
        for (name, change) in changes {
            var base = good
            change(&base)
            #expect(FigureComparison.compare(current, base) == .undefined(.noBaseYear), "\(name)")
        }
    }

    @Test func boundsZeroAndUnconfirmed() {
        let current = Self.figure(124, to: "2022-12-31")
        var base = Self.figure(100, to: "2021-12-31")
        base.qualifier = .moreThan
        #expect(FigureComparison.compare(current, base) == .undefined(.boundOnly))
        base.qualifier = .exact
        base.value = 0
        #expect(FigureComparison.compare(current, base) == .undefined(.zeroBase))
        base.datePrecision = DatePrecision.none
        #expect(FigureComparison.compare(current, base) == .undefined(.toConfirm))
        base.datePrecision = nil
        base.status = .toConfirm
        #expect(FigureComparison.compare(current, base) == .undefined(.toConfirm))
    }

    @Test func aSpanToTheEndOfFebruary() {
        func compares(_ end: String, _ baseEnd: String) -> Bool {
            Self.figure(2, to: end).isSuccessor(of: Self.figure(1, to: baseEnd))
        }
        #expect(compares("2024-02-29", "2023-02-28"))
        #expect(compares("2025-02-28", "2024-02-29"))
        #expect(compares("2025-02-28", "2024-02-28"))
        #expect(!compares("2025-02-27", "2024-02-28"))
        #expect(!compares("2025-02-28", "2024-03-01"))
        #expect(!compares("2024-02-28", "2023-03-01"))
        #expect(!compares("2023-02-28", "2022-03-01"))
    }

    @Test func aSpanOfSeveralYearsHasNoBase() {
        var current = Self.figure(2, to: "2023-12-31")
        current.periodFrom = Day("2021-01-01")
        #expect(current.spanAYearBefore == nil)
    }

    @Test(arguments: [
        ("933.5/1.24", "", true), ("9335000/1.24", "", true), ("9335000000000 / 1.24", "", true),
        ("933.50/1.24", "933.5", true), ("933.4/1.24", "933.5", false), ("2778-1091.7-752.8", "933.5", false),
        ("1933.5/1.24", "", false), ("", "", false),
    ])
    func theBaseWasDerivedFromTheAnswer(derivedFrom: String, printed: String, isCircular: Bool) {
        var current = Self.figure(9_335_000_000_000, to: "2022-12-31")
        current.printed = printed
        var base = Self.figure(7_528_000_000_000, to: "2021-12-31")
        base.derivedFrom = derivedFrom
        #expect(
            FigureComparison.compare(current, base)
                == .growth(Ratio(1_807_000_000_000, 7_528_000_000_000), isCircular: isCircular))
    }

    @Test func exactBeatsABoundAndPublishedBeatsDerived() {
        var bound = Self.figure(750, to: "2021-12-31")
        bound.qualifier = .moreThan
        bound.seq = 9
        var derived = Self.figure(752, to: "2021-12-31")
        derived.status = .derived
        derived.seq = 1
        #expect(FigureRecord.best(of: [bound, derived])?.seq == 1)
        var published = derived
        published.status = .published
        published.seq = 0
        #expect(FigureRecord.best(of: [bound, derived, published])?.seq == 0)
        published.status = .toConfirm
        #expect(FigureRecord.best(of: [published]) == nil)
    }
}
