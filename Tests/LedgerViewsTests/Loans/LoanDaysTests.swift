import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

@Suite struct LoanDaysTests {
    private func key(_ quantity: LoanDays.Quantity, _ day: String?, township: String = "") throws -> LoanDays.Key {
        LoanDays.Key(
            region: try #require(RegionCode("230606")), township: Identity(township), programme: .povertyMicroloan,
            quantity: quantity, day: day.flatMap { Day($0) })
    }

    @Test func keysStandInTheOrderOfTheirBytes() throws {
        var keys: [LoanDays.Key] = []
        for programme in [nil] + LoanProgramme.allCases.map(Optional.some) {
            for quantity in LoanDays.Quantity.allCases {
                for day in [nil, Day(ordinal: -1), Day(ordinal: 1)] {
                    keys.append(
                        LoanDays.Key(
                            region: try #require(RegionCode("230606")), programme: programme, quantity: quantity,
                            day: day))
                }
            }
        }
        let texts = keys.sorted().map { key in
            "\(key.programme?.rawValue ?? "")/\(key.quantity.rawValue)/\(key.day?.description ?? "")"
        }
        #expect(texts == texts.sorted())
        #expect(Set(keys).count == keys.count)
    }

    @Test func aRenewalRepaysTheOldLoan() throws {
        var log = FigureLog()
        try log.lend(5_000_000, on: "2023-03-01", kind: "RENEWAL")
        let sums = log.fold(LoanDays.self).sums
        #expect(sums[try key(.renewal, "2023-03-01")]?.amount == 5_000_000)
        #expect(sums[try key(.repaid, "2023-03-01")]?.amount == 5_000_000)
        #expect(sums.count == 2)
    }

    @Test func repaidOfOverdueTakesBoth() throws {
        var log = FigureLog()
        try log.fallOverdue(700, on: "2023-03-01")
        try log.repay(500, ofOverdue: 300, on: "2023-03-02")
        let sums = log.fold(LoanDays.self).sums
        #expect(sums[try key(.overdue, "2023-03-01")]?.amount == 700)
        #expect(sums[try key(.overdue, "2023-03-02")]?.amount == -300)
        #expect(sums[try key(.repaid, "2023-03-02")]?.amount == 500)
    }

    @Test func theDayItCountsOn() throws {
        var log = FigureLog()
        try log.lend(1, on: "2023-02-10", countsOn: "2022-12-15")
        try log.lend(2, on: "2022-06-30", precision: "YEAR")
        try log.lend(4, on: "2022-06-30", township: "230606100", precision: "NONE")
        let sums = log.fold(LoanDays.self).sums
        #expect(sums[try key(.new, "2022-12-15")]?.amount == 1)
        #expect(sums[try key(.new, "2022-12-31")]?.amount == 2)
        #expect(sums[try key(.new, nil, township: "230606100")]?.amount == 4)
    }

    @Test(arguments: [true, false]) func aReversalCountsWhereItsOriginalCounts(repeatsCountsOn: Bool) throws {
        var log = FigureLog()
        try log.lend(5_000_000, on: "2022-12-15")
        try log.reverse(0, on: "2023-02-10", repeatsCountsOn: repeatsCountsOn)
        let sums = log.fold(LoanDays.self).sums
        let sum = try #require(sums[try key(.new, "2022-12-15")])
        #expect(sums.count == 1)
        #expect(sum.amount == 0)
        #expect(sum.count == 0)
        #expect(sum.evidence.events == 2)
    }

    @Test func rowsStandInTheOrderOfTheirKeys() throws {
        let log = try RandomLoans(7).log
        let rows = log.fold(LoanDays.self).rows
        for (first, second) in zip(rows, rows.dropFirst()) {
            #expect(rowPrecedes(first[..<LoanDays.table.keyCount], second[...]))
        }
    }
}

/// Random loans of a few places and three years, with their truth beside the log as plain rows.
struct RandomLoans {
    /// One loan as it stands at the end.
    struct Row {
        var fen: Int64
        var day: Day
        var region: String
        var kind: String
        var programme: String
        var isReversed = false
    }

    private(set) var log = FigureLog()
    private(set) var rows: [Row] = []

    init(_ seed: UInt64, count: Int = 120) throws {
        var numbers = SeededGenerator(seed: seed)
        let positions = 0..<count
        var rowOf: [UInt64: Int] = [:]
        for _ in positions {
            if Int.random(in: 0..<6, using: &numbers) == 0, let old = rowOf.keys.sorted().randomElement(using: &numbers)
            {
                try log.reverse(old, on: "2024-12-30")
                if let row = rowOf.removeValue(forKey: old) { rows[row].isReversed = true }
                continue
            }
            // Days near the ends of February and of the year come up often.
            let around = ["2022-03-01", "2023-03-01", "2024-03-01", "2023-01-01", "2024-01-01", "2023-08-01"]
            let near = try #require(around.randomElement(using: &numbers).flatMap { Day($0) })
            let row = Row(
                fen: Int64.random(in: 1...9_000, using: &numbers),
                day: near.adding(days: Int.random(in: -4...3, using: &numbers)),
                region: try #require(["230606", "230624", "653125"].randomElement(using: &numbers)),
                kind: try #require(["NEW", "RENEWAL", "TOPUP"].randomElement(using: &numbers)),
                programme: try #require(
                    ["POVERTY_MICROLOAN", "POVERTY_MICROLOAN", "RURAL_CREDIT"].randomElement(using: &numbers)))
            let seq = try log.lend(
                row.fen, on: "2024-12-30", countsOn: row.day.description, in: row.region, kind: row.kind,
                programme: row.programme)
            rowOf[seq] = rows.count
            rows.append(row)
        }
    }
}
