import LedgerDomain

/// The parts of a sheet add up to the total that it states, exact to the 分 (分项合计不符).
enum A52PartsDoNotAdd: SheetRule {
    static let description = RuleDescription(
        "A52", Label("分项合计不符", "Parts do not add up"), outcome: .refuse, isWaivable: true,
        definition: Label("各项之和与所列合计不相等，精确到分。", "The sum of the parts is not the stated total, exact to the fen."),
        silence: Label("未列合计；或为单位错误（A51）", "no total is stated; or a unit slip explains it (A51)"),
        remedy: Label("核对各项与合计。", "Check the parts and the total."), .data,
        basis: "county plans print rounded totals over exact parts")

    static func fault(of total: StatedTotal) -> Fault? {
        guard total.difference != 0, !A51UnitSlip.explains(total) else { return nil }
        return total.fault(
            description,
            remedy: Label("核对各项与合计，改正后重新导入。", "Check the parts and the total, correct them and import again."))
    }
}
