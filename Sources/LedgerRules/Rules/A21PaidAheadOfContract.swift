import LedgerDomain
import LedgerViews

/// A contract is paid as the work goes on: a part is held back until it is accepted (超进度付款).
///
/// Work is accepted by a final acceptance that passed: one without a milestone, or at completion (竣工). It stands for its
/// contract, or for all contracts of its project where it names none. No more than the contract is ever paid.
struct A21PaidAheadOfContract: LogRule {
    private static let share = "contract.paid_before_acceptance_max"

    static let description = RuleDescription(
        "A21", Label("超进度付款", "Paid ahead of the contract"), .warn, .audit,
        definition: Label(
            "验收前的净支付额不超过合同额的规定比例，验收后不超过合同额。",
            "Before acceptance, the net payments on a contract are at most so much of it; after it, at most the contract."
        ),
        silence: Label("账中没有该合同；没有该参数", "no contract in the log; no policy"),
        remedy: Label(
            "退回多付的款项，或登记验收和补充合同。", "Have the excess returned, or record the acceptance or the further contract."),
        parameters: [share], .other, basis: "audit practice; 97% default, to be confirmed by the office")

    static let kinds: [EventKind] = PaymentHistory.kinds + [.contractSigned, .workAccepted]

    private struct Contract {
        let seq: UInt64
        let place: RegionCode
        let year: Int
        let project: String
        let number: String
        let amount: Int64
        let signedOn: Day
    }

    private struct Acceptance {
        let seq: UInt64
        let place: RegionCode
        let project: String
        let contract: String?
        let day: Day
    }

    private var book = PaymentHistory()
    private var contracts: [UInt64: Contract] = [:]
    private var acceptances: [UInt64: Acceptance] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        book.apply(entry)
        guard let position = entry.position, let place = entry.region, let project = entry.text(.projectID) else {
            return
        }
        if entry.sign < 0 {
            contracts[position] = nil
            acceptances[position] = nil
        } else if entry.kind == .contractSigned {
            guard let amount = entry.number(.contractFen), let day = entry.day(.signedOn) else { return }
            contracts[position] = Contract(
                seq: position, place: place, year: entry.fiscalYear ?? 0, project: project,
                number: entry.text(.contract) ?? "", amount: amount, signedOn: day)
        } else if entry.isFinalAcceptance, let day = entry.effectiveOn {
            acceptances[position] = Acceptance(
                seq: position, place: place, project: project, contract: entry.text(.contract), day: day)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let payments = Dictionary(grouping: book.payments(asOf: scope.asOf).filter { $0.contract != nil }) {
            "\($0.place)\n\($0.contract ?? "")"
        }
        let ordered = contracts.values.sorted { ($0.place, $0.number, $0.seq) < ($1.place, $1.number, $1.seq) }
        return ordered.compactMap { contract in
            guard let paid = payments["\(contract.place)\n\(contract.number)"] else { return nil }
            return finding(contract, paid, scope)
        }
    }

    private func finding(_ contract: Contract, _ paid: [PaymentHistory.Payment], _ scope: AuditScope) -> Finding? {
        let days = PolicyRegister.Days(
            effectiveOn: contract.signedOn, signedOn: contract.signedOn, fiscalYear: contract.year)
        let accepted = acceptances.values.filter {
            $0.place == contract.place && $0.project == contract.project && $0.day <= scope.asOf
                && $0.contract.map { $0 == contract.number } ?? true
        }.min { ($0.day, $0.seq) < ($1.day, $1.seq) }
        // A payment of an unknown day is held against the acceptance only where there is none yet.
        let early = paid.filter { payment in accepted.map { payment.isExact && payment.paidOn < $0.day } ?? true }
        let contracted = Int128(contract.amount)
        func total(_ payments: [PaymentHistory.Payment]) -> Int128 { payments.reduce(0) { $0 + $1.net } }
        if let share = scope.policies.value(Self.share, for: contract.place, days, scope.regions)?.number,
            total(early) * 10_000 > Int128(share) * contracted
        {
            let allowed = Int128(share) * contracted / 10_000
            return finding(contract, early, accepted, paid: total(early), allowed: allowed, isEarly: true)
        }
        guard total(paid) > contracted else { return nil }
        return finding(contract, paid, accepted, paid: total(paid), allowed: contracted, isEarly: false)
    }

    private func finding(
        _ contract: Contract, _ payments: [PaymentHistory.Payment], _ accepted: Acceptance?, paid: Int128,
        allowed: Int128,
        isEarly: Bool
    ) -> Finding {
        let expected =
            isEarly
            ? Label("验收前不超过 \(allowed) 分", "\(allowed) fen or less before acceptance")
            : Label("不超过合同额 \(allowed) 分", "\(allowed) fen or less, the contract")
        return Finding(
            Self.description, region: contract.place, fiscalYear: contract.year, subject: contract.number,
            amountFen: paid - allowed,
            positions: [contract.seq] + payments.map(\.seq) + (accepted.map { [$0.seq] } ?? []),
            path: "body.amount_fen",
            given: String(paid), expected: expected, difference: String(paid - allowed))
    }
}

extension Entry {
    /// Whether it says that all of the work was accepted.
    var isFinalAcceptance: Bool {
        guard kind == .workAccepted, code(.result, as: AcceptanceResult.self) == .passed else { return false }
        return text(.milestone)?.contains("竣工") ?? true
    }
}
