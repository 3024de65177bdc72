import LedgerDomain
import LedgerViews

/// Work is not cut into contracts that each stay below the tender threshold (化整为零规避招标).
///
/// The buyer is the unit that carries out the project, or the project itself where no unit is known. Suppliers are the
/// same where their codes or tokens are equal; groups of companies are not known to a ledger.
struct A19SplitContracts: LogRule {
    private static let window = "tender.split_window_days"
    private static let thresholds: [ContractCategory: String] = [
        .works: "tender.threshold_works", .goods: "tender.threshold_goods", .services: "tender.threshold_services",
    ]

    static let description = RuleDescription(
        "A19", Label("化整为零规避招标", "Splitting to avoid tender"), .warn, .audit,
        definition: Label(
            "规定天数内，同一采购方、同一供应商、同一采购类别、名称相同或相近的两份以上合同，各自低于招标限额的，合计也低于限额。",
            "Two or more contracts of one buyer with one supplier, of one category and with similar names, signed within so many days and each below the tender threshold, are below it together."
        ),
        silence: Label(
            "账中没有合同；没有采购类别或合同名称（A53）；没有该参数", "no contracts in the log; category or name absent (A53); no policy"),
        remedy: Label(
            "说明分别签订的理由；应招标的，今后合并招标。", "Say why they were signed apart; what needs a tender is tendered as one."),
        parameters: [window] + thresholds.values.sorted(), .other,
        basis: "必须招标的工程项目规定 (2018); amounts and 90 days default, to be confirmed by the office")

    static let kinds: [EventKind] = [.contractSigned, .projectRegistered]

    private struct Contract {
        let seq: UInt64
        let place: RegionCode
        let year: Int
        let project: String
        let number: String
        let payee: String
        let category: ContractCategory
        let name: String
        let amount: Int64
        let signedOn: Day
    }

    /// Contracts that may be parts of one.
    private struct Circle: Hashable {
        let place: RegionCode
        let buyer: String
        let payee: String
        let category: ContractCategory

        var order: String { "\(place)\n\(buyer)\n\(payee)\n\(category.rawValue)" }
    }

    private var contracts: [UInt64: Contract] = [:]
    private var units: [UInt64: (place: RegionCode, project: String, unit: String)] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let position = entry.position, let place = entry.region, let project = entry.text(.projectID) else {
            return
        }
        if entry.sign < 0 {
            contracts[position] = nil
            units[position] = nil
        } else if entry.kind == .projectRegistered {
            units[position] = entry.text(.unit).map { (place, project, $0) }
        } else if let payee = entry.text(.payee), let name = entry.text(.subject),
            let category = entry.code(.category, as: ContractCategory.self), let amount = entry.number(.contractFen),
            let signedOn = entry.day(.signedOn)
        {
            contracts[position] = Contract(
                seq: position, place: place, year: entry.fiscalYear ?? 0, project: project,
                number: entry.text(.contract) ?? "", payee: payee, category: category, name: name, amount: amount,
                signedOn: signedOn)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        var buyers: [RegionCode: [String: String]] = [:]
        for (_, item) in units.sorted(by: { $0.key < $1.key }) {
            buyers[item.place, default: [:]][item.project] = "U\n" + item.unit
        }
        let signed = contracts.values.filter { $0.signedOn <= scope.asOf }
            .sorted { ($0.signedOn, $0.seq) < ($1.signedOn, $1.seq) }
        let circles = Dictionary(grouping: signed) { contract in
            Circle(
                place: contract.place, buyer: buyers[contract.place]?[contract.project] ?? "P\n" + contract.project,
                payee: contract.payee, category: contract.category)
        }
        return circles.sorted { $0.key.order < $1.key.order }.flatMap { findings($0.value, scope) }
    }

    /// Runs of contracts that each hold a window above the threshold; windows that share a contract are one run.
    private func findings(_ contracts: [Contract], _ scope: AuditScope) -> [Finding] {
        var runs: [(members: [Contract], threshold: Int64)] = []
        for (index, first) in contracts.enumerated() {
            let days = PolicyRegister.Days(
                effectiveOn: first.signedOn, signedOn: first.signedOn, fiscalYear: first.year)
            guard let parameter = Self.thresholds[first.category],
                let threshold = scope.policies.value(parameter, for: first.place, days, scope.regions)?.number,
                let span = scope.policies.value(Self.window, for: first.place, days, scope.regions)?.number
            else { continue }
            let last = first.signedOn.adding(days: Int(clamping: span))
            let window = contracts[index...].filter {
                $0.signedOn <= last && $0.amount < threshold && SimilarName.isSimilar($0.name, first.name)
            }
            // What states that a tender is needed says "and above": a sum that reaches the threshold needs one.
            guard window.first?.seq == first.seq, window.count > 1, sum(window) >= Int128(threshold) else { continue }
            let old = runs.firstIndex { run in run.members.contains { one in window.contains { $0.seq == one.seq } } }
            if let old {
                runs[old].members += window.filter { one in !runs[old].members.contains { $0.seq == one.seq } }
            } else {
                runs.append((Array(window), threshold))
            }
        }
        return runs.map { finding($0.members, $0.threshold) }
    }

    private func sum(_ contracts: some Sequence<Contract>) -> Int128 { contracts.reduce(0) { $0 + Int128($1.amount) } }

    private func finding(_ members: [Contract], _ threshold: Int64) -> Finding {
        let total = sum(members)
        return Finding(
            Self.description, region: members[0].place, fiscalYear: members[0].year,
            subject: members.map(\.number).joined(separator: " "), amountFen: total, positions: members.map(\.seq),
            path: "body.contract_fen", given: String(total),
            expected: Label(
                "\(members.count) 份合同合计低于招标限额 \(threshold) 分",
                "\(members.count) contracts below \(threshold) fen together"),
            difference: String(total - Int128(threshold)))
    }
}
