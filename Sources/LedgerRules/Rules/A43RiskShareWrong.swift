import LedgerDomain
import LedgerViews

/// The government bears the part of a loss that the local rule fixes (风险补偿分担比例错).
enum A43RiskShareWrong: EntryRule {
    private static let share = "compensation.gov_share"

    static let description = RuleDescription(
        "A43", Label("风险补偿分担比例错", "Risk share wrong"),
        definition: Label(
            "政府分担 = 损失 × 当地规定的比例，四舍五入到分。",
            "The government's part is the loss times the ratio of the local rule, rounded half up to the fen."),
        silence: Label("当地没有分担比例（无政策）", "no ratio is in force (no policy)"),
        remedy: Label("按规定比例重新计算政府与银行的分担。", "Share the loss between government and bank again, by the ratio."),
        parameters: [share],
        .other, basis: "南澳县 (nanao.gov.cn post_2464798; 8:2)")

    static let kinds: [EventKind] = [.compensationPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let region = entry.region, let loss = entry.number(.lossFen), let part = entry.number(.governmentFen),
            let ratio = facts.policies.value(share, for: region, .init(entry), context.regions)?.number, ratio >= 0
        else { return [] }
        let wanted = (Int128(loss) * Int128(ratio) + 5_000) / 10_000
        guard Int128(part) != wanted else { return [] }
        let percent = Ratio.percentText(ratio)
        return [
            description.fault(
                "body.government_fen", given: String(part),
                expected: Label("\(wanted) 分（损失的 \(percent)%）", "\(wanted) fen (\(percent) % of the loss)"),
                difference: String((Int128(part) - wanted).magnitude))
        ]
    }
}
