import LedgerDomain

/// The segments of a subsidy are those of its loan: days, principal and rates (计息分段与贷款不符).
///
/// Of each segment the first thing that differs is reported. Principal may be stated whole, or up to the cap that is
/// subsidised. A base rate is the scheme's with its factor; a fraction of a millionth may be rounded either way. Days
/// past maturity and in arrears are A34's to report, principal above the cap A35's.
enum A58SegmentsDifferFromLoan: EntryRule {
    static let description = RuleDescription(
        "A58", Label("计息分段与贷款不符", "Segments differ from the loan"),
        definition: Label(
            "每个计息分段在贴息期间之内、不早于放款日、不与前一分段重叠；天数 = 止 − 起；本金为当期贷款余额（或其贴息上限），期间不变；利率为合同利率；基准利率为贴息办法的基准乘以倍数。",
            "Each segment lies in the period claimed, not before the payout, and after the segment before it; its days are to_day − from; its principal is what was outstanding on all of them (or the cap subsidised); its rate is the contract's, and its base rate the scheme's with its factor."
        ),
        silence: Label(
            "账中没有该贷款，或其日期不精确到日；没有合同利率、贴息办法或 LPR 的，不比较该项；到期后和逾期的日子（A34）；超出上限的本金（A35）",
            "the loan is not in the ledger, or its days are not exact; a rate is not compared where no contract rate, scheme or LPR is known; days past maturity or in arrears (A34); principal above the cap (A35)"
        ),
        remedy: Label("按贷款台账重新分段，核对贴息金额。", "Cut the period again by the loan's records, and check the amount."), .data,
        basis: "product rule; schemas/domain.md 4.5")

    static let kinds: [EventKind] = [.interestSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard var claim = SubsidyClaim(entry, facts), let terms = claim.loan.terms, claim.loan.isExact else {
            return []
        }
        // What no policy fixes is not compared; the rest is judged.
        claim.policies.missed = nil
        let most = A35PrincipalAboveSubsidisedCap.most(claim, context) ?? claim.scheme?.capPrincipalFen
        var before = claim.from
        return claim.segments.compactMap { segment in
            let earliest = max(before, terms.start)
            before = max(before, segment.to)
            return days(segment, earliest, claim) ?? principal(segment, claim, most)
                ?? rates(segment, terms, claim)
        }
    }

    private static func fault(
        _ segment: SubsidyClaim.Segment, _ key: Key?, _ given: String, _ expected: Label, _ difference: String? = nil
    ) -> Fault {
        let path = "body.segments.\(segment.index)" + (key.map { ".\($0.rawValue)" } ?? "")
        return description.fault(path, given: given, expected: expected, difference: difference)
    }

    private static func days(_ segment: SubsidyClaim.Segment, _ earliest: Day, _ claim: SubsidyClaim) -> Fault? {
        guard segment.from >= earliest, segment.from < segment.to, segment.to <= claim.to else {
            return fault(
                segment, nil, "\(segment.from) – \(segment.to)",
                Label("\(earliest) 至 \(claim.to) 之间的分段", "a stretch of days from \(earliest) to \(claim.to)"))
        }
        let days = Int64(segment.to.ordinal) - Int64(segment.from.ordinal)
        guard segment.days != days else { return nil }
        return fault(
            segment, .days, String(segment.days), Label("\(days) 天", "\(days) days"),
            String((Int128(segment.days) - Int128(days)).magnitude))
    }

    private static func principal(
        _ segment: SubsidyClaim.Segment, _ claim: SubsidyClaim, _ most: Int64?
    ) -> Fault? {
        let end = min(segment.to, claim.loan.maturity ?? segment.to)
        let balances = claim.loan.balances
        let first = balances.last { $0.from <= segment.from }
        let inside = balances.filter { $0.from > segment.from && $0.from < end }
        let wanted = ([first].compactMap { $0 } + inside).map {
            (from: max($0.from, segment.from), fen: min($0.principalFen, most ?? $0.principalFen), all: $0.principalFen)
        }
        guard let start = wanted.first else { return nil }
        let changes = wanted.filter { $0.fen != start.fen }
        if changes.isEmpty {
            let isWhole = wanted.allSatisfy { $0.all == segment.principalFen }
            guard segment.principalFen != start.fen, !isWhole else { return nil }
            return fault(
                segment, .principalFen, String(segment.principalFen), Label("\(start.fen) 分", "\(start.fen) fen"),
                String((Int128(segment.principalFen) - Int128(start.fen)).magnitude))
        }
        let parts = [start] + changes
        return fault(
            segment, .principalFen, String(segment.principalFen),
            Label(
                "分段为 " + parts.map { "\($0.from) 起 \($0.fen) 分" }.joined(separator: "，"),
                "segments of " + parts.map { "\($0.fen) fen from \($0.from)" }.joined(separator: ", ")))
    }

    private static func rates(
        _ segment: SubsidyClaim.Segment, _ terms: LoanHistory.Terms, _ claim: SubsidyClaim
    ) -> Fault? {
        guard let contract = terms.ratePPM else { return nil }
        if segment.ratePPM != contract {
            return fault(
                segment, .ratePPM, String(segment.ratePPM),
                Label("\(contract) ppm（合同利率）", "\(contract) ppm, the contract's"),
                String((Int128(segment.ratePPM) - Int128(contract)).magnitude))
        }
        guard let scheme = claim.scheme, let maturity = claim.loan.maturity else { return nil }
        let base = BaseRate(
            scheme: scheme, terms: terms, maturity: maturity, policies: claim.policies, contractPPM: contract)
        let days = [segment.from] + base.changes(after: segment.from, before: min(segment.to, maturity)).sorted()
        var wanted: [(from: Day, trillionths: Int128)] = []
        for day in days {
            guard let rate = try? base.withFactor(on: day) else { return nil }
            if rate != wanted.last?.trillionths { wanted.append((day, rate)) }
        }
        let stated = Int128(segment.basePPM) * 1_000_000
        guard wanted.count > 1 || abs(stated - wanted[0].trillionths) >= 1_000_000 else { return nil }
        let parts = wanted.map { (from: $0.from, ppm: ($0.trillionths + 500_000) / 1_000_000) }
        if parts.count == 1 {
            return fault(
                segment, .basePPM, String(segment.basePPM), Label("\(parts[0].ppm) ppm", "\(parts[0].ppm) ppm"),
                String((Int128(segment.basePPM) - parts[0].ppm).magnitude))
        }
        return fault(
            segment, .basePPM, String(segment.basePPM),
            Label(
                "分段为 " + parts.map { "\($0.from) 起 \($0.ppm) ppm" }.joined(separator: "，"),
                "segments of " + parts.map { "\($0.ppm) ppm from \($0.from)" }.joined(separator: ", ")))
    }
}
