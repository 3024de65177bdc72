import LedgerDomain

/// One account is paid for one household (一卡多户).
///
/// The list of people who may not be paid, officials above all, stands in no entry yet; this asks for shared accounts.
struct A25SharedAccount: LogRule {
    static let description = RuleDescription(
        "A25", Label("一卡多户/公职人员领取", "One account for several households"), .warn, .audit,
        definition: Label("一个收款账户只为一户领取补助。", "An account that gets subsidies gets those of one household."),
        silence: Label("未填卡（A53）；领取人排除名单不在账中", "card absent (A53); a list of excluded payees is not in the log"),
        remedy: Label(
            "核实账户归属和代领手续；冒领的追回。", "Verify whose account it is and who may collect for others; recover false claims."),
        .falseClaim, basis: "audit practice")

    static let kinds: [EventKind] = [.householdSubsidyPaid]

    private struct Payment {
        let household: String
        let region: RegionCode
        let fen: Int64
    }

    private var payments: [String: [UInt64: Payment]] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let card = entry.text(.card), let household = entry.text(.household), let region = entry.region,
            let seq = entry.seq
        else { return }
        if entry.sign > 0 {
            payments[card, default: [:]][seq] = Payment(
                household: household, region: region, fen: entry.number(.amountFen) ?? 0)
        } else if let original = entry.corrects {
            payments[card]?[original] = nil
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let found = payments.compactMap { card, paid -> Finding? in
            let households = Set(paid.values.map(\.household))
            guard households.count > 1, let first = paid.min(by: { $0.key < $1.key }) else { return nil }
            return Finding(
                Self.description, region: first.value.region, fiscalYear: nil, subject: card,
                amountFen: paid.values.reduce(Int128(0)) { $0 + Int128($1.fen) }, positions: Array(paid.keys),
                path: "card", given: String(households.count), expected: Label("一户", "one household"),
                difference: String(households.count - 1))
        }
        return found.sorted(by: Finding.isOrdered)
    }
}
