import LedgerDomain

/// No more is distributed and committed than a line or pool holds (分配超上级指标).
enum A04OverAllocation {
    static let description = RuleDescription(
        id: "A04", label: Label("分配超上级指标", "Over-allocation"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "分配本级 + 分配下级 + 安排 ≤ 指标金额；资金池的安排 ≤ 其各指标行之和；在任何位置都不得为负。",
            "What a line distributes and commits is at most what it holds; a pool commits at most the sum of its lines, at every position."
        ),
        remedy: Label("减少金额，或先登记追加的指标。", "Use less, or record the allotment that covers it."))

    static func fault(given: Int64, expected: Label, by: Int64, _ context: RuleContext) -> Fault {
        Fault(
            rule: description.id, outcome: context.isPublishedHistory ? .warn : .refuse, path: "body.amount_fen",
            given: String(given), expected: expected, remedy: description.remedy, difference: String(by))
    }
}
