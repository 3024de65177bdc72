import LedgerDomain

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

    private let check: ImportContext.TotalCheck

    init(_ sheet: Sheet, _ index: Int, _ check: @escaping ImportContext.TotalCheck) {
        self.sheet = sheet
        self.check = check
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
        return totals.indices.compactMap { index in
            guard let stated = totals[index].amount else { return nil }
            let faults = blocks(index).map { check(Array($0), stated, column.amountUnit) }
            if faults.contains(where: { $0 == nil }) { return nil }
            guard let fault = faults.first ?? nil else { return nil }
            return RowFault(row: totals[index].row, column: column.heading, fault: fault)
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
    private func blocks(_ index: Int) -> [ArraySlice<Fen>] {
        let position = totals[index].position
        let before = parts[(index == 0 ? 0 : totals[index - 1].position)..<position]
        let after = parts[position..<(index + 1 < totals.count ? totals[index + 1].position : parts.count)]
        let around = [before, after].filter { !$0.isEmpty }
        if totals[index].isPart { return around.isEmpty ? [before] : around }
        return totals.count { !$0.isPart } > 1 ? [parts[...]] + around : [parts[...]]
    }

    private func amount(of row: SheetRow) -> Fen? {
        let unit = column.amountUnit
        let text = row.text(index)
        let tidy = row.kind(index) == .number ? BinaryFraction.tidied(text, decimals: unit.decimals) : text
        return try? CellText.amount(tidy, in: unit)
    }
}
