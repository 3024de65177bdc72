import LedgerDomain
import LedgerViews

/// What a project built is registered with its owner soon after it was accepted (资产未确权登记).
///
/// An asset that was registered before the acceptance is registered. Each final acceptance is judged.
struct A48AssetNotRegistered: LogRule {
    private static let days = "asset.register_days"

    static let description = RuleDescription(
        "A48", Label("资产未确权登记", "Asset not registered"), .warn, .audit,
        definition: Label(
            "经营性、公益性项目验收合格后，在规定天数内登记资产。",
            "The asset of a business or public project is registered within so many days after the work was accepted."),
        silence: Label(
            "没有项目性质（A53），或为到户项目；验收日期不精确到日；期限未到；没有该参数",
            "the nature is absent (A53) or HOUSEHOLD; the acceptance's date is not exact to the day; the days are not over; no policy"
        ),
        remedy: Label("确权并登记资产。", "Settle who owns it, and register it."),
        parameters: [days], .other, basis: "default, to be confirmed by the office")

    static let kinds: [EventKind] = [.projectRegistered, .workAccepted, .assetRegistered]

    private struct Project: Hashable, Comparable {
        let place: RegionCode
        let id: String

        static func < (left: Project, right: Project) -> Bool {
            left.place == right.place ? left.id < right.id : left.place < right.place
        }
    }

    private struct Acceptance {
        let seq: UInt64
        let project: Project
        let year: Int
        let contract: String?
        let day: Day
    }

    private var natures: [UInt64: (project: Project, nature: ProjectNature?, total: Int64)] = [:]
    private var acceptances: [UInt64: Acceptance] = [:]
    private var assets: [UInt64: (project: Project, day: Day, value: Int64)] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let position = entry.position, let place = entry.region, let id = entry.text(.projectID) else { return }
        let project = Project(place: place, id: id)
        if entry.sign < 0 {
            natures[position] = nil
            acceptances[position] = nil
            assets[position] = nil
        } else if entry.kind == .projectRegistered {
            natures[position] = (project, entry.code(.nature), entry.number(.totalInvestmentFen) ?? 0)
        } else if let day = entry.effectiveOn, entry.isExactToTheDay {
            if entry.kind == .assetRegistered {
                assets[position] = (project, day, entry.number(.valueFen) ?? 0)
            } else if entry.isFinalAcceptance {
                acceptances[position] = Acceptance(
                    seq: position, project: project, year: entry.fiscalYear ?? 0, contract: entry.text(.contract),
                    day: day)
            }
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        var known: [Project: (seq: UInt64, nature: ProjectNature, total: Int64)] = [:]
        for (seq, item) in natures.sorted(by: { $0.key < $1.key }) {
            if let nature = item.nature { known[item.project] = (seq, nature, item.total) }
        }
        let registered = Dictionary(grouping: assets.filter { $0.value.day <= scope.asOf }, by: \.value.project)
        let ordered = acceptances.values.sorted { ($0.project, $0.seq) < ($1.project, $1.seq) }
        return ordered.compactMap { acceptance in
            guard let project = known[acceptance.project], project.nature != .household,
                let days = scope.policies.value(
                    Self.days, for: acceptance.project.place,
                    .init(effectiveOn: acceptance.day, fiscalYear: acceptance.year), scope.regions)?.number
            else { return nil }
            let deadline = acceptance.day.adding(days: Int(clamping: days))
            let first = (registered[acceptance.project] ?? []).min {
                ($0.value.day, $0.key) < ($1.value.day, $1.key)
            }
            guard scope.asOf > deadline, first.map({ $0.value.day > deadline }) ?? true else { return nil }
            let end = first?.value.day ?? scope.asOf
            return Finding(
                Self.description, region: acceptance.project.place, fiscalYear: acceptance.year,
                subject: "\(acceptance.project.id) \(acceptance.contract ?? String(acceptance.seq))",
                amountFen: Int128(first?.value.value ?? project.total),
                positions: [project.seq, acceptance.seq] + (first.map { [$0.key] } ?? []), path: "asset.registered",
                given: first?.value.day.description ?? "",
                expected: Label("\(deadline) 以前登记资产", "the asset registered by \(deadline)"),
                difference: String(Int(end.ordinal) - Int(deadline.ordinal)))
        }
    }
}
