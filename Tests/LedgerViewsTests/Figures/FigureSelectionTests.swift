import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// The law of every figure: the parts that make it up sum to the numerator and denominator that its report prints, and
/// their positions are the evidence of its row.
@Suite struct FigureSelectionTests {
    /// A log as it is known at some position, counted up to some day.
    struct Edition {
        let entries: [Entry]
        let fold: LedgerFold

        init(_ entries: [Entry], known: Int, effectiveTo: Day?) {
            self.entries = entries.prefix(known).filter { entry in
                guard let effectiveTo, let day = entry.effectiveOn else { return true }
                return day <= effectiveTo
            }
            var fold = LedgerFold()
            for entry in self.entries { fold.apply(entry) }
            self.fold = fold
        }
    }

    /// Every row of every report of a place and year.
    static func figures(_ fold: LedgerFold, _ scope: ReportScope) throws -> [(name: String, figure: ReportedFigure)] {
        let tables = try SampleTables.reference()
        var found: [(name: String, figure: ReportedFigure)] = []
        func add(_ name: String, _ figures: [ReportedFigure]) { found += figures.map { (name, $0) } }
        for by in [nil] + MoneyGrouping.allCases.map(Optional.some) {
            for measure in ShareMeasure.allCases {
                add(
                    "share \(by?.rawValue ?? "") \(measure)",
                    IndustryShareReport.figures(
                        money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope,
                        options: ShareOptions(by: by, measure: measure), reference: tables))
            }
            for batches in [[], ["第一批"]] {
                add(
                    "execution \(by?.rawValue ?? "") \(batches)",
                    ExecutionReport.figures(
                        money: fold.money, attributes: fold.attributes, scope: scope,
                        options: ExecutionOptions(batches: batches, by: by ?? .place), reference: tables))
            }
        }
        for rows in SupervisionRows.allCases {
            for basis in ShareBasis.allCases {
                add(
                    "supervision \(rows) \(basis)",
                    SupervisionReport.figures(
                        money: fold.money, attributes: fold.attributes, scope: scope, rows: rows, basis: basis,
                        reference: tables))
            }
        }
        for rows in LoanRows.allCases {
            add(
                "growth \(rows)",
                MicroloanGrowthReport.figures(
                    loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope,
                    regions: tables.regions, rows: rows))
            add(
                "microloans \(rows)",
                MicroloansReport.figures(
                    loans: fold.loans, figures: fold.figures, scope: scope, regions: tables.regions, rows: rows))
        }
        add(
            "subsidies",
            SubsidiesReport.figures(
                subsidies: fold.subsidies, figures: fold.figures, scope: scope, regions: tables.regions))
        add(
            "attainment",
            AttainmentReport.figures(
                figures: fold.figures, policies: fold.policies, scope: scope, regions: tables.regions))
        return found
    }

    private static func check(_ figure: ReportedFigure, _ entries: [Entry], _ comment: Comment) {
        let selection = figure.selection()
        var trail = FigureTrail()
        for entry in entries { trail.add(entry, to: selection) }
        let sure = trail.sums[.numerator, default: 0]
        if let numerator = figure.numerator {
            #expect(sure + selection.unsplitInside.lowerBound == numerator, comment)
            #expect(selection.unsplitInside.lowerBound == selection.unsplitInside.upperBound, comment)
        }
        if let denominator = figure.denominator {
            #expect(trail.sums[.denominator, default: 0] == denominator, comment)
        }
        #expect(trail.evidence == figure.evidence, comment)
        #expect(trail.positions.count == Int(figure.evidence.events), comment)
        #expect(trail.positions == trail.positions.sorted(), comment)
    }

    @Test func partsSumToTheFigureAndPositionsAreItsEvidence() throws {
        var seen: [String: Int] = [:]
        for _ in 0..<25 {
            let seed = UInt64.random(in: 0 ... .max)
            var random = SeededGenerator(seed: seed)
            let entries = try log(RandomLog.drafts(count: Int.random(in: 20...160, using: &random), using: &random))
            let known = Bool.random(using: &random) ? entries.count : Int.random(in: 0...entries.count, using: &random)
            let last: Day? =
                Bool.random(using: &random) ? nil : Day("2022-0\(Int.random(in: 1...9, using: &random))-15")
            let edition = Edition(entries, known: known, effectiveTo: last)
            let place = ["230606", "230600", "150000", "000000"].randomElement(using: &random) ?? samplePlace
            for year in [2022, 2023] {
                var scope = SampleTables.scope(place, year)
                scope.effectiveTo = last
                for (name, figure) in try Self.figures(edition.fold, scope) {
                    Self.check(figure, edition.entries, "seed \(seed), \(place) \(year), \(name) \(figure.names)")
                    if figure.evidence.events > 0 { seen[String(name.prefix { $0 != " " }), default: 0] += 1 }
                }
            }
        }
        let reports = ["share", "execution", "supervision", "growth", "microloans", "subsidies", "attainment"]
        #expect(reports.allSatisfy { seen[$0, default: 0] > 0 }, "\(seen)")
    }

    // MARK: Cases

    private static func share(_ samples: [Draft], _ measure: ShareMeasure, _ basis: ShareBasis = .central) throws
        -> (figure: ReportedFigure, trail: FigureTrail, selection: FigureSelection)
    {
        let entries = try log(samples)
        var fold = LedgerFold()
        for entry in entries { fold.apply(entry) }
        let figures = IndustryShareReport.figures(
            money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: SampleTables.scope(),
            options: ShareOptions(by: .total, basis: basis, measure: measure, classes: .all),
            reference: try SampleTables.reference())
        let figure = try #require(figures.first)
        var trail = FigureTrail()
        let selection = figure.selection()
        for entry in entries { trail.add(entry, to: selection) }
        return (figure, trail, selection)
    }

    @Test func anArrivalGivesWayToItsReceipt() throws {
        let given = [distribute("T", to: samplePlace, as: "L", 400).with(region: "230600"), commit("L", 100)]
        let before = try Self.share(given, .arranged)
        #expect(before.trail.sums == [.numerator: 100, .denominator: 400])
        let after = try Self.share(given + [receive("L", 400)], .arranged)
        #expect(after.trail.sums == [.numerator: 100, .denominator: 400, .beside: 400])
        #expect(after.trail.positions == [0, 1, 2])
    }

    @Test func whatWasTakenBackIsListedWithBothSigns() throws {
        let samples = [receive("L", 900), commit("L", 300), commit("L", 50), reverse(2)]
        let (figure, trail, _) = try Self.share(samples, .arranged)
        #expect(trail.positions == [0, 1, 2, 3] && trail.sums[.numerator] == 300 && figure.numerator == 300)
    }

    @Test func carriedOverMoneyIsPaidInItsOwnYear() throws {
        let samples = [
            receive("L", 900), commit("L", 600), pay("V1", from: "L", 200),
            carry("L", to: "L", in: 2024, 700), pay("V2", from: "L", 100).with(year: 2024),
            pay("V3", from: "L", 40, money(class: road)).with(year: 2024),
        ]
        let (figure, trail, _) = try Self.share(samples, .paid)
        #expect(figure.numerator == 300 && figure.denominator == 340)
        #expect(trail.sums[.numerator] == 300 && trail.sums[.denominator] == 340)
        let rows = try MoneyViews(samples).execution()
        #expect(rows.first?.sum.paid == 340)
        #expect(try MoneyViews(samples).execution(SampleTables.scope(samplePlace, 2024)).first?.sum.paid == 0)
    }

    @Test func anIntervalNamesWhatNobodySplit() throws {
        let documents = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let samples = [
            receive("C", 300).with(documents: [documents[0]]),
            receive("P", 200, money("PROV")).with(documents: [documents[1]]),
            commit(pool: "CP", 400, money("CENTRAL_PROV", class: farming), documents: documents),
        ]
        let (figure, trail, selection) = try Self.share(samples, .arranged)
        #expect(figure.numerator == nil && figure.denominator == 300)
        #expect(trail.sums == [.denominator: 300, .unsplitNumerator: 400])
        #expect(selection.unsplitInside == 200...300)
        #expect(trail.positions == [0, 2])
    }
}
