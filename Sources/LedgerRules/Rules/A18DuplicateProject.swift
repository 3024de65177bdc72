import LedgerDomain
import LedgerViews

/// One thing is built once and paid once (重复立项、重复安排).
///
/// Two ways to be caught: a second project of the same village, class and a similar name within some months, and one
/// project that got more than its total investment from different funds.
struct A18DuplicateProject: LogRule {
    private static let months = "project.duplicate_months"

    static let description = RuleDescription(
        "A18", Label("重复立项、重复安排", "Duplicate project"), .warn, .audit,
        definition: Label(
            "规定月数内没有同村、同类、名称相同或相近的另一项目；同一项目从不同资金安排的合计不超过总投资。",
            "No other project of the same village, class and a similar name within so many months; and what one project got from different funds is at most its total investment."
        ),
        silence: Label(
            "没有建设地点（A53）；没有入库日期且登记日期不精确到日；没有总投资；没有该参数",
            "village absent (A53); neither a library day nor a date exact to the day; no total investment; no policy"),
        remedy: Label("核对是否同一项目；重复的，核减资金。", "Check whether it is the same project; if so, release its money."),
        parameters: [months], .other, basis: "audit practice; 36 months default, to be confirmed by the office")

    static let kinds: [EventKind] = [.projectRegistered, .fundsCommitted, .fundsReleased]

    private struct ID: Hashable, Comparable {
        let place: RegionCode
        let project: String

        static func < (left: ID, right: ID) -> Bool {
            left.place == right.place ? left.project < right.project : left.place < right.place
        }
    }

    private struct Project {
        let seq: UInt64
        let id: ID
        let year: Int
        let name: String
        let classCode: ClassCode
        let village: String?
        let since: Day?
        let total: Int64?
    }

    private struct Commitment {
        let id: ID
        let fund: String
        let amount: Int64
        let day: Day
    }

    private var projects: [UInt64: Project] = [:]
    private var commitments: [UInt64: Commitment] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let position = entry.position, let place = entry.region, let project = entry.text(.projectID) else {
            return
        }
        let id = ID(place: place, project: project)
        if entry.sign < 0 {
            projects[position] = nil
            commitments[position] = nil
        } else if entry.kind == .projectRegistered {
            guard let code = entry.classCode(.classCode) else { return }
            projects[position] = Project(
                seq: position, id: id, year: entry.fiscalYear ?? 0, name: entry.text(.projectName) ?? "",
                classCode: code, village: entry.text(.village),
                since: entry.day(.libraryOn) ?? (entry.isExactToTheDay ? entry.effectiveOn : nil),
                total: entry.number(.totalInvestmentFen))
        } else if let day = entry.effectiveOn, let amount = entry.number(.amountFen) {
            commitments[position] = Commitment(
                id: id, fund: "\(entry.text(.fundSource) ?? "") \(entry.text(.fundLevel) ?? "")",
                amount: entry.kind == .fundsReleased ? 0 - amount : amount, day: day)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] { pairs(scope) + overfunded(scope) }

    // MARK: Two projects

    private struct Site: Hashable, Comparable {
        let village: String
        let classCode: ClassCode

        static func < (left: Site, right: Site) -> Bool {
            left.village == right.village ? left.classCode < right.classCode : left.village < right.village
        }
    }

    private func pairs(_ scope: AuditScope) -> [Finding] {
        var sites: [Site: [(project: Project, since: Day)]] = [:]
        for project in projects.values {
            guard let village = project.village, let since = project.since, since <= scope.asOf else { continue }
            sites[Site(village: village, classCode: project.classCode), default: []].append((project, since))
        }
        var findings: [Finding] = []
        for (_, found) in sites.sorted(by: { $0.key < $1.key }) {
            let ordered = found.sorted { ($0.since, $0.project.seq) < ($1.since, $1.project.seq) }
            for (index, later) in ordered.enumerated() {
                let earlier = ordered[..<index].last {
                    SimilarName.isSimilar($0.project.name, later.project.name)
                        && isWithin($0.since, later.since, later.project.id.place, scope)
                }
                if let earlier { findings.append(finding(later.project, after: earlier.project, since: earlier.since)) }
            }
        }
        return findings
    }

    private func isWithin(_ earlier: Day, _ later: Day, _ place: RegionCode, _ scope: AuditScope) -> Bool {
        guard
            let months = scope.policies.value(Self.months, for: place, .init(effectiveOn: later), scope.regions)?.number
        else { return false }
        let (first, last) = (earlier.parts, later.parts)
        let whole = Int64(last.year - first.year) * 12 + Int64(last.month - first.month)
        // The day after 36 months is outside; the last of a shorter month stands for the 31st.
        return whole < months
            || whole == months && last.day <= min(first.day, Day.length(of: last.month, in: last.year))
    }

    private func finding(_ project: Project, after earlier: Project, since: Day) -> Finding {
        Finding(
            Self.description, region: project.id.place, fiscalYear: project.year,
            subject: "\(project.id.project) \(earlier.id.project)", amountFen: Int128(project.total ?? 0),
            positions: [earlier.seq, project.seq], path: "body.project_name", given: project.name,
            expected: Label(
                "与 \(since) 的项目 \(earlier.id.project) \(earlier.name) 不同的项目",
                "another project than \(earlier.id.project) \(earlier.name) of \(since)"))
    }

    // MARK: One project, several funds

    private func overfunded(_ scope: AuditScope) -> [Finding] {
        let given = Dictionary(grouping: commitments.filter { $0.value.day <= scope.asOf }, by: \.value.id)
        return projects.values.sorted { ($0.id, $0.seq) < ($1.id, $1.seq) }.compactMap { project in
            guard let total = project.total, let commitments = given[project.id] else { return nil }
            var funds: [String: Int128] = [:]
            for (_, item) in commitments { funds[item.fund, default: 0] += Int128(item.amount) }
            let sum = funds.values.reduce(0, +)
            guard funds.values.filter({ $0 > 0 }).count > 1, sum > Int128(total) else { return nil }
            return Finding(
                Self.description, region: project.id.place, fiscalYear: project.year, subject: project.id.project,
                amountFen: sum - Int128(total), positions: [project.seq] + commitments.map(\.key),
                path: "body.amount_fen", given: String(sum),
                expected: Label("不超过总投资 \(total) 分", "\(total) fen or less, its total investment"),
                difference: String(sum - Int128(total)))
        }
    }
}
