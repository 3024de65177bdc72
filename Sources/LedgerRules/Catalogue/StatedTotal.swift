public import LedgerDomain

/// The total that a sheet states, with the parts that it may be the sum of (合计与各项).
///
/// Sheets are read by a target that knows no rule; the service gives it ``fault(parts:stated:unit:)``.
public struct StatedTotal: Sendable {
    let parts: [Fen]
    let stated: Fen
    let unit: MoneyUnit
    private let sum: Int128

    init(parts: [Fen], stated: Fen, unit: MoneyUnit) {
        self.parts = parts
        self.stated = stated
        self.unit = unit
        sum = parts.reduce(Int128(0)) { $0 + Int128($1.count) }
    }

    /// What is stated less the sum of the parts, in 分.
    var difference: Int128 { Int128(stated.count) - sum }

    func fault(_ rule: RuleDescription, remedy: Label) -> Fault {
        Fault(
            rule: rule.id, path: "total", given: stated.text(in: unit),
            expected: Label(Fen.text(of: sum, in: unit), Fen.text(of: sum, in: unit)), remedy: remedy,
            difference: Fen.text(of: difference, in: unit))
    }

    /// What the rules about sheets say of a stated total; `nil` where it is the sum of its parts.
    public static func fault(parts: [Fen], stated: Fen, unit: MoneyUnit) -> Fault? {
        let total = StatedTotal(parts: parts, stated: stated, unit: unit)
        return RuleCatalogue.sheetRules.lazy.compactMap { $0.fault(of: total) }.first
    }
}
