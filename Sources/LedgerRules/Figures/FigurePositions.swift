public import LedgerDomain
import LedgerViews

/// Where the amounts stand that figures about money and microloans are made of, so that a finding about a figure can name
/// every entry behind it.
///
/// Kept are one word a movement of linked funds and one a movement of a poverty microloan; no rule judges a figure of any
/// other. An entry that was taken back is in no list, nor is what took it back: together they add nothing.
public struct FigurePositions: Sendable {
    /// By cell: the position, shifted, with the quantity in the lowest bits.
    private var money: [MoneyCellKey: [UInt64]] = [:]
    private var loans: [RegionCode: [LoanDays.Key: [UInt64]]] = [:]
    private var takenBack: Set<UInt64> = []

    private static let quantityBits: UInt64 = 5

    /// The positions of no entries.
    public init() {}

    /// Adds an entry, in the order of the log.
    public mutating func apply(_ entry: Entry) {
        guard entry.sign > 0, let seq = entry.seq else {
            if let original = entry.corrects { takenBack.insert(original) }
            return
        }
        Movement.each(of: entry) { movement in
            if movement.isOfMoney {
                // 下达 reconciles with what was received, and no figure takes it.
                guard movement.money.source == .linked, movement.quantity != .issued else { return }
                let word = seq << Self.quantityBits | UInt64(movement.quantity.rawValue)
                money[MoneyCellKey(movement), default: []].append(word)
            } else if movement.programme == .povertyMicroloan, let key = LoanDays.key(of: movement, of: entry) {
                loans[key.region, default: [:]][key, default: []].append(seq)
            }
        }
    }

    /// The entries behind some figures, each once, in order: those on one of their sides.
    ///
    /// - Parameter includesFree: also those that tell how much is still free.
    func of(_ figures: FigureSelection..., includesFree: Bool = false) -> [UInt64] {
        var found: [UInt64] = []
        for figure in figures {
            let isUnsplitIn = figure.unsplitInside != 0...0
            for (cell, take) in figure.money {
                var quantities = take.numerator.all.union(take.denominator.all)
                if isUnsplitIn { quantities.formUnion(take.unsplitNumerator.all) }
                if includesFree { quantities.formUnion(take.free) }
                for word in money[cell] ?? [] {
                    guard let quantity = Movement.Quantity(rawValue: UInt8(word & (1 << Self.quantityBits - 1))),
                        quantities.contains(MoneyQuantities(quantity))
                    else { continue }
                    found.append(word >> Self.quantityBits)
                }
            }
            for row in figure.loans.keys { found += loans[row.region]?[row] ?? [] }
            found += figure.published.keys
        }
        return standing(found)
    }

    /// The entries behind the loans of one place, each once, in order.
    func ofLoans(in place: RegionCode) -> [UInt64] { standing((loans[place] ?? [:]).values.flatMap { $0 }) }

    private func standing(_ found: [UInt64]) -> [UInt64] {
        Set(found).subtracting(takenBack).sorted()
    }
}
