import LedgerDomain

/// A stated total is the sum of its parts only if one part is taken ten thousand times more or less (单位错误).
///
/// Nothing is repaired by itself.
enum A51UnitSlip: SheetRule {
    static let description = RuleDescription(
        "A51", Label("单位错误（万元/元）", "Unit slip"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "合计与各项之和不符，而把其中一项乘或除以 10000 后相符。",
            "The stated total is the sum of the parts only if one part is multiplied or divided by 10,000."),
        silence: Label("未列合计", "no total is stated"),
        remedy: Label("改正该项的单位后重新导入；不会自动修正。", "Correct the unit of that part; nothing is repaired by itself."), .data,
        basis: "unit slips occur in public county notices")

    static func fault(of total: StatedTotal) -> Fault? {
        guard explains(total) else { return nil }
        return total.fault(
            description,
            remedy: Label(
                "有一项的单位错了（元与万元），请改正该项。", "One part is in the wrong unit (yuan against 10,000 yuan); correct it."))
    }

    /// Whether one part, taken ten thousand times more or less, makes the parts add up.
    static func explains(_ total: StatedTotal) -> Bool {
        let difference = total.difference
        return difference != 0
            && total.parts.contains { part in
                let larger = Int128(part.count) * 9_999
                return difference == larger
                    || (part.count % 10_000 == 0 && difference == Int128(part.count) / 10_000 - Int128(part.count))
            }
    }
}
