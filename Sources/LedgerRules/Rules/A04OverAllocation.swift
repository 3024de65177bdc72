import LedgerDomain

/// No more is distributed and committed than a line or pool holds (分配超上级指标).
enum A04OverAllocation: BalanceRule {
    static let description = RuleDescription(
        "A04", Label("分配超上级指标", "Over-allocation"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "分配本级 + 分配下级 + 安排 ≤ 指标金额；资金池的安排 ≤ 其各指标行之和；在任何位置都不得为负。",
            "What a line distributes and commits is at most what it holds; a pool commits at most the sum of its lines, at every position."
        ),
        silence: Label("指标行不存在（A57）", "the line is unknown (A57)"),
        remedy: Label("减少金额，或先登记追加的指标。", "Use less, or record the allotment that covers it."), .other,
        basis:
            "report formula 未分配 = 下达 - 分配本级 - 分配下级, public front-end source of a provincial transfer-payment supervision system"
    )

    static func excess(of name: FactName, _ state: FactState, _ facts: Facts) -> Balance.Excess? {
        switch name.kind {
        case .line: return Balance.Excess(.allocated, LineFact.used(state), atMost: LineFact.opened(state))
        case .pool:
            let place = name.identity.prefix { $0 != "\n" }
            let lines = state.texts.map { facts[FactName(.line, String(place), $0)] }
            return Balance.Excess(
                .allocated, state[PoolFact.committed], atMost: lines.reduce(0) { $0 &+ LineFact.opened($1) })
        default: return nil
        }
    }

    static func fault(given: Int64, expected: Label, by: Int64, _ context: RuleContext) -> Fault {
        description.fault(
            "body.amount_fen", given: String(given), expected: expected, difference: String(by),
            outcome: context.isPublishedHistory ? .warn : .refuse)
    }
}
