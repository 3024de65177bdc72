import LedgerDomain
import LedgerTesting
import Testing

@Suite struct FenTests {
    typealias Reading = (text: String, unit: MoneyUnit, fen: Int64?)

    static let readings: [Reading] = [
        ("0", .fen, 0), ("1", .fen, 1), ("-1", .fen, -1), ("1.0", .fen, 1), ("1.1", .fen, nil),
        ("1", .yuan, 100), ("0.01", .yuan, 1), ("0.1", .yuan, 10), ("0.010", .yuan, 1), ("0.123", .yuan, nil),
        ("-0.01", .yuan, -1), ("0.001", .yuan, nil), ("007.50", .yuan, 750),
        ("8126.728603", .wanYuan, 8_126_728_603), ("0.000001", .wanYuan, 1), ("0.0000001", .wanYuan, nil),
        ("428", .wanYuan, 428_000_000), ("1650", .yiYuan, 16_500_000_000_000), ("0.0000000001", .yiYuan, 1),
        ("0.00000000010", .yiYuan, 1), ("0.00000000001", .yiYuan, nil),
        // What looks like a number to others: signs, separators, spaces, exponents, other digits, lost digits.
        ("", .yuan, nil), ("-", .yuan, nil), (".", .yuan, nil), (".5", .yuan, nil), ("5.", .yuan, nil),
        ("+5", .yuan, nil), ("1,000", .yuan, nil), (" 1", .yuan, nil), ("1 ", .yuan, nil), ("1e3", .yuan, nil),
        ("--1", .yuan, nil), ("1.2.3", .yuan, nil), ("１", .yuan, nil), ("1元", .yuan, nil), ("-.5", .yuan, nil),
    ]

    @Test(arguments: readings) func reads(_ given: Reading) {
        #expect(Fen(given.text, in: given.unit)?.count == given.fen)
    }

    static let limits: [Reading] = [
        ("9223372036854775807", .fen, .max), ("9223372036854775808", .fen, nil),
        ("-9223372036854775808", .fen, .min), ("-9223372036854775809", .fen, nil),
        ("92233720368547758.07", .yuan, .max), ("92233720368547758.08", .yuan, nil),
        ("-92233720368547758.08", .yuan, .min), ("9223372036854.775807", .wanYuan, .max),
        ("922337203.6854775807", .yiYuan, .max), ("922337203.6854775808", .yiYuan, nil),
        ("99999999999999999999999999999999999999999999", .fen, nil),
        ("000000000000000000000000000000000000001", .fen, 1),
    ]

    @Test(arguments: limits) func readsUpToTheLastFen(_ given: Reading) {
        #expect(Fen(given.text, in: given.unit)?.count == given.fen)
    }

    @Test func addsAndSubtractsExactly() throws {
        #expect(try Fen(2).adding(Fen(3)) == Fen(5))
        #expect(try Fen(2).subtracting(Fen(3)) == Fen(-1))
        #expect(try Fen(.max - 1).adding(Fen(1)) == Fen(.max))
        #expect(try Fen(.min + 1).subtracting(Fen(1)) == Fen(.min))
        #expect(throws: FenError.overflow) { try Fen(.max).adding(Fen(1)) }
        #expect(throws: FenError.overflow) { try Fen(.min).subtracting(Fen(1)) }
        #expect(throws: FenError.overflow) { try Fen(0).subtracting(Fen(.min)) }
    }

    typealias Printing = (fen: Int128, unit: MoneyUnit, text: String, grouped: String)

    static let printings: [Printing] = [
        (0, .fen, "0", "0"), (0, .yuan, "0.00", "0.00"), (0, .wanYuan, "0", "0"), (0, .yiYuan, "0", "0"),
        (-1, .yuan, "-0.01", "-0.01"), (100, .yuan, "1.00", "1.00"), (99_999, .yuan, "999.99", "999.99"),
        (100_000, .yuan, "1000.00", "1,000.00"), (8_126_728_603, .wanYuan, "8126.728603", "8,126.728603"),
        (8_126_700_000, .wanYuan, "8126.7", "8,126.7"), (-1_000_000_000, .wanYuan, "-1000", "-1,000"),
        (15_652_400_000_000, .yiYuan, "1565.24", "1,565.24"), (1, .yiYuan, "0.0000000001", "0.0000000001"),
        (123_456_789, .fen, "123456789", "123,456,789"),
        (Int128(Int64.max) * 10, .yuan, "922337203685477580.70", "922,337,203,685,477,580.70"),
    ]

    @Test(arguments: printings) func prints(_ given: Printing) {
        #expect(Fen.text(of: given.fen, in: given.unit) == given.text)
        #expect(Fen.text(of: given.fen, in: given.unit, isGrouped: true) == given.grouped)
    }

    @Test(arguments: MoneyUnit.allCases, seeds(1)) func readsWhatItPrints(unit: MoneyUnit, seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let samples = [0, 1, -1, .max, .min] + (0..<2_000).map { _ in numbers.anyInt64() }
        for count in samples {
            let text = Fen(count).text(in: unit)
            #expect(Fen(text, in: unit) == Fen(count), "seed \(seed): \(text)")
        }
    }

    /// The published report sample of a transfer-payment supervision system: 下达 less what went to the own
    /// level and to lower ones.
    @Test func theReportSampleLeavesWhatWasNotDistributed() throws {
        let issued = try #require(Fen("6967760000", in: .yuan))
        let own = try #require(Fen("1351199265.02", in: .yuan))
        let lower = try #require(Fen("5604710734.98", in: .yuan))
        let left = try issued.subtracting(own).subtracting(lower)
        #expect(left == Fen(1_185_000_000))
        #expect(left.text(in: .yuan) == "11850000.00")
    }

    @Test func unitsAreToldByTheirNames() {
        #expect(MoneyUnit(named: "万元") == .wanYuan)
        #expect(MoneyUnit(named: "亿元") == .yiYuan)
        #expect(MoneyUnit(named: "元") == .yuan)
        #expect(MoneyUnit(named: "分") == .fen)
        #expect(MoneyUnit(named: "万户") == nil)
        for unit in MoneyUnit.allCases {
            #expect(MoneyUnit(named: unit.label.chinese) == unit)
            #expect(Fen("1", in: unit)?.count == unit.fen)
        }
    }
}
