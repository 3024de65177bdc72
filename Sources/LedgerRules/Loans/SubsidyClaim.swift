import LedgerDomain

/// What an interest subsidy claims, with the loan, the scheme and the days behind it, as its rules read them.
struct SubsidyClaim {
    let entry: Entry
    let region: RegionCode
    let loan: LoanHistory
    /// The name of the scheme.
    let policy: String
    let from: Day
    /// The day after the last.
    let to: Day
    let amountFen: Int64
    /// The policies that hold. Whoever needs what is there of them, and can judge without the rest, takes away where
    /// questions without an answer are noted.
    var policies: PolicyRegister

    /// One stated stretch of days (计息分段).
    struct Segment {
        let index: Int
        let from: Day
        let to: Day
        let principalFen: Int64
        let ratePPM: Int64
        let basePPM: Int64
        let days: Int64
    }

    init?(_ entry: Entry, _ facts: Facts) {
        guard entry.kind == .interestSubsidyPaid, let region = entry.region, let loan = entry.text(.loan),
            let policy = entry.text(.policy), let from = entry.day(.from), let to = entry.day(.toDay),
            let amount = entry.number(.amountFen)
        else { return nil }
        self.entry = entry
        self.region = region
        self.loan = LoanHistory(facts[FactName(.loan, region.description, loan)])
        self.policy = policy
        policies = facts.policies
        (self.from, self.to, amountFen) = (from, to, amount)
    }

    /// The scheme; `nil` where it is not in the log. Asked only by rules that need it: what is not there is noted as
    /// "no policy" of the rule that asks.
    var scheme: SubsidyScheme? { policies.scheme(policy, region.description) }

    /// The stated segments.
    var segments: [Segment] {
        entry.records(.segments).enumerated().compactMap { index, record in
            guard let from = record.day(.from), let to = record.day(.toDay),
                let principal = record.number(.principalFen), let rate = record.number(.ratePPM),
                let base = record.number(.basePPM), let days = record.number(.days)
            else { return nil }
            return Segment(
                index: index, from: from, to: to, principalFen: principal, ratePPM: rate, basePPM: base, days: days)
        }
    }

    /// The programme: the entry's, else the loan's.
    var programme: LoanProgramme? { entry.code(.programme, as: LoanProgramme.self) ?? loan.terms?.programme }

    /// Whether the holder is an enterprise, cooperative or other unit; a household has a token.
    var isHolderEnterprise: Bool { entry.text(.holder).map { !$0.utf8.contains(UInt8(ascii: ":")) } ?? false }
}
