import LedgerDomain

/// The base rate of a scheme for one loan.
struct BaseRate {
    let scheme: SubsidyScheme
    let terms: LoanHistory.Terms
    let maturity: Day
    let policies: PolicyRegister
    let contractPPM: Int64

    /// The tenor of the prime rate that the scheme goes by; `nil` where it goes by none.
    var tenor: PrimeRateTenor? {
        switch scheme.base {
        case .primeRateOneYear: .oneYear
        case .primeRateFiveYears: .fiveYearsPlus
        case .bracket: LoanTerm.tenor(from: terms.start, to: terms.maturity ?? maturity)
        case .fixed, .contract: nil
        }
    }

    /// The days on which it may change.
    func changes(after first: Day, before end: Day) -> [Day] {
        guard scheme.baseDate == .segment, let tenor else { return [] }
        return policies.primeRateChanges(tenor, after: first, before: end)
    }

    /// The rate subsidised on a day, the lower of the contract's and the base, in millionths of a millionth.
    func rate(on day: Day) throws(SubsidyEntitlement.Undefined) -> Int128 {
        min(Int128(contractPPM) * 1_000_000, try withFactor(on: day))
    }

    /// The base rate with the scheme's factor on a day, in millionths of a millionth.
    func withFactor(on day: Day) throws(SubsidyEntitlement.Undefined) -> Int128 {
        let base: Int64?
        switch scheme.base {
        case .contract: base = contractPPM
        case .fixed: base = scheme.fixedRatePPM
        case .primeRateOneYear, .primeRateFiveYears, .bracket:
            let chosen = scheme.baseDate == .segment ? day : terms.signedOn ?? terms.start
            base = tenor.flatMap { policies.primeRate($0, on: chosen) }
        }
        guard let base else { throw .noBaseRate }
        return Int128(base) * Int128(scheme.factorPPM)
    }
}
