import LedgerDomain

/// The entities of one legal representative get no more than the scheme's cap for him or her (同一法人多主体).
///
/// One entity alone is A38's to report, where the scheme has a cap for it.
struct A39SeveralEntities: LogRule {
    static let description = RuleDescription(
        "A39", Label("同一法人多主体", "One legal person, several entities"), .warn, .audit,
        definition: Label(
            "同一法定代表人的各主体在一项贴息办法下的贴息合计 ≤ 法定代表人上限。",
            "What the entities of one legal representative get under a scheme is in all at most its cap for a legal representative."
        ),
        silence: Label("未填法定代表人；贴息办法没有该上限（无政策）", "no legal representative; the scheme has no such cap (no policy)"),
        remedy: Label("合并计算，追回超出部分。", "Count the entities together and recover what is above the cap."), .scope,
        basis: "宁海县 2021 (同一法定代表人合计 50万)")

    static let kinds: [EventKind] = [.subsidyPolicySet, .interestSubsidyPaid]

    private struct Scheme: Hashable {
        let place: RegionCode
        let policy: String
    }

    private struct Payment {
        let holder: String
        let fen: Int64
    }

    private var schemes: [Scheme: SubsidyScheme] = [:]
    private var payments: [Scheme: [String: [UInt64: Payment]]] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let place = entry.region, let policy = entry.text(.policy),
            let seq = entry.sign > 0 ? entry.seq : entry.corrects
        else { return }
        let scheme = Scheme(place: place, policy: policy)
        if entry.kind == .subsidyPolicySet {
            schemes[scheme] =
                entry.sign > 0 ? entry.envelopeValue(.body).flatMap { SubsidyScheme($0, seq: seq) } : nil
        } else if let person = entry.text(.legalRepresentative) {
            payments[scheme, default: [:]][person, default: [:]][seq] =
                entry.sign > 0
                ? Payment(
                    holder: entry.text(.holder) ?? entry.text(.loan) ?? "", fen: entry.number(.amountFen) ?? 0) : nil
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        var found: [Finding] = []
        for (key, persons) in payments {
            guard let scheme = schemes[key], let cap = scheme.capLegalRepresentativeFen else { continue }
            for (person, paid) in persons {
                let sum = paid.values.reduce(Int128(0)) { $0 + Int128($1.fen) }
                let holders = Set(paid.values.map(\.holder)).count
                guard sum > Int128(cap), holders > 1 || scheme.capHolderFen == nil else { continue }
                found.append(
                    Finding(
                        Self.description, region: key.place, fiscalYear: nil, subject: person + " " + key.policy,
                        amountFen: sum - Int128(cap), positions: Array(paid.keys), path: "legal_rep",
                        given: String(sum),
                        expected: Label(
                            "\(holders) 个主体合计不超过 \(cap) 分", "\(cap) fen or less for its \(holders) entities"),
                        difference: String(sum - Int128(cap))))
            }
        }
        return found.sorted(by: Finding.isOrdered)
    }
}
