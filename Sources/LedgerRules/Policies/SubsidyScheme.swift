import LedgerDomain

/// A scheme of interest subsidies as `subsidy_policy.set` fixed it (贴息办法, domain.md 3, formula in domain.md 4.5).
struct SubsidyScheme: Hashable, Sendable {
    /// A share of the interest for principal up to a bound.
    struct Tier: Hashable, Sendable {
        /// In 分; `nil` for the last, which has no end.
        let upToFen: Int64?
        let sharePPM: Int64
    }

    /// The position of the entry that set it.
    let seq: UInt64
    let base: SubsidyBase
    let baseDate: SubsidyBaseDate
    /// Of a fixed base, in millionths.
    let fixedRatePPM: Int64?
    /// What the base is multiplied by, in millionths.
    let factorPPM: Int64
    /// From the smallest principal up; one without bound where the scheme has a single share.
    let tiers: [Tier]
    let tierMode: TierMode
    let capPrincipalFen: Int64?
    let capYearFen: Int64?
    let capHolderFen: Int64?
    let capLegalRepresentativeFen: Int64?
    /// Days of a year: 360 or 365.
    let dayBasis: Int64
    let maximumDays: Int64?
    let isPaidFirst: Bool
    let excluded: Set<HouseholdStatus>
    let validFrom: Day?
    let validTo: Day?

    /// Reads a scheme from the body of its entry; `nil` where a member that it needs is not there.
    init?(_ body: JSONValue, seq: UInt64) {
        func text(_ key: Key) -> String? { body[key.rawValue]?.text }
        func number(_ key: Key) -> Int64? { text(key).flatMap { Int64($0) } }
        guard let base = text(.base).flatMap(SubsidyBase.init), let basis = number(.basis),
            let baseDate = text(.baseDate).flatMap(SubsidyBaseDate.init)
        else { return nil }
        self.seq = seq
        self.base = base
        self.baseDate = baseDate
        dayBasis = basis
        fixedRatePPM = number(.baseRatePPM)
        factorPPM = number(.factorPPM) ?? 1_000_000
        if let share = number(.sharePPM) {
            tiers = [Tier(upToFen: nil, sharePPM: share)]
        } else {
            tiers = (body[Key.tiers.rawValue]?.elements ?? []).compactMap { tier in
                guard let share = tier[Key.sharePPM.rawValue]?.text.flatMap({ Int64($0) }) else { return nil }
                return Tier(upToFen: tier[Key.upToFen.rawValue]?.text.flatMap { Int64($0) }, sharePPM: share)
            }
        }
        tierMode = text(.tierMode).flatMap(TierMode.init) ?? .whole
        capPrincipalFen = number(.capPrincipalFen)
        capYearFen = number(.capYearFen)
        capHolderFen = number(.capHolderFen)
        capLegalRepresentativeFen = number(.capLegalRepresentativeFen)
        maximumDays = number(.maximumDays)
        isPaidFirst = body[Key.payFirst.rawValue] == .bool(true)
        excluded = Set(
            (body[Key.excludedStatus.rawValue]?.elements ?? []).compactMap { $0.text.flatMap(HouseholdStatus.init) })
        validFrom = text(.validFrom).flatMap { Day($0) }
        validTo = text(.validTo).flatMap { Day($0) }
    }
}
