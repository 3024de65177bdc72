import LedgerDomain

/// Money for a project is paid after its notice has ended (公示前拨付).
///
/// Of each level the first notice counts: later ones announce what was done (公告), and are posted after the payment.
struct A45PaidBeforeNotice: LogRule {
    static let description = RuleDescription(
        "A45", Label("公示前拨付", "Paid before the notice ended"), .warn, .audit,
        definition: Label(
            "项目的支付日期晚于各级首次公示的截止日。", "A payment for a project is dated after the first notice of each level has ended."),
        silence: Label(
            "项目没有公示；公示没有截止日（A53）；支付日期不精确到日",
            "no notice for the project; a notice without a last day (A53); the payment's date is not exact to the day"),
        remedy: Label("说明提前支付的理由；今后公示期满再支付。", "Say why it was paid early; pay after the notice has ended."),
        .other, basis: "audit practice")

    static let kinds: [EventKind] = PaymentHistory.kinds + [.noticePosted]

    private struct Notice {
        let seq: UInt64
        let place: RegionCode
        let project: String
        let level: String
        let from: Day
        let to: Day
    }

    private struct Project: Hashable, Comparable {
        let place: RegionCode
        let id: String

        static func < (left: Project, right: Project) -> Bool {
            left.place == right.place ? left.id < right.id : left.place < right.place
        }
    }

    private var book = PaymentHistory()
    private var notices: [UInt64: Notice] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        book.apply(entry)
        guard entry.kind == .noticePosted, let position = entry.position else { return }
        guard entry.sign > 0, entry.isExactToTheDay, let place = entry.region, let project = entry.text(.projectID),
            let from = entry.day(.postedFrom), let to = entry.day(.postedTo)
        else {
            notices[position] = nil
            return
        }
        notices[position] = Notice(
            seq: position, place: place, project: project, level: entry.text(.noticeLevel) ?? "", from: from, to: to)
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        var first: [Project: [String: Notice]] = [:]
        for notice in notices.values.sorted(by: { ($0.from, $0.seq) < ($1.from, $1.seq) }) {
            let project = Project(place: notice.place, id: notice.project)
            if first[project]?[notice.level] == nil { first[project, default: [:]][notice.level] = notice }
        }
        let payments = book.payments(asOf: scope.asOf).filter { $0.isExact && $0.net > 0 }
        let byProject = Dictionary(grouping: payments) { Project(place: $0.place, id: $0.project) }
        return byProject.sorted { $0.key < $1.key }.flatMap { project, payments in
            guard let last = first[project]?.values.max(by: { ($0.to, $0.seq) < ($1.to, $1.seq) }) else {
                return [Finding]()
            }
            let early = payments.filter { $0.paidOn <= last.to }
            return Dictionary(grouping: early, by: \.voucher.year).sorted { $0.key < $1.key }.compactMap {
                year, early in
                finding(project, year, early, last)
            }
        }
    }

    private func finding(_ project: Project, _ year: Int, _ early: [PaymentHistory.Payment], _ notice: Notice)
        -> Finding?
    {
        guard let day = early.map(\.paidOn).min() else { return nil }
        return Finding(
            Self.description, region: project.place, fiscalYear: year, subject: project.id,
            amountFen: early.reduce(0) { $0 + $1.net }, positions: [notice.seq] + early.map(\.seq),
            path: "effective_on",
            given: day.description,
            expected: Label("公示截止日 \(notice.to) 之后", "after \(notice.to), the last day of the notice"),
            difference: String(Int(notice.to.ordinal) - Int(day.ordinal) + 1))
    }
}
