public import LedgerDomain

/// The amounts of a sheet against the totals that it states itself.
struct SheetTotals {
    /// A row that says 合计, 小计 or the like.
    private struct Total {
        let row: Int
        let amount: Fen?
        /// How many rows of data stand before it.
        let position: Int
        let isPart: Bool
    }

    let column: Sheet.Column
    private let sheet: Sheet
    private let index: Int
    /// The amount of each row, 0 where it has none: a total may add up any block of them.
    private var parts: [Fen] = []
    /// The rows of these amounts.
    private var rows: [Int32] = []
    private var totals: [Total] = []
    private(set) var sum: Int128 = 0
    private var hasUnread = false

    init(_ sheet: Sheet, _ index: Int) {
        self.sheet = sheet
        self.index = index
        column = sheet.columns[index]
    }

    /// Whether neither heading nor sheet names a unit.
    var hasNoUnit: Bool { column.unit == nil && sheet.unit == nil }

    /// What the sheet says its rows add up to: the last 合计.
    var stated: Fen? { totals.last { !$0.isPart }?.amount }

    mutating func add(_ row: SheetRow) {
        let found = amount(of: row)
        if found == nil, !CellText.isMissing(row.text(index)) { hasUnread = true }
        parts.append(found ?? Fen(0))
        rows.append(Int32(clamping: row.number))
        sum += Int128(found?.count ?? 0)
    }

    mutating func add(_ row: SheetRow, isPart: Bool) {
        totals.append(Total(row: row.number, amount: amount(of: row), position: parts.count, isPart: isPart))
    }

    /// The totals that are not the sums of their parts.
    var faults: [RowFault] {
        // One figure that cannot be read is reported where it stands; its sum would only repeat it.
        if hasUnread { return [] }
        return totals.indices.compactMap { place in
            guard let stated = totals[place].amount else { return nil }
            let faults = blocks(place).map {
                StatedTotal.fault(parts: Array($0), stated: stated, unit: column.amountUnit)
            }
            if faults.contains(where: { $0 == nil }) { return nil }
            guard let fault = faults.first ?? nil else { return nil }
            return RowFault(row: totals[place].row, column: column.heading, fault: fault)
        }
    }

    /// Amounts that stand apart as yuan do among 万元: each is looked at again, and none is refused for it, because a
    /// sheet may well hold one large project among small ones.
    var outliers: [RowFault] {
        let sizes = parts.map { $0.count.magnitude }.filter { $0 > 0 }.sorted()
        guard sizes.count >= Self.fewest else { return [] }
        let median = sizes[sizes.count / 2]
        let apart = parts.indices.lazy.filter { index in
            let size = parts[index].count.magnitude
            return size > 0 && (size / Self.apart >= median || median / Self.apart >= size)
        }
        return apart.prefix(Self.shown).map { index in
            let given = parts[index].text(in: column.amountUnit)
            let usual = Fen(Int64(clamping: median)).text(in: column.amountUnit)
            return .note(
                Int(rows[index]), column: column.heading, given: given,
                Label(
                    "与多数行（中位数 \(usual)）相差数千倍，请核对单位",
                    "thousands of times off most rows (median \(usual)); check the unit"))
        }
    }

    /// A unit slip is 10,000; half of it leaves room for a middling project.
    private static let apart: UInt64 = 5_000
    /// Of fewer amounts nobody can say which is usual.
    private static let fewest = 5
    private static let shown = 20

    /// The rows that a total may add up, the likeliest first. A 小计 stands below or above its part; a 合计 adds up all,
    /// and where there are several, each may add up a part.
    private func blocks(_ place: Int) -> [ArraySlice<Fen>] {
        let position = totals[place].position
        let before = parts[(place == 0 ? 0 : totals[place - 1].position)..<position]
        let after = parts[position..<(place + 1 < totals.count ? totals[place + 1].position : parts.count)]
        let around = [before, after].filter { !$0.isEmpty }
        if totals[place].isPart { return around.isEmpty ? [before] : around }
        return totals.count { !$0.isPart } > 1 ? [parts[...]] + around : [parts[...]]
    }

    private func amount(of row: SheetRow) -> Fen? {
        let unit = column.amountUnit
        let text = row.text(index)
        let tidy = row.kind(index) == .number ? BinaryFraction.tidied(text, decimals: unit.decimals) : text
        return try? CellText.amount(tidy, in: unit)
    }
}

/// A stated total against the sum of its parts (A51, A52).
public enum StatedTotal {
    /// A52 where the parts do not add up; A51 where they would if one part were in another unit. Nothing is repaired.
    public static func fault(parts: [Fen], stated: Fen, unit: MoneyUnit) -> Fault? {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.count) }
        let difference = Int128(stated.count) - sum
        guard difference != 0 else { return nil }
        let isSlip = parts.contains { part in
            let larger = Int128(part.count) * 9_999
            return difference == larger
                || (part.count % 10_000 == 0 && difference == Int128(part.count) / 10_000 - Int128(part.count))
        }
        return Fault(
            rule: isSlip ? "A51" : "A52", path: "total", given: stated.text(in: unit),
            expected: Label(Fen.text(of: sum, in: unit), Fen.text(of: sum, in: unit)),
            remedy: isSlip
                ? Label(
                    "有一项的单位错了（元与万元），请改正该项。", "One part is in the wrong unit (yuan against 10,000 yuan); correct it.")
                : Label("核对各项与合计，改正后重新导入。", "Check the parts and the total, correct them and import again."),
            difference: Fen.text(of: difference, in: unit))
    }
}
