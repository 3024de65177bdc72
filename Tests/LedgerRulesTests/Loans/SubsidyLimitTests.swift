import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerRules

/// The report of what is due and the rule that refuses more agree with a count day by day.
@Suite struct SubsidyLimitTests {
    /// A loan of 365 days with what happened to it, in 分.
    struct Case {
        var principal: Int
        var repaid: (day: Int, fen: Int)
        var share: Int
        var cap: Int?
        var isPaidFirst: Bool
        var interest: [Int]
        var byOthers: Int
        var paid: Int

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
            principal = pick(100_000...5_000_000)
            repaid = (pick(1...364), pick(1...principal))
            share = pick(1...1_000_000)
            cap = Bool.random(using: &random) ? pick(50_000...5_000_000) : nil
            isPaidFirst = Bool.random(using: &random)
            interest = (0..<pick(0...3)).map { _ in pick(0...100_000) }
            byOthers = Bool.random(using: &random) ? pick(1...60_000) : 0
            paid = Bool.random(using: &random) ? pick(1...40_000) : 0
        }

        /// Day by day, in fractions of 360 × 10^12 分, rounded half up once.
        var due: Int {
            var sum = Int128(0)
            for day in 0..<365 {
                let balance = day < repaid.day ? principal : principal - repaid.fen
                sum += Int128(min(balance, cap ?? balance)) * 37_000 * Int128(share)
            }
            let whole = Int128(360) * 1_000_000_000_000
            let earned = Int((sum * 2 + whole) / (whole * 2))
            guard isPaidFirst || !interest.isEmpty else { return earned }
            return max(0, min(earned, interest.reduce(0, +) - byOthers))
        }
    }

    private static let start = Day(year: 2022, month: 8, day: 21)

    /// What was paid before is recorded as history, with a waiver where it is too much.
    private func log(_ given: Case) throws -> History {
        let start = try #require(Self.start)
        var log = try History()
        var scheme = Drafts.scheme("S", ("share_ppm", "\(given.share)"))
        if let cap = given.cap { scheme = Drafts.with(scheme, ("cap_principal_fen", "\(cap)")) }
        var drafts =
            Drafts.voucher + [
                Drafts.flagged(scheme, ("pay_first", given.isPaidFirst)), Drafts.microloan("a", given.principal),
                Drafts.on(
                    start.adding(days: given.repaid.day).description,
                    Drafts.loan("loan.repaid", "a", ("principal_fen", given.repaid.fen))),
            ]
        drafts += given.interest.enumerated().map {
            Drafts.interest("a", "2022-08-21", "2023-08-21", $1, receipt: "R\($0)")
        }
        if given.byOthers > 0 {
            drafts.append(
                Drafts.waiving(Drafts.subsidy("a", "2022-08-21", "2023-08-21", given.byOthers, policy: "T"), "A32"))
        }
        if given.paid > 0 {
            drafts.append(Drafts.waiving(Drafts.subsidy("a", "2022-08-21", "2022-08-22", given.paid), "A32"))
        }
        for draft in drafts {
            let refused = try log.faults(draft).filter { $0.outcome == .refuse }
            #expect(refused.isEmpty, "\(refused.map { $0.text(.english) })")
        }
        return log
    }

    @Test(arguments: seeds(60)) func allAgree(seed: UInt64) throws {
        let given = Case(seed: seed)
        var log = try log(given)
        let left = given.due - given.paid
        if given.byOthers == 0 || given.paid > 0 {
            let row = try #require(
                try EntitlementReportTests.rows(log, asOf: "2023-12-31").first { $0.hasPrefix("a S") })
            let cells = row.split(separator: " ")
            #expect(cells[6] == "\(given.due)" && cells[8] == "\(given.paid)" && cells[9] == "\(left)", "\(row)")
        }
        func claim(_ fen: Int) -> Draft { Drafts.subsidy("a", "2022-08-22", "2023-08-21", fen) }
        #expect(try log.take(claim(max(0, left) + 1)).contains("A32"))
        if left > 0 { #expect(try !log.take(claim(left)).contains { $0 == "A32" || $0 == "(A32)" }) }
    }
}
