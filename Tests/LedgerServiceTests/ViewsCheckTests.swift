import LedgerDomain
import LedgerLog
import LedgerViews
import Testing

@testable import LedgerService
import MerkleLog

/// Views compared part by part give the cells that views compared as a whole give.
@Suite struct ViewsCheckTests {
    private static func cells(_ small: SmallLedger, workers: Int) throws -> (parts: [String], whole: [String]) {
        let path = small.path + "/views.sqlite"
        return try small.ledger.reading { log in
            let size = try #require(try log.head()).size
            let spill = FoldSpill(folds: 1)
            // The same places come in more than one part.
            for cut in [0..<size / 3, size / 3..<size / 2] {
                var fold = try small.ledger.fold(log, cut)
                try spill.unload(&fold)
            }
            var rest = try small.ledger.fold(log, size / 2..<size)
            let earlier = try small.ledger.fold(log, 0..<size / 2)
            rest.policies.merge(earlier.policies)
            rest.figures.merge(earlier.figures)
            let check = ViewsCheck(path: path, spill: spill, fold: rest, workers: workers)
            let file = try ViewsFile(reading: path)
            defer { try? file.close() }
            let whole = try ViewsComparison.cells(file, try small.ledger.fold(log, 0..<size))
            return (try check.cells().map { "\($0)" }, whole.map { "\($0)" })
        }
    }

    /// Writes rows over those of the stored views.
    private static func write(_ rows: [ViewRow], into view: StoredView, _ small: SmallLedger) throws {
        let file = try ViewsFile(small.path + "/views.sqlite", tables: StoredView.allCases.map(\.table))
        defer { try? file.close() }
        try file.write([(view.table, rows)], positions: [:])
    }

    private static func rows(of view: StoredView, _ small: SmallLedger) throws -> [ViewRow] {
        let file = try ViewsFile(reading: small.path + "/views.sqlite")
        defer { try? file.close() }
        return try file.rows(of: view.table)
    }

    @Test(arguments: [1, 3]) func healthyViewsHaveNoCells(workers: Int) throws {
        let small = try SmallLedger(seed: 5, count: 400, part: 100)
        _ = try small.ledger.report(ReportRequest(.attainment))
        let (parts, whole) = try Self.cells(small, workers: workers)
        #expect(parts.isEmpty)
        #expect(whole.isEmpty)
        #expect(try small.audit { $0.checksRules = false } == 0)
    }

    @Test(arguments: [MoneyCells.name, LineAttributes.name, LoanDays.name])
    func aChangedRowIsNamed(name: String) throws {
        let small = try SmallLedger(seed: 6, count: 400, part: 100)
        _ = try small.ledger.report(ReportRequest(.attainment))
        let view = try #require(StoredView.allCases.first { $0.name == name })
        var row = try Self.rows(of: view, small)[3]
        let last = try #require(view.table.columns.lastIndex { $0.isInteger })
        row[last] = .integer(77)
        try Self.write([row], into: view, small)
        let (parts, whole) = try Self.cells(small, workers: 2)
        #expect(parts == whole)
        #expect(parts.count == 1)
        #expect(try small.audit { $0.checksRules = false } == 19)
    }

    /// Rows of places that have none, of no place at all, and in a view that should be empty.
    @Test(arguments: [
        (LoanDays.name, "999999"), (LoanDays.name, "nowhere"), (MoneyCells.name, "2306065"), (MoneyCells.name, ""),
        (Subsidies.name, "230606"),
    ]) func aRowTooManyIsNamed(name: String, place: String) throws {
        let small = try SmallLedger(seed: 8, count: 400, part: 100)
        _ = try small.ledger.report(ReportRequest(.attainment))
        let view = try #require(StoredView.allCases.first { $0.name == name })
        var row: ViewRow = view.table.columns.map { $0.isInteger ? .integer(0) : .text("") }
        row[0] = .text(place)
        try Self.write([row], into: view, small)
        let (parts, whole) = try Self.cells(small, workers: 2)
        #expect(parts == whole)
        #expect(parts.count == 1)
        #expect(try small.audit { $0.checksRules = false } == 19)
    }
}
