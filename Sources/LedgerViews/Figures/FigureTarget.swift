import LedgerDomain

/// Targets for published figures (目标): policy parameters named `target.` and the metric, as `target.EMPLOYMENT`.
extension Policies {
    /// What a figure of a place and year is held against; `nil` where policy sets nothing.
    ///
    /// A target for the whole of a place is no target of its parts, and one on a basis is none of figures on
    /// another. Among several, the one for the place itself goes before those of places above it, and the later
    /// recorded before the earlier.
    func target(
        of metric: String, basis: String, in region: RegionCode, year: Int, regions: RegionTable
    ) -> PolicyRecord? {
        inForce("target." + metric)
            .filter { target in
                guard target.isFor(year: year), target.basis == nil || target.basis == basis else { return false }
                return target.appliesTo == .eachPlace ? regions.contains(target.place, region) : target.place == region
            }
            .max { left, right in
                let (first, second) = (left.place.level, right.place.level)
                return first != second ? first < second : left.seq < right.seq
            }
    }
}

extension PolicyRecord {
    /// How reports write a target: `GE 30000000`, `GE PRIOR_YEAR`, or `STABLE`.
    var targetText: String {
        let aim = value ?? (priorYearFloor ? "PRIOR_YEAR" : "")
        let name = (comparator ?? .atLeast).rawValue
        return aim.isEmpty ? name : "\(name) \(aim)"
    }
}

extension FigureUnit {
    /// Whether values of this unit and of a policy's unit are the same numbers.
    func isSame(as unit: PolicyUnit?) -> Bool {
        switch (self, unit) {
        case (.fen, .fen), (.basisPoints, .basisPoints), (.partsPerMillion, .partsPerMillion), (.count, .count): true
        default: false
        }
    }
}
