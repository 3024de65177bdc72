public import LedgerDomain

/// What the industry share of a place is held against in a year (产业占比目标).
///
/// Targets are policy parameters `industry_share.target`. One for the TOTAL is for that very place; one for
/// EACH_PLACE is for every place strictly below. The one made for the smallest division wins, then the one
/// that starts latest, then the one set latest.
public struct IndustryTarget: Sendable, Hashable {
    /// The policy parameter.
    public static let parameter = "industry_share.target"

    /// How the share is held against it.
    public var comparator: Comparator
    /// The number, in basis points; `nil` for STABLE.
    public var basisPoints: Int64?
    /// Whether the place's own share of the year before is a floor too.
    public var priorYearFloor: Bool
    /// The policy it comes from.
    public var policy: PolicyRecord

    /// A target from a policy; `nil` where the policy names no comparator.
    public init?(_ policy: PolicyRecord) {
        guard let comparator = policy.comparator else { return nil }
        self.comparator = comparator
        basisPoints = comparator == .stable ? nil : policy.number
        priorYearFloor = policy.priorYearFloor
        self.policy = policy
    }

    /// The target of a place for a share of its own basis and measure; `nil` where there is none.
    public static func find(
        in policies: Policies, place: RegionCode, basis: ShareBasis, measure: ShareMeasure, year: Int,
        regions: RegionTable
    ) -> IndustryTarget? {
        find(
            in: policies.inForce(parameter), place: place, basis: basis, measure: measure, year: year, regions: regions)
    }

    /// As above, among policies of this parameter that are in force.
    static func find(
        in policies: [PolicyRecord], place: RegionCode, basis: ShareBasis, measure: ShareMeasure, year: Int,
        regions: RegionTable
    ) -> IndustryTarget? {
        let found = policies.filter { policy in
            guard policy.isFor(year: year), policy.basis == basis.rawValue, policy.measure == measure else {
                return false
            }
            switch policy.appliesTo {
            case .total: return policy.place == place
            case .eachPlace: return policy.place != place && regions.contains(policy.place, place)
            case nil: return false
            }
        }
        return found.max(by: PolicyRecord.isWeaker).flatMap(IndustryTarget.init)
    }

    /// The fraction to reach: the number, or the own share of the year before where that is higher.
    func fraction(prior: Ratio?) -> Ratio? {
        let number = basisPoints.map { Ratio(Int128($0), 10_000) }
        guard priorYearFloor, let prior else { return number }
        guard let number else { return prior }
        return prior.compare(to: number) == 1 ? prior : number
    }
}

/// How a share stands, and why it does not.
struct TargetJudgement {
    var verdict: TargetVerdict
    var reason: FigureReason?
    /// The fraction held against.
    var fraction: Ratio?

    /// Judges a share.
    ///
    /// A share below its target is MISSED only when nothing can change that: even all free money given to
    /// industry would not reach it, or the year is closed. Until then it is OPEN.
    init(_ figure: ShareFigure, _ measure: ShareMeasure, _ target: IndustryTarget?, prior: Ratio?, isClosed: Bool) {
        reason = figure.reason
        guard let target, target.comparator != .stable else {
            verdict = figure.ratio == nil ? .undefined : .noTarget
            return
        }
        let floorIsUnknown = target.priorYearFloor && prior == nil
        fraction = target.fraction(prior: prior)
        guard let share = figure.ratio else {
            verdict = .undefined
            return
        }
        guard let fraction else {
            verdict = floorIsUnknown ? .undefined : .noTarget
            if floorIsUnknown { reason = .noBaseYear }
            return
        }
        if Self.reaches(share, fraction, target.comparator) {
            verdict = floorIsUnknown ? .undefined : .met
            if floorIsUnknown { reason = .noBaseYear }
            return
        }
        let isOut = isClosed || !Self.canReach(share, figure.free, measure, fraction, target.comparator)
        verdict = isOut ? (target.comparator == .aim ? .aimNotMet : .missed) : .open
    }

    static func reaches(_ share: Ratio, _ target: Ratio, _ comparator: Comparator) -> Bool {
        guard let order = share.compare(to: target) else { return false }
        return comparator == .greater ? order > 0 : order >= 0
    }

    /// Money not yet arranged is in the denominator already; money not yet paid enters both sides.
    private static func canReach(
        _ share: Ratio, _ free: Int128?, _ measure: ShareMeasure, _ target: Ratio, _ comparator: Comparator
    ) -> Bool {
        guard let free else { return true }
        let more = max(0, free)
        let best = Ratio(share.numerator + more, share.denominator + (measure == .paid ? more : 0))
        return reaches(best, target, comparator)
    }
}
