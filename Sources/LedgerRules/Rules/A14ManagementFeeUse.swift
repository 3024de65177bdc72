import LedgerDomain

/// The management fee pays for what it is there for (管理费提前或超用途).
enum A14ManagementFeeUse: EntryRule {
    static let description = RuleDescription(
        "A14", Label("管理费提前或超用途", "Management fee use"), .warn,
        definition: Label(
            "项目管理费（07）只用于前期设计、评审、招标、监理、验收。",
            "The management fee (class 07) pays for design, review, tender, supervision and acceptance alone."),
        silence: Label("项目类型不是 07；没有资金用途（A53）", "class not 07; no purpose (A53)"),
        remedy: Label("退回资金；用途填错的，更正记录。", "Have it returned; where the purpose is wrong, correct the entry."),
        .scope, basis: "default, to be confirmed by the office")

    static let kinds: [EventKind] = [.disbursementMade]

    /// The first level of class 项目管理费.
    private static let feeGroup = 7

    private static let uses = ["设计", "评审", "招标", "招投标", "监理", "验收"]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.classCode(.classCode)?.level1 == feeGroup, let purpose = entry.text(.purpose),
            !uses.contains(where: { purpose.contains($0) })
        else { return [] }
        return [
            description.fault(
                "body.purpose", given: purpose,
                expected: Label(
                    "前期设计、评审、招标、监理或验收", "design (设计), review (评审), tender (招标), supervision (监理) or acceptance (验收)")
            )
        ]
    }
}
