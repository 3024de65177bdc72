import LedgerDomain

/// An enterprise gets no more than a scheme's caps, at no higher rate than its base (企业贴息超限额).
enum A38EnterpriseSubsidyAboveCap: EntryRule {
    static let description = RuleDescription(
        "A38", Label("企业贴息超限额", "Enterprise subsidy above cap"),
        definition: Label(
            "每个主体的贴息每年合计 ≤ 年度上限，累计 ≤ 主体上限；贴息利率 ≤ 贴息办法的基准利率 × 倍数。",
            "What an entity gets is at most the scheme's cap of the year, and in all its cap of a holder; the rate is at most the scheme's base times its factor."
        ),
        silence: Label("受益主体是农户；账中没有该贴息办法（无政策）", "the holder is a household; the scheme is not in the log (no policy)"),
        remedy: Label("按上限核减，追回超出部分。", "Cut it to the cap and recover what is above it."),
        parameters: [PolicyRegister.primeRateOneYear, PolicyRegister.primeRateFiveYears], .scope,
        basis: "湘农联〔2022〕22号 summary (绥宁县 page): ≤1000万 50%, 1000-5000万 25%, >5000万 15% of LPR; ≤100万 a year")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let claim = SubsidyClaim(entry, facts), claim.isHolderEnterprise, let scheme = claim.scheme,
            let received = SubsidyFacts.received(entry, facts)
        else { return [] }
        var faults: [Fault] = []
        func check(_ sum: Int64, _ cap: Int64?, _ chinese: String, _ english: String) {
            guard let cap, sum > cap else { return }
            faults.append(
                description.fault(
                    "body.amount_fen", given: String(sum),
                    expected: Label("\(chinese)不超过 \(cap) 分", "\(cap) fen or less \(english)"),
                    difference: String(sum &- cap)))
        }
        check(received.year &+ claim.amountFen, scheme.capYearFen, "该主体当年合计", "for the entity in the year")
        check(received.all &+ claim.amountFen, scheme.capHolderFen, "该主体累计", "for the entity in all")
        return faults + rates(claim, scheme, facts.policies)
    }

    private static func rates(_ claim: SubsidyClaim, _ scheme: SubsidyScheme, _ policies: PolicyRegister) -> [Fault] {
        claim.segments.compactMap { segment in
            guard let most = most(segment, claim.loan, scheme, policies), segment.basePPM > most else { return nil }
            return description.fault(
                "body.segments.\(segment.index).base_ppm", given: String(segment.basePPM),
                expected: Label("不超过 \(most) ppm", "\(most) ppm or less"), difference: String(segment.basePPM - most))
        }
    }

    /// The scheme's base on the day that it counts by, with its factor, in whole millionths.
    private static func most(
        _ segment: SubsidyClaim.Segment, _ loan: LoanHistory, _ scheme: SubsidyScheme, _ policies: PolicyRegister
    ) -> Int64? {
        let terms = loan.terms
        let day = scheme.baseDate == .segment ? segment.from : terms.map { $0.signedOn ?? $0.start }
        let base: Int64?
        switch scheme.base {
        case .primeRateOneYear: base = day.flatMap { policies.primeRate(.oneYear, on: $0) }
        case .primeRateFiveYears: base = day.flatMap { policies.primeRate(.fiveYearsPlus, on: $0) }
        case .bracket:
            guard let start = terms?.start, let maturity = terms?.maturity else { return nil }
            base = day.flatMap { policies.primeRate(LoanTerm.tenor(from: start, to: maturity), on: $0) }
        case .fixed: base = scheme.fixedRatePPM
        case .contract: base = terms?.ratePPM ?? segment.ratePPM
        }
        return base.map { Int64(clamping: (Int128($0) * Int128(scheme.factorPPM) + 500_000) / 1_000_000) }
    }
}
