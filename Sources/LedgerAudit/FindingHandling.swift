public import LedgerDomain

/// What people did about findings (疑点的处理): raised, answered, judged, rectified, by the identifier of the finding.
public struct FindingHandling: Sendable {
    /// How far the handling of a finding has come.
    public enum Status: String, CaseIterable, Sendable {
        case open = "OPEN"
        case raised = "RAISED"
        case answered = "ANSWERED"
        case judgedNormal = "JUDGED_NORMAL"
        case judgedViolation = "JUDGED_VIOLATION"
        case rectified = "RECTIFIED"

        /// The name people see.
        public var label: Label {
            switch self {
            case .open: Label("未登记", "Open")
            case .raised: Label("已登记", "Raised")
            case .answered: Label("已答复", "Answered")
            case .judgedNormal: Label("认定正常", "Judged normal")
            case .judgedViolation: Label("认定违规", "Judged a violation")
            case .rectified: Label("已整改", "Rectified")
            }
        }
    }

    /// What stands on record about one finding. What was taken back is not in it.
    public struct Record: Sendable {
        /// The entries that stand, in the order of the log.
        fileprivate var steps: [Step] = []

        /// A finding that nobody touched.
        public init() {}

        /// How far it has come: by the latest step, an amount put right before all others.
        public var status: Status {
            if steps.contains(where: { $0.kind == .findingRectified }) { return .rectified }
            switch steps.last {
            case let step? where step.kind == .findingJudged:
                return step.result == .violation ? .judgedViolation : .judgedNormal
            case let step? where step.kind == .findingAnswered: return .answered
            case nil: return .open
            default: return .raised
            }
        }

        /// The rule, place, year and amount with which it was put on record; `nil` where it was not.
        public var raised: Raised? { steps.first { $0.raised != nil }?.raised }
        /// 退回, in 分.
        public var returnedFen: Int128 { steps.reduce(0) { $0 + $1.returned } }
        /// 调账, in 分.
        public var adjustedFen: Int128 { steps.reduce(0) { $0 + $1.adjusted } }
        /// 其他, in 分.
        public var otherFen: Int128 { steps.reduce(0) { $0 + $1.other } }
    }

    /// With what a finding was put on record.
    public struct Raised: Hashable, Sendable {
        /// The position of the entry.
        public let seq: UInt64
        /// The rule.
        public let rule: String
        /// The place.
        public let region: RegionCode
        /// The budget year of the entry.
        public let fiscalYear: Int
        /// In 分.
        public let amountFen: Int64
    }

    fileprivate struct Step: Sendable {
        let seq: UInt64
        let kind: EventKind
        var result: FindingResult?
        var raised: Raised?
        var returned: Int128 = 0
        var adjusted: Int128 = 0
        var other: Int128 = 0
    }

    private var records: [String: Record] = [:]

    /// Nothing was done.
    public init() {}

    /// What stands about a finding.
    public subscript(_ id: String) -> Record { records[id] ?? Record() }

    /// The findings on record, in order.
    public var identifiers: [String] {
        records.filter { !$0.value.steps.isEmpty }.keys.sorted()
    }

    /// Adds an entry, in the order of the log; a reversal takes back what its original did.
    public mutating func apply(_ entry: Entry) {
        guard let kind = entry.kind, Self.kinds.contains(kind), let id = entry.text(.finding), let seq = entry.seq
        else {
            return
        }
        if entry.sign < 0 {
            records[id]?.steps.removeAll { $0.seq == entry.corrects }
            return
        }
        var step = Step(seq: seq, kind: kind)
        step.result = entry.code(.result)
        step.returned = Int128(entry.number(.returnedFen) ?? 0)
        step.adjusted = Int128(entry.number(.adjustedFen) ?? 0)
        step.other = Int128(entry.number(.otherFen) ?? 0)
        if kind == .findingRaised, let region = entry.region, let year = entry.fiscalYear {
            step.raised = Raised(
                seq: seq, rule: entry.text(.ruleID) ?? "", region: region, fiscalYear: year,
                amountFen: entry.number(.amountFen) ?? 0)
        }
        records[id, default: Record()].steps.append(step)
    }

    private static let kinds: Set<EventKind> = [.findingRaised, .findingAnswered, .findingJudged, .findingRectified]
}
