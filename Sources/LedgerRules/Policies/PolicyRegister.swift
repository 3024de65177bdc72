public import LedgerDomain
public import LedgerViews

/// The policy parameters and subsidy schemes in force after some entries (政策参数、贴息办法).
///
/// Rules take every number from here. Nothing is chosen by a clock: the caller names the days.
public struct PolicyRegister: Sendable {
    /// The days by which a parameter may be chosen.
    public struct Days: Sendable {
        /// The business date.
        public var effectiveOn: Day?
        /// The day a contract was signed.
        public var signedOn: Day?
        /// The budget year.
        public var fiscalYear: Int?

        /// Days of which some may be unknown.
        public init(effectiveOn: Day? = nil, signedOn: Day? = nil, fiscalYear: Int? = nil) {
            self.effectiveOn = effectiveOn
            self.signedOn = signedOn
            self.fiscalYear = fiscalYear
        }

        /// The days of an entry.
        public init(_ entry: Entry) {
            self.init(
                effectiveOn: entry.effectiveOn, signedOn: entry.day(.signedOn) ?? entry.effectiveOn,
                fiscalYear: entry.fiscalYear)
        }

        /// The year that a question is about.
        fileprivate var year: Int? { fiscalYear ?? effectiveOn?.year ?? signedOn?.year }
    }

    private var parameters: [String: [PolicyRecord]] = [:]
    private var schemes: [String: SubsidyScheme] = [:]
    /// Where questions without an answer are noted, in a replay for findings; `nil` elsewhere.
    var missed: MissedPolicies?

    /// No policies.
    public init() {}

    /// The policies that a fold of the log holds.
    public init(_ policies: Policies) {
        for record in policies.records where record.isInForce {
            parameters[record.parameter, default: []].append(record)
        }
    }

    /// Replaces what is known of one parameter.
    mutating func set(_ parameter: String, _ records: [PolicyRecord]) { parameters[parameter] = records }

    /// Replaces what is known of a scheme; the key is its place and name.
    mutating func set(scheme key: String, _ scheme: SubsidyScheme?) { schemes[key] = scheme }

    /// What a parameter is for a place: of those whose days hold, the one made for the smallest division, then the one
    /// that starts latest, then the one set latest. `nil` means that there is no policy, which is no pass.
    public func value(
        _ parameter: String, for place: RegionCode, _ days: Days, _ regions: RegionTable
    ) -> PolicyRecord? {
        let found = parameters[parameter]?.filter { policy in
            guard regions.contains(policy.place, place) else { return false }
            switch policy.appliesBy {
            case .fiscalYear: return days.fiscalYear.map { policy.isFor(year: $0) } ?? false
            case .signedOn: return days.signedOn.map { policy.holds(on: $0) } ?? false
            case .effectiveOn, nil: return days.effectiveOn.map { policy.holds(on: $0) } ?? false
            }
        }.max(by: PolicyRecord.isWeaker)
        if found == nil { missed?.note(parameter, place, days.year) }
        return found
    }

    /// The prime rate of a tenor in force on a day, in millionths: the newest announced by then (LPR).
    public func primeRate(_ tenor: PrimeRateTenor, on day: Day) -> Int64? {
        let name = tenor == .oneYear ? Self.primeRateOneYear : Self.primeRateFiveYears
        let found = parameters[name]?.filter { $0.holds(on: day) }.max(by: PolicyRecord.isWeaker)?.number
        if found == nil { missed?.note(name, .nation, day.year) }
        return found
    }

    /// The days in a stretch, its first left out, on which the prime rate of a tenor may change.
    func primeRateChanges(_ tenor: PrimeRateTenor, after first: Day, before end: Day) -> [Day] {
        let name = tenor == .oneYear ? Self.primeRateOneYear : Self.primeRateFiveYears
        return (parameters[name] ?? []).flatMap { [$0.validFrom, $0.validTo?.adding(days: 1)] }.compactMap { $0 }
            .filter { $0 > first && $0 < end }
    }

    /// The names of the prime rates among the parameters.
    static let primeRateOneYear = "lpr.1y"
    static let primeRateFiveYears = "lpr.5y_plus"

    /// A subsidy scheme of a place; `nil` where none of that name was set there.
    func scheme(_ name: String, _ place: String) -> SubsidyScheme? {
        let found = schemes[place + "\n" + name]
        if found == nil { missed?.note(name, RegionCode(place) ?? .nation, nil) }
        return found
    }
}
