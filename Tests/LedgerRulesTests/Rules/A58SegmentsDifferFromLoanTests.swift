import LedgerDomain
import Testing

@Suite struct A58SegmentsDifferFromLoanTests {
    /// 50,000 yuan at 3.70 % of which 20,000 are repaid on 2023-03-01.
    static let before =
        Drafts.voucher + Drafts.primeRates + [
            Drafts.scheme(), Drafts.scheme("L", ("base", "LPR_1Y"), ("base_date", "SEGMENT")),
            Drafts.scheme("F", ("base", "LPR_1Y"), ("factor_ppm", "500001")),
            Drafts.scheme("C", ("cap_principal_fen", "4000000")),
        ] + A32SubsidyAboveDueTests.loan

    static let remedy = "Cut the period again by the loan's records, and check the amount."

    static func line(_ path: String, _ given: String, _ expected: String, off: Int? = nil) -> String {
        let difference = off.map { ", off by \($0)" } ?? ""
        return "A58 body.segments.0\(path): given \"\(given)\", expected \(expected)\(difference). \(remedy)"
    }

    static func subsidy(
        _ from: String = "2022-08-21", _ to: String = "2023-03-01", days: Int = 192, principal: Int = 5_000_000,
        base: Int = 37_000, rate: Int = 37_000, policy: String = "S", claim: (String, String)? = nil
    ) -> Draft {
        var draft = Drafts.subsidy("a", from, to, 1, policy: policy, principal: principal, days: days, base: base)
        if let claim { draft = Drafts.with(draft, ("from", claim.0), ("to_day", claim.1)) }
        guard rate != 37_000 else { return draft }
        let members = (draft.body["segments"]?.elements?.first?.members ?? []).map {
            $0.name == "rate_ppm" ? JSONMember("rate_ppm", "\(rate)") : $0
        }
        let kept = (draft.body.members ?? []).filter { $0.name != "segments" }
        draft.body = .object(kept + [JSONMember("segments", .array([.object(members)]))])
        return draft
    }

    static let cases = [
        RuleCase("as the loan has it", subsidy()),
        RuleCase("the second period", subsidy("2023-03-01", "2023-08-21", days: 173, principal: 3_000_000)),
        RuleCase("both ends counted", subsidy(days: 193), line(".days", "193", "192 days", off: 1)),
        RuleCase("a day short", subsidy(days: 191), line(".days", "191", "192 days", off: 1)),
        RuleCase(
            "a 分 more principal", subsidy(principal: 5_000_001),
            line(".principal_fen", "5000001", "5000000 fen", off: 1)),
        RuleCase(
            "over the repayment", subsidy("2022-08-21", "2023-08-21", days: 365),
            line(".principal_fen", "5000000", "segments of 5000000 fen from 2022-08-21, 3000000 fen from 2023-03-01")),
        RuleCase(
            "the rate of the contract", subsidy(rate: 36_999),
            line(".rate_ppm", "36999", "37000 ppm, the contract's", off: 1)),
        RuleCase("the base of the scheme", subsidy(base: 36_500), line(".base_ppm", "36500", "37000 ppm", off: 500)),
        RuleCase(
            "a base that changes", subsidy(policy: "L"),
            line(".base_ppm", "37000", "segments of 37000 ppm from 2022-08-21, 36500 ppm from 2022-08-22")),
        RuleCase("after it has changed", subsidy("2022-08-22", days: 191, base: 36_500, policy: "L")),
        RuleCase("a fraction of a millionth down", subsidy(base: 18_500, policy: "F")),
        RuleCase("or up", subsidy(base: 18_501, policy: "F")),
        RuleCase("but no more", subsidy(base: 18_502, policy: "F"), line(".base_ppm", "18502", "18500 ppm", off: 2)),
        RuleCase("the cap", subsidy(principal: 4_000_000, policy: "C")),
        RuleCase("all of it is A35's", subsidy(policy: "C")),
        RuleCase(
            "between", subsidy(principal: 4_500_000, policy: "C"),
            line(".principal_fen", "4500000", "4000000 fen", off: 500_000)),
        RuleCase(
            "outside the period claimed", subsidy(claim: ("2022-08-21", "2023-02-28")),
            line("", "2022-08-21 – 2023-03-01", "a stretch of days from 2022-08-21 to 2023-02-28")),
        RuleCase(
            "before the payout", subsidy("2022-08-20", days: 193),
            line("", "2022-08-20 – 2023-03-01", "a stretch of days from 2022-08-21 to 2023-03-01")),
        RuleCase("a scheme that is not in the log", subsidy(base: 1, policy: "T")),
        RuleCase("a loan that the ledger does not know", Drafts.subsidy("z", "2022-08-21", "2023-03-01", 1, days: 1)),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A58", after: Self.before, given)
    }
}
