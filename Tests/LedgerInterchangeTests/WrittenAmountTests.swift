import Foundation
import LedgerDomain
import LedgerWorkbook
import LedgerWorkbookWriter
import Testing

@testable import LedgerInterchange

/// Amounts go through a workbook without losing or gaining a 分, though a workbook holds binary numbers.
@Suite struct WrittenAmountTests {
    /// The edges where the gaps between binary numbers or the printed digits change, and what lies around them.
    private static let edges: [Int128] = {
        var found: Set<Int128> = [0, 1, 995, Int128(Int64.max), Int128(Int64.max) * 3]
        for power in 0..<63 {
            for delta in -2...2 { found.insert(Int128(1) << power + Int128(delta)) }
            for delta in -2...2 { found.insert((Int128(1) << power) * 100 + Int128(delta)) }
        }
        var ten: Int128 = 1
        for _ in 0..<19 {
            for delta in [-101, -99, -1, 0, 1, 2, 99, 101] { found.insert(ten + Int128(delta)) }
            ten *= 10
        }
        return found.sorted()
    }()

    /// Amounts of every magnitude, as many of each.
    private static func random(_ seed: UInt64, _ count: Int) -> [Int128] {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 31)) &* 0x9E37_79B9_7F4A_7C15
        }
        return (0..<count).map { _ in
            let magnitude = next() >> (1 + (next() >> 8) % 63)
            return Int128(magnitude) * (next() >> 63 == 0 ? 1 : -1)
        }
    }

    @Test(arguments: MoneyUnit.allCases) func everyAmountIsReadBack(unit: MoneyUnit) throws {
        let amounts = Self.edges + Self.edges.map { -$0 } + Self.random(7, 15_000)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: ""))
        let sheet = try book.addSheet("s")
        for amount in amounts { try sheet.add([.amount(amount, unit)]) }
        try book.close()
        let file = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        var index = 0
        var texts = 0
        var wrong: [String] = []
        _ = try file.read(file.sheets[0]) { row in
            let amount = amounts[index]
            index += 1
            switch row.cells[0].value {
            case .number(let text):
                let tidy = BinaryFraction.tidied(text, decimals: unit.decimals)
                if (try? CellText.amount(tidy, in: unit)).map({ Int128($0.count) }) != amount {
                    wrong.append("\(amount): \(text)")
                }
            case .text(let text):
                texts += 1
                if text != Fen.text(of: amount, in: unit) { wrong.append("\(amount): \(text)") }
            default: wrong.append("\(amount): \(row.cells[0].value)")
            }
            return true
        }
        #expect(index == amounts.count)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
        #expect(texts > 0)
    }

    /// Amounts of counties and provinces are always numbers; nothing past 2⁵³ 分 is.
    @Test(arguments: MoneyUnit.allCases) func whichAmountsAreNumbers(unit: MoneyUnit) {
        for amount in Self.edges where amount <= 500_000_000_000 {
            #expect(WrittenNumber.number(for: amount, in: unit) != nil, "\(amount)")
        }
        for amount in Self.edges where amount > 1 << 53 {
            #expect(WrittenNumber.number(for: amount, in: unit) == nil, "\(amount)")
        }
    }
}
