import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct AttainmentReportTests {
    private func report(
        _ log: FigureLog, _ region: String = "000000", _ year: Int = 2022, today: String = "2026-01-01"
    ) throws -> Report {
        let report = AttainmentReport.make(
            figures: log.fold(Figures.self), policies: log.fold(Policies.self),
            scope: try reportScope(region, year, today: today), regions: try FigureLog.regions())
        #expect(report.isRectangular)
        return report
    }

    /// 3133 万人 to May 2022 against 3000 万 (People's Daily, June 2022), printed with 103.8 %.
    @Test func employmentOf2022() throws {
        var log = FigureLog()
        try log.target("EMPLOYMENT", 30_000_000)
        try log.publish(
            "EMPLOYMENT", 31_330_000, unit: "COUNT", from: "2022-01-01", to: "2022-05-31", caliber: "RURAL")
        try log.publish(
            "EMPLOYMENT_STATED_ATTAINMENT", 10_380, unit: "BP", from: "2022-01-01", to: "2022-05-31", caliber: "RURAL")
        let rows = try report(log).jsonRows
        #expect(rows.count == 1)
        #expect(
            json(
                rows.first, "value", "target", "comparator", "attainment_bp", "stated_attainment_bp", "verdict",
                "reason")
                == ["31330000", "GE 30000000", "GE", "10443", "10380", "MET", "null"])
    }

    /// Value, period end, qualifier, comparator: what comes of it against 100.
    @Test(arguments: [
        (100 as Int64, "2022-05-31", "EXACT", "GE", "MET 10000 null"),
        (99, "2022-05-31", "EXACT", "GE", "OPEN 9900 PARTIAL_YEAR"),
        (99, "2022-12-31", "EXACT", "GE", "MISSED 9900 null"),
        (100, "2022-12-31", "EXACT", "GT", "MISSED 10000 null"), (101, "2022-12-31", "EXACT", "GT", "MET 10100 null"),
        (99, "2022-12-31", "EXACT", "AIM", "AIM_NOT_MET 9900 null"),
        (100, "2022-12-31", "MORE_THAN", "GE", "MET null BOUND_ONLY"),
        (99, "2022-12-31", "MORE_THAN", "GE", "OPEN null BOUND_ONLY"),
        (200, "2022-12-31", "ABOUT", "GE", "OPEN null BOUND_ONLY"),
    ])
    func verdicts(value: Int64, end: String, qualifier: String, comparator: String, outcome: String) throws {
        var log = FigureLog()
        try log.target("TRAININGS", 100, comparator: comparator)
        try log.publish("TRAININGS", value, unit: "COUNT", from: "2022-01-01", to: end, qualifier: qualifier)
        let row = try report(log, today: "2023-01-01").jsonRows.first
        #expect(json(row, "verdict", "attainment_bp", "reason").joined(separator: " ") == outcome)
    }

    @Test func noYearIsMissedBeforeItEnds() throws {
        var log = FigureLog()
        try log.target("TRAININGS", 100)
        try log.publish("TRAININGS", 99, unit: "COUNT", from: "2022-01-01", to: "2022-12-31")
        #expect(json(try report(log, today: "2022-12-31").jsonRows.first, "verdict") == ["OPEN"])
    }

    @Test func whatIsNotComputed() throws {
        var log = FigureLog()
        try log.target("TRAININGS", 100)
        try log.target("SHARE", nil, unit: "bp", comparator: "STABLE")
        try log.publish("TRAININGS", 200, unit: "COUNT", to: "2022-12-31", status: "TO_CONFIRM")
        try log.publish("TRAININGS", 200, unit: "FEN", to: "2022-12-31")
        try log.publish("CADRES_SENT", 5_902, unit: "COUNT", to: "2022-05-31")
        try log.publish("SHARE", 5_600, unit: "BP", to: "2022-12-31")
        #expect(
            try report(log).jsonRows.map { json($0, "metric", "verdict", "attainment_bp", "reason") } == [
                ["TRAININGS", "UNDEFINED", "null", "TO_CONFIRM"],
                ["TRAININGS", "UNDEFINED", "null", "CALIBER_MISMATCH"],
                ["CADRES_SENT", "NO_TARGET", "null", "null"], ["SHARE", "OPEN", "null", "null"],
            ])
    }

    @Test func aTargetOfTheWholeIsNoneOfItsParts() throws {
        var log = FigureLog()
        try log.target("EMPLOYMENT", 100)
        try log.target("TRAININGS", 50, place: "230000", appliesTo: "EACH_PLACE")
        try log.target("TRAININGS", 80, place: "230606")
        for metric in ["EMPLOYMENT", "TRAININGS"] {
            for region in ["230600", "230606", "653125"] {
                try log.publish(metric, 60, unit: "COUNT", in: region, to: "2022-12-31")
            }
        }
        let found = try report(log).jsonRows.map {
            json($0, "metric", "region", "target", "verdict").joined(separator: " ")
        }
        #expect(
            found == [
                "EMPLOYMENT 230600 null NO_TARGET", "EMPLOYMENT 230606 null NO_TARGET",
                "EMPLOYMENT 653125 null NO_TARGET", "TRAININGS 230600 GE 50 MET", "TRAININGS 230606 GE 80 MISSED",
                "TRAININGS 653125 null NO_TARGET",
            ])
    }

    @Test func theYearBeforeAsFloor() throws {
        var log = FigureLog()
        try log.target("MICROLOAN_NEW", nil, unit: "fen", priorYearFloor: true)
        try log.publish("MICROLOAN_NEW", 100, from: "2021-01-01", to: "2021-12-31", caliber: "LOCAL")
        try log.publish("MICROLOAN_NEW", 124, from: "2022-01-01", to: "2022-12-31", caliber: "LOCAL")
        try log.publish("MICROLOAN_NEW", 250, from: "2022-01-01", to: "2022-05-31", caliber: "RURAL")
        #expect(
            try report(log).jsonRows.map { json($0, "target", "attainment_bp", "verdict", "reason") } == [
                ["GE PRIOR_YEAR", "12400", "MET", "null"], ["GE PRIOR_YEAR", "null", "UNDEFINED", "NO_BASE_YEAR"],
            ])
    }

    @Test func aTargetOnOneBasisIsNoneOnAnother() throws {
        var log = FigureLog()
        try log.target("INDUSTRY_SHARE", 5_500, unit: "bp", basis: "CENTRAL")
        try log.publish("INDUSTRY_SHARE", 6_000, unit: "BP", to: "2022-12-31", [("basis", "CENTRAL")])
        try log.publish("INDUSTRY_SHARE", 6_000, unit: "BP", to: "2022-12-31", [("basis", "ALL_LEVELS")])
        #expect(
            try report(log).jsonRows.map { json($0, "basis", "verdict") } == [
                ["CENTRAL", "MET"], ["ALL_LEVELS", "NO_TARGET"],
            ])
    }

    @Test func aTargetTakenBackIsNone() throws {
        var log = FigureLog()
        try log.target("EMPLOYMENT", 100)
        try log.publish("EMPLOYMENT", 120, unit: "COUNT", to: "2022-12-31")
        try log.reverse(0, on: "2023-01-01")
        #expect(json(try report(log).jsonRows.first, "verdict") == ["NO_TARGET"])
    }
}
