import LedgerDomain

/// The flag of direct funds stays on the money along its whole chain (直达标识丢失或改变).
///
/// Each event is held against the line that it draws on, and each new line against the one above it, so that a flag that
/// is lost or found is reported once, where it happens.
enum A03DirectFlag: EntryRule {
    /// 中央直达资金.
    static let flag = "01"

    static let description = RuleDescription(
        "A03", Label("直达标识丢失或改变", "Direct-fund flag lost or changed"),
        definition: Label(
            "资金记录的直达资金标识与其指标行一致，直至最初的指标（01 始终为 01）。",
            "The direct-fund flag of an event is that of its line, back to the root allotment: 01 stays 01."),
        silence: Label(
            "指标行不存在（A57）；指标行或资金池的标识本身不一致",
            "the line is unknown (A57); the line or pool holds money with and without the flag"),
        remedy: Label("冲销后按指标行的标识重新登记。", "Reverse it, and record it again with the flag of its line."),
        .data, basis: "鄂财农发〔2022〕32号")

    static let kinds: [EventKind] = [
        .allotmentIssued, .allotmentReceived, .allotmentDistributed, .allotmentCarriedOver, .allotmentLapsed,
        .allotmentRecovered, .fundsCommitted, .fundsReleased, .commitmentAttributed, .disbursementMade,
        .disbursementReturned,
    ]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let place = entry.region?.description else { return [] }
        func isDirect(_ line: String?, isBeforeReceipt: Bool = false) -> Bool? {
            line.flatMap {
                LineFact.isDirect(facts[FactName(.line, place, $0)], isBeforeReceipt: isBeforeReceipt)
            }
        }
        let given = entry.text(.directFlag)
        switch entry.kind {
        case .allotmentReceived:
            return faults(given, isDirect(entry.text(.lineID), isBeforeReceipt: true))
        case .allotmentIssued, .allotmentDistributed: return faults(given, isDirect(entry.text(.parentLineID)))
        case .commitmentAttributed:
            return (entry.value(.parts)?.elements ?? []).enumerated().flatMap { index, part in
                let flag = part[Key.money.rawValue]?[Key.directFlag.rawValue]?.text
                return faults(
                    flag, isDirect(part[Key.lineID.rawValue]?.text), at: "body.parts.\(index).money.direct_flag")
            }
        default:
            if let line = entry.text(.lineID) { return faults(given, isDirect(line)) }
            return faults(given, poolIsDirect(entry, place, facts))
        }
    }

    private static func faults(_ given: String?, _ isDirect: Bool?, at path: String = "body.money.direct_flag")
        -> [Fault]
    {
        guard let isDirect, isDirect ? given != flag : given != nil else { return [] }
        return [
            description.fault(
                path, given: given ?? "",
                expected: isDirect
                    ? Label("\(flag)（与指标行一致）", "\(flag), as its line has")
                    : Label("无标识（与指标行一致）", "no flag, as its line has none"))
        ]
    }

    /// Whether all lines of a pool are direct funds, or none.
    private static func poolIsDirect(_ entry: Entry, _ place: String, _ facts: Facts) -> Bool? {
        guard let pool = entry.text(.pool) else { return nil }
        let lines =
            facts[FactName(.pool, place, pool)].texts
            + entry.documents.flatMap { facts[FactName(.document, place, $0)].texts }
        let flags = lines.map { LineFact.isDirect(facts[FactName(.line, place, $0)]) }
        guard let first = flags.first, flags.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
