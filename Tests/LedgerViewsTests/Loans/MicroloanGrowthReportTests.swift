import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct MicroloanGrowthReportTests {
    private func report(
        _ log: FigureLog, _ scope: ReportScope, rows: LoanRows = .total, range: Range<Int>? = nil
    ) throws -> Report {
        let report = MicroloanGrowthReport.make(
            loans: log.fold(LoanDays.self, range), figures: log.fold(Figures.self, range),
            policies: log.fold(Policies.self, range), scope: scope, regions: try FigureLog.regions(), rows: rows)
        #expect(report.isRectangular)
        return report
    }

    /// New microloans as published for 全国, 2021 to 2024: 250 亿 to May 2022 (People's Daily, June 2022), 933.5 亿
    /// of 2022 (China News Service, 2023-03-21), 752.8 derived from its +24 %, 750 (Hunan, 2023-02-22).
    private func national() throws -> FigureLog {
        var log = FigureLog()
        try log.publish("MICROLOAN_NEW", 6_504_000_000_000, from: "2021-01-01", to: "2021-12-31", caliber: "RURAL")
        try log.publish(
            "MICROLOAN_NEW", 7_500_000_000_000, from: "2021-01-01", to: "2021-12-31", caliber: "BANK_REGULATOR",
            qualifier: "MORE_THAN")
        try log.publish(
            "MICROLOAN_NEW", 7_528_000_000_000, from: "2021-01-01", to: "2021-12-31", caliber: "BANK_REGULATOR",
            status: "DERIVED", derivedFrom: "933.5/1.24")
        try log.publish(
            "MICROLOAN_NEW", 2_500_000_000_000, from: "2022-01-01", to: "2022-05-31", caliber: "RURAL",
            qualifier: "MORE_THAN", [("count", "573000"), ("count_unit", "PERSON_OR_HOUSEHOLD")])
        try log.publish(
            "MICROLOAN_NEW", 9_335_000_000_000, from: "2022-01-01", to: "2022-12-31", caliber: "BANK_REGULATOR",
            [("printed", "933.5")])
        try log.publish(
            "MICROLOAN_NEW", 27_780_000_000_000, from: "2021-01-01", to: "2023-12-31", caliber: "BANK_REGULATOR")
        try log.target("MICROLOAN_NEW", nil, unit: "fen", priorYearFloor: true)
        return log
    }

    @Test func ruralFigureOf2022HasNoBase() throws {
        let report = try report(national(), reportScope("000000", 2022, today: "2026-01-01"))
        let row = report.rows(where: ["caliber": "RURAL"])
        #expect(row.count == 1)
        #expect(
            json(row.first, "period", "base_period", "amount_fen", "base_fen", "growth_bp", "reason", "verdict")
                == [
                    "2022-01-01/2022-05-31", "2021-01-01/2021-05-31", "2500000000000", "null", "null", "NO_BASE_YEAR",
                    "UNDEFINED",
                ])
        #expect(json(row.first, "count", "count_unit", "qualifier") == ["573000", "PERSON_OR_HOUSEHOLD", "MORE_THAN"])
    }

    @Test func bankRegulatorsGrowthOf2022IsCircular() throws {
        let report = try report(national(), reportScope("000000", 2022, today: "2026-01-01"))
        let row = report.rows(where: ["caliber": "BANK_REGULATOR"])
        #expect(row.count == 1)
        #expect(
            json(row.first, "amount_fen", "base_fen", "growth_bp", "reason", "verdict", "gap_fen", "variant", "target")
                == ["9335000000000", "7528000000000", "2400", "CIRCULAR", "MET", "0", "", "GE PRIOR_YEAR"])
        #expect(json(row.first, "events", "first_seq", "last_seq") == ["2", "2", "4"])
    }

    @Test func noRowMixesCalibersAndNoOwnRowStandsWithoutLoans() throws {
        let report = try report(national(), reportScope("000000", 2022, today: "2026-01-01"))
        #expect(report.rows.count == 2)
        #expect(report.rows(where: ["caliber": "LEDGER"]).isEmpty)
    }

    @Test func aSumOfThreeYearsIsShownWithoutGrowth() throws {
        let report = try report(national(), reportScope("000000", 2023, today: "2026-01-01"))
        #expect(report.rows.count == 1)
        #expect(
            json(report.jsonRows.first, "period", "amount_fen", "base_period", "growth_bp", "reason")
                == ["2021-01-01/2023-12-31", "27780000000000", "", "null", "NO_BASE_YEAR"])
    }

    @Test func aBoundAsBaseOrAFigureToConfirmGivesNoGrowth() throws {
        var log = try national()
        try log.reverse(2, on: "2023-06-01")
        let bounded = try report(log, reportScope("000000", 2022, today: "2026-01-01"))
        #expect(
            json(
                bounded.rows(where: ["caliber": "BANK_REGULATOR"]).first, "base_fen", "growth_bp", "reason", "verdict",
                "gap_fen")
                == ["7500000000000", "null", "BOUND_ONLY", "UNDEFINED", "null"])

        var unconfirmed = FigureLog()
        try unconfirmed.publish("MICROLOAN_NEW", 7, from: "2021-01-01", to: "2021-12-31", caliber: "LOCAL")
        try unconfirmed.publish(
            "MICROLOAN_NEW", 9, from: "2022-01-01", to: "2022-12-31", caliber: "LOCAL", status: "TO_CONFIRM")
        try unconfirmed.publish("MICROLOAN_NEW", 9, from: "2022-01-01", to: "2022-12-31", caliber: "TO_CONFIRM")
        let shown = try report(unconfirmed, reportScope("000000", 2022, today: "2026-01-01"))
        #expect(shown.rows.count == 2)
        for row in shown.jsonRows {
            #expect(
                json(row, "amount_fen", "base_fen", "growth_bp", "reason", "verdict")
                    == ["9", "null", "null", "TO_CONFIRM", "UNDEFINED"])
        }
    }

    /// The verdict of a figure of the whole year and of one to May; of bounds on either side.
    @Test(arguments: [
        ("2022-12-31", 100 as Int64, "EXACT", "EXACT", "MET"), ("2022-12-31", 99, "EXACT", "EXACT", "MISSED"),
        ("2022-05-31", 99, "EXACT", "EXACT", "OPEN"), ("2022-12-31", 100, "MORE_THAN", "EXACT", "MET"),
        ("2022-12-31", 99, "MORE_THAN", "EXACT", "UNDEFINED"), ("2022-12-31", 100, "EXACT", "MORE_THAN", "MISSED"),
        ("2022-12-31", 101, "EXACT", "MORE_THAN", "UNDEFINED"), ("2022-12-31", 101, "ABOUT", "EXACT", "UNDEFINED"),
    ])
    func verdictOfAPublishedFigure(
        end: String, value: Int64, qualifier: String, baseQualifier: String, verdict: String
    ) throws {
        var log = FigureLog()
        let baseEnd = try day(end).aYearBefore.description
        try log.publish(
            "MICROLOAN_NEW", 100, from: "2021-01-01", to: baseEnd, caliber: "LOCAL", qualifier: baseQualifier)
        try log.publish("MICROLOAN_NEW", value, from: "2022-01-01", to: end, caliber: "LOCAL", qualifier: qualifier)
        let rows = try report(log, reportScope("000000", 2022, today: "2023-01-01")).jsonRows
        #expect(json(rows.first, "verdict") == [verdict])
    }

    @Test func figuresOfOtherPlacesAreNotThisPlaces() throws {
        var log = FigureLog()
        try log.publish("MICROLOAN_NEW", 555_100, in: "230000", from: "2022-01-01", to: "2022-12-31", caliber: "LOCAL")
        #expect(try report(log, reportScope("000000", 2022, today: "2023-01-01")).rows.isEmpty)
        #expect(try report(log, reportScope("230000", 2022, today: "2023-01-01")).rows.count == 1)
    }

    // MARK: Own loans

    /// 50,000 yuan of 2022-12-15, corrected to 30,000 in February 2023.
    @Test func aCorrectionStaysInTheYearOfTheLoan() throws {
        var log = FigureLog()
        try log.lend(5_000_000, on: "2022-12-15")
        try log.reverse(0, on: "2023-02-10")
        try log.lend(3_000_000, on: "2022-12-15", countsOn: "2022-12-15")
        let before = try report(log, reportScope("230606", 2022, today: "2023-02-28"), range: 0..<1)
        let after = try report(log, reportScope("230606", 2022, today: "2023-02-28"))
        #expect(before.jsonRows.map { json($0, "amount_fen", "count") } == [["5000000", "1"], ["5000000", "1"]])
        #expect(after.jsonRows.map { json($0, "amount_fen", "count") } == [["3000000", "1"], ["3000000", "1"]])
        let next = try report(log, reportScope("230606", 2023, today: "2023-02-28"))
        #expect(next.jsonRows.map { json($0, "amount_fen", "count") } == [["0", "0"], ["0", "0"]])
    }

    @Test func renewalsCountInOneVariant() throws {
        var log = FigureLog()
        try log.lend(100, on: "2022-02-01")
        try log.lend(100, on: "2023-02-01", kind: "TOPUP")
        try log.lend(50, on: "2023-02-01", kind: "RENEWAL")
        let report = try report(log, reportScope("230606", 2023, today: "2023-06-30"))
        let keys = { (row: [String: ReportValue]) in
            json(row, "variant", "amount_fen", "growth_bp", "verdict", "count_unit")
        }
        #expect(
            report.jsonRows.map(keys)
                == [
                    ["WITH_RENEWAL", "150", "5000", "MET", "LOAN"], ["WITHOUT_RENEWAL", "100", "0", "MET", "LOAN"],
                ])
    }

    @Test func theSpanEndsOnTheCutOffAndFebruaryIsMapped() throws {
        var log = FigureLog()
        try log.lend(1, on: "2023-02-28")
        try log.lend(2, on: "2023-03-01")
        try log.lend(4, on: "2024-02-29")
        try log.lend(8, on: "2024-03-01")
        let leap = try report(log, reportScope("230606", 2024, today: "2024-06-30", effectiveTo: "2024-02-29"))
        #expect(
            json(leap.jsonRows.first, "period", "base_period", "amount_fen", "base_fen")
                == ["2024-01-01/2024-02-29", "2023-01-01/2023-02-28", "4", "1"])
        let next = try report(log, reportScope("230606", 2024, today: "2024-06-30", effectiveTo: "2024-03-01"))
        #expect(json(next.jsonRows.first, "amount_fen", "base_fen") == ["12", "3"])
        let future = try report(log, reportScope("230606", 2024, today: "2024-06-30", effectiveTo: "2023-12-31"))
        #expect(future.rows.isEmpty)
    }

    @Test(arguments: [
        ("2023-12-31", 100 as Int64, "MET", "0"), ("2023-12-31", 99, "OPEN", "1"), ("2024-01-01", 99, "MISSED", "1"),
        ("2024-01-01", 100, "MET", "0"),
    ])
    func belowIsMissedOnlyWhenTheYearIsOver(today: String, amount: Int64, verdict: String, gap: String) throws {
        var log = FigureLog()
        try log.lend(100, on: "2022-12-31")
        try log.lend(amount, on: "2023-01-01")
        let report = try report(log, reportScope("230606", 2023, today: today))
        #expect(json(report.jsonRows.first, "verdict", "gap_fen") == [verdict, gap])
    }

    @Test func aLedgerThatDoesNotReachBackHasNoBase() throws {
        var log = FigureLog()
        try log.lend(5, on: "2022-08-01")
        try log.lend(7, on: "2023-02-01")
        let young = try report(log, reportScope("230606", 2023, today: "2023-07-31"))
        #expect(
            json(young.jsonRows.first, "base_fen", "growth_bp", "reason", "verdict", "gap_fen")
                == ["null", "null", "NO_BASE_YEAR", "UNDEFINED", "null"])
        try log.lend(3, on: "2021-12-01")
        let old = try report(log, reportScope("230606", 2023, today: "2023-07-31"))
        #expect(
            json(old.jsonRows.first, "base_fen", "growth_bp", "reason", "verdict") == ["0", "null", "ZERO_BASE", "MET"])
    }

    @Test func placesBelowHaveRowsOfTheirOwnTotals() throws {
        var log = FigureLog()
        try log.lend(1, on: "2023-02-01", in: "230606")
        try log.lend(2, on: "2023-02-01", in: "230624")
        try log.lend(4, on: "2023-02-01", in: "230600")
        try log.lend(8, on: "2023-02-01", in: "653125")
        func amounts(_ region: String, _ rows: LoanRows) throws -> [String] {
            try report(log, reportScope(region, 2023, today: "2023-12-31"), rows: rows).rows(where: [
                "variant": "WITH_RENEWAL"
            ])
            .map { json($0, "region", "amount_fen").joined(separator: " ") }
        }
        #expect(try amounts("000000", .total) == ["000000 15"])
        #expect(try amounts("000000", .province) == ["000000 15", "230000 7", "650000 8"])
        #expect(try amounts("230000", .place) == ["230000 7", "230600 7", "230606 1", "230624 2"])
        #expect(try amounts("640000", .place) == [])
        let whole = try report(log, reportScope("000000", 2023, today: "2023-12-31"), rows: .place)
        #expect(whole.evidence.events == 4)
    }

    @Test func loansWithoutADateOrOfAnotherProgrammeDoNotCount() throws {
        var log = FigureLog()
        try log.lend(1, on: "2023-02-01")
        try log.lend(2, on: "2023-02-01", precision: "NONE")
        try log.lend(4, on: "2023-02-01", programme: "RURAL_CREDIT")
        let report = try report(log, reportScope("230606", 2023, today: "2023-12-31"))
        #expect(json(report.jsonRows.first, "amount_fen", "count") == ["1", "1"])
    }

    /// The same figures by loops over the loans.
    @Test(arguments: seeds(12)) func agreesWithLoops(seed: UInt64) throws {
        let random = try RandomLoans(seed)
        let cutOffs = ["2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-12-31"]
        for text in cutOffs {
            let end = try day(text)
            let report = try report(random.log, reportScope("230000", end.year, today: "2024-12-31", effectiveTo: text))
            for (variant, kinds) in [
                ("WITH_RENEWAL", ["NEW", "TOPUP", "RENEWAL"]), ("WITHOUT_RENEWAL", ["NEW", "TOPUP"]),
            ] {
                var new: Int64 = 0
                var old: Int64 = 0
                var reachesBase = false
                for row in random.rows
                where !row.isReversed && row.region.hasPrefix("23") && row.programme == "POVERTY_MICROLOAN" {
                    let (year, month, date) = row.day.parts
                    let last = end.parts
                    let lastDay = last.month == 2 && last.day == 29 ? 28 : last.day
                    let isInSpanBefore = year == last.year - 1 && (month, date) <= (last.month, lastDay)
                    if year < last.year - 1 || isInSpanBefore { reachesBase = true }
                    guard kinds.contains(row.kind) else { continue }
                    if year == last.year, (month, date) <= (last.month, last.day) { new += row.fen }
                    if isInSpanBefore { old += row.fen }
                }
                let found = report.rows(where: ["variant": variant]).first
                #expect(
                    json(found, "amount_fen", "base_fen") == [String(new), reachesBase ? String(old) : "null"],
                    "seed \(seed), to \(text), \(variant)")
            }
        }
    }
}
