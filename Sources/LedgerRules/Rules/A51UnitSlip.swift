import LedgerDomain

/// A stated total is the sum of its parts only if one part is taken ten thousand times more or less (单位错误).
///
/// Checked where a sheet with a stated total is imported. Nothing is repaired by itself.
enum A51UnitSlip: Rule {
    static let description = RuleDescription(
        "A51", Label("单位错误（万元/元）", "Unit slip"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "合计与各项之和不符，而把其中一项乘或除以 10000 后相符。",
            "The stated total is the sum of the parts only if one part is multiplied or divided by 10,000."),
        silence: Label("未列合计", "no total is stated"),
        remedy: Label("改正该项的单位后重新导入；不会自动修正。", "Correct the unit of that part; nothing is repaired by itself."), .data,
        basis: "unit slips occur in public county notices")
}
