import LedgerDomain

/// Money events name a line that an earlier entry opened, or a pool whose documents did (指标行不存在).
enum A57UnknownLine: ReferenceRule {
    static let description = RuleDescription(
        "A57", Label("指标行不存在", "Unknown allotment line"), outcome: .refuse, isWaivable: true,
        isWaivedInHistoryOnly: true,
        definition: Label("所列指标行或资金池须由更早的记录建立。", "The line or pool was opened by an earlier entry."),
        remedy: Label("先登记该指标，或改正指标行。", "Record the allotment first, or correct the line."), .data,
        basis: "product rule")

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.sign > 0, let place = entry.region?.description else { return [] }
        func fault(_ key: Key, _ given: String) -> Fault {
            Fault(
                rule: description.id, path: "body.\(key.rawValue)", given: given,
                expected: Label("\(place) 已接收的指标行", "a line that \(place) has received"), remedy: description.remedy)
        }
        func isKnown(_ line: String) -> Bool { LineFact.exists(facts[FactName(.line, place, line)]) }
        switch entry.kind {
        case .allotmentDistributed:
            guard let line = entry.text(.parentLineID), !isKnown(line) else { return [] }
            return [fault(.parentLineID, line)]
        case .allotmentCarriedOver, .allotmentLapsed, .allotmentRecovered, .disbursementMade, .disbursementReturned,
            .fundsCommitted, .fundsReleased:
            if let line = entry.text(.lineID) { return isKnown(line) ? [] : [fault(.lineID, line)] }
            guard let pool = entry.text(.pool) else { return [] }
            let lines =
                facts[FactName(.pool, place, pool)].texts
                + entry.documents.flatMap { facts[FactName(.document, place, $0)].texts }
            return lines.contains(where: isKnown) ? [] : [fault(.pool, pool)]
        case .commitmentAttributed, .projectReclassified:
            return (entry.records(.parts) + entry.records(.moves)).compactMap { part in
                guard let line = part.text(.lineID), !isKnown(line) else { return nil }
                return fault(.lineID, line)
            }
        default: return []
        }
    }
}
